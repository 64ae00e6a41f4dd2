//! Ghi vào sổ việc ly hôn, huỷ việc kết hôn theo bản án, quyết định của Tòa án: Law on Civil Status 2014, art. 30; Law on
//! Marriage and Family 2014, art. 10 to 12 and 51 to 57.

use danh_api::access::Work;
use danh_register::person_queries::person_by_id;
use danh_register::{FormerSpouse, MaritalStatus, MarriageEndError, MarriageEndReport, Recorded};
use danh_store::{StoreError, Tx};

use super::answers::Answers;
use super::common::{later_event, outside_life, person_step, spouse_of};
use super::form::{About, Field, Form, Kind, Step, Whom};
use super::office::Office;
use super::reading::{DECISION_ON, Reading, decision_fields};
use super::refusal::Refused;
use crate::components::Choice;
use crate::messages::{Key, Message};

/// The form.
pub struct DivorceForm;

/// What the court decided.
pub struct Decided {
    report: MarriageEndReport,
    is_annulment: bool,
}

impl Form for DivorceForm {
    type Report = Decided;
    type Error = MarriageEndError;

    fn about(&self) -> About {
        About {
            name: "divorce",
            title: Key("desk-divorce"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Ghi vào sổ việc ly hôn, huỷ việc kết hôn",
            papers: &[Key("desk-divorce-paper-decision")],
            named_by: "one",
            opened_for: Some("one"),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let other = Field::new("other", Key("desk-divorce-other"), Kind::Person).optional();
        let mut spouse = vec![other];
        if answers.person("other").is_none() {
            spouse.push(
                Field::new("other-name", Key("desk-divorce-other-name"), Kind::Name)
                    .hint(Key("desk-divorce-other-name-hint"))
                    .optional(),
            );
        }
        let kind = Field::new(
            "kind",
            Key("desk-divorce-kind"),
            Kind::Choice(vec![
                Choice::new("divorce", Key("event-divorce")),
                Choice::new("annulment", Key("event-annulment")),
            ]),
        );
        let mut decision = vec![kind];
        decision.extend(decision_fields());
        vec![
            person_step("one", Key("desk-divorce-one")),
            Step::new("other", Key("desk-divorce-other"), spouse)
                .lead(Key("desk-divorce-other-lead")),
            Step::new("decision", Key("desk-divorce-decision"), decision),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Decided> {
        let (one, other) = (reading.person("one"), reading.person("other"));
        let (name, kind) = (reading.name("other-name"), reading.choice::<String>("kind"));
        let decision = reading.decision();
        let spouse = match (other, name) {
            (Some(seen), _) => Some(FormerSpouse::Known(seen)),
            (None, Some(name)) => Some(FormerSpouse::Named(name)),
            (None, None) => {
                if reading.is_clean_at("other") && reading.is_clean_at("other-name") {
                    reading.wrong("other-name", Key("desk-divorce-error-other"));
                }
                None
            }
        };
        let report = MarriageEndReport {
            person: one?,
            spouse: spouse?,
            decision: decision?,
        };
        Some(Decided {
            report,
            is_annulment: kind? == "annulment",
        })
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        answers.suggest("kind", Some("divorce"));
        let Some(one) = answers.person("one") else {
            return Ok(());
        };
        let Some((_, state)) = person_by_id(tx, one.person)? else {
            return Ok(());
        };
        let spouse = spouse_of(office, tx, &state)?;
        let known = spouse
            .as_ref()
            .map(|(seen, state)| (*seen, &state.identity.name));
        answers.suggest_person("other", known);
        let name = match &state.marital {
            MaritalStatus::Married {
                spouse: Some(spouse),
                ..
            } if known.is_none() => Some(spouse.name.as_str()),
            _ => None,
        };
        answers.suggest("other-name", name);
        Ok(())
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        decided: &Decided,
    ) -> Result<Recorded, MarriageEndError> {
        let (register, act) = (&office.register, office.act(None));
        if decided.is_annulment {
            register.register_annulment(tx, &act, &decided.report)
        } else {
            register.register_divorce(tx, &act, &decided.report)
        }
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &Decided,
        error: &MarriageEndError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            MarriageEndError::OutsideLife => outside_life(DECISION_ON),
            MarriageEndError::Oneself => Refused::at("other", Key("desk-divorce-refused-oneself")),
            MarriageEndError::NotMarried { name } => Refused::at(
                "other",
                Message::new(Key("desk-divorce-refused-not-married"))
                    .with_text("name", name.as_str()),
            )
            .advise(Key("desk-divorce-refused-not-married-advice")),
            MarriageEndError::SpouseIsKnown { name } => Refused::at(
                "other",
                Message::new(Key("desk-divorce-refused-known")).with_text("name", name.as_str()),
            ),
            MarriageEndError::EndedByDeath { name, on } => Refused::at(
                DECISION_ON,
                Message::new(Key("desk-divorce-refused-dead"))
                    .with_text("name", name.as_str())
                    .with_date("on", on.to_string()),
            ),
            MarriageEndError::LaterEvent { on, .. } => later_event(DECISION_ON, *on),
            MarriageEndError::Subject(error) => Refused::subject("one", error)?,
            MarriageEndError::Store(error) => return Err(error.clone()),
        })
    }
}
