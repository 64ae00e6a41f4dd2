//! Đăng ký khai sinh: Law on Civil Status 2014, art. 13 to 16; Decree 123/2015/ND-CP, art. 4 and 9 to 16. The example for whoever
//! adds a form.
//!
//! For a married couple one parent is enough: the other one, the surname, the ethnic group, the place of origin and the
//! nationality are filled in from the register.

use danh_api::access::Work;
use danh_register::person_queries::person_by_id;
use danh_register::{BirthError, BirthReport, Parent, PersonState, Recorded, Suspect};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{Ethnicity, Nationality, PersonId, Sex};

use super::answers::Answers;
use super::choices;
use super::common::{spouse_of, unknown_unit};
use super::form::{About, Declared, Field, Form, Kind, Step, Whom};
use super::office::Office;
use super::reading::Reading;
use super::refusal::Refused;
use super::told::Told;
use crate::components::{Answer, UnitWanted, Value, Warning};
use crate::messages::{Key, Message};

/// Days within which a birth is to be registered (Law on Civil Status 2014, art. 15.1).
const DAYS_TO_REGISTER: i32 = 60;

/// Whether the form asks where the birth is registered, because the authority sits on no unit; no page shows it.
const ASKS_UNIT: &str = "asks-unit";

/// The form.
pub struct BirthForm;

impl Form for BirthForm {
    type Report = Declared<BirthReport>;
    type Error = BirthError;

    fn about(&self) -> About {
        About {
            name: "birth",
            title: Key("desk-birth"),
            work: Work::RegisterCivilStatus,
            about: Whom::OneInReach,
            purpose: "Đăng ký khai sinh",
            papers: &[
                Key("desk-birth-paper-declaration"),
                Key("desk-birth-paper-certificate"),
                Key("desk-birth-paper-parents"),
            ],
            named_by: "name",
            opened_for: Some("mother"),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let mut particulars = particulars();
        if answers.text(ASKS_UNIT) == "yes" {
            particulars.push(registered_in());
        }
        vec![
            Step::new(
                "mother",
                Key("desk-birth-mother"),
                vec![Field::new("mother", Key("desk-birth-mother"), Kind::Person).optional()],
            )
            .lead(Key("desk-birth-mother-lead")),
            Step::new(
                "father",
                Key("desk-birth-father"),
                vec![Field::new("father", Key("desk-birth-father"), Kind::Person).optional()],
            )
            .lead(Key("desk-birth-father-lead")),
            Step::new("child", Key("desk-birth-child"), child_fields()),
            Step::new("particulars", Key("desk-birth-particulars"), particulars),
        ]
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Declared<BirthReport>> {
        let (mother, father) = (reading.person("mother"), reading.person("father"));
        let (name, sex) = (reading.name("name"), reading.choice::<Sex>("sex"));
        let (born, birth_unit) = (reading.day("born"), reading.unit("birth-place"));
        let ethnicity = reading.choice::<Ethnicity>("ethnicity");
        let nationality = reading.choice::<Nationality>("nationality");
        let (origin_unit, basis) = (reading.unit("origin"), reading.text("basis"));
        let own_unit = reading.office().unit();
        let registered_in = own_unit.or_else(|| reading.unit("registered-in"));
        let report = BirthReport {
            name: name?,
            sex: sex?,
            born: born?,
            birth_unit: birth_unit?,
            origin_unit,
            ethnicity,
            nationalities: vec![nationality?],
            father: father.map(|seen| seen.person),
            mother: mother.map(|seen| seen.person),
            registered_in: registered_in?,
        };
        Some(Declared { report, basis })
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        answers.suggest("nationality", Some(Nationality::VIET_NAM.as_str()));
        answers.suggest(ASKS_UNIT, office.unit().is_none().then_some("yes"));
        for (field, other) in [("mother", "father"), ("father", "mother")] {
            if answers.is_suggested(field) {
                continue;
            }
            let Some(parent) = answers.person(field) else {
                continue;
            };
            let spouse = match person_by_id(tx, parent.person)? {
                Some((_, state)) => spouse_of(office, tx, &state)?,
                None => None,
            };
            let known = spouse
                .as_ref()
                .map(|(seen, state)| (*seen, &state.identity.name));
            answers.suggest_person(other, known);
        }
        let mut parents = Vec::new();
        for field in ["father", "mother"] {
            if let Some(parent) = answers.person(field)
                && let Some((_, state)) = person_by_id(tx, parent.person)?
            {
                parents.push(state);
            }
        }
        suggest_from(office, &parents, answers);
        Ok(())
    }

    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared<BirthReport>,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        let report = &declared.report;
        let mut warnings = Vec::new();
        let suspects = office.register.birth_suspects(tx, office.viewer(), report);
        match suspects {
            Ok(suspects) => {
                for suspect in suspects.iter().take(3) {
                    warnings.extend(suspected(office, tx, suspect, told)?);
                }
            }
            // What it refuses, registering refuses too, and says why.
            Err(BirthError::Store(error)) => return Err(error),
            Err(_) => {}
        }
        if (office.today - report.born).get_days() > DAYS_TO_REGISTER {
            warnings.push(Warning::new(Key("desk-birth-late")));
        }
        if report.mother.is_none() && report.father.is_none() {
            warnings.push(Warning::new(Key("desk-birth-no-parents")));
        }
        warnings.extend(disagreements(office, tx, report, told)?);
        Ok(warnings)
    }

    fn consequences(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        _: &Declared<BirthReport>,
        _: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let mut rows = vec![Answer::new(
            Key("desk-birth-number"),
            Key("desk-birth-number-given"),
        )];
        // Who was asked has it among the answers.
        if let Some(unit) = office.unit() {
            let name = office.unit_name(unit, office.today);
            rows.push(Answer::new(Key("desk-registered-in"), Value::Text(name)));
        }
        Ok(rows)
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared<BirthReport>,
    ) -> Result<Recorded, BirthError> {
        let act = office.act(declared.basis.as_deref());
        office
            .register
            .register_birth(tx, &act, declared.report.clone())
    }

    fn refused(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        declared: &Declared<BirthReport>,
        error: &BirthError,
    ) -> Result<Refused, StoreError> {
        Ok(match error {
            BirthError::BornInFuture => Refused::at("born", Key("desk-birth-refused-future")),
            BirthError::UnknownUnit { unit, on } => {
                let report = &declared.report;
                let field = if *unit == report.birth_unit && *on == report.born {
                    "birth-place"
                } else if *unit == report.registered_in {
                    "registered-in"
                } else {
                    "origin"
                };
                unknown_unit(office, field, *unit, *on)
            }
            BirthError::ParentOfOtherSex { parent } => Refused::at(
                field_of(*parent),
                match parent {
                    Parent::Father => Key("desk-birth-refused-father-sex"),
                    Parent::Mother => Key("desk-birth-refused-mother-sex"),
                },
            ),
            BirthError::ParentNotOlder { parent, born } => Refused::at(
                field_of(*parent),
                Message::new(Key("desk-birth-refused-not-older"))
                    .with_date("born", born.to_string()),
            ),
            BirthError::ParentTooYoung { parent, age } => Refused::at(
                field_of(*parent),
                Message::new(Key("desk-birth-refused-too-young"))
                    .with_count("age", u64::from(age.unsigned_abs())),
            )
            .advise(Key("desk-birth-refused-paper-advice")),
            BirthError::SiblingTooClose { born } => Refused::at(
                "born",
                Message::new(Key("desk-birth-refused-sibling")).with_date("born", born.to_string()),
            )
            .advise(Key("desk-birth-refused-paper-advice")),
            BirthError::ParentDead { parent, died } => Refused::at(
                field_of(*parent),
                Message::new(match parent {
                    Parent::Father => Key("desk-birth-refused-father-dead"),
                    Parent::Mother => Key("desk-birth-refused-mother-dead"),
                })
                .with_date("died", died.to_string()),
            ),
            BirthError::Subject(error) => Refused::subject("mother", error)?,
            BirthError::Number(_) => Refused::at("name", Key("desk-birth-refused-number")),
            BirthError::Store(error) => return Err(error.clone()),
        })
    }
}

/// Where what the register knows of the parents does not fit what was declared of the child.
fn disagreements(
    office: &Office,
    tx: &mut Tx<'_>,
    report: &BirthReport,
    told: &mut Told,
) -> Result<Vec<Warning>, StoreError> {
    let mut warnings = Vec::new();
    let mut parents = Vec::new();
    for parent in [report.father, report.mother].into_iter().flatten() {
        if let Some((_, state)) = office.person(tx, parent)? {
            told.of(parent);
            parents.push(state);
        }
    }
    let surname = report.name.parts().surname;
    let bear_it = |state: &PersonState| state.identity.name.parts().surname == surname;
    if !parents.is_empty() && !parents.iter().any(bear_it) {
        warnings.push(Warning::new(Key("desk-birth-other-surname")));
    }
    if let Some(ethnicity) = report.ethnicity
        && !parents.is_empty()
        && parents
            .iter()
            .all(|state| state.identity.ethnicity.is_some_and(|it| it != ethnicity))
    {
        warnings.push(Warning::new(Key("desk-birth-other-ethnicity")));
    }
    if let (Some(mother), Some(father)) = (report.mother, report.father)
        && let Some((_, state)) = office.person(tx, mother)?
        && let Some(husband) = spouse_of(office, tx, &state)?
        && husband.0.person != father
    {
        warnings.push(Warning::new(Key("desk-birth-mother-married-to-other")));
    }
    Ok(warnings)
}

fn child_fields() -> Vec<Field> {
    vec![
        Field::new("name", Key("desk-birth-name"), Kind::Name).hint(Key("desk-birth-name-hint")),
        Field::new("sex", Key("word-sex"), Kind::Choice(choices::sexes())),
        Field::new("born", Key("desk-birth-born"), Kind::Day).hint(Key("desk-day-hint")),
        Field::new(
            "birth-place",
            Key("desk-birth-place"),
            Kind::Unit {
                on: Some("born"),
                wanted: UnitWanted::Any,
            },
        )
        .hint(Key("desk-birth-place-hint")),
    ]
}

fn registered_in() -> Field {
    Field::new(
        "registered-in",
        Key("desk-registered-in"),
        Kind::Unit {
            on: None,
            wanted: UnitWanted::Commune,
        },
    )
    .hint(Key("desk-birth-registered-in-hint"))
}

fn particulars() -> Vec<Field> {
    vec![
        Field::new(
            "ethnicity",
            Key("desk-ethnicity"),
            Kind::Select(choices::ethnicities()),
        )
        .optional(),
        Field::new(
            "nationality",
            Key("desk-nationality"),
            Kind::Select(choices::nationalities()),
        ),
        Field::new(
            "origin",
            Key("desk-birth-origin"),
            Kind::Unit {
                on: None,
                wanted: UnitWanted::Any,
            },
        )
        .hint(Key("desk-birth-origin-hint"))
        .optional(),
        Field::new("basis", Key("desk-basis"), Kind::Text(200))
            .hint(Key("desk-birth-basis-hint"))
            .optional(),
    ]
}

/// Surname, ethnic group and origin follow the father where he is known, as is the custom, and the mother otherwise; what is only
/// a custom, the officer changes.
fn suggest_from(office: &Office, parents: &[PersonState], answers: &mut Answers) {
    let first = |of: &dyn Fn(&PersonState) -> Option<String>| parents.iter().find_map(of);
    let surname = first(&|state| {
        let surname = state.identity.name.parts().surname;
        (!surname.is_empty()).then(|| format!("{surname} "))
    });
    answers.suggest("name", surname.as_deref());
    let ethnicity = first(&|state| state.identity.ethnicity.map(|it| it.to_string()));
    answers.suggest("ethnicity", ethnicity.as_deref());
    let origin = parents
        .iter()
        .find_map(|state| office.unit_today(state.identity.origin?));
    let name = origin.map(|code| office.unit_name(code, office.today));
    answers.suggest("origin", name.as_deref());
    answers.suggest(
        "origin-code",
        origin.map(|code| code.to_string()).as_deref(),
    );
}

/// Somebody who may be the child already.
fn suspected(
    office: &Office,
    tx: &mut Tx<'_>,
    suspect: &Suspect,
    told: &mut Told,
) -> Result<Option<Warning>, StoreError> {
    let Some((_, state)) = office.person(tx, suspect.person)? else {
        return Ok(None);
    };
    told.of(suspect.person);
    let identity = &state.identity;
    let message = Message::new(Key("desk-birth-suspect"))
        .with_text("name", identity.name.to_string())
        .with_date("born", identity.born.to_string());
    let look = person_link(office, suspect.person);
    Ok(Some(Warning::new(message).detail(look)))
}

fn person_link(office: &Office, person: PersonId) -> Value {
    Value::LinkSay {
        href: format!("/persons/{}", office.handle(person)),
        label: Key("desk-look-at-person"),
    }
}

const fn field_of(parent: Parent) -> &'static str {
    match parent {
        Parent::Father => "father",
        Parent::Mother => "mother",
    }
}
