//! Identity cards that were issued to a person (Law on Identification 2023, art. 9, point 14, and art. 18 to 29).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An identity card, in force or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityCard {
    /// Which kind of card.
    pub kind: CardKind,
    /// The serial of this piece of plastic; the number printed large on it is the personal number.
    pub serial: String,
    /// The day of issue.
    pub issued_on: Date,
    /// Who issued it, as printed or by the id of the authority.
    pub issued_by: String,
    /// The last day on which it is valid; none when it has no expiry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Date>,
    /// That it was taken out of force before it expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Revocation>,
}

/// The kinds of card with a 12-digit number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// Thẻ căn cước, since 1 July 2024.
    Identification,
    /// Thẻ căn cước công dân, 2016 to June 2024, with a chip since 2021.
    CitizenIdentification,
    /// Chứng minh nhân dân 12 số, 2012 to 2016.
    TwelveDigit,
}

/// That a card was taken out of force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// From when.
    pub on: Date,
    /// Why.
    pub reason: RevocationReason,
}

/// Why a card is out of force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevocationReason {
    /// Another card was issued in its place.
    Replaced,
    /// The holder reported it lost or stolen.
    Lost,
    /// Damaged beyond use.
    Damaged,
    /// The holder lost or gave up Vietnamese nationality (Law on Identification 2023, art. 29.1a).
    NationalityLost,
    /// Issued in breach of the law (art. 29.1b).
    IssuedUnlawfully,
    /// Erased or altered (art. 29.1c).
    Altered,
    /// The holder died.
    HolderDied,
}

impl IdentityCard {
    /// Whether the card is in force on a day.
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.issued_on <= day
            && self.expires_on.is_none_or(|last| day <= last)
            && self.revoked.is_none_or(|revoked| day < revoked.on)
    }
}
