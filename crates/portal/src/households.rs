//! What pages and forms say of a household: whether it has a head (Law on Residence 2020, art. 10).
//!
//! A household whose head died, moved away or turned out to be a second record of somebody stands without one until its members
//! name another (art. 10.4); nobody becomes head by themselves. A head who is missing is still on record as one, and is not there.

use danh_register::person_queries::living_members;
use danh_register::{PersonState, Relationship, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::HouseholdId;

/// How a household stands to its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadStanding {
    /// It has one.
    Has,
    /// It has none.
    None,
    /// It has one, who was declared missing.
    Missing,
    /// It has more than one: who came back, or turned out to be another, has the place they had before.
    Several,
}

impl HeadStanding {
    /// Of the living members of a household.
    pub fn of<'a>(members: impl IntoIterator<Item = &'a PersonState>) -> Self {
        let is_head = |state: &&PersonState| {
            let home = state.residence.as_ref();
            home.is_some_and(|home| home.relationship == Relationship::Head)
        };
        let mut heads = members.into_iter().filter(is_head);
        match (heads.next(), heads.next()) {
            (None, _) => Self::None,
            (Some(_), Some(_)) => Self::Several,
            (Some(head), None) if head.missing.is_some() => Self::Missing,
            (Some(_), None) => Self::Has,
        }
    }
}

/// How a household stands to its head now, as far as somebody may see its members.
pub fn head_standing(
    tx: &mut Tx<'_>,
    household: HouseholdId,
    viewer: Viewer,
) -> Result<HeadStanding, StoreError> {
    let members = living_members(tx, household)?;
    let visible = members.iter().map(|(_, state)| state);
    Ok(HeadStanding::of(
        visible.filter(|state| state.is_visible_to(viewer)),
    ))
}
