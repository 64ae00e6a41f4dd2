//! Tách hộ: Law on Residence 2020, art. 25.

use danh_api::access::Work;
use danh_register::{HouseholdError, Recorded, SplitReport};
use danh_store::{StoreError, Tx};

use super::{
    HEAD, Slot, head_field, household, household_of, is_head, member_reports, members, named,
    refused_household, relationship_field, suggest_members, suggest_relationships,
};
use crate::components::Choice;
use crate::desk::answers::Answers;
use crate::desk::common::basis_field;
use crate::desk::common::suggest_day;
use crate::desk::form::{About, Declared, Field, Form, Kind, Step, Whom};
use crate::desk::office::Office;
use crate::desk::reading::Reading;
use crate::desk::refusal::Refused;
use crate::desk::residence::{PERSON, person_step};
use crate::messages::Key;

/// The field of who is head of those who remain.
const OLD_HEAD: &str = "old-head";
/// What a draft keeps of who leaves.
const LEAVES: &str = "leaves";
/// What a draft keeps of who remains.
const REMAINS: &str = "remains";

/// The form.
pub struct HouseholdSplitForm;

impl Form for HouseholdSplitForm {
    type Report = Declared<SplitReport>;
    type Error = HouseholdError;

    fn about(&self) -> About {
        About {
            name: "household-split",
            title: Key("desk-split"),
            work: Work::RegisterResidence,
            about: Whom::OneInReach,
            purpose: "Tách hộ",
            papers: &[
                Key("desk-residence-paper-ct01"),
                Key("desk-split-paper-consent"),
            ],
            named_by: PERSON,
            opened_for: Some(PERSON),
        }
    }

    fn steps(&self, answers: &Answers) -> Vec<Step> {
        let places = members(answers).map(place_field).collect();
        let heads = vec![
            head_field(HEAD, Key("desk-split-new-head"), who(answers, LEAVES)),
            head_field(OLD_HEAD, Key("desk-split-old-head"), who(answers, REMAINS)),
            Field::new("on", Key("desk-residence-on"), Kind::Day).hint(Key("desk-day-hint")),
            basis_field(Key("desk-residence-consent-hint")).optional(),
        ];
        let mut steps = vec![
            person_step(Key("desk-household-person-lead")),
            Step::new("leaving", Key("desk-split-leaving"), places).lead(Key("desk-split-lead")),
            Step::new("heads", Key("desk-split-heads"), heads),
        ];
        let (new, old) = (answers.text(HEAD), answers.text(OLD_HEAD));
        let others = members(answers).filter(|(slot, _)| ![new, old].contains(&slot.member));
        let asked: Vec<Field> = others.map(relationship_field).collect();
        if !asked.is_empty() && !new.is_empty() && !old.is_empty() {
            steps.push(Step::new(
                "relationships",
                Key("desk-household-relationships"),
                asked,
            ));
        }
        steps
    }

    fn report(&self, reading: &mut Reading<'_>) -> Option<Declared<SplitReport>> {
        reading.person(PERSON);
        let household = household(reading);
        for slot in named(reading) {
            reading.choice::<String>(slot.place);
        }
        let (new, old) = (
            reading.choice::<String>(HEAD),
            reading.choice::<String>(OLD_HEAD),
        );
        let (on, basis) = (reading.day("on"), reading.text("basis"));
        let (leaving, remaining): (Vec<_>, Vec<_>) = named(reading)
            .into_iter()
            .partition(|slot| reading.raw(slot.place) == LEAVES);
        let (leaving, remaining) = match (&new, &old) {
            (Some(new), Some(old)) => (
                member_reports(reading, &leaving, new),
                member_reports(reading, &remaining, old),
            ),
            _ => (None, None),
        };
        let report = SplitReport {
            household: household?,
            leaving: leaving?,
            remaining: remaining?,
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
        let present = present_head(office, tx, answers)?;
        let present = present.filter(|slot| answers.text(slot.place) != LEAVES);
        answers.suggest(OLD_HEAD, present.map(|slot| slot.member));
        for (place, head) in [(LEAVES, HEAD), (REMAINS, OLD_HEAD)] {
            keep_or_take_only(answers, place, head);
            let chosen = answers.text(head).to_owned();
            let head = answers.person(&chosen).map(|seen| seen.person);
            let others: Vec<_> = who(answers, place)
                .map(|(slot, _)| slot)
                .filter(|slot| slot.member != chosen)
                .collect();
            suggest_relationships(office, tx, answers, head, &others)?;
        }
        Ok(())
    }

    fn record(
        &self,
        office: &Office,
        tx: &mut Tx<'_>,
        declared: &Declared<SplitReport>,
    ) -> Result<Recorded, HouseholdError> {
        let act = office.act(declared.basis.as_deref());
        office.register.split_household(tx, &act, &declared.report)
    }

    fn refused(
        &self,
        _: &Office,
        _: &mut Tx<'_>,
        _: &Declared<SplitReport>,
        error: &HouseholdError,
    ) -> Result<Refused, StoreError> {
        refused_household(HEAD, error)
    }
}

fn place_field((slot, name): (&'static Slot, &str)) -> Field {
    let choices = Kind::Choice(vec![
        Choice::new(REMAINS, Key("desk-split-remains")),
        Choice::new(LEAVES, Key("desk-split-leaves")),
    ]);
    Field::new(slot.place, Key("desk-split-place"), choices).of(name)
}

/// The members of which the officer said that they leave, or remain.
fn who<'a>(
    answers: &'a Answers,
    place: &'static str,
) -> impl Iterator<Item = (&'static Slot, &'a str)> {
    members(answers).filter(move |(slot, _)| answers.text(slot.place) == place)
}

/// A head who is not on the side any more is none; the only one on a side is its head.
fn keep_or_take_only(answers: &mut Answers, place: &'static str, head: &'static str) {
    let side: Vec<&'static str> = who(answers, place).map(|(slot, _)| slot.member).collect();
    if !side.contains(&answers.text(head)) {
        answers.set(head, "");
    }
    if let [only] = side[..] {
        answers.set(head, only);
    }
}

fn present_head(
    office: &Office,
    tx: &mut Tx<'_>,
    answers: &Answers,
) -> Result<Option<&'static Slot>, StoreError> {
    for (slot, _) in members(answers) {
        if let Some(seen) = answers.person(slot.member)
            && let Some((_, state)) = office.person(tx, seen.person)?
            && is_head(&state)
        {
            return Ok(Some(slot));
        }
    }
    Ok(None)
}
