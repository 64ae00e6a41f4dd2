//! Đăng ký giám hộ: Civil Code 2015, art. 46 to 55; Law on Civil Status 2014, art. 19 to 21.
//!
//! A minor has a guardian where no parent can look after them; who is of age, where a court found that they cannot act for
//! themselves. What makes it necessary is a decision or the parents' written request, except for an orphan.

use danh_api::access::Work;
use danh_register::{
    GuardianshipError, GuardianshipGround, GuardianshipReport, PersonState, Recorded,
};
use danh_store::{StoreError, Tx};

use super::{GUARDIAN, WARD, living, subject_of_two};
use crate::components::{Answer, Choice, Value, Warning};
use crate::desk::answers::Answers;
use crate::desk::common::{
    later_event, on_field, outside_life, person_step, state_of, suggest_day,
};
use crate::desk::form::{About, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::{DECISION_NUMBER, DECISION_ON, Reading, decision_fields};
use crate::desk::refusal::Refused;
use crate::desk::told::Told;
use crate::messages::{Key, Message};

const GROUND: &str = "ground";
/// From this age on one acts for oneself (Civil Code 2015, art. 20).
const FULL_AGE: i16 = 18;

/// The form.
pub struct GuardianshipForm;

impl Form for GuardianshipForm {
    type Report = GuardianshipReport;
    type Error = GuardianshipError;

    fn about(&self) -> About {
        About {
            name: "guardianship",
            title: Key("desk-guardianship"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Đăng ký giám hộ",
            papers: &[
                Key("desk-guardianship-paper-declaration"),
                Key("desk-guardianship-paper-grounds"),
                Key("desk-guardianship-paper-choice"),
            ],
            named_by: WARD,
            opened_for: Some(WARD),
        }
    }

    fn steps(&self, _: &Answers) -> Vec<Step> {
        let grounds = [
            ("minor", Key("ground-minor")),
            ("no-capacity", Key("ground-no-capacity")),
            ("cognitive-difficulty", Key("ground-cognitive-difficulty")),
        ];
        let grounds = grounds.map(|(value, label)| Choice::new(value, label));
        let ground = Field::new(
            GROUND,
            Key("desk-guardianship-ground"),
            Kind::Choice(grounds.into()),
        );
        let decision = decision_fields().into_iter().map(Field::optional);
        vec![
            person_step(WARD, Key("desk-guardianship-ward")),
            person_step(GUARDIAN, Key("desk-guardianship-guardian")),
            Step::new(
                GROUND,
                Key("desk-guardianship-ground"),
                vec![ground, on_field()],
            ),
            Step::new(
                "decision",
                Key("desk-guardianship-decision"),
                decision.collect(),
            )
            .lead(Key("desk-guardianship-decision-lead")),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<GuardianshipReport> {
        let (ward, guardian) = (reading.person(WARD), reading.person(GUARDIAN));
        let (ground, on) = (reading.choice::<String>(GROUND), reading.day("on"));
        let decision = reading.decision();
        Some(GuardianshipReport {
            ward: ward?,
            guardian: guardian?,
            ground: match &*ground? {
                "minor" => GuardianshipGround::Minor,
                "no-capacity" => GuardianshipGround::NoCapacity,
                _ => GuardianshipGround::CognitiveDifficulty,
            },
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
        let ward = match answers.person(WARD) {
            Some(ward) => office.person(tx, ward.person)?,
            None => None,
        };
        let is_minor = |state: &PersonState| state.age_at_most(office.today) < FULL_AGE;
        let ground = ward.filter(|(_, state)| is_minor(state)).map(|_| "minor");
        answers.suggest(GROUND, ground);
        Ok(())
    }

    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &GuardianshipReport,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        let Some(ward) = state_of(office, tx, report.ward, told)? else {
            return Ok(Vec::new());
        };
        if report.ground != GuardianshipGround::Minor {
            return Ok(Vec::new());
        }
        let mut warnings = Vec::new();
        for (seen, name) in living(office, tx, ward.legal_parents().into_iter().flatten())? {
            told.of(seen.person);
            let message = Message::new(Key("desk-guardianship-parent-lives"));
            warnings.push(Warning::new(message.with_text("name", name)));
        }
        Ok(warnings)
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &GuardianshipReport,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let Some(guardian) = state_of(office, tx, report.guardian, told)? else {
            return Ok(Vec::new());
        };
        let name = Value::Text(guardian.identity.name.to_string());
        Ok(vec![Answer::new(Key("desk-guardianship-becomes"), name)])
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &GuardianshipReport,
    ) -> Result<Recorded, GuardianshipError> {
        let act = office.act(None);
        office.register.register_guardianship(tx, &act, report)
    }

    fn refused(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &GuardianshipReport,
        error: &GuardianshipError,
    ) -> Result<Refused, StoreError> {
        let named =
            |field, key, name: &str| Refused::at(field, Message::new(key).with_text("name", name));
        Ok(match error {
            GuardianshipError::OutsideLife => outside_life("on"),
            GuardianshipError::Oneself => {
                Refused::at(GUARDIAN, Key("desk-guardianship-refused-oneself"))
            }
            GuardianshipError::GuardianWithoutCapacity { name } => {
                named(GUARDIAN, Key("desk-guardianship-refused-capacity"), name)
            }
            GuardianshipError::OfAge { age } => Refused::at(
                GROUND,
                Message::new(Key("desk-guardianship-refused-of-age"))
                    .with_count("age", u64::try_from(*age).unwrap_or(0)),
            ),
            GuardianshipError::HasParent { name } => named(
                DECISION_NUMBER,
                Key("desk-guardianship-refused-parent"),
                name,
            )
            .advise(Key("desk-guardianship-refused-parent-advice")),
            GuardianshipError::CourtFinds => {
                Refused::at(DECISION_NUMBER, Key("desk-guardianship-refused-court"))
            }
            GuardianshipError::DecisionNotInForce { on } => Refused::at(
                DECISION_ON,
                Message::new(Key("desk-refused-decision")).with_date("on", on.to_string()),
            ),
            GuardianshipError::HasGuardian { name } => {
                named(WARD, Key("desk-guardianship-refused-guarded"), name)
                    .advise(Key("desk-guardianship-refused-guarded-advice"))
            }
            GuardianshipError::NotGuardian => {
                Refused::at(GUARDIAN, Key("desk-guardianship-end-refused-none"))
            }
            GuardianshipError::LaterEvent { on } => later_event("on", *on),
            GuardianshipError::Subject(error) => {
                subject_of_two(office, tx, (WARD, report.ward), GUARDIAN, error)?
            }
            GuardianshipError::Store(error) => return Err(error.clone()),
        })
    }
}
