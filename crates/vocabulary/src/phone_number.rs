//! Telephone numbers in their international form (ITU-T E.164).
//!
//! Viet Nam's own are read in the national form too. Its numbering plan (Circular
//! 22/2014/TT-BTTTT with the changes of 2017 and 2018): after the 0, nine digits that begin with
//! 3, 5, 7, 8 or 9 are a mobile, ten that begin with 2 a fixed line. The mobile numbers of eleven
//! digits ended in November 2018 and are refused.

use std::fmt;
use std::str::FromStr;

use crate::text::serde_as_text;

/// A telephone number, written `+84912345678`. `Debug` shows its length and `+84` alone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhoneNumber(Box<str>);

/// Why a text is not a telephone number. The text itself is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneNumberError {
    /// A character that is neither a digit nor something that groups digits.
    #[error(
        "a telephone number is digits after `+` or `0`; character {position} is something else"
    )]
    Character {
        /// Which character of the trimmed text, counted from 1.
        position: usize,
    },
    /// Neither `+` nor `0` in front: it cannot be told where the number is from.
    #[error("a telephone number begins with `+` and its country, or with `0` in Viet Nam")]
    NoCountry,
    /// Too few or too many digits.
    #[error("a telephone number has 7 to 15 digits, this has {found}")]
    Length {
        /// How many digits there were, country included.
        found: usize,
    },
    /// No number of Viet Nam's plan.
    #[error("no telephone number of Viet Nam is written so")]
    NotVietnamese,
}

impl PhoneNumber {
    /// The number with its `+`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is of Viet Nam's plan.
    pub fn is_vietnamese(&self) -> bool {
        self.0.starts_with("+84")
    }

    /// As it is dialled and written in Viet Nam: with `0` for `+84`.
    pub fn national(&self) -> String {
        match self.0.strip_prefix("+84") {
            Some(national) => format!("0{national}"),
            None => self.0.to_string(),
        }
    }
}

fn is_of_viet_nam(national: &str) -> bool {
    match national.as_bytes() {
        [b'3' | b'5' | b'7' | b'8' | b'9', rest @ ..] => rest.len() == 8,
        [b'2', rest @ ..] => rest.len() == 9,
        _ => false,
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneNumberError;

    /// Spaces, full stops, hyphens and brackets between the digits are left out.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let mut number = String::with_capacity(16);
        for (index, c) in text.chars().enumerate() {
            match c {
                '0'..='9' => number.push(c),
                '+' if index == 0 => number.push(c),
                ' ' | '\u{a0}' | '.' | '-' | '(' | ')' => {}
                _ => {
                    return Err(PhoneNumberError::Character {
                        position: index + 1,
                    });
                }
            }
        }
        let digits = match (number.strip_prefix('+'), number.strip_prefix('0')) {
            (Some(digits), _) => digits.to_owned(),
            (None, Some(national)) => format!("84{national}"),
            (None, None) => return Err(PhoneNumberError::NoCountry),
        };
        if !(7..=15).contains(&digits.len()) {
            return Err(PhoneNumberError::Length {
                found: digits.len(),
            });
        }
        match digits.strip_prefix("84") {
            Some(national) if !is_of_viet_nam(national) => Err(PhoneNumberError::NotVietnamese),
            None if digits.starts_with('0') => Err(PhoneNumberError::NoCountry),
            _ => Ok(Self(format!("+{digits}").into())),
        }
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let country = if self.is_vietnamese() { "+84" } else { "+" };
        let hidden = "*".repeat(self.0.len() - country.len());
        write!(formatter, "PhoneNumber({country}{hidden})")
    }
}

serde_as_text!(PhoneNumber, "a telephone number as in `+84912345678`");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Result<String, PhoneNumberError> {
        text.parse::<PhoneNumber>().map(|it| it.to_string())
    }

    #[test]
    fn the_national_form_is_the_international_one() {
        for text in [
            "0912345678",
            "+84912345678",
            " 0912 345 678",
            "(+84) 912.345.678",
            "091-234-5678",
        ] {
            let parsed = number(text.trim_start_matches('(').replace(')', "").as_str());
            assert_eq!(parsed.as_deref(), Ok("+84912345678"), "{text}");
        }
        assert_eq!(number("024 3825 1234").as_deref(), Ok("+842438251234"));
        let parsed: PhoneNumber = "+84912345678".parse().unwrap();
        assert_eq!(parsed.national(), "0912345678");
        assert_eq!(format!("{parsed:?}"), "PhoneNumber(+84*********)");
    }

    #[test]
    fn numbers_of_other_countries_are_taken_as_they_are() {
        let parsed: PhoneNumber = "+49 30 1234567".parse().unwrap();
        assert_eq!(parsed.as_str(), "+49301234567");
        assert_eq!(parsed.national(), "+49301234567");
        assert!(!parsed.is_vietnamese());
        assert_eq!(format!("{parsed:?}"), "PhoneNumber(+***********)");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        assert_eq!(number(""), Err(PhoneNumberError::NoCountry));
        assert_eq!(number("912345678"), Err(PhoneNumberError::NoCountry));
        assert_eq!(number("84912345678"), Err(PhoneNumberError::NoCountry));
        assert_eq!(number("+0912345678"), Err(PhoneNumberError::NoCountry));
        assert_eq!(number("01234567890"), Err(PhoneNumberError::NotVietnamese));
        assert_eq!(
            number("+840912345678"),
            Err(PhoneNumberError::NotVietnamese)
        );
        assert_eq!(number("+123"), Err(PhoneNumberError::Length { found: 3 }));
        assert_eq!(
            number("+1234567890123456"),
            Err(PhoneNumberError::Length { found: 16 })
        );
        assert_eq!(
            number("0912 34x678"),
            Err(PhoneNumberError::Character { position: 8 })
        );
        assert_eq!(
            number("0912+345678"),
            Err(PhoneNumberError::Character { position: 5 })
        );
    }

    proptest! {
        #[test]
        fn a_number_comes_back(text in "\\+(84[35789][0-9]{8}|842[0-9]{9}|[1-7][0-9]{6,14})") {
            prop_assert_eq!(number(&text), Ok(text));
        }

        #[test]
        fn any_text_is_parsed_or_refused(text in "(\\PC{0,18}|[0-9+ ().-]{0,20})") {
            if let Ok(parsed) = text.parse::<PhoneNumber>() {
                prop_assert_eq!(parsed.to_string().parse(), Ok(parsed.clone()));
                prop_assert_eq!(parsed.national().parse(), Ok(parsed));
            }
        }
    }
}
