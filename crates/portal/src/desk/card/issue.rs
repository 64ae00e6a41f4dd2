//! Ghi việc cấp thẻ căn cước: Law on Identification 2023, art. 18 to 28.

use danh_api::access::Work;
use danh_register::{CardError, CardKind, CardReport, CardSerial, Recorded};
use danh_store::{StoreError, Tx};

use super::HOLDER;
use crate::components::{Answer, Value};
use crate::desk::answers::Answers;
use crate::desk::common::{person_step, state_of, suggest_day};
use crate::desk::form::{About, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::desk::residence::refused_day;
use crate::desk::told::Told;
use crate::messages::{Key, Message};

/// What is printed as the place of issue on the cards of today.
const ISSUED_BY: &str = "Bộ Công an";

/// The form.
pub struct CardForm;

impl Form for CardForm {
    type Report = CardReport;
    type Error = CardError;

    fn about(&self) -> About {
        About {
            name: "card",
            title: Key("desk-card"),
            work: Work::IssueCards,
            about: Whom::OneInReach,
            purpose: "Cấp thẻ căn cước",
            papers: &[Key("desk-card-paper-form"), Key("desk-card-paper-old")],
            named_by: HOLDER,
            opened_for: Some(HOLDER),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        vec![
            person_step(HOLDER, Key("desk-card-holder")),
            Step::new(
                "card",
                Key("desk-card-facts"),
                vec![
                    Field::new(
                        "serial",
                        Key("desk-card-serial"),
                        Kind::Text(CardSerial::LENGTH_MAX),
                    )
                    .hint(Key("desk-card-serial-hint")),
                    Field::new("issued", Key("desk-card-issued-on"), Kind::Day)
                        .hint(Key("desk-day-hint")),
                    Field::new("issuer", Key("desk-card-issued-by"), Kind::Text(200))
                        .hint(Key("desk-card-issued-by-hint")),
                ],
            ),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<CardReport> {
        let (person, serial) = (reading.person(HOLDER), reading.text("serial"));
        let (issued_on, issued_by) = (reading.day("issued"), reading.text("issuer"));
        Some(CardReport {
            person: person?,
            serial: serial?,
            issued_on: issued_on?,
            issued_by: issued_by?,
        })
    }

    fn prefill(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        suggest_day(answers, "issued", office.today);
        answers.suggest("issuer", Some(ISSUED_BY));
        Ok(())
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &CardReport,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let Some(holder) = state_of(office, tx, report.person, told)? else {
            return Ok(Vec::new());
        };
        let on = report.issued_on;
        let mut answers = Vec::new();
        if let Some(kind) = CardKind::issued_on(on) {
            let last = kind.expiry_of(holder.identity.born, on);
            let last = last.map_or(Key("document-no-expiry").into(), |last| {
                Value::Date(last.to_string())
            });
            answers.push(Answer::new(Key("person-document-until"), last));
        }
        if let Some(replaced) = holder.card_in_force(on) {
            let serial = Value::Code(replaced.serial.clone());
            answers.push(Answer::new(Key("desk-card-replaces"), serial));
        }
        Ok(answers)
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &CardReport,
    ) -> Result<Recorded, CardError> {
        office.register.issue_card(tx, &office.act(None), report)
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &CardReport,
        error: &CardError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            CardError::NoKind { on } => {
                let message = Message::new(Key("desk-card-refused-early"));
                Refused::at("issued", message.with_date("on", on.to_string()))
            }
            CardError::NoNumber => Refused::at(HOLDER, Key("desk-card-refused-no-number"))
                .advise(Key("desk-card-refused-no-number-advice")),
            CardError::NotACitizen => Refused::at(HOLDER, Key("desk-card-refused-foreign")),
            CardError::TooYoung { .. } => Refused::at("issued", Key("desk-card-refused-young")),
            CardError::SerialOnRecord { .. } => {
                Refused::at("serial", Key("desk-card-refused-on-record"))
            }
            CardError::SerialTaken { .. } => Refused::at("serial", Key("desk-card-refused-taken"))
                .advise(Key("desk-card-refused-taken-advice")),
            CardError::Day(error) => refused_day("issued", *error),
            CardError::Subject(error) => Refused::subject(HOLDER, error)?,
            CardError::Store(error) => return Err(error.clone()),
            // What only taking a card out of force is refused for says nothing of its issue.
            CardError::Serial(_)
            | CardError::UnknownCard { .. }
            | CardError::RevokedAlready { .. }
            | CardError::ReplacedByIssue
            | CardError::HolderLives => Refused::at("serial", Key("desk-card-refused-serial")),
        })
    }
}
