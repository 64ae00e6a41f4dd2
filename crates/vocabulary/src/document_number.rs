//! Numbers of papers that are not Viet Nam's own identity numbers: passports, identity cards of
//! other countries, entries in civil registers (`45/TLKS-BS`).

use std::fmt;
use std::str::FromStr;

use unicode_normalization::is_nfc;

use crate::text::serde_as_text;

/// The number of a paper: 1 to 40 letters (upper case) and digits, with single hyphens, full
/// stops, slashes or spaces between them, in Unicode normal form C. `Debug` shows its length
/// alone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentNumber(Box<str>);

/// Why a text is not a paper's number. The text itself is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentNumberError {
    /// Nothing, or more than [`DocumentNumber::CHARS_MAX`] characters.
    #[error("a document's number has 1 to 40 characters, this has {found}")]
    Length {
        /// How many characters there were.
        found: usize,
    },
    /// A small letter, a sign, a character that cannot be seen, or a sign at an end or beside
    /// another.
    #[error(
        "a document's number is capital letters and digits with single signs `-./` or spaces between; character {position} is something else"
    )]
    Character {
        /// Which character, counted from 1.
        position: usize,
    },
}

impl DocumentNumber {
    /// The most characters that a number has.
    pub const CHARS_MAX: usize = 40;

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DocumentNumber {
    type Err = DocumentNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = text.chars().count();
        if !(1..=Self::CHARS_MAX).contains(&found) {
            return Err(DocumentNumberError::Length { found });
        }
        let mut after_sign = true;
        for (index, c) in text.chars().enumerate() {
            let is_sign = matches!(c, '-' | '.' | '/' | ' ');
            let fits = if is_sign {
                !after_sign && index + 1 < found
            } else {
                c.is_ascii_digit() || (c.is_alphabetic() && !c.is_lowercase())
            };
            if !fits {
                return Err(DocumentNumberError::Character {
                    position: index + 1,
                });
            }
            after_sign = is_sign;
        }
        if is_nfc(text) {
            Ok(Self(text.into()))
        } else {
            let changed = text
                .chars()
                .position(|c| !c.is_ascii())
                .map_or(1, |at| at + 1);
            Err(DocumentNumberError::Character { position: changed })
        }
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for DocumentNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "DocumentNumber({} characters)",
            self.0.chars().count()
        )
    }
}

serde_as_text!(DocumentNumber, "a document's number");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_of_papers_are_taken() {
        for text in [
            "B1234567",
            "C01X00T47",
            "45/TLKS-BS",
            "12/QĐ-UBND",
            "AB 12.345",
        ] {
            assert_eq!(text.parse::<DocumentNumber>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn what_is_no_number_is_placed() {
        let position = |text: &str| match text.parse::<DocumentNumber>() {
            Err(DocumentNumberError::Character { position }) => position,
            other => panic!("{other:?}"),
        };
        assert_eq!(position("b1"), 1);
        assert_eq!(position("B1-"), 3);
        assert_eq!(position("B--1"), 3);
        assert_eq!(position(" B1"), 1);
        assert_eq!(position("B<1"), 2);
        assert_eq!(position("B1\n"), 3);
    }

    #[test]
    fn debug_hides_the_number() {
        let number: DocumentNumber = "B1234567".parse().unwrap();
        assert_eq!(format!("{number:?}"), "DocumentNumber(8 characters)");
    }

    proptest! {
        #[test]
        fn a_number_comes_back(text in "[A-Z0-9Đ]{1,6}([-./ ][A-Z0-9]{1,6}){0,3}") {
            prop_assert_eq!(text.parse::<DocumentNumber>().unwrap().to_string(), text);
        }

        #[test]
        fn any_text_is_parsed_or_refused(text in any::<String>()) {
            if let Ok(number) = text.parse::<DocumentNumber>() {
                prop_assert_eq!(number.to_string(), text);
            }
        }
    }
}
