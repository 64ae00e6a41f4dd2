//! Where somebody lives and with whom (Law on Residence 2020).

use std::fmt;

use danh_directory::AddressedUnit;
use danh_vocabulary::HouseholdId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A permanent residence and the household it is in. Declared in the order of canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Residence {
    /// House number, street, hamlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The household.
    pub household: HouseholdId,
    /// The unit, as it was written.
    pub place: AddressedUnit,
    /// What this person is to its head.
    pub relationship: Relationship,
    /// Since when, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
}

/// What a member is to the head of the household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// Chủ hộ.
    Head,
    /// Vợ, chồng.
    Spouse,
    /// Con.
    Child,
    /// Cha, mẹ.
    Parent,
    /// Anh, chị, em.
    Sibling,
    /// Anyone else.
    Other,
}

impl Relationship {
    /// Every relationship, for forms and for reading files.
    pub const ALL: [Self; 6] = [
        Self::Head,
        Self::Spouse,
        Self::Child,
        Self::Parent,
        Self::Sibling,
        Self::Other,
    ];

    /// The word used in files and documents.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Spouse => "spouse",
            Self::Child => "child",
            Self::Parent => "parent",
            Self::Sibling => "sibling",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Relationship {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
