//! The nine-digit number of the old identity card (chứng minh nhân dân).
//!
//! Decree 05/1999/ND-CP; the cards are out of use since 1 January 2025 (Law on Identity 2023,
//! article 46), the numbers live on in files. A person could hold several, one per province of
//! residence, and some ranges were given out twice, so equal numbers do not make one person.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::text::{as_text, digits, serde_as_text, table_rows, value};

/// Numbers that Đồng Nai and Bà Rịa - Vũng Tàu both gave out when they parted.
const ISSUED_TWICE: std::ops::RangeInclusive<u32> = 271_450_001..=271_500_000;

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

    /// The provinces whose police gave out numbers that begin so, by the names of the time: none
    /// when the beginning is not listed, several when provinces parted and kept it.
    ///
    /// Two digits name a province; some that parted later have three, and the longer wins.
    pub fn provinces(&self) -> &'static [&'static str] {
        let listed = |length: usize| provinces_by_prefix().get(&self.as_str()[..length]);
        listed(3).or_else(|| listed(2)).map_or(&[], Vec::as_slice)
    }

    /// Whether the number is one of the 50,000 that two provinces gave out, to different people.
    pub fn was_issued_twice(&self) -> bool {
        ISSUED_TWICE.contains(&value(&self.0))
    }
}

/// The rows of `data/vn/cmnd_prefixes.csv`.
fn provinces_by_prefix() -> &'static HashMap<&'static str, Vec<&'static str>> {
    static PROVINCES: OnceLock<HashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    PROVINCES.get_or_init(|| {
        let rows = table_rows(
            "cmnd_prefixes.csv",
            "prefix,province,confidence",
            include_str!("../../../data/vn/cmnd_prefixes.csv"),
            |line| {
                let mut fields = line.split(',');
                let prefix = fields.next()?;
                let is_prefix =
                    matches!(prefix.len(), 2 | 3) && prefix.bytes().all(|b| b.is_ascii_digit());
                is_prefix.then_some((prefix, fields.next()?))
            },
        );
        let mut provinces: HashMap<_, Vec<_>> = HashMap::new();
        for (prefix, province) in rows {
            provinces.entry(prefix).or_default().push(province);
        }
        provinces
    })
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

serde_as_text!(Cmnd, "nine digits", as_str);

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

    #[test]
    fn the_beginning_names_the_provinces() {
        let provinces = |text: &str| text.parse::<Cmnd>().unwrap().provinces();
        assert_eq!(provinces("012345678"), ["Hà Nội"]);
        assert_eq!(provinces("230000001"), ["Gia Lai"]);
        assert_eq!(provinces("233000001"), ["Kon Tum"]);
        assert_eq!(provinces("271450001"), ["Bà Rịa - Vũng Tàu", "Đồng Nai"]);
        assert_eq!(provinces("999999999"), [""; 0]);
        assert_eq!(
            provinces_by_prefix().values().map(Vec::len).sum::<usize>(),
            65
        );
    }

    #[test]
    fn numbers_given_out_twice_are_known() {
        let twice = |text: &str| text.parse::<Cmnd>().unwrap().was_issued_twice();
        assert!(!twice("271450000"));
        assert!(twice("271450001"));
        assert!(twice("271500000"));
        assert!(!twice("271500001"));
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
