//! How firmly an officer holds a role.

use std::fmt;
use std::str::FromStr;

/// Whether a role is held for good or until somebody else is found. Who stands in for a vacancy
/// has the full powers of the role, until a day that is set beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Standing {
    /// Bổ nhiệm: appointed to the role itself.
    #[default]
    Regular,
    /// Quyền: acting, with the title.
    Acting,
    /// Giao phụ trách: in charge, without the title.
    InCharge,
}

/// Why a text is not a standing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a role is held as `regular`, `acting` or `in-charge`, not `{input}`")]
pub struct StandingError {
    /// What was given.
    pub input: String,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 3] = [Self::Regular, Self::Acting, Self::InCharge];

    /// The stable name, as in `in-charge`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Acting => "acting",
            Self::InCharge => "in-charge",
        }
    }

    /// Whether it is for a time only.
    pub const fn is_temporary(self) -> bool {
        match self {
            Self::Regular => false,
            Self::Acting | Self::InCharge => true,
        }
    }
}

impl FromStr for Standing {
    type Err = StandingError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|standing| standing.as_str() == text)
            .ok_or_else(|| StandingError {
                input: text.to_owned(),
            })
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_comes_back() {
        for standing in Standing::ALL {
            assert_eq!(standing.to_string().parse(), Ok(standing));
        }
        assert!("permanent".parse::<Standing>().is_err());
    }
}
