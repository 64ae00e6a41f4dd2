//! The end of a marriage before a court: divorce (ly hôn) and annulment (huỷ việc kết hôn trái pháp luật). Law on Marriage and
//! Family 2014, art. 10 to 12 and 51 to 57; entered in the books by Law on Civil Status 2014, art. 30.

use danh_vocabulary::PersonId;
use serde::{Deserialize, Serialize};

use crate::event::decision::Decision;
use crate::facts::{Dated, Fact};
use crate::person::Relative;

/// What the register keeps of a divorce or an annulment; it holds from the day the decision is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarriageEnded {
    /// The husband, as he stood in the register.
    pub husband: Relative,
    /// The wife, as she stood in the register.
    pub wife: Relative,
    /// The court's decision.
    pub decision: Decision,
}

/// How a marriage ends that no death ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarriageEnd {
    /// From now on they are divorced.
    Divorce,
    /// From now on they are what they were before.
    Annulment,
}

impl MarriageEnded {
    pub(crate) fn fact(&self, end: MarriageEnd, person: PersonId) -> Option<Dated> {
        let other = if self.husband.person == Some(person) {
            &self.wife
        } else {
            &self.husband
        };
        let fact = Fact::MarriageEnded(end, other.person?);
        Some(Dated::on(self.decision.on, fact))
    }
}
