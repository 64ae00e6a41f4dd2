//! The first three digits of a personal number: where the birth was registered.
//!
//! Circular 07/2016/TT-BCA, appendix 1, gives each of the 63 provinces of its day a prefix;
//! appendix 2 gives prefixes to countries. That second list is not known here, and neither is
//! what births since the merger of 1 July 2025 get, so an unlisted prefix is accepted and its
//! origin is said to be unknown.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::text::{as_text, digits, serde_as_text, table_rows, value};
use crate::unit_code::UnitCode;

/// The first three digits of a personal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NumberPrefix([u8; 3]);

/// What a prefix says about where the birth was registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberOrigin {
    /// One of the 63 provinces of Circular 07/2016/TT-BCA.
    Province(&'static ProvincePrefix),
    /// A country whose code is not listed here, or nothing that was ever given.
    UnknownOrAbroad,
}

/// One row of `data/vn/province_prefixes.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvincePrefix {
    /// The prefix, as in `001`.
    pub prefix: NumberPrefix,
    /// The General Statistics Office code of the province as it was until 30 June 2025.
    pub gso_code: UnitCode,
    /// The province without its type, as in `Hà Nội`.
    pub short_name: &'static str,
}

/// Why a text is not a prefix.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a personal number's prefix has three digits, not `{input}`")]
pub struct NumberPrefixError {
    /// What was given.
    pub input: String,
}

impl NumberPrefix {
    pub(crate) const fn from_digits(digits: [u8; 3]) -> Self {
        Self(digits)
    }

    pub(crate) const fn digits(self) -> [u8; 3] {
        self.0
    }

    /// The three digits.
    pub fn as_str(&self) -> &str {
        as_text(&self.0)
    }

    /// Where numbers with this prefix come from.
    pub fn origin(&self) -> NumberOrigin {
        match by_prefix()[value::<usize>(&self.0)] {
            Some(province) => NumberOrigin::Province(province),
            None => NumberOrigin::UnknownOrAbroad,
        }
    }
}

/// The 63 provinces and their prefixes, in the order of their prefixes.
pub fn province_prefixes() -> &'static [ProvincePrefix] {
    static PROVINCES: OnceLock<Vec<ProvincePrefix>> = OnceLock::new();
    PROVINCES.get_or_init(|| {
        table_rows(
            "province_prefixes.csv",
            "prefix,gso_code,short_name",
            include_str!("../../../data/vn/province_prefixes.csv"),
            province_prefix,
        )
    })
}

fn province_prefix(line: &'static str) -> Option<ProvincePrefix> {
    let mut fields = line.split(',');
    Some(ProvincePrefix {
        prefix: fields.next()?.parse().ok()?,
        gso_code: fields.next()?.parse().ok()?,
        short_name: fields.next()?,
    })
}

fn by_prefix() -> &'static [Option<&'static ProvincePrefix>; 1000] {
    static BY_PREFIX: OnceLock<Box<[Option<&'static ProvincePrefix>; 1000]>> = OnceLock::new();
    BY_PREFIX.get_or_init(|| {
        let mut table = Box::new([None; 1000]);
        for province in province_prefixes() {
            table[value::<usize>(&province.prefix.0)] = Some(province);
        }
        table
    })
}

impl FromStr for NumberPrefix {
    type Err = NumberPrefixError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        digits(text).map(Self).ok_or_else(|| NumberPrefixError {
            input: text.to_owned(),
        })
    }
}

impl fmt::Display for NumberPrefix {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

serde_as_text!(NumberPrefix, "three digits");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_circular_lists_sixty_three_provinces() {
        let provinces = province_prefixes();
        assert_eq!(provinces.len(), 63);
        assert!(provinces.is_sorted_by(|a, b| a.prefix < b.prefix));
    }

    #[test]
    fn a_listed_prefix_names_its_province() {
        let prefix: NumberPrefix = "079".parse().unwrap();
        let NumberOrigin::Province(province) = prefix.origin() else {
            panic!("listed")
        };
        assert_eq!(
            (province.gso_code.as_str(), province.short_name),
            ("79", "Hồ Chí Minh")
        );
    }

    #[test]
    fn an_unlisted_prefix_is_accepted_and_unknown() {
        let prefix: NumberPrefix = "123".parse().unwrap();
        assert_eq!(prefix.origin(), NumberOrigin::UnknownOrAbroad);
    }

    #[test]
    fn anything_but_three_ascii_digits_is_refused() {
        for text in ["", "01", "0001", "00a", "００１"] {
            assert!(text.parse::<NumberPrefix>().is_err(), "{text}");
        }
    }
}
