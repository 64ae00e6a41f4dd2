//! Who decided something about an appointment, on what basis, and when it was recorded.

use std::fmt;
use std::str::FromStr;

use danh_vocabulary::{OfficerId, Timestamp};

/// What stands behind a change of an appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Who decided.
    pub decider: Decider,
    /// On what basis: the number of a decision, as in `Quyết định 12/QĐ-UBND`, or the reason of a
    /// correction.
    pub basis: String,
    /// When it was recorded.
    pub recorded_at: Timestamp,
}

/// Who decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decider {
    /// An officer.
    Officer(OfficerId),
    /// Whoever works at the machine itself, by their account there.
    Machine(String),
}

/// Why a text is not a decider.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{input}` is neither `officer:` with an id nor `machine:` with an account")]
pub struct DeciderError {
    /// What was given.
    pub input: String,
}

impl FromStr for Decider {
    type Err = DeciderError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let decider = text.split_once(':').and_then(|(kind, who)| match kind {
            "officer" => who.parse().ok().map(Self::Officer),
            "machine" => Some(Self::Machine(who.to_owned())),
            _ => None,
        });
        decider.ok_or_else(|| DeciderError {
            input: text.to_owned(),
        })
    }
}

impl fmt::Display for Decider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Officer(officer) => write!(formatter, "officer:{officer}"),
            Self::Machine(account) => write!(formatter, "machine:{account}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decider_comes_back() {
        for decider in [
            Decider::Officer(OfficerId::from_i64(7)),
            Decider::Machine("root: at night".to_owned()),
        ] {
            assert_eq!(decider.to_string().parse(), Ok(decider));
        }
        for text in ["", "officer:x", "king:1", "machine"] {
            assert!(text.parse::<Decider>().is_err(), "{text}");
        }
    }
}
