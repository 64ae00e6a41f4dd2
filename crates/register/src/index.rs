//! The rows by which a person is found. They follow from the state, former households from the events, so they can be compared with
//! them and rebuilt from them.

use std::collections::BTreeSet;

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{HouseholdId, PersonId};

use crate::event::Event;
use crate::former_households;
use crate::known_names;
use crate::person::{PersonState, Relative};

/// What a person is found by.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Index {
    pub(crate) numbers: BTreeSet<String>,
    pub(crate) former_cards: BTreeSet<String>,
    /// Serials of the cards that were issued.
    pub(crate) cards: BTreeSet<String>,
    /// Folded name and birth date.
    pub(crate) names: BTreeSet<(String, String)>,
    pub(crate) household: Option<HouseholdId>,
    /// See [`former_households`]. They do not follow from the state; an enrolment leaves none.
    pub(crate) former_households: BTreeSet<HouseholdId>,
    /// See [`parent_keys`].
    pub(crate) parents: BTreeSet<String>,
    /// Where they live, unless they died.
    pub(crate) resident: Option<Resident>,
    pub(crate) is_protected: bool,
}

/// What somebody is found by who looks for those living in a commune.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Resident {
    pub(crate) unit_code: String,
    pub(crate) folded_name: String,
    pub(crate) written_on: String,
}

impl Index {
    pub(crate) fn of(state: &PersonState) -> Self {
        let identity = &state.identity;
        let born = identity.born.to_string();
        // Who was adopted is the child of both families: the law counts kinship by blood and by adoption.
        let birth = [&identity.father, &identity.mother];
        let adoption = state.adoption.iter();
        let parents = birth
            .into_iter()
            .flatten()
            .chain(adoption.flat_map(|adoption| adoption.new_parents(birth).into_iter().flatten()));
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
            cards: state.cards.iter().map(|card| card.serial.clone()).collect(),
            names: state
                .all_names()
                .map(|name| (name.folded(), born.clone()))
                .collect(),
            household: state.residence.as_ref().map(|home| home.household),
            former_households: BTreeSet::new(),
            parents: parents.filter_map(parent_key).collect(),
            resident: Resident::of(state),
            is_protected: state.protection.is_some(),
        }
    }

    /// What a person is found by whose events give a state.
    pub(crate) fn of_life(person: PersonId, events: &[Event], state: &PersonState) -> Self {
        let index = Self::of(state);
        let named = former_households::named(person, events);
        Self {
            former_households: former_households::without(&named, index.household),
            ..index
        }
    }

    /// The folded names, each once.
    pub(crate) fn folded_names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(name, _)| name.as_str())
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
            tx.put(
                "INSERT INTO person_number (number, person_id) VALUES ($1, $2)",
                params![number, id],
            )?;
        }
        for number in next.former_cards.difference(&self.former_cards) {
            tx.put(
                "INSERT INTO person_former_card (number, person_id) VALUES ($1, $2)",
                params![number, id],
            )?;
        }
        for number in self.former_cards.difference(&next.former_cards) {
            tx.put(
                "DELETE FROM person_former_card WHERE number = $1 AND person_id = $2",
                params![number, id],
            )?;
        }
        for serial in next.cards.difference(&self.cards) {
            tx.put(
                "INSERT INTO person_card (serial, person_id) VALUES ($1, $2)",
                params![serial, id],
            )?;
        }
        for serial in self.cards.difference(&next.cards) {
            tx.put(
                "DELETE FROM person_card WHERE serial = $1 AND person_id = $2",
                params![serial, id],
            )?;
        }
        for (name, born) in self.names.difference(&next.names) {
            tx.put(
                "DELETE FROM person_name WHERE folded_name = $1 AND born = $2 AND person_id = $3",
                params![name, born, id],
            )?;
            tx.put(
                "DELETE FROM person_born WHERE born = $1 AND folded_name = $2 AND person_id = $3",
                params![born, name, id],
            )?;
        }
        for (name, born) in next.names.difference(&self.names) {
            tx.put(
                "INSERT INTO person_name (folded_name, born, person_id) VALUES ($1, $2, $3)",
                params![name, born, id],
            )?;
            tx.put(
                "INSERT INTO person_born (born, folded_name, person_id) VALUES ($1, $2, $3)",
                params![born, name, id],
            )?;
        }
        let mut new_names: BTreeSet<&str> = next.folded_names().collect();
        for name in self.folded_names() {
            new_names.remove(name);
        }
        known_names::keep(tx, &new_names)?;
        self.change_residence(next, tx, person)?;
        self.change_protection(next, tx, person)?;
        self.change_household(next, tx, person)?;
        self.change_former_households(next, tx, person)?;
        for parent in self.parents.difference(&next.parents) {
            tx.put(
                "DELETE FROM person_parent WHERE parent = $1 AND person_id = $2",
                params![parent, id],
            )?;
        }
        for parent in next.parents.difference(&self.parents) {
            tx.put(
                "INSERT INTO person_parent (parent, person_id) VALUES ($1, $2)",
                params![parent, id],
            )?;
        }
        Ok(())
    }

    /// The tables in which one of those rows is missing.
    pub(crate) fn missing_search_rows(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
    ) -> Result<Vec<&'static str>, StoreError> {
        let (id, mut missing) = (person.as_i64(), Vec::new());
        for name in self.folded_names() {
            let row = tx.query_opt(
                "SELECT 1 FROM known_name WHERE short_name = $1 AND folded_name = $2",
                params![&known_names::short_name(name), name],
            )?;
            missing.extend(row.is_none().then_some("known_name"));
        }
        if let Some(resident) = &self.resident {
            let row = tx.query_opt(
                "SELECT 1 FROM resident
                 WHERE unit_code = $1 AND folded_name = $2 AND person_id = $3 AND written_on = $4",
                params![
                    &resident.unit_code,
                    &resident.folded_name,
                    id,
                    &resident.written_on
                ],
            )?;
            missing.extend(row.is_none().then_some("resident"));
        }
        if self.is_protected {
            let sql = "SELECT 1 FROM protected_person WHERE person_id = $1";
            let row = tx.query_opt(sql, params![id])?;
            missing.extend(row.is_none().then_some("protected_person"));
        }
        Ok(missing)
    }

    fn change_residence(
        &self,
        next: &Self,
        tx: &mut Tx<'_>,
        person: PersonId,
    ) -> Result<(), StoreError> {
        if self.resident == next.resident {
            return Ok(());
        }
        if let Some(left) = &self.resident {
            tx.put(
                "DELETE FROM resident WHERE unit_code = $1 AND folded_name = $2 AND person_id = $3",
                params![&left.unit_code, &left.folded_name, person.as_i64()],
            )?;
        }
        if let Some(joined) = &next.resident {
            tx.put(
                "INSERT INTO resident (unit_code, folded_name, person_id, written_on) VALUES ($1, $2, $3, $4)",
                params![
                    &joined.unit_code,
                    &joined.folded_name,
                    person.as_i64(),
                    &joined.written_on
                ],
            )?;
        }
        Ok(())
    }

    fn change_household(
        &self,
        next: &Self,
        tx: &mut Tx<'_>,
        person: PersonId,
    ) -> Result<(), StoreError> {
        if self.household == next.household {
            return Ok(());
        }
        if let Some(left) = self.household {
            tx.put(
                "DELETE FROM household_member WHERE household_id = $1 AND person_id = $2",
                params![left.as_i64(), person.as_i64()],
            )?;
        }
        if let Some(joined) = next.household {
            tx.put(
                "INSERT INTO household_member (household_id, person_id) VALUES ($1, $2)",
                params![joined.as_i64(), person.as_i64()],
            )?;
        }
        Ok(())
    }

    fn change_former_households(
        &self,
        next: &Self,
        tx: &mut Tx<'_>,
        person: PersonId,
    ) -> Result<(), StoreError> {
        for present in self.former_households.difference(&next.former_households) {
            tx.put(
                "DELETE FROM household_former_member WHERE household_id = $1 AND person_id = $2",
                params![present.as_i64(), person.as_i64()],
            )?;
        }
        for left in next.former_households.difference(&self.former_households) {
            tx.put(
                "INSERT INTO household_former_member (household_id, person_id) VALUES ($1, $2)",
                params![left.as_i64(), person.as_i64()],
            )?;
        }
        Ok(())
    }

    fn change_protection(
        &self,
        next: &Self,
        tx: &mut Tx<'_>,
        person: PersonId,
    ) -> Result<(), StoreError> {
        let sql = match (self.is_protected, next.is_protected) {
            (false, true) => "INSERT INTO protected_person (person_id) VALUES ($1)",
            (true, false) => "DELETE FROM protected_person WHERE person_id = $1",
            _ => return Ok(()),
        };
        tx.put(sql, params![person.as_i64()])
    }
}

impl Resident {
    fn of(state: &PersonState) -> Option<Self> {
        let counts = state.death.is_none() && state.merged_into.is_none();
        let home = state.residence.as_ref().filter(|_| counts)?;
        Some(Self {
            unit_code: home.place.code.to_string(),
            folded_name: state.identity.name.folded(),
            written_on: home.place.written_on.to_string(),
        })
    }
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
