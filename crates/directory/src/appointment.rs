//! Appointments: who may act, as what, for which authority, from when until when.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{AppointmentId, OfficerId};
use jiff::civil::Date;

use crate::authority_id::AuthorityId;
use crate::directory::Directory;
use crate::life::Life;
use crate::queries;
use crate::role::Role;

/// One officer's appointment to one role at one authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// The id.
    pub id: AppointmentId,
    /// Who.
    pub officer: OfficerId,
    /// As what.
    pub role: Role,
    /// For which authority.
    pub authority: AuthorityId,
    /// The first day.
    pub valid_from: Date,
    /// The last day; none while no end is set.
    pub valid_until: Option<Date>,
}

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
    /// Nobody has that id.
    #[error("no officer has the id `{0}`")]
    UnknownOfficer(OfficerId),
    /// No authority has that id.
    #[error("no authority has the id `{0}`")]
    UnknownAuthority(AuthorityId),
    /// The authority does not exist on every day of the appointment.
    #[error("`{0}` does not exist on every day of the appointment")]
    AuthorityNotThere(AuthorityId),
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
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why an appointment cannot be ended.
#[derive(Debug, thiserror::Error)]
pub enum EndAppointmentError {
    /// There is no such appointment.
    #[error("no appointment has the id `{0}`")]
    Unknown(AppointmentId),
    /// It begins only after that day.
    #[error("the appointment begins on {from}, after {last_day}")]
    NotBegun {
        /// Its first day.
        from: Date,
        /// The day it was to end on.
        last_day: Date,
    },
    /// It ends earlier already; who was without a role does not get it back by an ending.
    #[error("the appointment ends on {0} already")]
    EndsEarlier(Date),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Appointment {
    /// From when until when it holds.
    pub const fn life(&self) -> Life {
        Life {
            from: Some(self.valid_from),
            until: self.valid_until,
        }
    }
}

/// Appoints an officer.
///
/// The authority must exist for all of the appointment: one that is to be dissolved on a day
/// already known has appointments that end by then.
pub fn appoint(
    tx: &mut Tx<'_>,
    directory: &Directory,
    appointment: &Appointment,
) -> Result<(), AppointError> {
    check(directory, appointment)?;
    if queries::officer_by_id(tx, appointment.officer)?.is_none() {
        return Err(AppointError::UnknownOfficer(appointment.officer));
    }
    if let Some(other) = queries::appointment_overlapping(tx, appointment)? {
        return Err(AppointError::Overlaps(other));
    }
    queries::appointment_insert(tx, appointment)?;
    Ok(())
}

/// What can be said of an appointment without the database.
fn check(directory: &Directory, appointment: &Appointment) -> Result<(), AppointError> {
    if let Some(until) = appointment.valid_until
        && until < appointment.valid_from
    {
        return Err(AppointError::EndsBeforeItBegins {
            from: appointment.valid_from,
            until,
        });
    }
    let id = &appointment.authority;
    let authority = directory
        .authority(id)
        .ok_or_else(|| AppointError::UnknownAuthority(id.clone()))?;
    if !authority.life().contains_all_of(&appointment.life()) {
        return Err(AppointError::AuthorityNotThere(id.clone()));
    }
    if !appointment.role.may_sit_at(id) {
        return Err(AppointError::RoleNotThere {
            role: appointment.role,
            authority: id.clone(),
        });
    }
    Ok(())
}

/// Ends an appointment: `last_day` is the last on which it holds.
pub fn end_appointment(
    tx: &mut Tx<'_>,
    id: AppointmentId,
    last_day: Date,
) -> Result<(), EndAppointmentError> {
    let appointment =
        queries::appointment_by_id(tx, id)?.ok_or(EndAppointmentError::Unknown(id))?;
    if last_day < appointment.valid_from {
        return Err(EndAppointmentError::NotBegun {
            from: appointment.valid_from,
            last_day,
        });
    }
    if let Some(until) = appointment.valid_until
        && until < last_day
    {
        return Err(EndAppointmentError::EndsEarlier(until));
    }
    queries::appointment_set_last_day(tx, id, last_day)?;
    Ok(())
}

#[cfg(test)]
mod tests;
