//! Appointments: who may act, as what, for which authority, from when until when.
//!
//! What was recorded is never erased: an ending, a transfer, a correction and a withdrawal each
//! leave what stood there before in the appointment's history.

mod appoint;
mod change;
mod correct;
mod end;
mod transfer;

pub use appoint::{AppointError, appoint};
pub use change::{AppointmentChange, ChangeKind, ChangeKindError};
pub use correct::{CorrectAppointmentError, correct_appointment, withdraw_appointment};
pub use end::{EndAppointmentError, end_appointment};
pub use transfer::{Transfer, TransferError, transfer_appointment};

use danh_store::{StoreError, Tx};
use danh_vocabulary::{AppointmentId, OfficerId};
use jiff::civil::Date;

use crate::authority_id::AuthorityId;
use crate::directory::Directory;
use crate::life::Life;
use crate::queries;
use crate::role::Role;
use crate::standing::Standing;

/// One officer's appointment to one role at one authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// The id.
    pub id: AppointmentId,
    /// Who.
    pub officer: OfficerId,
    /// As what.
    pub role: Role,
    /// For good, or standing in until somebody is found.
    pub standing: Standing,
    /// For which authority.
    pub authority: AuthorityId,
    /// The first day.
    pub valid_from: Date,
    /// The last day; none while no end is set.
    pub valid_until: Option<Date>,
}

impl Appointment {
    /// From when until when it holds by its own words. It ends with its authority, whatever they
    /// say: see [`life_within`](Self::life_within).
    pub const fn life(&self) -> Life {
        Life {
            from: Some(self.valid_from),
            until: self.valid_until,
        }
    }

    /// From when until when it holds: an appointment whose authority was dissolved after it was
    /// given ended on the authority's last day. None where the authority is not known.
    pub fn life_within(&self, directory: &Directory) -> Option<Life> {
        let authority = directory.authority(&self.authority)?.life();
        let until = match (self.valid_until, authority.until) {
            (Some(own), Some(last)) => Some(own.min(last)),
            (own, last) => own.or(last),
        };
        Some(Life {
            from: Some(self.valid_from),
            until,
        })
    }
}

/// What an officer may act as on that day: their appointments whose authority still exists, in
/// the order in which they were given.
pub fn appointments_in_force(
    tx: &mut Tx<'_>,
    directory: &Directory,
    officer: OfficerId,
    on: Date,
) -> Result<Vec<Appointment>, StoreError> {
    let mut appointments = queries::appointments_of(tx, officer, on)?;
    appointments.retain(|appointment| {
        let life = appointment.life_within(directory);
        life.is_some_and(|life| life.contains(on))
    });
    Ok(appointments)
}

#[cfg(test)]
mod tests;
