//! What a court declares of somebody who is gone, and takes back when they are not: Civil Code 2015, art. 68 to 73. A death that a
//! court declared is registered by the form of [`death`](super::death).

pub mod missing;
pub mod returned;

use danh_register::{CourtReport, MissingError};
use danh_store::StoreError;

use super::common::{later_event, outside_life};
use super::reading::{DECISION_ON, Reading};
use super::refusal::Refused;
use crate::messages::{Key, Message};

/// The field of whom it is about.
const PERSON: &str = "person";

fn court_report(reading: &mut Reading<'_>) -> Option<CourtReport> {
    let (person, decision) = (reading.person(PERSON), reading.decision());
    Some(CourtReport {
        person: person?,
        decision: decision?,
    })
}

fn refused(error: &MissingError) -> Result<Refused, StoreError> {
    Ok(match error {
        MissingError::OutsideLife => outside_life(DECISION_ON),
        MissingError::AlreadyMissing { since } => {
            let message = Message::new(Key("desk-missing-refused-already"));
            Refused::at(PERSON, message.with_date("since", since.to_string()))
        }
        MissingError::NotDeclared => Refused::at(PERSON, Key("desk-return-refused-none"))
            .advise(Key("desk-return-refused-none-advice")),
        MissingError::LaterEvent { on } => later_event(DECISION_ON, *on),
        MissingError::Subject(error) => Refused::subject(PERSON, error)?,
        MissingError::Store(error) => return Err(error.clone()),
    })
}
