//! Where somebody is other than at their permanent residence: temporary residence, absence, stay, and the abode of those who have
//! neither residence (Law on Residence 2020, art. 2, 19, 27 to 31).

use danh_directory::AddressedUnit;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A temporary residence (tạm trú): 30 days or more away from the permanent one, at most two years at a time (art. 27).
///
/// It stays on record when its last day has passed; [`holds_on`](Self::holds_on) says whether it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemporaryResidence {
    /// The unit, as it was written.
    pub place: AddressedUnit,
    /// House number, street, hamlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The first day.
    pub since: Date,
    /// The last day.
    pub until: Date,
}

/// A declared absence (tạm vắng, art. 31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// The first day.
    pub since: Date,
    /// The day of return, where one was declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where to, in the words of the declaration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whereabouts: Option<String>,
}

/// A notified stay (lưu trú, art. 30): less than 30 days at a place that is neither residence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stay {
    /// The unit, as it was written.
    pub place: AddressedUnit,
    /// House, hotel, hospital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The first day.
    pub since: Date,
    /// The last day.
    pub until: Date,
}

/// Where somebody actually lives who can be registered at neither a permanent nor a temporary residence (nơi ở hiện tại, art. 19).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abode {
    /// The unit, as it was written.
    pub place: AddressedUnit,
    /// House number, street, hamlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Since when.
    pub since: Date,
}

impl TemporaryResidence {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.since <= day && day <= self.until
    }
}

impl Absence {
    /// Whether the person is away on a day, as far as was declared.
    pub fn holds_on(&self, day: Date) -> bool {
        self.since <= day && self.until.is_none_or(|until| day < until)
    }
}

impl Stay {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.since <= day && day <= self.until
    }
}
