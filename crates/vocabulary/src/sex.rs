//! Sex as the register records it (Law on Civil Status 2014, article 14: on the birth entry).

use std::fmt;
use std::str::FromStr;

use crate::folding::fold;
use crate::text::serde_as_text;

/// Sex as recorded. Written `M` and `F`, as on a travel document (ICAO 9303-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

/// Why a text is not a sex.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a sex is `M` or `F`, not `{input}`")]
pub struct SexError {
    /// What was given.
    pub input: String,
}

impl Sex {
    /// `M` or `F`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Male => "M",
            Self::Female => "F",
        }
    }

    /// `Nam` or `Nữ`, as printed on Vietnamese papers.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Male => "Nam",
            Self::Female => "Nữ",
        }
    }

    /// Reads `Nam` or `Nữ` in any case, with or without its accents.
    pub fn parse_vietnamese(text: &str) -> Result<Self, SexError> {
        match fold(text).as_str() {
            "nam" => Ok(Self::Male),
            "nu" => Ok(Self::Female),
            _ => Err(SexError {
                input: text.to_owned(),
            }),
        }
    }
}

impl FromStr for Sex {
    type Err = SexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "M" => Ok(Self::Male),
            "F" => Ok(Self::Female),
            _ => Err(SexError {
                input: text.to_owned(),
            }),
        }
    }
}

impl fmt::Display for Sex {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

serde_as_text!(Sex, "`M` or `F`", as_str);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_as_on_a_travel_document() {
        for sex in [Sex::Male, Sex::Female] {
            assert_eq!(sex.to_string().parse(), Ok(sex));
            assert_eq!(Sex::parse_vietnamese(sex.vietnamese()), Ok(sex));
        }
        assert_eq!(Sex::parse_vietnamese("NU"), Ok(Sex::Female));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "m", "X", "Nam", "1"] {
            assert!(text.parse::<Sex>().is_err(), "{text}");
        }
        assert!(Sex::parse_vietnamese("M").is_err());
    }
}
