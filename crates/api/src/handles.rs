//! How officers name what the register keeps: opaque handles, of one audience and several kinds.
//!
//! A handle of one kind opens as no other: what a number is a number of is sealed with it.

use std::num::NonZeroU64;

use danh_register::Seen;
use danh_vocabulary::{DraftId, EventId, HouseholdId, PersonId, ProposalId};

use crate::state::AppState;

/// What a handle names, apart from persons, whose handles have no tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A person in a version, which is the tag's other half.
    Version = 1,
    /// A civil event.
    Event = 2,
    /// A household.
    Household = 3,
    /// An officer's draft.
    Draft = 4,
    /// A proposal.
    Proposal = 5,
}

impl Kind {
    fn tag(self, detail: u32) -> NonZeroU64 {
        let kind = u64::from(self as u32) << 32;
        NonZeroU64::new(kind | u64::from(detail)).expect("kinds are counted from one")
    }
}

impl AppState {
    /// The handle by which officers name a person.
    pub fn handle_of(&self, person: PersonId) -> String {
        self.handles.seal(person.as_i64())
    }

    /// The person that a handle names; `None` when nobody was ever given such a handle.
    pub fn person_of(&self, handle: &str) -> Option<PersonId> {
        let id = self.handles.open(handle)?;
        (id > 0).then(|| PersonId::from_i64(id))
    }

    /// The handle by which officers name an event.
    pub fn handle_of_event(&self, event: EventId) -> String {
        self.sealed(Kind::Event, event.as_i64())
    }

    /// The event that a handle names.
    pub fn event_of(&self, handle: &str) -> Option<EventId> {
        self.opened(Kind::Event, handle).map(EventId::from_i64)
    }

    /// The handle by which officers name a household.
    pub fn handle_of_household(&self, household: HouseholdId) -> String {
        self.sealed(Kind::Household, household.as_i64())
    }

    /// The household that a handle names.
    pub fn household_of(&self, handle: &str) -> Option<HouseholdId> {
        self.opened(Kind::Household, handle)
            .map(HouseholdId::from_i64)
    }

    /// The handle by which an officer names a draft of theirs.
    pub fn handle_of_draft(&self, draft: DraftId) -> String {
        self.sealed(Kind::Draft, draft.as_i64())
    }

    /// The draft that a handle names.
    pub fn draft_of(&self, handle: &str) -> Option<DraftId> {
        self.opened(Kind::Draft, handle).map(DraftId::from_i64)
    }

    /// The handle by which officers name a proposal.
    pub fn handle_of_proposal(&self, proposal: ProposalId) -> String {
        self.sealed(Kind::Proposal, proposal.as_i64())
    }

    /// The proposal that a handle names.
    pub fn proposal_of(&self, handle: &str) -> Option<ProposalId> {
        self.opened(Kind::Proposal, handle)
            .map(ProposalId::from_i64)
    }

    /// A person in a version, as an opaque text: what stands between the quotes of an `ETag`, and in
    /// a form that changes the person.
    pub fn version_of(&self, seen: Seen) -> String {
        let tag = Kind::Version.tag(seen.version);
        self.handles.seal_tagged(seen.person.as_i64(), tag)
    }

    /// The person and the version in such a text.
    pub fn seen_in(&self, version: &str) -> Option<Seen> {
        let (person, tag) = self.handles.open_tagged(version)?;
        let version = u32::try_from(tag.get() & u64::from(u32::MAX)).ok()?;
        (tag == Kind::Version.tag(version) && version > 0 && person > 0).then(|| Seen {
            person: PersonId::from_i64(person),
            version,
        })
    }

    fn sealed(&self, kind: Kind, number: i64) -> String {
        self.handles.seal_tagged(number, kind.tag(0))
    }

    fn opened(&self, kind: Kind, handle: &str) -> Option<i64> {
        let (number, tag) = self.handles.open_tagged(handle)?;
        (tag == kind.tag(0)).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::on_both_engines;

    #[test]
    fn a_handle_of_one_kind_is_none_of_another() {
        on_both_engines(|office| {
            let state = &office.state;
            let (person, event, household) = (
                PersonId::from_i64(7),
                EventId::from_i64(7),
                HouseholdId::from_i64(7),
            );
            let seen = Seen { person, version: 3 };
            let proposal = ProposalId::from_i64(7);
            let handles = [
                state.handle_of(person),
                state.handle_of_event(event),
                state.handle_of_household(household),
                state.version_of(seen),
                state.handle_of_proposal(proposal),
            ];
            for (place, handle) in handles.iter().enumerate() {
                let opened = [
                    state.person_of(handle) == Some(person),
                    state.event_of(handle) == Some(event),
                    state.household_of(handle) == Some(household),
                    state.seen_in(handle) == Some(seen),
                    state.proposal_of(handle) == Some(proposal),
                ];
                let expected: Vec<bool> = (0..5).map(|kind| kind == place).collect();
                assert_eq!(opened.as_slice(), expected, "{handle}");
            }
            assert_eq!(state.seen_in("wpokv3q4ubeotmodupi3qhlxwu"), None);
        });
    }
}
