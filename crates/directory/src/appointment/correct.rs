//! Correcting what was recorded wrongly about an appointment.

use danh_store::{StoreError, Tx};
use danh_vocabulary::AppointmentId;

use super::appoint::check;
use super::{AppointError, Appointment, ChangeKind};
use crate::decision::Decision;
use crate::directory::Directory;
use crate::queries;

/// Why an appointment cannot be corrected or withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum CorrectAppointmentError {
    /// There is no such appointment, or it was withdrawn.
    #[error("no appointment has the id `{0}`")]
    Unknown(AppointmentId),
    /// An appointment is one officer's: whoever was meant is appointed anew.
    #[error("the appointment is another officer's; withdraw it and appoint the right one")]
    AnotherOfficer,
    /// It says so already.
    #[error("the appointment says so already")]
    NothingToCorrect,
    /// What it should say cannot be.
    #[error(transparent)]
    Appoint(#[from] AppointError),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets the appointment with that id say what it should have said from the start. What it said
/// stays in its history.
pub fn correct_appointment(
    tx: &mut Tx<'_>,
    directory: &Directory,
    right: &Appointment,
    decision: &Decision,
) -> Result<(), CorrectAppointmentError> {
    let before = queries::appointment_by_id(tx, right.id)?
        .ok_or(CorrectAppointmentError::Unknown(right.id))?;
    if before.officer != right.officer {
        return Err(CorrectAppointmentError::AnotherOfficer);
    }
    if before == *right {
        return Err(CorrectAppointmentError::NothingToCorrect);
    }
    check(tx, directory, right)?;
    queries::appointment_change_insert(tx, &before, ChangeKind::Corrected, decision)?;
    queries::appointment_update(tx, right)?;
    Ok(())
}

/// Takes back an appointment that was recorded though it was never given. It counts for no day
/// any more; what it said stays in its history.
pub fn withdraw_appointment(
    tx: &mut Tx<'_>,
    id: AppointmentId,
    decision: &Decision,
) -> Result<(), CorrectAppointmentError> {
    let before = queries::appointment_by_id(tx, id)?.ok_or(CorrectAppointmentError::Unknown(id))?;
    queries::appointment_change_insert(tx, &before, ChangeKind::Withdrawn, decision)?;
    queries::appointment_withdraw(tx, id)?;
    Ok(())
}
