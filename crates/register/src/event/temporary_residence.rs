//! Temporary residence registered, extended and deleted (đăng ký, gia hạn, xoá tạm trú): Law on Residence 2020, art. 27 to 29.

use danh_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};
use crate::person::TemporaryResidence;

/// What the register keeps of a temporary residence; an extension is registered anew with a later last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemporaryResidenceRegistered {
    /// Whose.
    pub person: PersonId,
    /// Where and how long.
    pub residence: TemporaryResidence,
}

/// What the register keeps of a temporary residence deleted before its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemporaryResidenceDeleted {
    /// Whose.
    pub person: PersonId,
    /// From when.
    pub on: Date,
}

impl TemporaryResidenceRegistered {
    pub(crate) fn fact(&self) -> Dated {
        let fact = Fact::TemporarilyResides(self.residence.clone());
        Dated::on(self.residence.since, fact)
    }
}

impl TemporaryResidenceDeleted {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::TemporaryResidenceDeleted)
    }
}
