//! What somebody asks for: the words that stand in the access record.

use std::fmt;
use std::str::FromStr;

use danh_directory::Role;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// More is no purpose but a letter.
const CHARACTERS_MAX: usize = 200;

/// A purpose in the words of who asks, on one line, 1 to 200 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Purpose(String);

/// Why a text is no purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PurposeError {
    /// Nothing but blanks.
    #[error("a purpose is not empty")]
    Empty,
    /// Longer than a line.
    #[error("a purpose has at most {CHARACTERS_MAX} characters")]
    TooLong,
    /// A line break or another control character.
    #[error("a purpose is written on one line")]
    Control,
}

impl Purpose {
    /// The daily work of a role, for whoever names nothing narrower.
    pub fn duty_of(role: Role) -> Self {
        let words = match role {
            Role::Registrar => "Công tác đăng ký hộ tịch",
            Role::ResidenceOfficer => "Công tác đăng ký cư trú",
            Role::CardOfficer => "Công tác cấp thẻ căn cước",
            Role::Reviewer => "Xét duyệt hồ sơ",
            Role::Auditor => "Kiểm tra nhật ký truy cập",
            Role::Inspector => "Công tác thanh tra",
            Role::Statistician => "Công tác thống kê",
            Role::AgencyDataOfficer => "Quản lý dữ liệu của cơ quan",
            Role::Administrator => "Quản trị hệ thống",
        };
        Self(words.to_owned())
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Purpose {
    type Err = PurposeError;

    fn from_str(text: &str) -> Result<Self, PurposeError> {
        let words = text.trim();
        if words.is_empty() {
            return Err(PurposeError::Empty);
        }
        if words.chars().any(char::is_control) {
            return Err(PurposeError::Control);
        }
        if words.chars().count() > CHARACTERS_MAX {
            return Err(PurposeError::TooLong);
        }
        Ok(Self(words.to_owned()))
    }
}

/// Fewer characters say no reason that somebody else could weigh.
const REASON_CHARACTERS_MIN: usize = 10;

/// Why somebody must read what is outside their jurisdiction: a purpose of 10 characters at the least.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reason(Purpose);

/// Why a text is no reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReasonError {
    /// Too few characters.
    #[error("a reason has at least {REASON_CHARACTERS_MIN} characters")]
    TooShort,
    /// It is no purpose either.
    #[error(transparent)]
    Purpose(#[from] PurposeError),
}

impl Reason {
    /// The words.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The reason as the purpose of an access.
    pub const fn as_purpose(&self) -> &Purpose {
        &self.0
    }

    /// The reason that stands as the purpose of an access that was let through for it.
    pub(crate) const fn of_record(purpose: Purpose) -> Self {
        Self(purpose)
    }
}

impl FromStr for Reason {
    type Err = ReasonError;

    fn from_str(text: &str) -> Result<Self, ReasonError> {
        let purpose: Purpose = match text.parse() {
            Err(PurposeError::Empty) => return Err(ReasonError::TooShort),
            parsed => parsed?,
        };
        if purpose.as_str().chars().count() < REASON_CHARACTERS_MIN {
            return Err(ReasonError::TooShort);
        }
        Ok(Self(purpose))
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Purpose {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Purpose {
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
    fn every_role_has_a_purpose_of_its_own() {
        for role in Role::ALL {
            let purpose = Purpose::duty_of(role);
            assert_eq!(purpose.as_str().parse(), Ok(purpose.clone()), "{role}");
        }
    }

    #[test]
    fn a_reason_says_more_than_a_word() {
        assert_eq!("".parse::<Reason>(), Err(ReasonError::TooShort));
        assert_eq!("cấp cứu ạ".parse::<Reason>(), Err(ReasonError::TooShort));
        let line_break = "cấp cứu\nbệnh nhân".parse::<Reason>();
        assert_eq!(line_break, Err(PurposeError::Control.into()));
        let reason: Reason = "Cấp cứu, tìm người nhà bệnh nhân".parse().unwrap();
        assert_eq!(reason.as_str(), reason.as_purpose().as_str());
    }

    #[test]
    fn other_text_is_refused() {
        assert_eq!(" \u{a0} ".parse::<Purpose>(), Err(PurposeError::Empty));
        assert_eq!("a\nb".parse::<Purpose>(), Err(PurposeError::Control));
        let long = "ế".repeat(CHARACTERS_MAX);
        assert_eq!(long.parse::<Purpose>().unwrap().to_string(), long);
        assert_eq!(
            format!("{long}a").parse::<Purpose>(),
            Err(PurposeError::TooLong)
        );
    }
}
