//! The rows by which a person is found. They follow from the state, so they can be compared with it and rebuilt from it.

use std::collections::BTreeSet;

use danh_store::{Param, StoreError, Tx, params};
use danh_vocabulary::{HouseholdId, PersonId};

use crate::person::{PersonState, Relative};

/// What a person is found by.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Index {
    pub(crate) numbers: BTreeSet<String>,
    pub(crate) former_cards: BTreeSet<String>,
    /// Folded name and birth date.
    pub(crate) names: BTreeSet<(String, String)>,
    pub(crate) household: Option<HouseholdId>,
    /// See [`parent_keys`].
    pub(crate) parents: BTreeSet<String>,
}

impl Index {
    pub(crate) fn of(state: &PersonState) -> Self {
        let identity = &state.identity;
        let born = identity.born.to_string();
        let names = std::iter::once(&identity.name).chain(&state.mistaken_names);
        let parents = [&identity.father, &identity.mother].into_iter().flatten();
        Self {
            numbers: state
                .numbers
                .iter()
                .map(|held| held.number.to_string())
                .collect(),
            former_cards: identity
                .former_cards
                .iter()
                .map(ToString::to_string)
                .collect(),
            names: names.map(|name| (name.folded(), born.clone())).collect(),
            household: state.residence.as_ref().map(|home| home.household),
            parents: parents.filter_map(parent_key).collect(),
        }
    }

    /// Writes the rows that `next` has and this has not, and removes those that only this has.
    pub(crate) fn change_to(
        &self,
        next: &Self,
        tx: &mut Tx<'_>,
        person: PersonId,
    ) -> Result<(), StoreError> {
        let id = person.as_i64();
        for number in next.numbers.difference(&self.numbers) {
            insert(
                tx,
                "person_number",
                "number, person_id",
                params![number, id],
            )?;
        }
        for number in next.former_cards.difference(&self.former_cards) {
            insert(
                tx,
                "person_former_card",
                "number, person_id",
                params![number, id],
            )?;
        }
        for number in self.former_cards.difference(&next.former_cards) {
            remove(tx, "person_former_card", "number", params![number, id])?;
        }
        for (name, born) in self.names.difference(&next.names) {
            tx.execute(
                "DELETE FROM person_name WHERE folded_name = $1 AND born = $2 AND person_id = $3",
                params![name, born, id],
            )?;
        }
        for (name, born) in next.names.difference(&self.names) {
            tx.execute(
                "INSERT INTO person_name (folded_name, born, person_id) VALUES ($1, $2, $3)",
                params![name, born, id],
            )?;
        }
        for parent in self.parents.difference(&next.parents) {
            remove(tx, "person_parent", "parent", params![parent, id])?;
        }
        for parent in next.parents.difference(&self.parents) {
            insert(
                tx,
                "person_parent",
                "parent, person_id",
                params![parent, id],
            )?;
        }
        if self.household != next.household {
            if let Some(left) = self.household {
                remove(
                    tx,
                    "household_member",
                    "household_id",
                    params![left.as_i64(), id],
                )?;
            }
            if let Some(joined) = next.household {
                insert(
                    tx,
                    "household_member",
                    "household_id, person_id",
                    params![joined.as_i64(), id],
                )?;
            }
        }
        Ok(())
    }
}

fn insert(
    tx: &mut Tx<'_>,
    table: &str,
    columns: &str,
    row: &[Param<'_>],
) -> Result<(), StoreError> {
    tx.execute(
        &format!("INSERT INTO {table} ({columns}) VALUES ($1, $2)"),
        row,
    )
    .map(drop)
}

fn remove(tx: &mut Tx<'_>, table: &str, column: &str, row: &[Param<'_>]) -> Result<(), StoreError> {
    tx.execute(
        &format!("DELETE FROM {table} WHERE {column} = $1 AND person_id = $2"),
        row,
    )
    .map(drop)
}

/// Under what a relative's children are filed: the person, or else the number a document gave.
pub(crate) fn parent_key(parent: &Relative) -> Option<String> {
    match (parent.person, parent.number) {
        (Some(person), _) => Some(person_parent_key(person)),
        (None, Some(number)) => Some(number.to_string()),
        (None, None) => None,
    }
}

/// All keys under which a person's children may be filed.
pub(crate) fn parent_keys(person: PersonId, state: &PersonState) -> Vec<String> {
    let numbers = state.numbers.iter().map(|held| held.number.to_string());
    std::iter::once(person_parent_key(person))
        .chain(numbers)
        .collect()
}

fn person_parent_key(person: PersonId) -> String {
    format!("person:{person}")
}
