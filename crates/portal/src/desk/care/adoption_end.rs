//! Ghi vào sổ việc chấm dứt nuôi con nuôi theo quyết định của Tòa án: Law on Adoption 2010, art. 25 to 27; Law on Civil Status 2014,
//! art. 30.

use danh_api::access::Work;
use danh_register::{AdoptionEndReport, AdoptionError, Recorded};
use danh_store::{StoreError, Tx};

use super::{CHILD, living};
use crate::components::{Answer, Value};
use crate::desk::answers::Answers;
use crate::desk::common::{later_event, outside_life, person_step, state_of};
use crate::desk::form::{About, Form, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::{DECISION_ON, Reading, decision_fields};
use crate::desk::refusal::Refused;
use crate::desk::told::Told;
use crate::messages::Key;

/// The form.
pub struct AdoptionEndForm;

impl Form for AdoptionEndForm {
    type Report = AdoptionEndReport;
    type Error = AdoptionError;

    fn about(&self) -> About {
        About {
            name: "adoption-end",
            title: Key("desk-adoption-end"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Ghi vào sổ việc chấm dứt nuôi con nuôi",
            papers: &[Key("desk-adoption-end-paper-decision")],
            named_by: CHILD,
            opened_for: Some(CHILD),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        vec![
            person_step(CHILD, Key("desk-adoption-end-child")),
            Step::new(
                "decision",
                Key("desk-adoption-end-decision"),
                decision_fields(),
            ),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<AdoptionEndReport> {
        let (child, decision) = (reading.person(CHILD), reading.decision());
        Some(AdoptionEndReport {
            child: child?,
            decision: decision?,
        })
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &AdoptionEndReport,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let Some(child) = state_of(office, tx, report.child, told)? else {
            return Ok(Vec::new());
        };
        let identity = &child.identity;
        let mut answers = Vec::new();
        for (term, parent) in [
            (Key("desk-adoption-end-mother"), &identity.mother),
            (Key("desk-adoption-end-father"), &identity.father),
        ] {
            for (seen, name) in living(office, tx, parent)? {
                told.of(seen.person);
                answers.push(Answer::new(term, Value::Text(name)));
            }
        }
        Ok(answers)
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &AdoptionEndReport,
    ) -> Result<Recorded, AdoptionError> {
        let act = office.act(None);
        office.register.end_adoption(tx, &act, report)
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &AdoptionEndReport,
        error: &AdoptionError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            AdoptionError::LaterEvent { on } => later_event(DECISION_ON, *on),
            AdoptionError::Subject(error) => Refused::subject(CHILD, error)?,
            AdoptionError::Store(error) => return Err(error.clone()),
            AdoptionError::NotAdopted => Refused::at(CHILD, Key("desk-adoption-end-refused-none")),
            // What only an adoption is refused for says nothing of its end.
            AdoptionError::OutsideLife
            | AdoptionError::TooOld { .. }
            | AdoptionError::AlreadyAdopted { .. }
            | AdoptionError::Adopters(_) => outside_life(DECISION_ON),
        })
    }
}
