//! Relatives whom the law forbids to marry or to adopt, as far as the register knows them.
//!
//! By blood, those in the direct line and within three generations do not marry (Law on Marriage and Family 2014, art. 3.17, 3.18
//! and 5.2d): one generation are the parents, the second brothers and sisters, the third the children of brothers and sisters.
//! Nor do those who are or were one another's adoptive, step- or parents-in-law (art. 5.2d). Grandparents do not adopt their
//! grandchildren, nor brothers and sisters one another (Law on Adoption 2010, art. 13.6).

use std::collections::HashSet;

use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, PersonalNumber};

use crate::facts::Fact;
use crate::person::{MaritalStatus, PersonState, Relative};
use crate::person_queries;
use crate::subject::LoadedSubject;

/// An ancestor or a spouse: known to the register, or by a number that two records have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Ancestor {
    Known(PersonId),
    Numbered(PersonalNumber),
}

/// Whether the two have an ancestor in common among themselves, their parents and their grandparents, as far as the register
/// knows them. An ancestor on record by name only is nobody: names are shared.
pub(super) fn within_three_generations(
    tx: &mut Tx<'_>,
    one: &LoadedSubject,
    other: &LoadedSubject,
) -> Result<bool, StoreError> {
    let line_of_one = line(tx, one)?;
    let line_of_other = line(tx, other)?;
    Ok(!line_of_one.is_disjoint(&line_of_other))
}

/// Whether one of the two is or was the adoptive parent, the parent-in-law or the step-parent of the other.
pub(super) fn by_adoption_or_marriage(
    tx: &mut Tx<'_>,
    one: &LoadedSubject,
    other: &LoadedSubject,
) -> Result<bool, StoreError> {
    Ok(is_such_a_parent(tx, one, other)? || is_such_a_parent(tx, other, one)?)
}

fn is_such_a_parent(
    tx: &mut Tx<'_>,
    parent: &LoadedSubject,
    child: &LoadedSubject,
) -> Result<bool, StoreError> {
    let this_one = Ancestor::Known(parent.person);
    if adoptive_parents(tx, child)?.contains(&this_one) {
        return Ok(true);
    }
    let own_parents = parents(tx, &child.state)?;
    for spouse in spouses(tx, parent)? {
        if own_parents.contains(&spouse) {
            return Ok(true);
        }
    }
    for spouse in spouses(tx, child)? {
        if let Ancestor::Known(spouse) = spouse
            && let Some((_, state)) = person_queries::person_by_id(tx, spouse)?
            && parents(tx, &state)?.contains(&this_one)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How a person is related by blood to somebody whom they want to adopt, as far as that forbids it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BloodTie {
    /// Their father or mother.
    Parent,
    /// Their grandfather or grandmother.
    Grandparent,
    /// Their brother or sister, also by one parent only.
    Sibling,
}

/// The tie of `person` to `child`, if it is one of the nearest.
pub(super) fn blood_tie(
    tx: &mut Tx<'_>,
    person: (PersonId, &PersonState),
    child: &PersonState,
) -> Result<Option<BloodTie>, StoreError> {
    let this_one = Ancestor::Known(person.0);
    let parents_of_child = parents(tx, child)?;
    if parents_of_child.contains(&this_one) {
        return Ok(Some(BloodTie::Parent));
    }
    if parents_of_all(tx, &parents_of_child)?.contains(&this_one) {
        return Ok(Some(BloodTie::Grandparent));
    }
    let parents_of_person = parents(tx, person.1)?;
    let are_siblings = parents_of_person
        .iter()
        .any(|parent| parents_of_child.contains(parent));
    Ok(are_siblings.then_some(BloodTie::Sibling))
}

/// Whether `person` is a parent or grandparent of somebody.
pub(super) fn is_ancestor(
    tx: &mut Tx<'_>,
    person: PersonId,
    of: (PersonId, &PersonState),
) -> Result<bool, StoreError> {
    Ok(person != of.0 && line_of(tx, of.0, of.1)?.contains(&Ancestor::Known(person)))
}

fn line(tx: &mut Tx<'_>, person: &LoadedSubject) -> Result<HashSet<Ancestor>, StoreError> {
    line_of(tx, person.person, &person.state)
}

/// A person, their parents and their grandparents.
fn line_of(
    tx: &mut Tx<'_>,
    person: PersonId,
    state: &PersonState,
) -> Result<HashSet<Ancestor>, StoreError> {
    let parents = parents(tx, state)?;
    let mut line = HashSet::from([Ancestor::Known(person)]);
    line.extend(parents_of_all(tx, &parents)?);
    line.extend(parents);
    Ok(line)
}

fn parents_of_all(tx: &mut Tx<'_>, persons: &[Ancestor]) -> Result<Vec<Ancestor>, StoreError> {
    let mut found = Vec::new();
    for person in persons {
        if let Ancestor::Known(person) = person
            && let Some((_, state)) = person_queries::person_by_id(tx, *person)?
        {
            found.extend(parents(tx, &state)?);
        }
    }
    Ok(found)
}

fn parents(tx: &mut Tx<'_>, child: &PersonState) -> Result<Vec<Ancestor>, StoreError> {
    let identity = &child.identity;
    ancestors(
        tx,
        [&identity.father, &identity.mother].into_iter().flatten(),
    )
}

/// Those who adopted somebody, also where the adoption has ended.
fn adoptive_parents(tx: &mut Tx<'_>, child: &LoadedSubject) -> Result<Vec<Ancestor>, StoreError> {
    let adoptions = child
        .life
        .facts()
        .filter_map(|(_, dated)| match &dated.fact {
            Fact::Adopted(adoption) => Some([adoption.father.as_ref(), adoption.mother.as_ref()]),
            _ => None,
        });
    ancestors(tx, adoptions.flatten().flatten())
}

/// Those to whom somebody is or was married.
fn spouses(tx: &mut Tx<'_>, person: &LoadedSubject) -> Result<Vec<Ancestor>, StoreError> {
    let marriages = person
        .life
        .facts()
        .filter_map(|(_, dated)| match &dated.fact {
            Fact::Marital(
                MaritalStatus::Married { spouse, .. } | MaritalStatus::Widowed { spouse },
            ) => spouse.as_ref(),
            _ => None,
        });
    ancestors(tx, marriages)
}

fn ancestors<'relatives>(
    tx: &mut Tx<'_>,
    relatives: impl Iterator<Item = &'relatives Relative>,
) -> Result<Vec<Ancestor>, StoreError> {
    let mut found = Vec::with_capacity(2);
    for relative in relatives {
        let known = person_queries::person_of_relative(tx, relative)?.map(Ancestor::Known);
        found.extend(known.or(relative.number.map(Ancestor::Numbered)));
    }
    Ok(found)
}
