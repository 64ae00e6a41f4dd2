//! Adoption (đăng ký nuôi con nuôi) and its end: Law on Adoption 2010, art. 8, 13, 14, 22 to 27.

use danh_vocabulary::PersonId;
use serde::{Deserialize, Serialize};

use crate::event::decision::Decision;
use crate::facts::{Dated, Fact};
use crate::person::Adoption;

/// What the register keeps of an adoption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptionRegistered {
    /// Who was adopted.
    pub child: PersonId,
    /// By whom and since when.
    pub adoption: Adoption,
}

/// What the register keeps of the end of an adoption; it holds from the day the decision is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptionEnded {
    /// Who had been adopted.
    pub child: PersonId,
    /// The court's decision.
    pub decision: Decision,
}

impl AdoptionRegistered {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.adoption.since, Fact::Adopted(self.adoption.clone()))
    }
}

impl AdoptionEnded {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.decision.on, Fact::AdoptionEnded)
    }
}
