//! Identity cards issued and revoked (cấp, thu hồi thẻ căn cước): Law on Identification 2023, art. 18 to 29.

use danh_vocabulary::PersonId;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};
use crate::person::{IdentityCard, Revocation};

/// What the register keeps of a card issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardIssued {
    /// To whom.
    pub person: PersonId,
    /// The card.
    pub card: IdentityCard,
}

/// What the register keeps of a card taken out of force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardRevoked {
    /// Whose.
    pub person: PersonId,
    /// The card's serial.
    pub serial: String,
    /// From when and why.
    pub revocation: Revocation,
}

impl CardIssued {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.card.issued_on, Fact::CardIssued(self.card.clone()))
    }
}

impl CardRevoked {
    pub(crate) fn fact(&self) -> Dated {
        let fact = Fact::CardRevoked(self.serial.clone(), self.revocation);
        Dated::on(self.revocation.on, fact)
    }
}
