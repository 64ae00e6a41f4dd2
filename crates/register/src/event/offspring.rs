//! The children somebody is on record to have had, and whether they can have had them.
//!
//! Adopted children are none of these. A child whom the one who writes may not see is passed over: a refusal would tell of it.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{PartialDate, PersonId};

use crate::event::Parent;
use crate::person::{PersonState, Viewer};
use crate::person_queries::{children_of_person, person_of_relative};

/// The children by birth, each with which parent of theirs the person is.
pub(super) fn children_of_birth(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    person: PersonId,
    state: &PersonState,
) -> Result<Vec<(Parent, PersonState)>, StoreError> {
    let mut found = Vec::new();
    for (_, child) in children_of_person(tx, person, state)? {
        if !child.is_visible_to(viewer) {
            continue;
        }
        let parents = [
            (Parent::Father, &child.identity.father),
            (Parent::Mother, &child.identity.mother),
        ];
        let mut which = None;
        for (parent, relative) in parents {
            if let Some(relative) = relative
                && person_of_relative(tx, relative)? == Some(person)
            {
                which = Some(parent);
            }
        }
        found.extend(which.map(|parent| (parent, child)));
    }
    Ok(found)
}

/// The birth date of a child who cannot come from somebody who died as their state says, if there is one.
pub(super) fn child_after_death(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    person: PersonId,
    state: &PersonState,
) -> Result<Option<PartialDate>, StoreError> {
    let children = children_of_birth(tx, viewer, person, state)?.into_iter();
    let born = children.map(|(parent, child)| (parent, child.identity.born));
    let mut too_late =
        born.filter(|(parent, born)| parent.died_before(state, born.earliest()).is_some());
    Ok(too_late.next().map(|(_, born)| born))
}

/// The birth date of a child who is not younger than the person, if there is one.
pub(super) fn child_not_younger(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    person: PersonId,
    state: &PersonState,
) -> Result<Option<PartialDate>, StoreError> {
    let children = children_of_birth(tx, viewer, person, state)?.into_iter();
    let mut born = children.map(|(_, child)| child.identity.born);
    Ok(born.find(|born| state.identity.born.earliest() >= born.latest()))
}
