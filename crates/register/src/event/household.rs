//! Households that change without anyone moving: split (tách hộ), merged (nhập hộ), another head (thay đổi chủ hộ). Law on Residence
//! 2020, art. 10, 25 and 26.

use danh_vocabulary::{HouseholdId, PersonId};
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};
use crate::person::Residence;

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

impl HouseholdChanged {
    pub(crate) fn fact(&self, person: PersonId) -> Option<Dated> {
        let member = self.members.iter().find(|member| member.person == person)?;
        let fact = Fact::Resides(member.residence.clone());
        Some(Dated::on(member.residence.since?, fact))
    }
}
