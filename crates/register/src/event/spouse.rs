//! Who is married to whom: whom a death leaves behind, whose marriage a court ends.
//!
//! The register writes down whom somebody married. Earlier files name a spouse by number or by name only, often on one side of
//! the couple only, so the survivor is looked for from both sides.

use danh_store::Tx;
use danh_vocabulary::PersonId;

use crate::person::{MaritalStatus, PersonState, Relative};
use crate::subject::{self, LoadedSubject, SubjectError};
use crate::{Death, person_queries};

/// The survivor of a marriage that ends with a death, if the register can tell who that is.
///
/// Somebody who died after the deceased, and whose death was registered first, survived them too.
pub(super) fn spouse_left_behind(
    tx: &mut Tx<'_>,
    deceased: &LoadedSubject,
    death: &Death,
) -> Result<Option<LoadedSubject>, SubjectError> {
    let named = match spouse_of(&deceased.state) {
        Some(spouse) => person_queries::person_of_relative(tx, spouse)?,
        None => None,
    };
    let candidates = match named {
        Some(spouse) => vec![spouse],
        None => housemates(tx, deceased)?,
    };
    for candidate in candidates {
        let Some((_, state)) = person_queries::person_by_id(tx, candidate)? else {
            continue;
        };
        let survived = state
            .death
            .as_ref()
            .is_none_or(|own| own.on.earliest() > death.on.latest());
        if survived && is_married_to(tx, &state, deceased, named.is_some())? {
            return Ok(Some(subject::load(tx, candidate)?));
        }
    }
    Ok(None)
}

fn spouse_of(state: &PersonState) -> Option<&Relative> {
    match &state.marital {
        // A widow's husband may have died after her: her death is then registered late.
        MaritalStatus::Married { spouse, .. } | MaritalStatus::Widowed { spouse } => {
            spouse.as_ref()
        }
        _ => None,
    }
}

fn housemates(tx: &mut Tx<'_>, deceased: &LoadedSubject) -> Result<Vec<PersonId>, SubjectError> {
    let Some(home) = &deceased.state.residence else {
        return Ok(Vec::new());
    };
    let members = person_queries::household_members(tx, home.household)?;
    let persons = members.into_iter().map(|(person, _)| person);
    Ok(persons
        .filter(|person| *person != deceased.person)
        .collect())
}

/// Whether somebody is married to the deceased: by what their own record says, or, where that has a name only, because
/// the deceased's record names them and the name is the deceased's.
fn is_married_to(
    tx: &mut Tx<'_>,
    state: &PersonState,
    deceased: &LoadedSubject,
    named_by_deceased: bool,
) -> Result<bool, SubjectError> {
    let MaritalStatus::Married {
        spouse: Some(spouse),
        ..
    } = &state.marital
    else {
        return Ok(false);
    };
    if spouse.person.is_none() && spouse.number.is_none() {
        return Ok(named_by_deceased && bears_name_of(deceased, spouse));
    }
    Ok(person_queries::person_of_relative(tx, spouse)? == Some(deceased.person))
}

/// What a record says of a marriage to one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    /// They are or were married until death, and nothing says to whom else.
    Married,
    /// It knows of no marriage.
    Unmarried,
    /// They are or were married until death to another.
    ToSomebodyElse,
}

/// What somebody's own record says of a marriage to `other`.
pub(super) fn bond(
    tx: &mut Tx<'_>,
    state: &PersonState,
    other: &LoadedSubject,
) -> Result<Bond, SubjectError> {
    let (MaritalStatus::Married { spouse, .. } | MaritalStatus::Widowed { spouse }) =
        &state.marital
    else {
        return Ok(Bond::Unmarried);
    };
    let Some(spouse) = spouse else {
        return Ok(Bond::Married);
    };
    let is_other = if spouse.person.is_none() && spouse.number.is_none() {
        bears_name_of(other, spouse)
    } else {
        let named = person_queries::person_of_relative(tx, spouse)?;
        named.is_some_and(|named| named == other.person || other.state.duplicates.contains(&named))
    };
    Ok(if is_other {
        Bond::Married
    } else {
        Bond::ToSomebodyElse
    })
}

/// Whether a spouse on record by name only bears a name of this person.
fn bears_name_of(person: &LoadedSubject, spouse: &Relative) -> bool {
    let folded = spouse.name.folded();
    person.state.all_names().any(|name| name.folded() == folded)
}
