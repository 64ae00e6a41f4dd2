//! Short stable names that stand in agreements, records and receipts for good.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The longest of them.
const LENGTH_MAX: usize = 64;

/// Why a text is no such name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a name has 2 to 64 of a-z, 0-9 and `-`, and begins with a letter; not `{input}`")]
pub struct IdentifierError {
    /// What was given.
    pub input: String,
}

macro_rules! identifiers {
    ($($(#[doc = $doc:literal])+ $name:ident)+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Box<str>);

        impl $name {
            /// The name.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdentifierError;

            fn from_str(text: &str) -> Result<Self, IdentifierError> {
                parse(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($name), "({})"), self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )+ };
}

identifiers! {
    /// An organisation outside the register that asks it: a bank, a hospital, a portal.
    OrganisationId
    /// An agreement on sharing data; its versions share it.
    AgreementId
    /// A purpose that an agreement names, as in `mo-tai-khoan`.
    PurposeCode
}

fn parse(text: &str) -> Result<Box<str>, IdentifierError> {
    let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let fits = (2..=LENGTH_MAX).contains(&text.len())
        && text.bytes().all(allowed)
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && !text.ends_with('-');
    fits.then(|| text.into()).ok_or_else(|| IdentifierError {
        input: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_plain() {
        for text in ["ngan-hang-mau", "a1"] {
            assert_eq!(text.parse::<OrganisationId>().unwrap().as_str(), text);
        }
        let long = "a".repeat(LENGTH_MAX + 1);
        for text in [
            "",
            "a",
            "1a",
            "-a",
            "a-",
            "Ab",
            "a b",
            "a_b",
            "ngân-hàng",
            &long,
        ] {
            assert!(text.parse::<AgreementId>().is_err(), "{text}");
        }
    }
}
