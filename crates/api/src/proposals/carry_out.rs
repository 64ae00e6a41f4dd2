//! Carrying a marked act out.

use danh_directory::{
    AppointError, Appointment, CorrectAppointmentError, Decider, Decision, EndAppointmentError,
    Standing, Transfer, TransferError, appoint, appointment_by_id, correct_appointment,
    end_appointment, transfer_appointment, withdraw_appointment,
};
use danh_register::{
    Act, DuplicateError, DuplicateReport, NumberError, NumberReport, ProtectionEndReport,
    ProtectionError, ProtectionReport, SubjectError,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{EventId, OfficerId};

use super::{MarkedAct, ProposalDocument};
use crate::signed_in::NotAppointedTo;
use crate::state::AppState;

/// Why an act cannot be carried out.
#[derive(Debug, thiserror::Error)]
pub enum CarryOutError {
    /// Merging.
    #[error(transparent)]
    Duplicate(#[from] DuplicateError),
    /// Protection.
    #[error(transparent)]
    Protection(#[from] ProtectionError),
    /// The number.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// Appointing.
    #[error(transparent)]
    Appoint(#[from] AppointError),
    /// Ending an appointment.
    #[error(transparent)]
    End(#[from] EndAppointmentError),
    /// Correcting or withdrawing an appointment.
    #[error(transparent)]
    Correct(#[from] CorrectAppointmentError),
    /// Transferring an appointment.
    #[error(transparent)]
    Transfer(#[from] TransferError),
    /// No authority to act in the name of.
    #[error(transparent)]
    NotAppointed(#[from] NotAppointedTo),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CarryOutError {
    /// Whether somebody changed a person since the proposer saw them.
    pub const fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::Duplicate(DuplicateError::Subject(SubjectError::Conflict { .. }))
                | Self::Protection(ProtectionError::Subject(SubjectError::Conflict { .. }))
                | Self::Number(NumberError::Subject(SubjectError::Conflict { .. }))
        )
    }

    /// What the database said, if it was that; else nothing can be gained by trying again.
    pub fn into_store_error(self) -> Result<StoreError, Self> {
        match self {
            Self::Store(error)
            | Self::Duplicate(
                DuplicateError::Store(error) | DuplicateError::Subject(SubjectError::Store(error)),
            )
            | Self::Protection(
                ProtectionError::Store(error)
                | ProtectionError::Subject(SubjectError::Store(error)),
            )
            | Self::Number(
                NumberError::Store(error) | NumberError::Subject(SubjectError::Store(error)),
            )
            | Self::Appoint(AppointError::Store(error))
            | Self::End(EndAppointmentError::Store(error))
            | Self::Correct(
                CorrectAppointmentError::Store(error)
                | CorrectAppointmentError::Appoint(AppointError::Store(error)),
            )
            | Self::Transfer(
                TransferError::Store(error) | TransferError::Appoint(AppointError::Store(error)),
            ) => Ok(error),
            other => Err(other),
        }
    }
}

/// Carries an act out as what its officer decided, and gives the event that came of it.
pub(super) fn carry_out(
    tx: &mut Tx<'_>,
    state: &AppState,
    (officer, act): (OfficerId, Act),
    document: &ProposalDocument,
) -> Result<Option<EventId>, CarryOutError> {
    let register = &state.register;
    let act = match &document.basis {
        Some(basis) => act.resting_on(basis.clone()),
        None => act,
    };
    let recorded = match &document.act {
        MarkedAct::MergeDuplicate {
            duplicate,
            survivor,
            on,
        } => {
            let report = DuplicateReport {
                duplicate: (*duplicate).into(),
                survivor: (*survivor).into(),
                on: *on,
            };
            register.merge_duplicate(tx, &act, report)?
        }
        MarkedAct::OrderProtection {
            person,
            officers,
            on,
        } => {
            let report = ProtectionReport {
                person: (*person).into(),
                officers: officers.clone(),
                on: *on,
            };
            register.order_protection(tx, &act, &report)?
        }
        MarkedAct::LiftProtection { person, on } => {
            let report = ProtectionEndReport {
                person: (*person).into(),
                on: *on,
            };
            register.lift_protection(tx, &act, report)?
        }
        MarkedAct::CancelNumber { person, reason, on } => {
            let report = NumberReport {
                person: (*person).into(),
                on: *on,
            };
            register.cancel_number(tx, &act, report, *reason)?
        }
        about_appointments => {
            carry_out_appointment(tx, state, officer, (about_appointments, document))?;
            return Ok(None);
        }
    };
    Ok(Some(recorded.event))
}

/// What is done about an appointment, which no event of the journal says: its own history does.
fn carry_out_appointment(
    tx: &mut Tx<'_>,
    state: &AppState,
    officer: OfficerId,
    (act, document): (&MarkedAct, &ProposalDocument),
) -> Result<(), CarryOutError> {
    let directory = &state.directory;
    let decision = Decision {
        decider: Decider::Officer(officer),
        basis: document
            .basis
            .clone()
            .unwrap_or_else(|| document.reason.clone()),
        recorded_at: state.clock.now(),
    };
    match act {
        MarkedAct::Appoint {
            appointment,
            officer,
            role,
            authority,
            valid_from,
            valid_until,
        } => {
            let appointment = Appointment {
                id: *appointment,
                officer: *officer,
                role: *role,
                standing: Standing::Regular,
                authority: authority.clone(),
                valid_from: *valid_from,
                valid_until: *valid_until,
            };
            appoint(tx, directory, &appointment)?;
        }
        MarkedAct::EndAppointment {
            appointment,
            last_day,
        } => end_appointment(tx, *appointment, *last_day, &decision)?,
        MarkedAct::CorrectAppointment {
            appointment,
            role,
            authority,
            valid_from,
            valid_until,
        } => {
            let before = appointment_by_id(tx, *appointment)?;
            let before = before.ok_or(CorrectAppointmentError::Unknown(*appointment))?;
            let right = Appointment {
                role: *role,
                authority: authority.clone(),
                valid_from: *valid_from,
                valid_until: *valid_until,
                ..before
            };
            correct_appointment(tx, directory, &right, &decision)?;
        }
        MarkedAct::WithdrawAppointment { appointment } => {
            withdraw_appointment(tx, *appointment, &decision)?;
        }
        MarkedAct::TransferAppointment {
            appointment,
            new,
            to,
        } => {
            let transfer = Transfer {
                appointment: *appointment,
                new: *new,
                to: to.clone(),
                valid_until: None,
            };
            transfer_appointment(tx, directory, &transfer, &decision)?;
        }
        // Acts about persons are events, and were carried out as such.
        MarkedAct::MergeDuplicate { .. }
        | MarkedAct::OrderProtection { .. }
        | MarkedAct::LiftProtection { .. }
        | MarkedAct::CancelNumber { .. } => {}
    }
    Ok(())
}
