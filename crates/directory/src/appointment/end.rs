//! Ending an appointment.

use danh_store::{StoreError, Tx};
use danh_vocabulary::AppointmentId;
use jiff::civil::Date;

use super::ChangeKind;
use crate::decision::Decision;
use crate::queries;

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
    /// It ends by then already; who was without a role does not get it back by an ending.
    #[error("the appointment ends on {0} already")]
    EndsEarlier(Date),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Ends an appointment: `last_day` is the last on which it holds.
pub fn end_appointment(
    tx: &mut Tx<'_>,
    id: AppointmentId,
    last_day: Date,
    decision: &Decision,
) -> Result<(), EndAppointmentError> {
    let before = queries::appointment_by_id(tx, id)?.ok_or(EndAppointmentError::Unknown(id))?;
    if last_day < before.valid_from {
        return Err(EndAppointmentError::NotBegun {
            from: before.valid_from,
            last_day,
        });
    }
    if let Some(until) = before.valid_until
        && until <= last_day
    {
        return Err(EndAppointmentError::EndsEarlier(until));
    }
    queries::appointment_change_insert(tx, &before, ChangeKind::Ended, decision)?;
    let mut ended = before;
    ended.valid_until = Some(last_day);
    queries::appointment_update(tx, &ended)?;
    Ok(())
}
