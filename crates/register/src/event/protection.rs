//! Protection ordered and lifted: from then on only named officers see the person. See [`crate::Viewer`].

use danh_vocabulary::{OfficerId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};
use crate::person::Protection;

/// What the register keeps of an order; a later order replaces the officers of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtectionOrdered {
    /// Who is protected.
    pub person: PersonId,
    /// Who may see them, ascending.
    pub officers: Vec<OfficerId>,
    /// From when.
    pub on: Date,
}

/// What the register keeps of the end of a protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtectionLifted {
    /// Who was protected.
    pub person: PersonId,
    /// From when.
    pub on: Date,
}

impl ProtectionOrdered {
    pub(crate) fn fact(&self) -> Dated {
        let protection = Protection {
            officers: self.officers.clone(),
            since: self.on,
        };
        Dated::on(self.on, Fact::Protected(protection))
    }
}

impl ProtectionLifted {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::ProtectionLifted)
    }
}
