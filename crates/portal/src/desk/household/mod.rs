//! Households that change without anybody moving: split, merged, another head. Law on Residence 2020, art. 10, 25 and 26.
//!
//! Whoever changes a household names all who live in it. So these forms ask for one member, and the register names the others:
//! they stand in the draft as `member-1`, `member-2`, … in the versions that were seen, and a form asks of each what they are to
//! the head. What the register knows of their families is filled in.

pub mod head;
mod kin;
pub mod merge;
pub mod split;

use danh_register::person_queries::living_members;
use danh_register::{HouseholdError, MemberReport, PersonState, Relationship, Seen, SubjectError};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{HouseholdId, PersonId};

use super::answers::Answers;
use super::form::{Field, Kind};
use super::office::Office;
use super::reading::Reading;
use super::refusal::Refused;
use super::residence::{PERSON, refused_day};
use crate::components::Choice;
use crate::messages::{Key, Message};
use crate::words;

/// The field of who becomes head.
pub(super) const HEAD: &str = "new-head";
/// The household, where a form found one.
const HOUSEHOLD: &str = "household";
/// Said by the register of a household that has more members than a form can ask for.
const TOO_MANY: &str = "household-too-many";

/// The ids of what is asked of one member.
pub(super) struct Slot {
    /// Who it is, named by the register.
    pub(super) member: &'static str,
    /// What they are to the head.
    pub(super) relationship: &'static str,
    /// Whether they leave or remain.
    pub(super) place: &'static str,
}

macro_rules! slots {
    ($($number:literal)*) => {
        [$(Slot {
            member: concat!("member-", $number),
            relationship: concat!("relationship-", $number),
            place: concat!("place-", $number),
        }),*]
    };
}

/// Members that a form can ask for; a household of more is an institution, and changed through the API.
static SLOTS: [Slot; 24] = slots!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24);

/// Those of the slots that hold somebody, with their names.
pub(super) fn members(answers: &Answers) -> impl Iterator<Item = (&'static Slot, &str)> {
    SLOTS
        .iter()
        .filter_map(|slot| Some((slot, answers.name_of(slot.member)?)))
}

/// Names the members of a household in the draft, all but one if one is moving out; with no household, nobody. Of a household in
/// which the officer reaches nobody, nobody is named.
pub(super) fn suggest_members(
    office: &Office,
    tx: &mut Tx<'_>,
    answers: &mut Answers,
    (household, but): (Option<HouseholdId>, Option<PersonId>),
) -> Result<(), StoreError> {
    let members = match household {
        Some(household) => visible_members(office, tx, household)?,
        None => Vec::new(),
    };
    let is_reached = |(_, state): &(Seen, PersonState)| office.reach.includes(state);
    let household = household.filter(|_| members.iter().any(is_reached));
    let members = if household.is_some() {
        members
    } else {
        Vec::new()
    };
    let known = household.map(|household| household.as_i64().to_string());
    answers.suggest(HOUSEHOLD, known.as_deref());
    let mut members: Vec<(Seen, PersonState)> = members
        .into_iter()
        .filter(|(seen, _)| Some(seen.person) != but)
        .collect();
    members.sort_by_key(|(_, state)| (!is_head(state), state.identity.born.earliest()));
    let has_too_many = members.len() > SLOTS.len();
    answers.suggest(TOO_MANY, has_too_many.then_some("yes"));
    for (place, slot) in SLOTS.iter().enumerate() {
        let member = members.get(place);
        let member = member.map(|(seen, state)| (*seen, &state.identity.name));
        answers.suggest_person(slot.member, member);
    }
    Ok(())
}

/// Who lives in a household now, of those whom the officer may see.
pub(super) fn visible_members(
    office: &Office,
    tx: &mut Tx<'_>,
    household: HouseholdId,
) -> Result<Vec<(Seen, PersonState)>, StoreError> {
    let mut members = Vec::new();
    for (person, _) in living_members(tx, household)? {
        members.extend(office.person(tx, person)?);
    }
    Ok(members)
}

/// The household of somebody chosen in a field, and their state.
pub(super) fn household_of(
    office: &Office,
    tx: &mut Tx<'_>,
    answers: &Answers,
    field: &str,
) -> Result<Option<(HouseholdId, PersonState)>, StoreError> {
    let Some(seen) = answers.person(field) else {
        return Ok(None);
    };
    let state = office.person(tx, seen.person)?.map(|(_, state)| state);
    Ok(state.and_then(|state| Some((state.residence.as_ref()?.household, state))))
}

pub(super) fn is_head(state: &PersonState) -> bool {
    let home = state.residence.as_ref();
    home.is_some_and(|home| home.relationship == Relationship::Head)
}

/// Asks which of some members becomes head.
pub(super) fn head_field<'a>(
    id: &'static str,
    label: Key,
    of: impl Iterator<Item = (&'static Slot, &'a str)>,
) -> Field {
    let choices = of.map(|(slot, name)| Choice::new(slot.member, name));
    Field::new(id, label, Kind::Choice(choices.collect()))
}

/// Asks what a member is to the head.
pub(super) fn relationship_field((slot, name): (&'static Slot, &str)) -> Field {
    Field::new(
        slot.relationship,
        Key("desk-household-relationship"),
        Kind::Select(relationships()),
    )
    .of(name)
}

/// What a member can be to a head.
pub(super) fn relationships() -> Vec<Choice> {
    Relationship::ALL
        .into_iter()
        .filter(|relationship| *relationship != Relationship::Head)
        .map(|relationship| Choice::new(relationship.as_str(), words::relationship(relationship)))
        .collect()
}

/// The same, and head: for a household that has none.
pub(super) fn relationships_with_head() -> Vec<Choice> {
    let mut choices = relationships();
    let head = Choice::new(
        Relationship::Head.as_str(),
        words::relationship(Relationship::Head),
    );
    choices.push(head);
    choices
}

/// The relationship that a draft keeps by its word.
pub(super) fn relationship(word: &str) -> Option<Relationship> {
    Relationship::ALL
        .into_iter()
        .find(|relationship| relationship.as_str() == word)
}

/// Fills in what each of some members is to their head, as far as the register knows their families.
pub(super) fn suggest_relationships(
    office: &Office,
    tx: &mut Tx<'_>,
    answers: &mut Answers,
    head: Option<PersonId>,
    of: &[&'static Slot],
) -> Result<(), StoreError> {
    let head = match head {
        Some(head) => office.person(tx, head)?,
        None => None,
    };
    for slot in of {
        let member = match answers.person(slot.member) {
            Some(seen) => office.person(tx, seen.person)?,
            None => None,
        };
        let known = match (&head, &member) {
            (Some((head, head_state)), Some((member, state))) => {
                kin::to_head((head.person, head_state), (member.person, state))
            }
            _ => None,
        };
        answers.suggest(slot.relationship, known.map(Relationship::as_str));
    }
    Ok(())
}

/// A member as they were seen, with what they are to the head of the household they are in then; the slot in `head` is its head.
pub(super) fn member_report(
    reading: &mut Reading<'_>,
    slot: &'static Slot,
    head: &str,
) -> Option<MemberReport> {
    let relationship = if slot.member == head {
        Some(Relationship::Head)
    } else {
        let word = reading.choice::<String>(slot.relationship);
        word.and_then(|word| relationship(&word))
    };
    Some(MemberReport {
        person: reading.named(slot.member)?,
        relationship: relationship?,
    })
}

/// The reports of some members, as [`member_report`]; everything that is missing is noted.
pub(super) fn member_reports(
    reading: &mut Reading<'_>,
    slots: &[&'static Slot],
    head: &str,
) -> Option<Vec<MemberReport>> {
    let reports: Vec<Option<MemberReport>> = slots
        .iter()
        .map(|slot| member_report(reading, slot, head))
        .collect();
    reports.into_iter().collect()
}

/// Those of the slots that hold somebody.
pub(super) fn named(reading: &Reading<'_>) -> Vec<&'static Slot> {
    let slots = SLOTS.iter();
    slots
        .filter(|slot| reading.named(slot.member).is_some())
        .collect()
}

/// The household that the register found; that there is none, or that it is too large, is noted at the person.
pub(super) fn household(reading: &mut Reading<'_>) -> Option<HouseholdId> {
    if reading.raw(TOO_MANY) == "yes" {
        reading.wrong(PERSON, Key("desk-household-too-many"));
    }
    let household = reading.raw(HOUSEHOLD).parse().ok();
    if household.is_none() && reading.named(PERSON).is_some() {
        reading.wrong(PERSON, Key("desk-household-none"));
    }
    household.map(HouseholdId::from_i64)
}

/// What a household's change is refused for, in words. `head` is the field that names the head.
pub(super) fn refused_household(
    head: &'static str,
    error: &HouseholdError,
) -> Result<Refused, StoreError> {
    Ok(match error {
        HouseholdError::NobodyNamed => Refused::at(head, Key("desk-household-refused-nobody")),
        HouseholdError::NamedTwice
        | HouseholdError::NotMembers { .. }
        | HouseholdError::MembersLeftOut { .. } => {
            Refused::at(PERSON, Key("desk-household-refused-members"))
                .advise(Key("desk-household-refused-members-advice"))
        }
        HouseholdError::HeadCount { count } => {
            let message = Message::new(Key("desk-household-refused-heads"));
            let count = u64::try_from(*count).unwrap_or(u64::MAX);
            Refused::at(head, message.with_count("count", count))
        }
        HouseholdError::HeadUnderAge => Refused::at(head, Key("desk-household-refused-under-age")),
        HouseholdError::NobodyOfAge => Refused::at(head, Key("desk-household-refused-no-adult")),
        HouseholdError::SameHousehold => Refused::at("host", Key("desk-household-refused-same")),
        HouseholdError::NoHeadToJoin => Refused::at("host", Key("desk-household-refused-headless"))
            .advise(Key("desk-household-refused-headless-advice")),
        HouseholdError::Elsewhere => Refused::at("host", Key("desk-household-refused-elsewhere")),
        HouseholdError::NothingChanges => Refused::at(head, Key("desk-household-refused-nothing")),
        HouseholdError::Day(error) => refused_day("on", *error),
        HouseholdError::Subject(error) => refused_subject(error)?,
        HouseholdError::Store(error) => return Err(error.clone()),
    })
}

fn refused_subject(error: &SubjectError) -> Result<Refused, StoreError> {
    Refused::subject(PERSON, error)
}
