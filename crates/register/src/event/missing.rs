//! Declared missing, and returned (tuyên bố mất tích; huỷ bỏ quyết định tuyên bố mất tích, tuyên bố chết): Civil Code 2015, art. 68
//! to 73. A court's declaration of death is registered as a death whose [`declared`](crate::Death::declared) is set.

use danh_vocabulary::PersonId;
use serde::{Deserialize, Serialize};

use crate::event::decision::Decision;
use crate::facts::{Dated, Fact};
use crate::person::Missing;

/// What the register keeps of a declaration that somebody is missing; it holds from the day the decision is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingDeclared {
    /// Who is missing.
    pub person: PersonId,
    /// The court's decision.
    pub decision: Decision,
}

/// What the register keeps of a return. The other subject, if there is one, is the spouse who had been left behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returned {
    /// Who is back or known to be alive.
    pub person: PersonId,
    /// The court's decision that takes the declaration back.
    pub decision: Decision,
}

impl MissingDeclared {
    pub(crate) fn fact(&self) -> Dated {
        let since = self.decision.on;
        Dated::on(since, Fact::DeclaredMissing(Missing { since }))
    }
}

impl Returned {
    pub(crate) fn fact(&self, person: PersonId) -> Dated {
        let fact = if person == self.person {
            Fact::Returned
        } else {
            Fact::SpouseReturned(self.person)
        };
        Dated::on(self.decision.on, fact)
    }
}
