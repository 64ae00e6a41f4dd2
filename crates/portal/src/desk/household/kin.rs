//! What somebody is to the head of a household, as far as the register knows the two families.

use danh_register::{MaritalStatus, PersonState, Relationship, Relative};
use danh_vocabulary::PersonId;

/// What a member is to the head: spouse, child, parent or sibling; nothing where the register knows no such tie.
pub(super) fn to_head(
    head: (PersonId, &PersonState),
    member: (PersonId, &PersonState),
) -> Option<Relationship> {
    if is_married_to(head, member) || is_married_to(member, head) {
        return Some(Relationship::Spouse);
    }
    if is_child_of(member, head) {
        return Some(Relationship::Child);
    }
    if is_child_of(head, member) {
        return Some(Relationship::Parent);
    }
    have_a_parent_in_common(head.1, member.1).then_some(Relationship::Sibling)
}

fn is_married_to((_, state): (PersonId, &PersonState), other: (PersonId, &PersonState)) -> bool {
    match &state.marital {
        MaritalStatus::Married {
            spouse: Some(spouse),
            ..
        } => names(spouse, other),
        _ => false,
    }
}

fn is_child_of((_, state): (PersonId, &PersonState), parent: (PersonId, &PersonState)) -> bool {
    let mut parents = parents(state);
    parents.any(|relative| names(relative, parent))
}

fn have_a_parent_in_common(one: &PersonState, other: &PersonState) -> bool {
    parents(one).any(|parent| {
        parents(other).any(|theirs| {
            let same_person = parent.person.is_some() && parent.person == theirs.person;
            same_person || parent.number.is_some() && parent.number == theirs.number
        })
    })
}

fn parents(state: &PersonState) -> impl Iterator<Item = &Relative> {
    state.legal_parents().into_iter().flatten()
}

fn names(relative: &Relative, (person, state): (PersonId, &PersonState)) -> bool {
    let by_number = relative.number.is_some() && relative.number == state.number();
    relative.person == Some(person) || by_number
}
