//! Marital status, the plain word (Law on Identification 2023, article 9). With whom
//! and since when is for the register to know.

use std::fmt;
use std::str::FromStr;

use crate::folding::fold;
use crate::text::serde_as_text;

/// Whether somebody is married. Written in English: `unknown`, `single`, `married`, `widowed`,
/// `divorced`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MaritalStatus {
    /// Nothing is on record.
    Unknown,
    /// Never married, or only in a marriage that was annulled.
    Single,
    /// Married now.
    Married,
    /// The spouse of the last marriage died.
    Widowed,
    /// The last marriage was dissolved.
    Divorced,
}

/// Why a text is not a marital status.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "a marital status is `unknown`, `single`, `married`, `widowed` or `divorced`, not `{input}`"
)]
pub struct MaritalStatusError {
    /// What was given.
    pub input: String,
}

impl MaritalStatus {
    /// All five.
    pub const ALL: [Self; 5] = [
        Self::Unknown,
        Self::Single,
        Self::Married,
        Self::Widowed,
        Self::Divorced,
    ];

    /// The word that is written and parsed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Single => "single",
            Self::Married => "married",
            Self::Widowed => "widowed",
            Self::Divorced => "divorced",
        }
    }

    /// As on Vietnamese forms.
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Unknown => "Không rõ",
            Self::Single => "Chưa kết hôn",
            Self::Married => "Đang có vợ/chồng",
            Self::Widowed => "Goá",
            Self::Divorced => "Đã ly hôn",
        }
    }

    /// Reads what Vietnamese forms say, in any case, with or without accents.
    pub fn parse_vietnamese(text: &str) -> Result<Self, MaritalStatusError> {
        match fold(text).as_str() {
            "khong ro" | "chua ro" | "chua co thong tin" => Ok(Self::Unknown),
            "chua ket hon" | "doc than" | "chua vo chong" | "chua co vo chong" => Ok(Self::Single),
            "dang co vo chong" | "co vo chong" | "da ket hon" | "ket hon" | "co vo"
            | "co chong" => Ok(Self::Married),
            "goa" | "goa vo" | "goa chong" | "goa vo chong" => Ok(Self::Widowed),
            "da li hon" | "li hon" => Ok(Self::Divorced),
            _ => Err(MaritalStatusError {
                input: text.to_owned(),
            }),
        }
    }
}

impl FromStr for MaritalStatus {
    type Err = MaritalStatusError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or_else(|| MaritalStatusError {
                input: text.to_owned(),
            })
    }
}

impl fmt::Display for MaritalStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

serde_as_text!(
    MaritalStatus,
    "`unknown`, `single`, `married`, `widowed` or `divorced`"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_five_come_back_in_both_languages() {
        for status in MaritalStatus::ALL {
            assert_eq!(status.to_string().parse(), Ok(status));
            assert_eq!(
                MaritalStatus::parse_vietnamese(status.vietnamese()),
                Ok(status)
            );
        }
    }

    #[test]
    fn forms_say_it_in_many_ways() {
        let read = |text| MaritalStatus::parse_vietnamese(text);
        assert_eq!(read("ĐÃ KẾT HÔN"), Ok(MaritalStatus::Married));
        assert_eq!(read("Ly hôn"), Ok(MaritalStatus::Divorced));
        assert_eq!(read("Góa chồng"), Ok(MaritalStatus::Widowed));
        assert!(read("").is_err());
        assert!(read("married").is_err());
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "Single", "Độc thân", "single "] {
            assert!(text.parse::<MaritalStatus>().is_err(), "{text}");
        }
    }
}
