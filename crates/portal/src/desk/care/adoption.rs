//! Đăng ký nuôi con nuôi trong nước: Law on Adoption 2010, art. 8, 14, 21, 22 and 24.
//!
//! Who adopts decides what is asked: one single person, a husband and wife, the spouse of a parent, or an aunt or uncle. The
//! register knows who is married to whom, so the way and the other one of a couple are filled in.

use danh_api::access::Work;
use danh_register::{
    Adopters, AdoptersError, AdoptionError, AdoptionReport, MaritalStatus, PersonState, Recorded,
};
use danh_store::{StoreError, Tx};
use danh_vocabulary::Sex;

use super::{CHILD, living};
use crate::components::{Answer, Choice, Value, Warning};
use crate::desk::answers::Answers;
use crate::desk::common::{
    later_event, on_field, outside_life, person_step, spouse_of, state_of, suggest_day,
};
use crate::desk::form::{About, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::desk::told::Told;
use crate::messages::{Key, Message};

const ADOPTER: &str = "adopter";
const SPOUSE: &str = "spouse";
const HOW: &str = "how";
/// From this age on a child is asked too (art. 21.1).
const AGE_OF_CONSENT: i16 = 9;

/// The form.
pub struct AdoptionForm;

impl Form for AdoptionForm {
    type Report = AdoptionReport;
    type Error = AdoptionError;

    fn about(&self) -> About {
        About {
            name: "adoption",
            title: Key("desk-adoption"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Đăng ký nuôi con nuôi",
            papers: &[
                Key("desk-adoption-paper-application"),
                Key("desk-adoption-paper-child"),
                Key("desk-adoption-paper-consent"),
            ],
            named_by: CHILD,
            opened_for: Some(CHILD),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let ways = [
            ("single", Key("desk-adoption-single")),
            ("couple", Key("desk-adoption-couple")),
            ("step-parent", Key("desk-adoption-step-parent")),
            ("relative", Key("desk-adoption-relative")),
            ("relatives", Key("desk-adoption-relatives")),
        ];
        let ways = ways.map(|(value, label)| Choice::new(value, label));
        let how = Field::new(HOW, Key("desk-adoption-how"), Kind::Choice(ways.into()));
        let mut steps = vec![
            person_step(CHILD, Key("desk-adoption-child")),
            person_step(ADOPTER, Key("desk-adoption-adopter")),
            Step::new("way", Key("desk-adoption-how"), vec![how, on_field()]),
        ];
        if is_by_two(answers.text(HOW)) {
            let spouse = person_step(SPOUSE, Key("desk-adoption-spouse"));
            steps.push(spouse.lead(Key("desk-adoption-spouse-lead")));
        }
        steps
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<AdoptionReport> {
        let (child, adopter) = (reading.person(CHILD), reading.person(ADOPTER));
        let (how, on) = (reading.choice::<String>(HOW), reading.day("on"));
        let spouse = reading.person(SPOUSE).map(|seen| seen.person);
        let (adopter, how) = (adopter?.person, how?);
        let adopters = match &*how {
            "couple" => Adopters::Couple([adopter, spouse?]),
            "step-parent" => Adopters::StepParent(adopter),
            "relative" => Adopters::AuntOrUncle(adopter),
            "relatives" => Adopters::AuntAndUncle([adopter, spouse?]),
            _ => Adopters::Single(adopter),
        };
        Some(AdoptionReport {
            child: child?,
            adopters,
            on: on?,
        })
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        suggest_day(answers, "on", office.today);
        let Some(adopter) = answers.person(ADOPTER) else {
            return Ok(());
        };
        let Some((_, state)) = office.person(tx, adopter.person)? else {
            return Ok(());
        };
        let spouse = spouse_of(office, tx, &state)?;
        let child = match answers.person(CHILD) {
            Some(child) => office.person(tx, child.person)?,
            None => None,
        };
        let way = match (&state.marital, &spouse, &child) {
            (_, Some((spouse, _)), Some((_, child))) if is_parent(spouse.person, child) => {
                "step-parent"
            }
            (MaritalStatus::Married { .. }, ..) => "couple",
            _ => "single",
        };
        answers.suggest(HOW, Some(way));
        let asked = spouse.filter(|_| is_by_two(answers.text(HOW)));
        let named = asked.as_ref().map(|(seen, it)| (*seen, &it.identity.name));
        answers.suggest_person(SPOUSE, named);
        Ok(())
    }

    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &AdoptionReport,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        let Some(child) = state_of(office, tx, report.child, told)? else {
            return Ok(Vec::new());
        };
        let mut warnings = Vec::new();
        for parent in living(office, tx, child.legal_parents().into_iter().flatten())? {
            let (seen, name) = parent;
            if !is_among(report.adopters, seen.person) {
                told.of(seen.person);
                let message = Message::new(Key("desk-adoption-parent-consents"));
                warnings.push(Warning::new(message.with_text("name", name)));
            }
        }
        if child.age_at_least(report.on) >= AGE_OF_CONSENT {
            warnings.push(Warning::new(Key("desk-adoption-child-consents")));
        }
        let guardians = child.guardians_on(report.on).cloned().collect::<Vec<_>>();
        for (seen, name) in living(office, tx, guardians.iter().map(|it| &it.guardian))? {
            told.of(seen.person);
            let message = Message::new(Key("desk-adoption-guardian"));
            warnings.push(Warning::new(message.with_text("name", name)));
        }
        Ok(warnings)
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &AdoptionReport,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let adopters = match report.adopters {
            Adopters::Single(one) | Adopters::StepParent(one) | Adopters::AuntOrUncle(one) => {
                vec![one]
            }
            Adopters::Couple(two) | Adopters::AuntAndUncle(two) => two.to_vec(),
        };
        let mut answers = Vec::new();
        for adopter in adopters {
            if let Some((seen, state)) = office.person(tx, adopter)? {
                told.of(seen.person);
                let term = match state.identity.sex {
                    Sex::Male => Key("desk-adoption-becomes-father"),
                    Sex::Female => Key("desk-adoption-becomes-mother"),
                };
                let name = Value::Text(state.identity.name.to_string());
                answers.push(Answer::new(term, name));
            }
        }
        Ok(answers)
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        report: &AdoptionReport,
    ) -> Result<Recorded, AdoptionError> {
        let act = office.act(None);
        office.register.register_adoption(tx, &act, *report)
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &AdoptionReport,
        error: &AdoptionError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            AdoptionError::OutsideLife => outside_life("on"),
            AdoptionError::TooOld { age, limit } => Refused::at(
                CHILD,
                Message::new(Key("desk-adoption-refused-old"))
                    .with_count("age", u64::try_from(*age).unwrap_or(0))
                    .with_count("limit", u64::try_from(*limit).unwrap_or(0)),
            )
            .advise(Key("desk-adoption-refused-old-advice")),
            AdoptionError::AlreadyAdopted { since } => Refused::at(
                CHILD,
                Message::new(Key("desk-adoption-refused-adopted"))
                    .with_date("since", since.to_string()),
            ),
            AdoptionError::NotAdopted => Refused::at(CHILD, Key("desk-adoption-end-refused-none")),
            AdoptionError::LaterEvent { on } => later_event("on", *on),
            AdoptionError::Adopters(error) => refused_adopters(error)?,
            AdoptionError::Subject(error) => Refused::subject(CHILD, error)?,
            AdoptionError::Store(error) => return Err(error.clone()),
        })
    }
}

fn is_by_two(how: &str) -> bool {
    matches!(how, "couple" | "relatives")
}

fn is_among(adopters: Adopters, person: danh_vocabulary::PersonId) -> bool {
    match adopters {
        Adopters::Single(one) | Adopters::StepParent(one) | Adopters::AuntOrUncle(one) => {
            one == person
        }
        Adopters::Couple(two) | Adopters::AuntAndUncle(two) => two.contains(&person),
    }
}

fn is_parent(person: danh_vocabulary::PersonId, child: &PersonState) -> bool {
    let mut parents = child.legal_parents().into_iter().flatten();
    parents.any(|parent| parent.person == Some(person))
}

fn refused_adopters(error: &AdoptersError) -> Result<Refused, StoreError> {
    let named = |key, name: &str| Refused::at(ADOPTER, Message::new(key).with_text("name", name));
    Ok(match error {
        AdoptersError::NoCapacity { name } => named(Key("desk-adoption-refused-capacity"), name),
        AdoptersError::NotOldEnough { name, years } => Refused::at(
            ADOPTER,
            Message::new(Key("desk-adoption-refused-young"))
                .with_text("name", name)
                .with_count("years", u64::try_from(*years).unwrap_or(0)),
        ),
        AdoptersError::NotACouple => Refused::at(SPOUSE, Key("desk-adoption-refused-couple")),
        AdoptersError::SpouseDoesNotAdopt { name } => Refused::at(
            HOW,
            Message::new(Key("desk-adoption-refused-alone")).with_text("name", name),
        ),
        AdoptersError::NotStepParent { name } => Refused::at(
            HOW,
            Message::new(Key("desk-adoption-refused-step-parent")).with_text("name", name),
        ),
        AdoptersError::IsParent { name } => named(Key("desk-adoption-refused-parent"), name),
        AdoptersError::TooClose { name } => named(Key("desk-adoption-refused-close"), name),
        AdoptersError::Subject(error) => Refused::subject(ADOPTER, error)?,
        AdoptersError::Store(error) => return Err(error.clone()),
    })
}
