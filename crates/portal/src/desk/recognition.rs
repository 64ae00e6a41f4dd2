//! Đăng ký nhận cha, mẹ, con: Law on Civil Status 2014, art. 24 and 25; Law on Marriage and Family 2014, art. 88 to 92 and 101.

use danh_api::access::Work;
use danh_register::person_queries::person_by_id;
use danh_register::{Parent, RecognitionError, RecognitionReport, Recorded};
use danh_store::{StoreError, Tx};
use danh_vocabulary::Sex;

use super::answers::Answers;
use super::common::{later_event, on_field, outside_life, person_step, state_of, suggest_day};
use super::form::{About, Field, Form, Kind, Step, Whom};
use super::office::Office;
use super::reading::{DECISION_NUMBER, DECISION_ON, Reading, decision_fields};
use super::refusal::Refused;
use super::told::Told;
use crate::components::{Answer, Choice, Value, Warning};
use crate::messages::{Key, Message};

/// The form.
pub struct RecognitionForm;

impl Form for RecognitionForm {
    type Report = RecognitionReport;
    type Error = RecognitionError;

    fn about(&self) -> About {
        About {
            name: "recognition",
            title: Key("desk-recognition"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Đăng ký nhận cha, mẹ, con",
            papers: &[
                Key("desk-recognition-paper-declaration"),
                Key("desk-recognition-paper-proof"),
            ],
            named_by: "child",
            opened_for: Some("child"),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        let which = Field::new(
            "which",
            Key("desk-recognition-which"),
            Kind::Choice(vec![
                Choice::new("father", Key("relation-father")),
                Choice::new("mother", Key("relation-mother")),
            ]),
        );
        let decision = decision_fields().into_iter().map(Field::optional);
        vec![
            person_step("child", Key("relation-child")),
            person_step("parent", Key("desk-recognition-parent")),
            Step::new("day", Key("desk-recognition-day"), vec![which, on_field()]),
            Step::new(
                "decision",
                Key("desk-recognition-decision"),
                decision.collect(),
            )
            .lead(Key("desk-recognition-decision-lead")),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<RecognitionReport> {
        let (child, recognised) = (reading.person("child"), reading.person("parent"));
        let (which, on) = (reading.choice::<String>("which"), reading.day("on"));
        let decision = reading.decision();
        Some(RecognitionReport {
            child: child?,
            parent: match which?.as_str() {
                "father" => Parent::Father,
                _ => Parent::Mother,
            },
            recognised: recognised?,
            on: on?,
            decision,
        })
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        suggest_day(answers, "on", office.today);
        if let Some(parent) = answers.person("parent")
            && let Some((_, state)) = person_by_id(tx, parent.person)?
        {
            let which = match state.identity.sex {
                Sex::Male => "father",
                Sex::Female => "mother",
            };
            answers.suggest("which", Some(which));
        }
        Ok(())
    }

    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &RecognitionReport,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        let child = state_of(office, tx, report.child, told)?;
        let is_grown = child.is_some_and(|state| state.age_at_least(office.today) >= 18);
        Ok(if is_grown {
            vec![Warning::new(Key("desk-recognition-adult"))]
        } else {
            Vec::new()
        })
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &RecognitionReport,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let Some(parent) = state_of(office, tx, report.recognised, told)? else {
            return Ok(Vec::new());
        };
        let term = match report.parent {
            Parent::Father => Key("desk-recognition-becomes-father"),
            Parent::Mother => Key("desk-recognition-becomes-mother"),
        };
        let name = Value::Text(parent.identity.name.to_string());
        Ok(vec![Answer::new(term, name)])
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &RecognitionReport,
    ) -> Result<Recorded, RecognitionError> {
        office
            .register
            .recognise_parent(tx, &office.act(None), report)
    }

    fn refused(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &RecognitionReport,
        error: &RecognitionError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            RecognitionError::OutsideLife => outside_life("on"),
            RecognitionError::OwnDescendant => {
                Refused::at("parent", Key("desk-recognition-refused-descendant"))
            }
            RecognitionError::HasParent { name, .. } => Refused::at(
                "parent",
                Message::new(Key("desk-recognition-refused-has")).with_text("name", name),
            )
            .advise(Key("desk-recognition-refused-has-advice")),
            RecognitionError::OfOtherSex { .. } => {
                Refused::at("which", Key("desk-recognition-refused-sex"))
            }
            RecognitionError::NotOlder {
                born, child_born, ..
            } => Refused::at(
                "parent",
                Message::new(Key("desk-recognition-refused-not-older"))
                    .with_date("born", born.to_string())
                    .with_date("child", child_born.to_string()),
            ),
            RecognitionError::DeadBefore { died, .. } => Refused::at(
                "parent",
                Message::new(Key("desk-recognition-refused-dead"))
                    .with_date("died", died.to_string()),
            ),
            RecognitionError::CourtDecides => {
                Refused::at(DECISION_NUMBER, Key("desk-recognition-refused-court"))
            }
            RecognitionError::DecisionNotInForce { on } => Refused::at(
                DECISION_ON,
                Message::new(Key("desk-refused-decision")).with_date("on", on.to_string()),
            ),
            RecognitionError::LaterEvent { on } => later_event("on", *on),
            RecognitionError::Subject(error) => {
                let child = office.person(tx, report.child.person)?;
                let is_child = child
                    .is_some_and(|(_, state)| state.death.is_some() || state.merged_into.is_some());
                Refused::subject(if is_child { "child" } else { "parent" }, error)?
            }
            RecognitionError::Store(error) => return Err(error.clone()),
        })
    }
}
