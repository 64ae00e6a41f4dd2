//! How far a run is.

use std::fmt;
use std::str::FromStr;

/// How far a run is. Each phase can be begun anew: what it makes depends on the one before alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// The files are there and are not refused at first sight.
    Received,
    /// Every row was checked and compared with what is published; what changed is put aside.
    Compared,
    /// It was found out whose the changed records are.
    Linked,
    /// The new links are in the database, where nobody sees them yet.
    Staged,
    /// The new links are those that are seen.
    Published,
    /// It was not taken.
    Refused,
    /// Somebody gave it up.
    GivenUp,
}

impl Phase {
    const ALL: [Self; 7] = [
        Self::Received,
        Self::Compared,
        Self::Linked,
        Self::Staged,
        Self::Published,
        Self::Refused,
        Self::GivenUp,
    ];

    /// Whether nothing more is to be done.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Published | Self::Refused | Self::GivenUp)
    }

    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Compared => "compared",
            Self::Linked => "linked",
            Self::Staged => "staged",
            Self::Published => "published",
            Self::Refused => "refused",
            Self::GivenUp => "given-up",
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for Phase {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|phase| phase.as_str() == text);
        found.ok_or_else(|| format!("`{text}` is no phase of a run"))
    }
}
