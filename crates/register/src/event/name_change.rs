//! Change of name (thay đổi họ, chữ đệm, tên): Civil Code 2015, art. 27 and 28; Law on Civil Status 2014, art. 26 to 28.
//!
//! A change is not a correction: until its day the person bore the earlier name, and rightly.

use danh_vocabulary::{Name, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};

/// What the register keeps of a change of name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameChanged {
    /// Whose name.
    pub person: PersonId,
    /// The name borne until then.
    pub was: Name,
    /// The name borne from then on.
    pub now: Name,
    /// From when.
    pub on: Date,
}

impl NameChanged {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::Renamed(self.now.clone()))
    }
}
