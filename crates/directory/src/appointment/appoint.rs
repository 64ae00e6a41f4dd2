//! Appointing an officer.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{AppointmentId, OfficerId};
use jiff::civil::Date;

use super::Appointment;
use crate::authority_id::AuthorityId;
use crate::directory::Directory;
use crate::queries;
use crate::role::Role;
use crate::role_conflict::ConflictScope;
use crate::standing::Standing;

/// Why an officer cannot be appointed.
#[derive(Debug, thiserror::Error)]
pub enum AppointError {
    /// The last day comes before the first.
    #[error("the appointment would end on {until}, before it begins on {from}")]
    EndsBeforeItBegins {
        /// The first day.
        from: Date,
        /// The last day.
        until: Date,
    },
    /// Who only stands in does so until a day that is set.
    #[error("an appointment that is `{0}` needs a last day")]
    NoEnd(Standing),
    /// Nobody has that id.
    #[error("no officer has the id `{0}`")]
    UnknownOfficer(OfficerId),
    /// No authority has that id.
    #[error("no authority has the id `{0}`")]
    UnknownAuthority(AuthorityId),
    /// On the first days of the appointment the authority is still to come.
    #[error("`{authority}` exists only since {from}")]
    AuthorityNotYet {
        /// The authority.
        authority: AuthorityId,
        /// Its first day.
        from: Date,
    },
    /// The authority ends before the appointment would.
    #[error("`{authority}` exists until {until} only; the appointment cannot outlast it")]
    AuthorityEnds {
        /// The authority.
        authority: AuthorityId,
        /// Its last day.
        until: Date,
    },
    /// The law gives that work to another body.
    #[error("the role `{role}` cannot be held at `{authority}`")]
    RoleNotThere {
        /// The role.
        role: Role,
        /// The authority.
        authority: AuthorityId,
    },
    /// The officer holds the same role at the same authority on one of the days.
    #[error("the officer holds that role there already, by appointment `{0}`")]
    Overlaps(AppointmentId),
    /// The officer holds a role on one of the days that excludes this one.
    #[error(
        "`{role}` cannot be held together with `{held}`, which the officer holds by appointment `{by}`"
    )]
    RolesExclude {
        /// The role to be given.
        role: Role,
        /// The role held.
        held: Role,
        /// By which appointment.
        by: AppointmentId,
    },
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Appoints an officer.
///
/// The authority must exist for all of the appointment: one that is to be dissolved on a day
/// already known has appointments that end by then, and are
/// [transferred](super::transfer_appointment) to whoever takes over.
///
/// Of two writers who appoint an officer to what excludes each other, one is refused.
pub fn appoint(
    tx: &mut Tx<'_>,
    directory: &Directory,
    appointment: &Appointment,
) -> Result<(), AppointError> {
    check(tx, directory, appointment)?;
    queries::appointment_insert(tx, appointment)?;
    Ok(())
}

/// Whether the appointment may stand as it is, next to all others.
pub(super) fn check(
    tx: &mut Tx<'_>,
    directory: &Directory,
    appointment: &Appointment,
) -> Result<(), AppointError> {
    check_alone(directory, appointment)?;
    if queries::officer_by_id(tx, appointment.officer)?.is_none() {
        return Err(AppointError::UnknownOfficer(appointment.officer));
    }
    for other in queries::appointments_overlapping(tx, appointment)? {
        check_beside(directory, appointment, &other)?;
    }
    Ok(())
}

/// What can be said of an appointment without the others.
fn check_alone(directory: &Directory, appointment: &Appointment) -> Result<(), AppointError> {
    if let Some(until) = appointment.valid_until
        && until < appointment.valid_from
    {
        return Err(AppointError::EndsBeforeItBegins {
            from: appointment.valid_from,
            until,
        });
    }
    if appointment.standing.is_temporary() && appointment.valid_until.is_none() {
        return Err(AppointError::NoEnd(appointment.standing));
    }
    let id = &appointment.authority;
    let authority = directory
        .authority(id)
        .ok_or_else(|| AppointError::UnknownAuthority(id.clone()))?;
    let life = authority.life();
    if let Some(from) = life.from
        && appointment.valid_from < from
    {
        return Err(AppointError::AuthorityNotYet {
            authority: id.clone(),
            from,
        });
    }
    if let Some(until) = life.until
        && !life.contains_all_of(&appointment.life())
    {
        return Err(AppointError::AuthorityEnds {
            authority: id.clone(),
            until,
        });
    }
    if !appointment.role.may_sit_at(id) {
        return Err(AppointError::RoleNotThere {
            role: appointment.role,
            authority: id.clone(),
        });
    }
    Ok(())
}

/// Whether an appointment may stand next to another of the same officer that shares a day with
/// it by its own words.
fn check_beside(
    directory: &Directory,
    appointment: &Appointment,
    other: &Appointment,
) -> Result<(), AppointError> {
    let shares_a_day = other
        .life_within(directory)
        .is_none_or(|life| life.overlaps(&appointment.life()));
    if !shares_a_day {
        return Ok(());
    }
    let same_authority = appointment.authority == other.authority;
    if same_authority && appointment.role == other.role {
        return Err(AppointError::Overlaps(other.id));
    }
    match appointment.role.conflict_with(other.role) {
        None => Ok(()),
        Some(ConflictScope::SameAuthority) if !same_authority => Ok(()),
        Some(ConflictScope::SameAuthority | ConflictScope::Anywhere) => {
            Err(AppointError::RolesExclude {
                role: appointment.role,
                held: other.role,
                by: other.id,
            })
        }
    }
}
