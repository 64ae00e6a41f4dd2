//! From the register to the household page.

use std::sync::Arc;

use danh_directory::Directory;
use danh_keys::HandleKey;
use danh_register::person_queries::household_members;
use danh_register::{PersonState, Relationship, SubjectError, Viewer, person_as_of};
use danh_store::Tx;
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

    /// Those of the household whom the reader may see, as they stood on the day; who was no member then is left out.
    fn members(
        &self,
        tx: &mut Tx<'_>,
        household: HouseholdId,
    ) -> Result<Option<Vec<(PersonId, PersonState)>>, SubjectError> {
        let mut today = household_members(tx, household)?;
        today.retain(|(_, state)| state.is_visible_to(self.viewer));
        if today.is_empty() {
            return Ok(None);
        }
        let mut members = Vec::new();
        for (person, now) in today {
            let state = if self.as_of.is_present() {
                Some(now)
            } else {
                person_as_of(tx, person, self.as_of.view())?
            };
            let is_member = |state: &PersonState| {
                let home = state.residence.as_ref();
                state.death.is_none() && home.is_some_and(|home| home.household == household)
            };
            members.extend(state.filter(is_member).map(|state| (person, state)));
        }
        Ok(Some(members))
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
