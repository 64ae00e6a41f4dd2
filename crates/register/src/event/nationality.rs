//! Nationality gained, regained, given up, revoked: Law on Vietnamese Nationality 2008 (amended 2014 and 2025), art. 13 to 33.

use danh_vocabulary::{Nationality, PersonId};
use serde::{Deserialize, Serialize};

use crate::event::decision::Decision;
use crate::facts::{Dated, Fact};

/// What the register keeps of a change of nationality; it holds from the day the decision is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NationalityChanged {
    /// Whose.
    pub person: PersonId,
    /// What changed.
    pub change: NationalityChange,
    /// The President's decision, or the foreign state's document.
    pub decision: Decision,
}

/// A nationality that comes or goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NationalityChange {
    /// Naturalised, or came back to it.
    Gained(Nationality),
    /// Gave it up, or it was revoked.
    Lost(Nationality),
}

impl NationalityChanged {
    pub(crate) fn fact(&self) -> Dated {
        let fact = match self.change {
            NationalityChange::Gained(nationality) => Fact::NationalityGained(nationality),
            NationalityChange::Lost(nationality) => Fact::NationalityLost(nationality),
        };
        Dated::on(self.decision.on, fact)
    }
}
