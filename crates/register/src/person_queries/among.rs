//! What is asked about many persons at once: one question costs little more than one about a single person.

use std::collections::{BTreeMap, BTreeSet};

use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;

use super::{damaged, is_visible, parse};
use crate::keyed::rows_of_keys;
use crate::person::{PersonState, Viewer};

/// Persons with their versions and states now, as [`person_by_id`](super::person_by_id) for each.
pub fn persons_and_versions(
    tx: &mut Tx<'_>,
    persons: &[PersonId],
) -> Result<BTreeMap<PersonId, (u32, PersonState)>, StoreError> {
    let rows = rows_of_keys(tx, &keys(persons), |places| {
        format!("SELECT person_id, version, document FROM person WHERE person_id IN ({places})")
    })?;
    let states = rows.iter().map(|row| {
        let person = PersonId::from_i64(row.get(0)?);
        let version = u32::try_from(row.get::<i64>(1)?).map_err(|_| damaged(person))?;
        Ok((person, (version, parse(person, &row.get::<String>(2)?)?)))
    });
    states.collect()
}

/// Of whom among some persons somebody may not know, as [`is_visible`] says of each.
pub fn hidden_among(
    tx: &mut Tx<'_>,
    persons: &[PersonId],
    viewer: Viewer,
) -> Result<BTreeSet<PersonId>, StoreError> {
    let in_question = match persons {
        [] | [_] => persons.to_vec(),
        // Who is neither protected nor a second record of somebody is there for everybody.
        _ => {
            let mut in_question = protected_among(tx, persons)?;
            in_question.extend(merged_among(tx, persons)?);
            in_question
        }
    };
    let mut hidden = BTreeSet::new();
    for person in in_question {
        if !is_visible(tx, person, viewer)? {
            hidden.insert(person);
        }
    }
    Ok(hidden)
}

/// Who of them is protected from being seen by everybody.
pub(crate) fn protected_among(
    tx: &mut Tx<'_>,
    persons: &[PersonId],
) -> Result<Vec<PersonId>, StoreError> {
    persons_among(tx, persons, |places| {
        format!("SELECT person_id FROM protected_person WHERE person_id IN ({places})")
    })
}

/// Who of them are records that were merged into another.
pub(crate) fn merged_among(
    tx: &mut Tx<'_>,
    persons: &[PersonId],
) -> Result<Vec<PersonId>, StoreError> {
    persons_among(tx, persons, |places| {
        format!(
            "SELECT person_id FROM person WHERE person_id IN ({places}) AND document LIKE '%\"merged_into\"%'"
        )
    })
}

fn persons_among(
    tx: &mut Tx<'_>,
    persons: &[PersonId],
    sql: impl Fn(&str) -> String,
) -> Result<Vec<PersonId>, StoreError> {
    let rows = rows_of_keys(tx, &keys(persons), sql)?;
    let ids = rows.iter().map(|row| Ok(PersonId::from_i64(row.get(0)?)));
    ids.collect()
}

fn keys(persons: &[PersonId]) -> Vec<i64> {
    persons.iter().map(|person| person.as_i64()).collect()
}
