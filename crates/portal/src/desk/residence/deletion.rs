//! Xoá đăng ký thường trú: Law on Residence 2020, art. 24.

use danh_api::access::Work;
use danh_register::{DeletionReason, Recorded, ResidenceDeletionError, ResidenceDeletionReport};
use danh_store::{StoreError, Tx};

use super::{PERSON, person_step, refused_day};
use crate::components::{Answer, Choice, Value};
use crate::desk::answers::Answers;
use crate::desk::common::{basis_field, suggest_day};
use crate::desk::form::{About, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::desk::told::Told;
use crate::messages::Key;

/// The form.
pub struct ResidenceDeletionForm;

/// What is decided, and the paper it rests on.
pub struct Decided {
    report: ResidenceDeletionReport,
    basis: Option<String>,
}

const REASONS: [(&str, DeletionReason, Key); 7] = [
    (
        "settled-abroad",
        DeletionReason::SettledAbroad,
        Key("desk-deletion-settled-abroad"),
    ),
    (
        "revoked",
        DeletionReason::RegistrationRevoked,
        Key("desk-deletion-revoked"),
    ),
    (
        "away",
        DeletionReason::AwayForAYear,
        Key("desk-deletion-away"),
    ),
    (
        "nationality",
        DeletionReason::NationalityLost,
        Key("desk-deletion-nationality"),
    ),
    (
        "right-ended",
        DeletionReason::RightToLiveThereEnded,
        Key("desk-deletion-right-ended"),
    ),
    (
        "owner",
        DeletionReason::OwnerDisagrees,
        Key("desk-deletion-owner"),
    ),
    (
        "dwelling",
        DeletionReason::DwellingGone,
        Key("desk-deletion-dwelling"),
    ),
];

impl Form for ResidenceDeletionForm {
    type Report = Decided;
    type Error = ResidenceDeletionError;

    fn about(&self) -> About {
        About {
            name: "residence-deletion",
            title: Key("desk-deletion"),
            work: Work::RegisterResidence,
            about: Whom::OneInReach,
            purpose: "Xóa đăng ký thường trú",
            papers: &[
                Key("desk-residence-paper-ct01"),
                Key("desk-deletion-paper-reason"),
            ],
            named_by: PERSON,
            opened_for: Some(PERSON),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        let reasons = REASONS.map(|(value, _, label)| Choice::new(value, label));
        let reason = Kind::Choice(reasons.into());
        vec![
            person_step(Key("desk-deletion-lead")),
            Step::new(
                "deletion",
                Key("desk-deletion-facts"),
                vec![
                    Field::new("reason", Key("desk-deletion-reason"), reason),
                    Field::new("on", Key("desk-residence-on"), Kind::Day)
                        .hint(Key("desk-day-hint")),
                    basis_field(Key("desk-deletion-basis-hint")).optional(),
                ],
            ),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Decided> {
        let (person, on) = (reading.person(PERSON), reading.day("on"));
        let (reason, basis) = (reading.choice::<String>("reason"), reading.text("basis"));
        let mut reasons = REASONS.into_iter();
        let (_, reason, _) = reasons.find(|(value, ..)| Some(*value) == reason.as_deref())?;
        let report = ResidenceDeletionReport {
            person: person?,
            reason,
            on: on?,
        };
        Some(Decided { report, basis })
    }

    fn prefill(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        suggest_day(answers, "on", office.today);
        Ok(())
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        decided: &Decided,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let Some((seen, state)) = office.person(tx, decided.report.person.person)? else {
            return Ok(Vec::new());
        };
        told.of(seen.person);
        let home = Value::text(office.home(&state).as_deref());
        Ok(vec![Answer::new(Key("desk-deletion-home"), home)])
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        decided: &Decided,
    ) -> Result<Recorded, ResidenceDeletionError> {
        let act = office.act(decided.basis.as_deref());
        office.register.delete_residence(tx, &act, decided.report)
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &Decided,
        error: &ResidenceDeletionError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            ResidenceDeletionError::HasNoResidence => {
                Refused::at(PERSON, Key("desk-residence-refused-none"))
            }
            ResidenceDeletionError::IsHead => {
                Refused::at(PERSON, Key("desk-deletion-refused-head"))
                    .advise(Key("desk-deletion-refused-head-advice"))
            }
            ResidenceDeletionError::Day(error) => refused_day("on", *error),
            ResidenceDeletionError::Subject(error) => Refused::subject(PERSON, error)?,
            ResidenceDeletionError::Store(error) => return Err(error.clone()),
        })
    }
}
