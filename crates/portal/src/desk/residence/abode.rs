//! Khai báo nơi ở hiện tại của người không có nơi thường trú và tạm trú: Law on Residence 2020, art. 19; Decree 154/2024/ND-CP,
//! art. 4.

use danh_api::access::Work;
use danh_register::{AbodeError, AbodeReport, Recorded};
use danh_store::{StoreError, Tx};

use super::{PERSON, person_step, place_fields, refused_commune, refused_day, unit_of_ours};
use crate::desk::answers::Answers;
use crate::desk::common::suggest_day;
use crate::desk::form::{About, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::messages::{Key, Message};

/// The form.
pub struct AbodeForm;

impl Form for AbodeForm {
    type Report = AbodeReport;
    type Error = AbodeError;

    fn about(&self) -> About {
        About {
            name: "abode",
            title: Key("desk-abode"),
            work: Work::RegisterResidence,
            about: Whom::Anybody,
            purpose: "Khai báo nơi ở hiện tại",
            papers: &[Key("desk-abode-paper")],
            named_by: PERSON,
            opened_for: Some(PERSON),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        let [unit, detail] = place_fields("since", Key("desk-abode-detail-hint"));
        let since =
            Field::new("since", Key("desk-abode-since"), Kind::Day).hint(Key("desk-day-hint"));
        let fields = vec![since, unit, detail];
        vec![
            person_step(Key("desk-abode-lead")),
            Step::new("abode", Key("desk-abode-facts"), fields),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<AbodeReport> {
        let (person, since) = (reading.person(PERSON), reading.day("since"));
        let detail = reading.text("detail");
        let unit = unit_of_ours(reading, since);
        Some(AbodeReport {
            person: person?,
            unit: unit?,
            detail,
            since: since?,
        })
    }

    fn prefill(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        suggest_day(answers, "since", office.today);
        Ok(())
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &AbodeReport,
    ) -> Result<Recorded, AbodeError> {
        office.register.declare_abode(tx, &office.act(None), report)
    }

    fn refused(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        _: &AbodeReport,
        error: &AbodeError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            AbodeError::HasResidence => Refused::at(PERSON, Key("desk-abode-refused-home"))
                .advise(Key("desk-abode-refused-home-advice")),
            AbodeError::HasTemporaryResidence { until } => {
                let message = Message::new(Key("desk-abode-refused-temporary"));
                Refused::at(PERSON, message.with_date("until", until.to_string()))
            }
            AbodeError::UnknownCommune(error) => refused_commune(office, *error),
            AbodeError::Day(error) => refused_day("since", *error),
            AbodeError::Subject(error) => Refused::subject(PERSON, error)?,
            AbodeError::Store(error) => return Err(error.clone()),
        })
    }
}
