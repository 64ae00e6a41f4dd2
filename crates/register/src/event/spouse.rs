//! Whom a death leaves behind.
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
        let identity = &deceased.state.identity;
        let mut names = std::iter::once(&identity.name).chain(&deceased.state.mistaken_names);
        return Ok(named_by_deceased && names.any(|name| name.folded() == spouse.name.folded()));
    }
    Ok(person_queries::person_of_relative(tx, spouse)? == Some(deceased.person))
}
