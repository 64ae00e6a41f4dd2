//! Taking an appointment over to the authority that succeeds its own.

use danh_store::{StoreError, Tx};
use danh_vocabulary::AppointmentId;
use jiff::civil::Date;

use super::{AppointError, Appointment, ChangeKind, appoint};
use crate::authority::Seat;
use crate::authority_id::AuthorityId;
use crate::decision::Decision;
use crate::directory::Directory;
use crate::queries;
use crate::role::Role;
use crate::task::Task;

/// Which appointment goes where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The appointment at the authority that ends.
    pub appointment: AppointmentId,
    /// The id of the new one.
    pub new: AppointmentId,
    /// One of those that take over from the authority.
    pub to: AuthorityId,
    /// The last day of the new one; none while no end is set.
    pub valid_until: Option<Date>,
}

/// Why an appointment cannot be transferred.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// There is no such appointment, or it was withdrawn.
    #[error("no appointment has the id `{0}`")]
    Unknown(AppointmentId),
    /// Its authority does not end: nobody succeeds it.
    #[error("`{0}` goes on; end the appointment there and appoint anew")]
    AuthorityGoesOn(AuthorityId),
    /// It ended before its authority did.
    #[error("the appointment ended on {0}, before its authority did")]
    EndedBefore(Date),
    /// It goes on elsewhere already.
    #[error("the appointment goes on as `{0}` already")]
    AlreadyTransferred(AppointmentId),
    /// The authority takes over nothing of that work.
    #[error("`{to}` does not take over from `{from}`")]
    NotASuccessor {
        /// Where the appointment is.
        from: AuthorityId,
        /// Where it was to go.
        to: AuthorityId,
    },
    /// The new appointment cannot be.
    #[error(transparent)]
    Appoint(#[from] AppointError),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Ends an appointment with its authority, and lets it go on from the next day in the same role
/// and standing at an authority that takes over. Returns the new one.
pub fn transfer_appointment(
    tx: &mut Tx<'_>,
    directory: &Directory,
    transfer: &Transfer,
    decision: &Decision,
) -> Result<Appointment, TransferError> {
    let id = transfer.appointment;
    let before = queries::appointment_by_id(tx, id)?.ok_or(TransferError::Unknown(id))?;
    for change in queries::appointment_history(tx, id)? {
        // Where what it went on as was withdrawn, it goes on nowhere, and may be transferred anew.
        if let ChangeKind::Transferred(to) = change.kind
            && queries::appointment_by_id(tx, to)?.is_some()
        {
            return Err(TransferError::AlreadyTransferred(to));
        }
    }
    let (last_day, next_day) = last_day_and_next(directory, &before.authority)?;
    if let Some(until) = before.valid_until
        && until < last_day
    {
        return Err(TransferError::EndedBefore(until));
    }
    if !takes_over(directory, &before, &transfer.to, next_day) {
        return Err(TransferError::NotASuccessor {
            from: before.authority,
            to: transfer.to.clone(),
        });
    }
    let after = Appointment {
        id: transfer.new,
        authority: transfer.to.clone(),
        valid_from: next_day,
        valid_until: transfer.valid_until,
        ..before.clone()
    };
    let kind = ChangeKind::Transferred(after.id);
    queries::appointment_change_insert(tx, &before, kind, decision)?;
    let ended = Appointment {
        valid_until: Some(last_day),
        ..before
    };
    queries::appointment_update(tx, &ended)?;
    appoint(tx, directory, &after)?;
    Ok(after)
}

fn last_day_and_next(
    directory: &Directory,
    authority: &AuthorityId,
) -> Result<(Date, Date), TransferError> {
    let life = directory
        .authority(authority)
        .ok_or_else(|| AppointError::UnknownAuthority(authority.clone()))?
        .life();
    let last_day = life
        .until
        .and_then(|last| Some((last, last.tomorrow().ok()?)));
    last_day.ok_or_else(|| TransferError::AuthorityGoesOn(authority.clone()))
}

/// Whether an authority answers, on the day after, for some of what the role did.
fn takes_over(directory: &Directory, before: &Appointment, to: &AuthorityId, on: Date) -> bool {
    let Some(seat) = directory.seat(&before.authority) else {
        return false;
    };
    let task = match seat {
        Seat::Centre(_) => None,
        Seat::Unit { body, unit } => Some(
            task_of(before.role)
                .filter(|task| directory.does(seat, *task))
                .unwrap_or_else(|| Task::main_of(body, directory.local_seat(unit))),
        ),
    };
    let responsible = directory.responsible(seat, task, on);
    responsible.everyone().any(|heir| heir.id == *to)
}

/// The work that a role is about, if it is about one.
const fn task_of(role: Role) -> Option<Task> {
    match role {
        Role::Registrar => Some(Task::CivilStatus),
        Role::ResidenceOfficer => Some(Task::Residence),
        Role::CardOfficer => Some(Task::IdentityCard),
        Role::Reviewer
        | Role::Auditor
        | Role::Inspector
        | Role::Statistician
        | Role::AgencyDataOfficer
        | Role::Administrator => None,
    }
}
