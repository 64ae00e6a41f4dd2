//! The code under which the Ministry of Education's database knows a pupil or student.
//!
//! Its grammar is not published and schools have codes of their own, so a code is any short
//! run of printable characters, kept as it was given.

use std::fmt;
use std::str::FromStr;

use crate::text::serde_as_text;

/// An opaque code: 1 to 40 printable characters without spaces. `Debug` shows its length alone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StudentCode(Box<str>);

/// Why a text is not a student's code. The text itself is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StudentCodeError {
    /// Nothing, or more than [`StudentCode::CHARS_MAX`] characters.
    #[error("a student's code has 1 to 40 characters, this has {found}")]
    Length {
        /// How many characters there were.
        found: usize,
    },
    /// A space, or a character that cannot be seen.
    #[error(
        "a student's code has neither spaces nor invisible characters; character {position} is one"
    )]
    Character {
        /// Which character, counted from 1.
        position: usize,
    },
}

impl StudentCode {
    /// The most characters that a code has.
    pub const CHARS_MAX: usize = 40;

    /// The code as given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for StudentCode {
    type Err = StudentCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = text.chars().count();
        if !(1..=Self::CHARS_MAX).contains(&found) {
            return Err(StudentCodeError::Length { found });
        }
        let is_seen = |c: char| c.is_ascii_graphic() || c.is_alphanumeric();
        match text.chars().position(|c| !is_seen(c)) {
            Some(wrong) => Err(StudentCodeError::Character {
                position: wrong + 1,
            }),
            None => Ok(Self(text.into())),
        }
    }
}

impl fmt::Display for StudentCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for StudentCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "StudentCode({} characters)",
            self.0.chars().count()
        )
    }
}

serde_as_text!(StudentCode, "1 to 40 printable characters");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_code_is_refused() {
        let error = |text: &str| text.parse::<StudentCode>().unwrap_err();
        assert_eq!(error(""), StudentCodeError::Length { found: 0 });
        assert_eq!(
            error(&"1".repeat(41)),
            StudentCodeError::Length { found: 41 }
        );
        assert_eq!(error("79 1"), StudentCodeError::Character { position: 3 });
        assert_eq!(
            error("79\u{200b}1"),
            StudentCodeError::Character { position: 3 }
        );
        assert_eq!(error("79\n"), StudentCodeError::Character { position: 3 });
    }

    #[test]
    fn debug_hides_the_code() {
        let code: StudentCode = "7901234567".parse().unwrap();
        assert_eq!(format!("{code:?}"), "StudentCode(10 characters)");
    }

    proptest! {
        #[test]
        fn a_code_comes_back(text in "[A-Z0-9Đ./_-]{1,40}") {
            prop_assert_eq!(text.parse::<StudentCode>().unwrap().to_string(), text);
        }

        #[test]
        fn any_text_is_parsed_or_refused(text in any::<String>()) {
            if let Ok(code) = text.parse::<StudentCode>() {
                prop_assert_eq!(code.to_string(), text);
            }
        }
    }
}
