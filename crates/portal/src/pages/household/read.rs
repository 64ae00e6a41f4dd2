//! From the register to the household page.

use std::sync::Arc;

use danh_directory::Directory;
use danh_keys::HandleKey;
use danh_register::person_queries::living_members;
use danh_register::{PersonState, Relationship, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{HouseholdId, PersonId};
use jiff::civil::Date;

use super::{HouseholdView, Member};
use crate::households::HeadStanding;
use crate::places::place;

/// What is needed to read a household page, apart from the transaction.
pub(super) struct HouseholdReader {
    pub(super) directory: Arc<Directory>,
    pub(super) handles: HandleKey,
    pub(super) today: Date,
    pub(super) viewer: Viewer,
    pub(super) may_name_head: bool,
}

impl HouseholdReader {
    /// The page, and everyone of whom it tells.
    pub(super) fn household(
        &self,
        tx: &mut Tx<'_>,
        household: HouseholdId,
    ) -> Result<(HouseholdView, Vec<PersonId>), StoreError> {
        let mut members = living_members(tx, household)?;
        members.retain(|(_, state)| state.is_visible_to(self.viewer));
        members.sort_by_key(|(_, state)| {
            let home = state.residence.as_ref();
            let is_head = home.is_some_and(|home| home.relationship == Relationship::Head);
            (!is_head, state.identity.born.earliest())
        });
        let home = members
            .iter()
            .find_map(|(_, state)| state.residence.as_ref());
        let place = home.map(|home| {
            place(
                &self.directory,
                home.place,
                home.detail.as_deref(),
                self.today,
            )
        });
        let view = HouseholdView {
            today: self.today.to_string(),
            place,
            head: HeadStanding::of(members.iter().map(|(_, state)| state)),
            members: members
                .iter()
                .filter_map(|(person, state)| self.member(*person, state))
                .collect(),
            may_name_head: self.may_name_head,
        };
        let persons = members.into_iter().map(|(person, _)| person).collect();
        Ok((view, persons))
    }

    fn member(&self, person: PersonId, state: &PersonState) -> Option<Member> {
        let home = state.residence.as_ref()?;
        Some(Member {
            handle: self.handles.seal(person.as_i64()),
            name: state.identity.name.to_string(),
            sex: state.identity.sex,
            born: state.identity.born.to_string(),
            relationship: home.relationship,
            since: home.since.map(|since| since.to_string()),
            is_missing: state.missing.is_some(),
        })
    }
}
