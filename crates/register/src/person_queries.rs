//! Finding and reading persons.

mod among;

use danh_store::{Param, StoreError, Tx, params};
use danh_vocabulary::{Cmnd, HouseholdId, PersonId, PersonalNumber};

use crate::fold::{self, View};
use crate::index;
use crate::journal;
use crate::person::{CardSerial, PersonState, Relative, Viewer};
use crate::subject::SubjectError;

pub use among::{hidden_among, persons_and_versions};
pub(crate) use among::{merged_among, protected_among};

/// How many keys one statement asks for.
const PERSONS_A_STATEMENT: usize = 500;

/// The state of a person now and its version, as it is kept beside the journal.
pub fn person_by_id(
    tx: &mut Tx<'_>,
    person: PersonId,
) -> Result<Option<(u32, PersonState)>, StoreError> {
    let rows = tx.query_witnessed(
        "SELECT version, document FROM person WHERE person_id = $1",
        // A version has one state.
        "SELECT version FROM person WHERE person_id = $1",
        params![person.as_i64()],
    )?;
    let row = rows.first();
    row.map(|row| {
        let version = u32::try_from(row.get::<i64>(0)?).map_err(|_| damaged(person))?;
        Ok((version, parse(person, &row.get::<String>(1)?)?))
    })
    .transpose()
}

/// The record that holds a number now, or held it before it was cancelled; it may have been merged into another.
pub fn person_id_by_number(
    tx: &mut Tx<'_>,
    number: PersonalNumber,
) -> Result<Option<PersonId>, StoreError> {
    let row = tx.query_opt(
        "SELECT person_id FROM person_number WHERE number = $1",
        params![number.as_str()],
    )?;
    row.map(|row| Ok(PersonId::from_i64(row.get(0)?)))
        .transpose()
}

/// The person who holds a number now, or held it before, with their state now. The number of a record that was merged leads to the
/// record that is read.
pub fn person_by_number(
    tx: &mut Tx<'_>,
    number: PersonalNumber,
) -> Result<Option<(PersonId, PersonState)>, StoreError> {
    let row = tx.query_opt(
        "SELECT person.person_id, person.document
         FROM person_number JOIN person ON person.person_id = person_number.person_id
         WHERE person_number.number = $1",
        params![number.as_str()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let person = PersonId::from_i64(row.get(0)?);
    let state = parse(person, &row.get::<String>(1)?)?;
    record_read(tx, person, state).map(Some)
}

/// The record that is read in place of one that may have been merged into another, with its state now.
pub fn record_read(
    tx: &mut Tx<'_>,
    person: PersonId,
    state: PersonState,
) -> Result<(PersonId, PersonState), StoreError> {
    let (mut read, mut passed) = ((person, state), vec![person]);
    while let Some(survivor) = read.1.merged_into {
        // A correction can bring back a merge that another one contradicts; then there is no last record.
        if passed.contains(&survivor) {
            break;
        }
        let Some((_, state)) = person_by_id(tx, survivor)? else {
            break;
        };
        passed.push(survivor);
        read = (survivor, state);
    }
    Ok(read)
}

/// Whether somebody may know of a person. Protection counts from when it is ordered, also for what was before: so it is
/// the present state that is asked. Of a record that was merged, the one that is read is asked: both were protected alike when they
/// were merged, and an order is given or lifted for that one only.
pub fn is_visible(tx: &mut Tx<'_>, person: PersonId, viewer: Viewer) -> Result<bool, StoreError> {
    let Some((_, state)) = person_by_id(tx, person)? else {
        return Ok(true);
    };
    let (_, read) = record_read(tx, person, state)?;
    Ok(read.is_visible_to(viewer))
}

/// Whether somebody may know of a relative named in a document. Whom the register cannot find by it is in no register to hide.
pub fn is_relative_visible(
    tx: &mut Tx<'_>,
    relative: &Relative,
    viewer: Viewer,
) -> Result<bool, StoreError> {
    match person_of_relative(tx, relative)? {
        Some(person) => is_visible(tx, person, viewer),
        None => Ok(true),
    }
}

/// The name of a relative named in a document, for who may know of them. Who may not is not told either that there is one.
pub(crate) fn relative_name_told(
    tx: &mut Tx<'_>,
    relative: &Relative,
    viewer: Viewer,
) -> Result<String, SubjectError> {
    if is_relative_visible(tx, relative, viewer)? {
        Ok(relative.name.to_string())
    } else {
        Err(SubjectError::Withheld)
    }
}

/// Whether there is anybody whom only named officers may see.
pub fn is_anyone_protected(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let row = tx.query_opt("SELECT 1 FROM protected_person LIMIT 1", params![])?;
    Ok(row.is_some())
}

/// Who had a 9-digit card number; provinces gave some numbers twice.
pub fn persons_by_former_card(tx: &mut Tx<'_>, number: Cmnd) -> Result<Vec<PersonId>, StoreError> {
    let rows = tx.query(
        "SELECT person_id FROM person_former_card WHERE number = $1 ORDER BY person_id",
        params![number.as_str()],
    )?;
    rows.iter()
        .map(|row| Ok(PersonId::from_i64(row.get(0)?)))
        .collect()
}

/// Who has or had a card with a serial: at most one person, unless cards were issued before that was looked for.
pub fn persons_by_card(tx: &mut Tx<'_>, serial: &CardSerial) -> Result<Vec<PersonId>, StoreError> {
    let rows = tx.query(
        "SELECT person_id FROM person_card WHERE serial = $1 ORDER BY person_id",
        params![serial.as_str()],
    )?;
    rows.iter()
        .map(|row| Ok(PersonId::from_i64(row.get(0)?)))
        .collect()
}

/// The state of a person on a day, as known at an instant; `None` when unknown or unborn in that view.
pub fn person_as_of(
    tx: &mut Tx<'_>,
    person: PersonId,
    view: View,
) -> Result<Option<PersonState>, SubjectError> {
    let events = journal::events_of_person(tx, person)?;
    Ok(fold::fold(person, &events, view)?)
}

/// Who lives in a household now, and those who died as members of it; no record that was merged into another.
pub fn household_members(
    tx: &mut Tx<'_>,
    household: HouseholdId,
) -> Result<Vec<(PersonId, PersonState)>, StoreError> {
    let rows = tx.query(
        "SELECT person.person_id, person.document
         FROM household_member JOIN person ON person.person_id = household_member.person_id
         WHERE household_member.household_id = $1 ORDER BY person.person_id",
        params![household.as_i64()],
    )?;
    let mut members = states(&rows)?;
    members.retain(|(_, state)| state.merged_into.is_none());
    Ok(members)
}

/// Whom an event ever named as a member of a household in which they are not now, with their state now: for looking at it as it was.
pub fn household_former_members(
    tx: &mut Tx<'_>,
    household: HouseholdId,
) -> Result<Vec<(PersonId, PersonState)>, StoreError> {
    let rows = tx.query(
        "SELECT person.person_id, person.document
         FROM household_former_member JOIN person ON person.person_id = household_former_member.person_id
         WHERE household_former_member.household_id = $1 ORDER BY person.person_id",
        params![household.as_i64()],
    )?;
    states(&rows)
}

/// Who lives in a household now.
pub fn living_members(
    tx: &mut Tx<'_>,
    household: HouseholdId,
) -> Result<Vec<(PersonId, PersonState)>, StoreError> {
    let mut members = household_members(tx, household)?;
    members.retain(|(_, state)| state.death.is_none());
    Ok(members)
}

/// Who lives in a household now, as far as somebody may know of them.
pub fn living_members_seen_by(
    tx: &mut Tx<'_>,
    household: HouseholdId,
    viewer: Viewer,
) -> Result<Vec<(PersonId, PersonState)>, StoreError> {
    let mut members = living_members(tx, household)?;
    members.retain(|(_, state)| state.is_visible_to(viewer));
    Ok(members)
}

/// The keys of who lives in a household now, and of those who died as members of it.
pub fn household_member_ids(
    tx: &mut Tx<'_>,
    household: HouseholdId,
) -> Result<Vec<PersonId>, StoreError> {
    let rows = tx.query(
        "SELECT person_id FROM household_member WHERE household_id = $1 ORDER BY person_id",
        params![household.as_i64()],
    )?;
    rows.iter()
        .map(|row| Ok(PersonId::from_i64(row.get(0)?)))
        .collect()
}

/// The children the register knows a person to have, by their keys. Children of a record that was merged into theirs are
/// theirs, and of a child's several records the one that is read is given.
pub fn children_of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
    state: &PersonState,
) -> Result<Vec<(PersonId, PersonState)>, StoreError> {
    let mut keys = index::parent_keys(person, state);
    let (mut merged, mut passed) = (state.duplicates.clone(), vec![person]);
    while let Some(duplicate) = merged.pop() {
        if passed.contains(&duplicate) {
            continue;
        }
        passed.push(duplicate);
        if let Some((_, state)) = person_by_id(tx, duplicate)? {
            keys.extend(index::parent_keys(duplicate, &state));
            merged.extend(&state.duplicates);
        }
    }
    let mut children: Vec<(PersonId, PersonState)> = Vec::new();
    for key in keys {
        let rows = tx.query(
            "SELECT person.person_id, person.document
             FROM person_parent JOIN person ON person.person_id = person_parent.person_id
             WHERE person_parent.parent = $1 ORDER BY person.person_id",
            params![&key],
        )?;
        for (child, state) in states(&rows)? {
            let (child, state) = record_read(tx, child, state)?;
            if children.iter().all(|(known, _)| *known != child) {
                children.push((child, state));
            }
        }
    }
    Ok(children)
}

/// Whom a relative named in a document is in the register, if they are in it: of several records, the one that is read.
pub fn person_of_relative(
    tx: &mut Tx<'_>,
    relative: &Relative,
) -> Result<Option<PersonId>, StoreError> {
    let named = match (relative.person, relative.number) {
        (Some(person), _) => Some(person),
        (None, Some(number)) => person_id_by_number(tx, number)?,
        (None, None) => None,
    };
    let Some(person) = named else { return Ok(None) };
    match person_by_id(tx, person)? {
        Some((_, state)) => Ok(Some(record_read(tx, person, state)?.0)),
        None => Ok(Some(person)),
    }
}

/// Persons in the order of their keys, after one of them or from the first: for walking through all of them.
pub fn persons_after(
    tx: &mut Tx<'_>,
    after: Option<PersonId>,
    limit: u32,
) -> Result<Vec<(PersonId, u32, PersonState)>, StoreError> {
    let rows = tx.query(
        "SELECT person_id, version, document FROM person WHERE person_id > $1 ORDER BY person_id LIMIT $2",
        params![after.map_or(i64::MIN, PersonId::as_i64), i64::from(limit)],
    )?;
    rows.iter()
        .map(|row| {
            let person = PersonId::from_i64(row.get(0)?);
            let version = u32::try_from(row.get::<i64>(1)?).map_err(|_| damaged(person))?;
            Ok((person, version, parse(person, &row.get::<String>(2)?)?))
        })
        .collect()
}

/// Some persons by their keys, in the order of these; who is not there is left out.
pub fn persons_by_ids(
    tx: &mut Tx<'_>,
    persons: &[PersonId],
) -> Result<Vec<(PersonId, PersonState)>, StoreError> {
    let mut found = Vec::with_capacity(persons.len());
    for some in persons.chunks(PERSONS_A_STATEMENT) {
        let places: Vec<String> = (1..=some.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "SELECT person_id, document FROM person WHERE person_id IN ({}) ORDER BY person_id",
            places.join(", ")
        );
        let ids: Vec<Param<'_>> = some.iter().map(|person| person.as_i64().into()).collect();
        found.extend(states(&tx.query(&sql, &ids)?)?);
    }
    Ok(found)
}

/// The highest id that a person has; nothing when the register is empty.
pub fn person_id_last(tx: &mut Tx<'_>) -> Result<Option<PersonId>, StoreError> {
    let row = tx.query_opt(
        "SELECT person_id FROM person ORDER BY person_id DESC LIMIT 1",
        params![],
    )?;
    row.map(|row| Ok(PersonId::from_i64(row.get(0)?)))
        .transpose()
}

/// How many persons the register knows, living and dead.
pub fn person_count(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    let count: i64 = tx
        .query_one("SELECT COUNT(*) FROM person", params![])?
        .get(0)?;
    Ok(count.unsigned_abs())
}

fn states(rows: &[danh_store::Row]) -> Result<Vec<(PersonId, PersonState)>, StoreError> {
    rows.iter()
        .map(|row| {
            let person = PersonId::from_i64(row.get(0)?);
            Ok((person, parse(person, &row.get::<String>(1)?)?))
        })
        .collect()
}

pub(crate) fn parse(person: PersonId, document: &str) -> Result<PersonState, StoreError> {
    serde_json::from_str(document).map_err(|_| damaged(person))
}

fn damaged(person: PersonId) -> StoreError {
    StoreError::Corrupt {
        detail: format!("the state of person {person} cannot be read; rebuild it"),
    }
}
