//! Ghi vào sổ việc thay đổi quốc tịch: Law on Vietnamese Nationality 2008, art. 13 to 33.

use danh_api::access::Work;
use danh_register::{NationalityChange, NationalityChangeError, NationalityReport, Recorded};
use danh_store::{StoreError, Tx};
use danh_vocabulary::Nationality;

use super::answers::Answers;
use super::choices;
use super::common::{later_event, outside_life, person_step};
use super::form::{About, Field, Form, Kind, Step, Whom};
use super::office::Office;
use super::reading::{DECISION_ON, Reading, decision_fields};
use super::refusal::Refused;
use super::told::Told;
use crate::components::{Choice, Warning};
use crate::messages::Key;

/// The form.
pub struct NationalityForm;

impl Form for NationalityForm {
    type Report = NationalityReport;
    type Error = NationalityChangeError;

    fn about(&self) -> About {
        About {
            name: "nationality",
            title: Key("desk-nationality-change"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Ghi vào sổ việc thay đổi quốc tịch",
            papers: &[Key("desk-nationality-paper-decision")],
            named_by: "person",
            opened_for: Some("person"),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        let change = Field::new(
            "change",
            Key("desk-nationality-what"),
            Kind::Choice(vec![
                Choice::new("gained", Key("desk-nationality-gained")),
                Choice::new("lost", Key("desk-nationality-lost")),
            ]),
        );
        let nationality = Field::new(
            "nationality",
            Key("desk-nationality"),
            Kind::Select(choices::nationalities()),
        );
        vec![
            person_step("person", Key("desk-person")),
            Step::new(
                "change",
                Key("desk-nationality-what"),
                vec![change, nationality],
            ),
            Step::new(
                "decision",
                Key("desk-nationality-decision"),
                decision_fields(),
            ),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<NationalityReport> {
        let (person, change) = (reading.person("person"), reading.choice::<String>("change"));
        let nationality = reading.choice::<Nationality>("nationality");
        let decision = reading.decision();
        let nationality = nationality?;
        Some(NationalityReport {
            person: person?,
            change: match change?.as_str() {
                "gained" => NationalityChange::Gained(nationality),
                _ => NationalityChange::Lost(nationality),
            },
            decision: decision?,
        })
    }

    fn prefill(&self, _: &Office, _: &mut Tx<'_>, answers: &mut Answers) -> Result<(), StoreError> {
        answers.suggest("nationality", Some(Nationality::VIET_NAM.as_str()));
        Ok(())
    }

    fn warnings(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        report: &NationalityReport,
        _: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        let loses_ours = NationalityChange::Lost(Nationality::VIET_NAM);
        Ok(if report.change == loses_ours {
            vec![Warning::new(Key("desk-nationality-loses"))]
        } else {
            Vec::new()
        })
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &NationalityReport,
    ) -> Result<Recorded, NationalityChangeError> {
        office
            .register
            .change_nationality(tx, &office.act(None), report)
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &NationalityReport,
        error: &NationalityChangeError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            NationalityChangeError::OutsideLife => outside_life(DECISION_ON),
            NationalityChangeError::NothingOnRecord => {
                Refused::at("nationality", Key("desk-nationality-refused-nothing"))
                    .advise(Key("desk-nationality-refused-nothing-advice"))
            }
            NationalityChangeError::NotOne { .. } => {
                Refused::at("nationality", Key("desk-nationality-refused-none"))
            }
            NationalityChangeError::Held { .. } => {
                Refused::at("nationality", Key("desk-nationality-refused-held"))
            }
            NationalityChangeError::NotHeld { .. } => {
                Refused::at("nationality", Key("desk-nationality-refused-not-held"))
            }
            NationalityChangeError::LaterEvent { on } => later_event(DECISION_ON, *on),
            NationalityChangeError::Subject(error) => Refused::subject("person", error)?,
            NationalityChangeError::Store(error) => return Err(error.clone()),
        })
    }
}
