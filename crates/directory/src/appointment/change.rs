//! What was changed about an appointment, and what stood there before.

use std::fmt;
use std::str::FromStr;

use danh_vocabulary::AppointmentId;

use super::Appointment;
use crate::decision::Decision;

/// One change of an appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentChange {
    /// What was done.
    pub kind: ChangeKind,
    /// Who decided it, on what basis, and when it was recorded.
    pub decision: Decision,
    /// The appointment as it stood before.
    pub before: Appointment,
}

/// What was done to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was given a last day, or an earlier one.
    Ended,
    /// It ended with its authority, and goes on as another at the successor.
    Transferred(AppointmentId),
    /// It had been recorded wrongly.
    Corrected,
    /// It had been recorded though it was never given.
    Withdrawn,
}

/// Why a text is not a kind of change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no change of an appointment is called `{input}`")]
pub struct ChangeKindError {
    /// What was given.
    pub input: String,
}

impl FromStr for ChangeKind {
    type Err = ChangeKindError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let kind = match text.split_once(':') {
            Some(("transferred", to)) => to.parse().ok().map(Self::Transferred),
            Some(_) => None,
            None => match text {
                "ended" => Some(Self::Ended),
                "corrected" => Some(Self::Corrected),
                "withdrawn" => Some(Self::Withdrawn),
                _ => None,
            },
        };
        kind.ok_or_else(|| ChangeKindError {
            input: text.to_owned(),
        })
    }
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended => formatter.write_str("ended"),
            Self::Transferred(to) => write!(formatter, "transferred:{to}"),
            Self::Corrected => formatter.write_str("corrected"),
            Self::Withdrawn => formatter.write_str("withdrawn"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_comes_back() {
        for kind in [
            ChangeKind::Ended,
            ChangeKind::Transferred(AppointmentId::from_i64(9)),
            ChangeKind::Corrected,
            ChangeKind::Withdrawn,
        ] {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        for text in ["", "transferred", "transferred:x", "ended:1"] {
            assert!(text.parse::<ChangeKind>().is_err(), "{text}");
        }
    }
}
