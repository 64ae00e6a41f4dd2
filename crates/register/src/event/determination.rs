//! Ethnic group and sex determined anew (xác định lại dân tộc, xác định lại giới tính): Civil Code 2015, art. 29, 36 and 37; Law on
//! Civil Status 2014, art. 26 to 29 and 46.

use danh_vocabulary::{Ethnicity, PersonId, Sex};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};

/// What the register keeps of an ethnic group determined anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EthnicityDetermined {
    /// Whose.
    pub person: PersonId,
    /// What stood there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Ethnicity>,
    /// What it is from then on.
    pub now: Ethnicity,
    /// From when.
    pub on: Date,
}

/// What the register keeps of a sex determined anew; the personal number is cancelled and re-established by events of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SexDetermined {
    /// Whose.
    pub person: PersonId,
    /// What it is from then on.
    pub now: Sex,
    /// From when.
    pub on: Date,
}

impl EthnicityDetermined {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::EthnicityDetermined(self.now))
    }
}

impl SexDetermined {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::SexDetermined(self.now))
    }
}
