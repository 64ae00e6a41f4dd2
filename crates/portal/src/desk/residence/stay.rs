//! Thông báo lưu trú: Law on Residence 2020, art. 2.6 and 30.

use danh_api::access::Work;
use danh_register::{Recorded, StayError, StayReport};
use danh_store::{StoreError, Tx};

use super::{PERSON, person_step, place_fields, refused_commune, refused_day, unit_of_ours};
use crate::desk::answers::Answers;
use crate::desk::common::suggest_day;
use crate::desk::form::{About, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::messages::Key;

/// The form.
pub struct StayForm;

impl Form for StayForm {
    type Report = StayReport;
    type Error = StayError;

    fn about(&self) -> About {
        About {
            name: "stay",
            title: Key("desk-stay"),
            work: Work::RegisterResidence,
            about: Whom::Anybody,
            purpose: "Thông báo lưu trú",
            papers: &[Key("desk-stay-paper")],
            named_by: PERSON,
            opened_for: Some(PERSON),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        let [unit, detail] = place_fields("since", Key("desk-stay-detail-hint"));
        vec![
            person_step(Key("desk-stay-lead")),
            Step::new(
                "stay",
                Key("desk-stay-facts"),
                vec![
                    Field::new("since", Key("desk-stay-since"), Kind::Day)
                        .hint(Key("desk-day-hint")),
                    Field::new("until", Key("desk-stay-until"), Kind::Day)
                        .hint(Key("desk-stay-until-hint")),
                    unit,
                    detail,
                ],
            ),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<StayReport> {
        let (person, since) = (reading.person(PERSON), reading.day("since"));
        let (until, detail) = (reading.day("until"), reading.text("detail"));
        let unit = unit_of_ours(reading, since);
        Some(StayReport {
            person: person?,
            unit: unit?,
            detail,
            since: since?,
            until: until?,
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
        report: &StayReport,
    ) -> Result<Recorded, StayError> {
        office.register.notify_stay(tx, &office.act(None), report)
    }

    fn refused(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        _: &StayReport,
        error: &StayError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            StayError::EndsBeforeItBegins => {
                Refused::at("until", Key("desk-residence-refused-backwards"))
            }
            StayError::TooLong => Refused::at("until", Key("desk-stay-refused-long"))
                .advise(Key("desk-stay-refused-long-advice")),
            StayError::UnknownCommune(error) => refused_commune(office, *error),
            StayError::Day(error) => refused_day("since", *error),
            StayError::Subject(error) => Refused::subject(PERSON, error)?,
            StayError::Store(error) => return Err(error.clone()),
        })
    }
}
