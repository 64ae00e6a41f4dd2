//! Relatives by blood whom the law forbids to marry: in the direct line, and within three generations (Law on Marriage and Family
//! 2014, art. 3.17, 3.18 and 5.2d). One generation are the parents, the second brothers and sisters, the third the children of
//! brothers and sisters.

use std::collections::HashSet;

use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, PersonalNumber};

use crate::person::{PersonState, Relative};
use crate::person_queries;
use crate::subject::LoadedSubject;

/// An ancestor: known to the register, or by a number that two records have in common.
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

/// A person, their parents and their grandparents.
fn line(tx: &mut Tx<'_>, person: &LoadedSubject) -> Result<HashSet<Ancestor>, StoreError> {
    let parents = parents(tx, &person.state)?;
    let mut line = HashSet::from([Ancestor::Known(person.person)]);
    line.extend(&parents);
    for parent in parents {
        if let Ancestor::Known(parent) = parent
            && let Some((_, state)) = person_queries::person_by_id(tx, parent)?
        {
            line.extend(self::parents(tx, &state)?);
        }
    }
    Ok(line)
}

fn parents(tx: &mut Tx<'_>, child: &PersonState) -> Result<Vec<Ancestor>, StoreError> {
    let identity = &child.identity;
    let mut found = Vec::with_capacity(2);
    for parent in [&identity.father, &identity.mother].into_iter().flatten() {
        found.extend(ancestor(tx, parent)?);
    }
    Ok(found)
}

fn ancestor(tx: &mut Tx<'_>, relative: &Relative) -> Result<Option<Ancestor>, StoreError> {
    let known = person_queries::person_of_relative(tx, relative)?.map(Ancestor::Known);
    Ok(known.or(relative.number.map(Ancestor::Numbered)))
}
