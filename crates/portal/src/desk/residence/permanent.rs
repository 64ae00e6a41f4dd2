//! Đăng ký thường trú, a first one or a move: Law on Residence 2020, art. 20 to 22.
//!
//! Into a household of others somebody comes with the consent of its head and of the owner of the dwelling (art. 20.2 and 21);
//! the officer notes the paper. A head who moves away leaves a household without one: whoever is reached by this officer is asked
//! about, and both are written together; of a household elsewhere that is its own authority's matter.

use danh_api::access::Work;
use danh_register::{HeadReport, Home, HouseholdError, Recorded, ResidenceError, ResidenceReport};
use danh_store::{StoreError, Tx};
use danh_vocabulary::HouseholdId;

use super::{
    PERSON, person_step, place_fields, refused_commune, suggest_place, too_early, unit_of_ours,
};
use crate::components::{Answer, Choice, Value, Warning};
use crate::desk::answers::Answers;
use crate::desk::common::{basis_field, suggest_day};
use crate::desk::form::{About, Field, Form, Kind, Step, Whom};
use crate::desk::household::{
    self, HEAD, head, head_field, household_of, is_head, member_reports, members, named,
    refused_household, suggest_members,
};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::desk::told::Told;
use crate::messages::Key;

/// The field of a member of the household that somebody comes to.
const HOST: &str = "host";
/// That household.
const HOST_HOUSEHOLD: &str = "host-household";

/// The form.
pub struct ResidenceForm;

/// What is declared.
pub struct Declared {
    report: ResidenceReport,
    /// Who becomes head of the household that is left.
    succession: Option<HeadReport>,
    basis: Option<String>,
}

/// Why it is refused: the move itself, or what is to become of the household left.
#[derive(Debug)]
pub enum Refusal {
    /// The move.
    Residence(ResidenceError),
    /// The household left.
    Household(HouseholdError),
}

impl From<ResidenceError> for Refusal {
    fn from(error: ResidenceError) -> Self {
        Self::Residence(error)
    }
}

impl From<HouseholdError> for Refusal {
    fn from(error: HouseholdError) -> Self {
        Self::Household(error)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Residence(error.into())
    }
}

impl Form for ResidenceForm {
    type Report = Declared;
    type Error = Refusal;

    fn about(&self) -> About {
        About {
            name: "residence",
            title: Key("desk-residence"),
            work: Work::RegisterResidence,
            about: Whom::Anybody,
            purpose: "Đăng ký thường trú",
            papers: &[
                Key("desk-residence-paper-ct01"),
                Key("desk-residence-paper-dwelling"),
                Key("desk-residence-paper-consent"),
            ],
            named_by: PERSON,
            opened_for: Some(PERSON),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let home = Kind::Choice(vec![
            Choice::new("new", Key("desk-residence-home-new")),
            Choice::new("existing", Key("desk-residence-home-existing")),
        ]);
        let home = Field::new("home", Key("desk-residence-home-which"), home);
        let mut steps = vec![
            person_step(Key("desk-residence-person-lead")),
            Step::new("home", Key("desk-residence-home"), vec![home]),
        ];
        let comes_to_others = answers.text("home") == "existing";
        if comes_to_others {
            let host = Field::new(HOST, Key("desk-residence-host"), Kind::Person);
            steps.push(
                Step::new(HOST, Key("desk-residence-host"), vec![host])
                    .lead(Key("desk-residence-host-lead")),
            );
        }
        steps.push(place_step(comes_to_others));
        if members(answers).next().is_some() {
            let who = head_field(HEAD, Key("desk-residence-successor"), members(answers));
            let who = who.hint(Key("desk-residence-successor-hint")).optional();
            steps.push(
                Step::new("successor", Key("desk-residence-left"), vec![who])
                    .lead(Key("desk-residence-left-lead")),
            );
            steps.extend(head::relationships(answers));
        }
        steps
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Declared> {
        let (person, on) = (reading.person(PERSON), reading.day("on"));
        let home = home(reading);
        let unit = unit_of_ours(reading, on);
        let (detail, basis) = (reading.text("detail"), reading.text("basis"));
        let successor = reading.choice::<String>(HEAD);
        let succession = successor.map(|head| succession(reading, &head));
        let report = ResidenceReport {
            person: person?,
            unit: unit?,
            detail,
            home: home?,
            on: on?,
        };
        let succession = match succession {
            Some(parts) => {
                let (household, members) = parts?;
                Some(HeadReport {
                    household,
                    members,
                    on: report.on,
                })
            }
            None => None,
        };
        Some(Declared {
            report,
            succession,
            basis,
        })
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        suggest_day(answers, "on", office.today);
        let host = household_of(office, tx, answers, HOST)?;
        let household = host.as_ref().map(|(it, _)| it.as_i64().to_string());
        answers.suggest(HOST_HOUSEHOLD, household.as_deref());
        let home = host
            .as_ref()
            .and_then(|(_, state)| state.residence.as_ref());
        let place = home.map(|home| (home.place, home.detail.as_deref()));
        suggest_place(office, answers, place);
        let left = household_of(office, tx, answers, PERSON)?;
        let left = left.filter(|(_, state)| is_head(state) && office.reach.includes(state));
        let mover = answers.person(PERSON).map(|seen| seen.person);
        let household = left.map(|(household, _)| household);
        suggest_members(office, tx, answers, (household, mover))?;
        head::suggest_of_new_head(office, tx, answers)
    }

    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        if declared.succession.is_some() {
            return Ok(Vec::new());
        }
        let Some((seen, state)) = office.person(tx, declared.report.person.person)? else {
            return Ok(Vec::new());
        };
        let Some(home) = state.residence.as_ref().filter(|_| is_head(&state)) else {
            return Ok(Vec::new());
        };
        told.of(seen.person);
        let others = household::visible_members(office, tx, home.household)?.len() > 1;
        Ok(if others {
            vec![Warning::new(Key("desk-residence-leaves-headless"))]
        } else {
            Vec::new()
        })
    }

    fn consequences(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared,
        told: &mut Told,
    ) -> Result<Vec<Answer>, StoreError> {
        let Some((seen, state)) = office.person(tx, declared.report.person.person)? else {
            return Ok(Vec::new());
        };
        told.of(seen.person);
        let mut rows = Vec::new();
        if let Some(home) = office.home(&state) {
            rows.push(Answer::new(Key("desk-residence-leaves"), Value::Text(home)));
        }
        let members = declared.succession.iter().flat_map(|it| &it.members);
        for member in members {
            if member.relationship == danh_register::Relationship::Head
                && let Some((seen, state)) = office.person(tx, member.person.person)?
            {
                told.of(seen.person);
                let name = Value::Text(state.identity.name.to_string());
                rows.push(Answer::new(Key("desk-residence-successor-row"), name));
            }
        }
        Ok(rows)
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared,
    ) -> Result<Recorded, Refusal> {
        let act = office.act(declared.basis.as_deref());
        let (register, report) = (&office.register, &declared.report);
        let state = office.person(tx, report.person.person)?;
        let has_home = state.is_some_and(|(_, state)| state.residence.is_some());
        let recorded = if has_home {
            register.move_residence(tx, &act, report)?
        } else {
            register.register_residence(tx, &act, report)?
        };
        if let Some(succession) = &declared.succession {
            register.change_household_head(tx, &act, succession)?;
        }
        Ok(recorded)
    }

    fn refused(
        &self,
        office: &Office,
        _: &mut Tx<'_>,
        declared: &Declared,
        error: &Refusal,
    ) -> Result<Refused, StoreError> {
        match error {
            Refusal::Residence(error) => refused_residence(office, error),
            Refusal::Household(error) => {
                debug_assert!(declared.succession.is_some(), "only then it is asked");
                refused_household(HEAD, error)
            }
        }
    }
}

fn place_step(comes_to_others: bool) -> Step {
    let [unit, detail] = place_fields("on", Key("desk-residence-detail-hint"));
    let on = Field::new("on", Key("desk-residence-on"), Kind::Day).hint(Key("desk-day-hint"));
    let fields = if comes_to_others {
        let relationship = Kind::Select(household::relationships_with_head());
        vec![
            Field::new(
                "relationship",
                Key("desk-residence-relationship"),
                relationship,
            ),
            on,
            unit,
            detail,
            basis_field(Key("desk-residence-consent-hint")),
        ]
    } else {
        let basis = basis_field(Key("desk-residence-basis-hint")).optional();
        vec![on, unit, detail, basis]
    };
    Step::new("place", Key("desk-residence-place"), fields)
}

/// The household somebody comes to.
fn home(reading: &mut Reading<'_>) -> Option<Home> {
    if reading.choice::<String>("home")? != "existing" {
        return Some(Home::New);
    }
    let host = reading.person(HOST);
    let household = reading.raw(HOST_HOUSEHOLD).parse().ok();
    if host.is_some() && household.is_none() {
        reading.wrong(HOST, Key("desk-household-none"));
    }
    let relationship = reading.choice::<String>("relationship");
    Some(Home::Existing {
        household: HouseholdId::from_i64(household?),
        relationship: household::relationship(&relationship?)?,
    })
}

/// Who becomes head of the household left, and what the others are to them.
fn succession(
    reading: &mut Reading<'_>,
    head: &str,
) -> Option<(HouseholdId, Vec<danh_register::MemberReport>)> {
    let household = household::household(reading);
    let slots = named(reading);
    let members = member_reports(reading, &slots, head);
    Some((household?, members?))
}

fn refused_residence(office: &Office, error: &ResidenceError) -> Result<Refused, StoreError> {
    Ok(match error {
        ResidenceError::InFuture => Refused::at("on", Key("desk-refused-future")),
        ResidenceError::TooEarly { since } => too_early("on", *since),
        ResidenceError::UnknownUnit { unit, on } => {
            let (unit, on) = (*unit, *on);
            refused_commune(office, danh_register::UnknownCommune { unit, on })
        }
        ResidenceError::UnknownHousehold => {
            Refused::at(HOST, Key("desk-residence-refused-no-household"))
        }
        ResidenceError::HouseholdElsewhere => {
            Refused::at("unit", Key("desk-residence-refused-elsewhere"))
        }
        ResidenceError::HeadExists => {
            Refused::at("relationship", Key("desk-residence-refused-head"))
                .advise(Key("desk-residence-refused-head-advice"))
        }
        // Which of the two is asked for is the register's state, read in the same transaction.
        ResidenceError::HasResidence | ResidenceError::HasNoResidence => Refused::Conflict,
        ResidenceError::Subject(error) => Refused::subject(PERSON, error)?,
        ResidenceError::Store(error) => return Err(error.clone()),
    })
}
