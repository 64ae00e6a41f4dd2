//! From the register to the household page.

use std::sync::Arc;

use danh_directory::Directory;
use danh_keys::HandleKey;
use danh_register::person_queries::{household_former_members, household_members, is_visible};
use danh_register::{PersonState, Relationship, SubjectError, Viewer, household_members_as_of};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{HouseholdId, PersonId};
use jiff::civil::Date;

use super::{HouseholdView, Member};
use crate::households::HeadStanding;
use crate::pages::person::AsOf;
use crate::places::place;

/// What is needed to read a household page, apart from the transaction.
pub(super) struct HouseholdReader {
    pub(super) directory: Arc<Directory>,
    pub(super) handles: HandleKey,
    pub(super) today: Date,
    pub(super) viewer: Viewer,
    pub(super) may_name_head: bool,
    pub(super) as_of: AsOf,
    pub(super) address: String,
}

impl HouseholdReader {
    /// The page, and everyone of whom it tells; nothing, where the reader may see nobody of the household.
    pub(super) fn household(
        &self,
        tx: &mut Tx<'_>,
        household: HouseholdId,
    ) -> Result<Option<(HouseholdView, Vec<PersonId>)>, SubjectError> {
        let Some(mut members) = self.members(tx, household)? else {
            return Ok(None);
        };
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
            address: self.address.clone(),
            as_of: self.as_of.clone(),
            place,
            head: HeadStanding::of(members.iter().map(|(_, state)| state)),
            members: members
                .iter()
                .filter_map(|(person, state)| self.member(*person, state))
                .collect(),
            may_name_head: self.may_name_head,
        };
        let persons = members.into_iter().map(|(person, _)| person).collect();
        Ok(Some((view, persons)))
    }

    /// Those of the household whom the reader may see, as they stood on the day; who was no member then is left out. Nothing, where
    /// the reader may see nobody who is a member or ever was.
    fn members(
        &self,
        tx: &mut Tx<'_>,
        household: HouseholdId,
    ) -> Result<Option<Vec<(PersonId, PersonState)>>, SubjectError> {
        let mut members = household_members_as_of(tx, household, self.as_of.view())?;
        members.retain(|(_, state)| state.death.is_none());
        self.retain_visible(tx, &mut members)?;
        if members.is_empty() {
            let mut ever = household_members(tx, household)?;
            ever.extend(household_former_members(tx, household)?);
            self.retain_visible(tx, &mut ever)?;
            return Ok((!ever.is_empty()).then_some(members));
        }
        Ok(Some(members))
    }

    fn retain_visible(
        &self,
        tx: &mut Tx<'_>,
        members: &mut Vec<(PersonId, PersonState)>,
    ) -> Result<(), StoreError> {
        let mut visible = Vec::with_capacity(members.len());
        for (person, state) in members.drain(..) {
            if is_visible(tx, person, self.viewer)? {
                visible.push((person, state));
            }
        }
        *members = visible;
        Ok(())
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
