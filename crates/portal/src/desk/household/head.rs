//! Thay đổi chủ hộ: Law on Residence 2020, art. 10 and 26. Also for a household whose head died, moved away or is missing.

use danh_api::access::Work;
use danh_register::{HeadReport, HouseholdError, Recorded};
use danh_store::{StoreError, Tx};

use super::{
    HEAD, head_field, household, household_of, member_reports, members, named, refused_household,
    relationship_field, suggest_members, suggest_relationships,
};
use crate::components::Warning;
use crate::desk::answers::Answers;
use crate::desk::common::basis_field;
use crate::desk::common::suggest_day;
use crate::desk::form::{About, Declared, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::desk::residence::{PERSON, person_step};
use crate::desk::told::Told;
use crate::households::{HeadStanding, head_standing};
use crate::messages::Key;

/// The form.
pub struct HouseholdHeadForm;

impl Form for HouseholdHeadForm {
    type Report = Declared<HeadReport>;
    type Error = HouseholdError;

    fn about(&self) -> About {
        About {
            name: "household-head",
            title: Key("desk-head"),
            work: Work::RegisterResidence,
            about: Whom::OneInReach,
            purpose: "Thay đổi chủ hộ",
            papers: &[
                Key("desk-residence-paper-ct01"),
                Key("desk-head-paper-agreement"),
            ],
            named_by: PERSON,
            opened_for: Some(PERSON),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let mut steps = vec![
            person_step(Key("desk-household-person-lead")),
            Step::new(
                "head",
                Key("desk-head-who"),
                vec![
                    head_field(HEAD, Key("desk-head-who"), members(answers)),
                    Field::new("on", Key("desk-residence-on"), Kind::Day)
                        .hint(Key("desk-day-hint")),
                    basis_field(Key("desk-head-basis-hint")).optional(),
                ],
            )
            .lead(Key("desk-head-lead")),
        ];
        steps.extend(relationships(answers));
        steps
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Declared<HeadReport>> {
        reading.person(PERSON);
        let household = household(reading);
        let head = reading.choice::<String>(HEAD);
        let (on, basis) = (reading.day("on"), reading.text("basis"));
        let members = match &head {
            Some(head) => member_reports(reading, &named(reading), head),
            None => None,
        };
        let report = HeadReport {
            household: household?,
            members: members?,
            on: on?,
        };
        Some(Declared { report, basis })
    }

    fn prefill(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        answers: &mut Answers,
    ) -> Result<(), StoreError> {
        suggest_day(answers, "on", office.today);
        let known = household_of(office, tx, answers, PERSON)?;
        let household = known.map(|(household, _)| household);
        suggest_members(office, tx, answers, (household, None))?;
        suggest_of_new_head(office, tx, answers)
    }

    fn warnings(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared<HeadReport>,
        told: &mut Told,
    ) -> Result<Vec<Warning>, StoreError> {
        for member in &declared.report.members {
            told.of(member.person.person);
        }
        let standing = head_standing(tx, declared.report.household, office.viewer())?;
        Ok(match standing {
            HeadStanding::Has => Vec::new(),
            HeadStanding::None => vec![Warning::new(Key("household-headless"))],
            HeadStanding::Several => vec![Warning::new(Key("household-heads"))],
            HeadStanding::Missing => vec![Warning::new(Key("household-head-missing"))],
        })
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared<HeadReport>,
    ) -> Result<Recorded, HouseholdError> {
        let act = office.act(declared.basis.as_deref());
        office
            .register
            .change_household_head(tx, &act, &declared.report)
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &Declared<HeadReport>,
        error: &HouseholdError,
    ) -> Result<Refused, StoreError> {
        refused_household(HEAD, error)
    }
}

/// The page that asks what the others are to the new head, once there is one and there are others.
pub(in crate::desk) fn relationships(answers: &Answers) -> Option<Step> {
    let head = answers.text(HEAD);
    let others = members(answers).filter(|(slot, _)| slot.member != head);
    let fields: Vec<Field> = others.map(relationship_field).collect();
    let asks = !head.is_empty() && !fields.is_empty();
    asks.then(|| Step::new("relationships", Key("desk-household-relationships"), fields))
}

/// Fills in what the others are to the new head, once there is one.
pub(in crate::desk) fn suggest_of_new_head(
    office: &Office,
    tx: &mut Tx<'_>,
    answers: &mut Answers,
) -> Result<(), StoreError> {
    // Who is alone in a household is its head (art. 10.4).
    let all: Vec<&'static str> = members(answers).map(|(slot, _)| slot.member).collect();
    let only = match all[..] {
        [only] => Some(only),
        _ => None,
    };
    answers.suggest(HEAD, only);
    let chosen = answers.text(HEAD).to_owned();
    let head = answers.person(&chosen).map(|seen| seen.person);
    let others: Vec<_> = members(answers)
        .map(|(slot, _)| slot)
        .filter(|slot| slot.member != chosen)
        .collect();
    suggest_relationships(office, tx, answers, head, &others)
}
