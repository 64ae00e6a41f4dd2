//! Notification of a stay (thông báo lưu trú): Law on Residence 2020, art. 30.

use danh_vocabulary::PersonId;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};
use crate::person::Stay;

/// What the register keeps of a stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StayNotified {
    /// Who.
    pub person: PersonId,
    /// Where and how long.
    pub stay: Stay,
}

impl StayNotified {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.stay.since, Fact::Stays(self.stay.clone()))
    }
}
