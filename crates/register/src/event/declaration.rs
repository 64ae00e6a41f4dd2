//! What a person declares of themselves (cập nhật thông tin): Law on Identification 2023, art. 10; Decree 70/2024/ND-CP, art. 5.

use danh_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};
use crate::person::Attribute;

/// What the register keeps of a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// Who.
    pub person: PersonId,
    /// What is so from then on.
    pub attribute: Attribute,
    /// From when.
    pub on: Date,
}

impl Declared {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::Declared(self.attribute.clone()))
    }
}
