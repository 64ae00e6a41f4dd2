//! The nine-digit number of the old identity card (chứng minh nhân dân).
//!
//! Decree 05/1999/ND-CP; the cards are out of use since 1 January 2025 (Law on Identity 2023,
//! article 46), the numbers live on in files. A person could hold several, one per province of
//! residence, and some ranges were given out twice, so equal numbers do not make one person.

use std::fmt;
use std::str::FromStr;

use crate::text::{as_text, digits, serde_as_text};

/// Nine digits of an old identity card. `Debug` shows the first two alone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cmnd([u8; 9]);

/// Why a text is not the number of an old identity card. The text itself is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an old identity card's number has nine digits and nothing else")]
pub struct CmndError;

impl Cmnd {
    /// The nine digits.
    pub fn as_str(&self) -> &str {
        as_text(&self.0)
    }
}

impl FromStr for Cmnd {
    type Err = CmndError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        digits(text).map(Self).ok_or(CmndError)
    }
}

impl fmt::Display for Cmnd {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for Cmnd {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Cmnd({}*******)", &self.as_str()[..2])
    }
}

serde_as_text!(Cmnd, "nine digits");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn debug_hides_the_number() {
        assert_eq!(
            format!("{:?}", "271450001".parse::<Cmnd>().unwrap()),
            "Cmnd(27*******)"
        );
    }

    #[test]
    fn a_lost_leading_zero_is_not_guessed() {
        assert_eq!("12345678".parse::<Cmnd>(), Err(CmndError));
    }

    proptest! {
        #[test]
        fn nine_digits_come_back(text in "[0-9]{9}") {
            prop_assert_eq!(text.parse::<Cmnd>().unwrap().to_string(), text);
        }

        #[test]
        fn other_text_is_refused(text in "\\PC{0,11}") {
            let is_number = text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit());
            prop_assert_eq!(text.parse::<Cmnd>().is_ok(), is_number);
        }
    }
}
