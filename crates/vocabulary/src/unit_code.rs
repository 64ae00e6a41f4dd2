//! Codes of administrative units (Decision 124/2004/QD-TTg and its successors).
//!
//! A code alone does not name a unit: codes were used again at the reorganisation of 1 July
//! 2025. A unit is a code on a date; which one, the directory knows.

use std::fmt;
use std::str::FromStr;

use crate::text::{as_text, serde_as_text};

/// A General Statistics Office code: two digits for a province, three for a district (until
/// 30 June 2025), five for a commune.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitCode {
    digits: [u8; 5],
    length: u8,
}

/// Which of the three levels of local government.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitLevel {
    /// Tỉnh, thành phố trực thuộc trung ương.
    Province,
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh; gone since 1 July 2025.
    District,
    /// Xã, phường, thị trấn, đặc khu.
    Commune,
}

/// Why a text is not a unit's code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a unit's code has two, three or five digits, not `{input}`")]
pub struct UnitCodeError {
    /// What was given.
    pub input: String,
}

impl UnitCode {
    /// The digits, as in `01`, `001` or `00004`.
    pub fn as_str(&self) -> &str {
        as_text(&self.digits[..usize::from(self.length)])
    }

    /// The level, which the number of digits tells.
    pub const fn level(&self) -> UnitLevel {
        match self.length {
            2 => UnitLevel::Province,
            3 => UnitLevel::District,
            _ => UnitLevel::Commune,
        }
    }
}

impl FromStr for UnitCode {
    type Err = UnitCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let source = text.as_bytes();
        let length = [2, 3, 5]
            .into_iter()
            .find(|length| usize::from(*length) == source.len())
            .filter(|_| source.iter().all(u8::is_ascii_digit))
            .ok_or_else(|| UnitCodeError {
                input: text.to_owned(),
            })?;
        let mut digits = [0; 5];
        digits[..source.len()].copy_from_slice(source);
        Ok(Self { digits, length })
    }
}

impl fmt::Display for UnitCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for UnitCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "UnitCode({self})")
    }
}

serde_as_text!(UnitCode, "two, three or five digits", as_str);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_length_tells_the_level() {
        let level = |text: &str| text.parse::<UnitCode>().unwrap().level();
        assert_eq!(level("01"), UnitLevel::Province);
        assert_eq!(level("001"), UnitLevel::District);
        assert_eq!(level("00004"), UnitLevel::Commune);
    }

    proptest! {
        #[test]
        fn a_code_comes_back(text in "[0-9]{2}([0-9]([0-9]{2})?)?") {
            prop_assert_eq!(text.parse::<UnitCode>().unwrap().to_string(), text);
        }

        #[test]
        fn other_text_is_refused(text in "\\PC{0,6}") {
            let is_code = matches!(text.len(), 2 | 3 | 5) && text.bytes().all(|b| b.is_ascii_digit());
            prop_assert_eq!(text.parse::<UnitCode>().is_ok(), is_code);
        }

        #[test]
        fn codes_sort_as_their_text(a in "[0-9]{2}([0-9]([0-9]{2})?)?", b in "[0-9]{2}([0-9]([0-9]{2})?)?") {
            let (x, y): (UnitCode, UnitCode) = (a.parse().unwrap(), b.parse().unwrap());
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        }
    }
}
