//! The unit part of an address: a code, and the day that says which unit it means.

use std::fmt;
use std::str::FromStr;

use danh_vocabulary::{PartialDate, ShortText, UnitCode};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A unit as it was when an address was written down. Written as in `00004@2019-05-01`.
///
/// An address is never rewritten when units change: it says what was declared. How the place is
/// called today, [`Directory::today`](crate::Directory::today) tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AddressedUnit {
    /// The code.
    pub code: UnitCode,
    /// The day on which the address was written down.
    pub written_on: Date,
}

/// Why a text is not a unit of an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a unit of an address is written as in `00004@2019-05-01`, not `{input}`")]
pub struct AddressedUnitError {
    /// What was given.
    pub input: String,
}

impl FromStr for AddressedUnit {
    type Err = AddressedUnitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('@').filter(|(_, day)| day.len() == 10);
        parts
            .and_then(|(code, day)| {
                Some(Self {
                    code: code.parse().ok()?,
                    written_on: day.parse().ok()?,
                })
            })
            .ok_or_else(|| AddressedUnitError {
                input: text.to_owned(),
            })
    }
}

impl fmt::Display for AddressedUnit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}@{}", self.code, self.written_on)
    }
}

impl Serialize for AddressedUnit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Every day that comes up, without the formatter.
        if (1000..=9999).contains(&self.written_on.year()) {
            let written_on = PartialDate::of_day(self.written_on).to_text();
            let text = ShortText::of(&[self.code.as_str(), "@", &written_on]);
            return serializer.serialize_str(&text);
        }
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AddressedUnit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_with_its_day() {
        let json = "\"00004@2019-05-01\"";
        let unit: AddressedUnit = serde_json::from_str(json).unwrap();
        assert_eq!(unit.code.as_str(), "00004");
        assert_eq!(serde_json::to_string(&unit).unwrap(), json);
        for text in [
            "00004",
            "00004@",
            "0004@2019-05-01",
            "00004@2019-05-1",
            "00004@20190501",
        ] {
            assert!(text.parse::<AddressedUnit>().is_err(), "{text}");
        }
    }
}
