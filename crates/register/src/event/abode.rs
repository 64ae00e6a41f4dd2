//! The abode of who has neither permanent nor temporary residence (khai báo thông tin về cư trú): Law on Residence 2020, art. 19.

use danh_vocabulary::PersonId;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};
use crate::person::Abode;

/// What the register keeps of a declared abode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbodeDeclared {
    /// Who.
    pub person: PersonId,
    /// Where, since when.
    pub abode: Abode,
}

impl AbodeDeclared {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.abode.since, Fact::Dwells(self.abode.clone()))
    }
}
