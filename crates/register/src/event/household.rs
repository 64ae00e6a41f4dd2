//! Households that change without anyone moving: split (tách hộ), merged (nhập hộ), another head (thay đổi chủ hộ). Law on Residence
//! 2020, art. 10, 25 and 26.
//!
//! Whoever changes a household names all who live in it, each as they saw them: so nobody is forgotten, and nobody who came or
//! left meanwhile is overlooked. Only those whose place is another than before become subjects of the event. That a household has
//! no head is possible, for a while, when the head died, moved or turned out to be a second record of somebody.
//!
//! A household is what the officer sees of it. A member who is protected from their sight is neither asked for nor counted, and
//! nothing is written of them: they keep the household and the place in it that they had, whoever else leaves or becomes the head.
//! Anything else would tell that they are there, or change somebody whom nobody looked at. So a household may come to have a second
//! head, or none, in the eyes of who sees everybody; they put it right by [`Register::change_household_head`], where all are named.

use std::collections::HashSet;

use danh_store::{StoreError, Tx};
use danh_vocabulary::{HouseholdId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::DayError;
use crate::act::Act;
use crate::event::EventBody;
use crate::facts::{Dated, Fact, Thread};
use crate::person::{Relationship, Residence};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, person_queries, subject};

/// Completed years from which somebody acts for themselves (Civil Code 2015, art. 20).
const FULL_AGE: i16 = 18;

/// What the register keeps of a household that changed: everyone whose place in it is another than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdChanged {
    /// The household that was split, went into another, or got another head.
    pub household: HouseholdId,
    /// Everyone whose household, or relationship to its head, is another from then on.
    pub members: Vec<HouseholdMember>,
}

/// A member after the change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdMember {
    /// Who.
    pub person: PersonId,
    /// Their residence from then on; its `since` is the day of the change.
    pub residence: Residence,
}

/// A member as the officer saw them, and what they are to the head from then on.
#[derive(Debug, Clone, Copy)]
pub struct MemberReport {
    /// Who.
    pub person: Seen,
    /// What they are to the head of the household they are in then.
    pub relationship: Relationship,
}

/// What is declared for a split: everyone who lives in the household is in one of the lists.
#[derive(Debug, Clone)]
pub struct SplitReport {
    /// The household.
    pub household: HouseholdId,
    /// Who makes a household of their own at the same address, their head among them.
    pub leaving: Vec<MemberReport>,
    /// Who remains, their head among them.
    pub remaining: Vec<MemberReport>,
    /// From when.
    pub on: Date,
}

/// What is declared when one household goes into another.
#[derive(Debug, Clone)]
pub struct MergeReport {
    /// The household that ends.
    pub household: HouseholdId,
    /// The one it goes into, which keeps its head.
    pub into: HouseholdId,
    /// Everyone who lives in the household that ends, with what they are to the head of the other.
    pub members: Vec<MemberReport>,
    /// From when.
    pub on: Date,
}

/// What is declared when a household gets another head.
#[derive(Debug, Clone)]
pub struct HeadReport {
    /// The household.
    pub household: HouseholdId,
    /// Everyone who lives in it, with what they are to the new head.
    pub members: Vec<MemberReport>,
    /// From when.
    pub on: Date,
}

/// Why a household cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum HouseholdError {
    /// A list that must name somebody names nobody.
    #[error("a household has at least one member")]
    NobodyNamed,
    /// Somebody is in the lists twice.
    #[error("somebody is named twice")]
    NamedTwice,
    /// Somebody named lives elsewhere.
    #[error("{count} of those named do not live in the household")]
    NotMembers {
        /// How many.
        count: usize,
    },
    /// Somebody who lives there is not named.
    #[error("{count} of those who live in the household are not named")]
    MembersLeftOut {
        /// How many.
        count: usize,
    },
    /// A household has one head (art. 10.4).
    #[error("a household has one head; {count} are named")]
    HeadCount {
        /// How many are named.
        count: usize,
    },
    /// Who acts for themselves is the head before who does not (art. 10.4).
    #[error("the head named is under 18 and somebody in the household is not")]
    HeadUnderAge,
    /// Nobody of the new household acts for themselves (art. 25.1a).
    #[error("a new household needs somebody of 18 years or more")]
    NobodyOfAge,
    /// A household cannot go into itself.
    #[error("the two households are one")]
    SameHousehold,
    /// The other household has no members, or no head.
    #[error("the household to go into has no head")]
    NoHeadToJoin,
    /// The households are not at one place.
    #[error("the two households are in different communes")]
    Elsewhere,
    /// All is as it was.
    #[error("nobody's place in the household is another than before")]
    NothingChanges,
    /// The day does not fit.
    #[error(transparent)]
    Day(#[from] DayError),
    /// A member cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl HouseholdChanged {
    pub(crate) fn fact(&self, person: PersonId) -> Option<Dated> {
        let member = self.members.iter().find(|member| member.person == person)?;
        let fact = Fact::Placed(member.residence.clone());
        Some(Dated::on(member.residence.since?, fact))
    }
}

/// A member as they stand, and as they will.
struct Placed {
    member: LoadedSubject,
    residence: Residence,
}

impl Placed {
    fn is_head(&self) -> bool {
        self.residence.relationship == Relationship::Head
    }

    fn may_be_of_age(&self, on: Date) -> bool {
        self.member.state.age_at_most(on) >= FULL_AGE
    }
}

impl Register {
    /// Splits a household in two at one address (art. 25). Whether head and owner agree is the officer's to see.
    pub fn split_household(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &SplitReport,
    ) -> Result<Recorded, HouseholdError> {
        let SplitReport { household, on, .. } = *report;
        let named = [&report.leaving[..], &report.remaining[..]].concat();
        let mut remaining = self.load_household(tx, act, (household, on), &named)?;
        let mut leaving: Vec<Placed> = remaining.drain(..report.leaving.len()).collect();
        let new = self.new_household();
        for placed in &mut leaving {
            placed.residence.household = new;
        }
        check_head(&leaving, on)?;
        check_head(&remaining, on)?;
        if !leaving.iter().any(|placed| placed.may_be_of_age(on)) {
            return Err(HouseholdError::NobodyOfAge);
        }
        leaving.extend(remaining);
        self.record_household(tx, act, EventBody::HouseholdSplit, (household, on), leaving)
    }

    /// Lets a household go into another one of the same commune, at its address.
    pub fn merge_households(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &MergeReport,
    ) -> Result<Recorded, HouseholdError> {
        let MergeReport { household, on, .. } = *report;
        if household == report.into {
            return Err(HouseholdError::SameHousehold);
        }
        let mut placed = self.load_household(tx, act, (household, on), &report.members)?;
        let hosts = person_queries::living_members_seen_by(tx, report.into, act.viewer())?;
        let head = hosts
            .iter()
            .filter_map(|(_, state)| state.residence.as_ref())
            .find(|residence| residence.relationship == Relationship::Head)
            .ok_or(HouseholdError::NoHeadToJoin)?;
        let heads = placed.iter().filter(|placed| placed.is_head()).count();
        if heads > 0 {
            return Err(HouseholdError::HeadCount { count: heads + 1 });
        }
        if placed
            .iter()
            .any(|placed| !self.is_same_commune(placed.residence.place, head.place))
        {
            return Err(HouseholdError::Elsewhere);
        }
        for placed in &mut placed {
            placed.residence = Residence {
                relationship: placed.residence.relationship,
                ..head.clone()
            };
        }
        self.record_household(tx, act, EventBody::HouseholdMerged, (household, on), placed)
    }

    /// Gives a household another head, or one again.
    pub fn change_household_head(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &HeadReport,
    ) -> Result<Recorded, HouseholdError> {
        let HeadReport { household, on, .. } = *report;
        let placed = self.load_household(tx, act, (household, on), &report.members)?;
        check_head(&placed, on)?;
        self.record_household(
            tx,
            act,
            EventBody::HouseholdHeadChanged,
            (household, on),
            placed,
        )
    }

    /// Everyone of a household whom the officer sees, in the order in which they are named, with the relationship given for them.
    fn load_household(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        (household, on): (HouseholdId, Date),
        named: &[MemberReport],
    ) -> Result<Vec<Placed>, HouseholdError> {
        let distinct: HashSet<PersonId> = named.iter().map(|named| named.person.person).collect();
        if distinct.len() < named.len() {
            return Err(HouseholdError::NamedTwice);
        }
        let (mut placed, mut strangers) = (Vec::with_capacity(named.len()), 0);
        for report in named {
            let member = subject::load_living(tx, report.person)?;
            match &member.state.residence {
                Some(home) if home.household == household => {
                    let residence = Residence {
                        relationship: report.relationship,
                        ..home.clone()
                    };
                    placed.push(Placed { member, residence });
                }
                _ => strangers += 1,
            }
        }
        if strangers > 0 {
            return Err(HouseholdError::NotMembers { count: strangers });
        }
        let members = person_queries::living_members_seen_by(tx, household, act.viewer())?;
        let left_out = members
            .iter()
            .filter(|(member, _)| !distinct.contains(member));
        match left_out.count() {
            0 => {}
            count => return Err(HouseholdError::MembersLeftOut { count }),
        }
        for placed in &placed {
            self.check_day_in(Thread::Residence, on, &placed.member)?;
        }
        Ok(placed)
    }

    fn record_household(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        kind: fn(HouseholdChanged) -> EventBody,
        (household, on): (HouseholdId, Date),
        mut placed: Vec<Placed>,
    ) -> Result<Recorded, HouseholdError> {
        placed.retain(|placed| {
            let before = placed.member.state.residence.as_ref();
            before.is_none_or(|before| {
                before.household != placed.residence.household
                    || before.relationship != placed.residence.relationship
            })
        });
        if placed.is_empty() {
            return Err(HouseholdError::NothingChanges);
        }
        let (mut subjects, mut members) = (Vec::new(), Vec::new());
        for Placed { member, residence } in placed {
            members.push(HouseholdMember {
                person: member.person,
                residence: Residence {
                    since: Some(on),
                    ..residence
                },
            });
            subjects.push(member);
        }
        let body = kind(HouseholdChanged { household, members });
        Ok(self.record(tx, act, body, subjects)?)
    }
}

/// Makes sure that a household has one head, and one who acts for themselves if anybody in it does.
fn check_head(household: &[Placed], on: Date) -> Result<(), HouseholdError> {
    if household.is_empty() {
        return Err(HouseholdError::NobodyNamed);
    }
    let heads: Vec<&Placed> = household.iter().filter(|placed| placed.is_head()).collect();
    let [head] = heads[..] else {
        let count = heads.len();
        return Err(HouseholdError::HeadCount { count });
    };
    let somebody_is_of_age = household.iter().any(|placed| placed.may_be_of_age(on));
    if somebody_is_of_age && !head.may_be_of_age(on) {
        return Err(HouseholdError::HeadUnderAge);
    }
    Ok(())
}
