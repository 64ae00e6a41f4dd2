//! The personal number (số định danh cá nhân), given at birth registration.
//!
//! Decree 137/2015/ND-CP, article 13, and Circular 07/2016/TT-BCA, article 7: twelve digits,
//! of which three say where the birth was registered, one the century of birth and the sex,
//! two the year of birth, and six are random. There is no check digit.
//!
//! A number can be cancelled and another established (Decree 70/2024/ND-CP, article 11), so it
//! is an attribute with a history and never a key. It is personal data: its `Debug` shows the
//! prefix alone, so that no log line holds a number by accident.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::number_prefix::NumberPrefix;
use crate::partial_date::PartialDate;
use crate::sex::Sex;
use crate::text::{as_text, digits, serde_as_text, table_rows, value};

/// Twelve digits that name one person.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonalNumber([u8; 12]);

/// Why a text is not a personal number. The text itself is not repeated: it may be most of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonalNumberError {
    /// Too few or too many characters; eleven often means that a spreadsheet ate a zero.
    #[error("a personal number has 12 digits, this has {found} characters")]
    Length {
        /// How many characters there were.
        found: usize,
    },
    /// Twelve characters, but one of them is no ASCII digit.
    #[error("a personal number has digits only, character {position} is something else")]
    NotADigit {
        /// Which character, counted from 1.
        position: usize,
    },
}

/// Why no number can be composed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// The century digit covers births from 1900 to 2399.
    #[error("personal numbers cover births from 1900 to 2399, not `{0}`")]
    BirthYear(i16),
    /// The serial has six digits.
    #[error("the serial of a personal number has six digits, `{0}` has more")]
    Serial(u32),
}

/// How a number disagrees with what is on record about its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NumberFinding {
    /// The century digit says the other sex.
    #[error("the number says sex `{in_number}`, the record `{on_record}`")]
    Sex {
        /// What the number says.
        in_number: Sex,
        /// What the record says.
        on_record: Sex,
    },
    /// The century digit and the two year digits say another year.
    #[error("the number says birth year `{in_number}`, the record `{on_record}`")]
    BirthYear {
        /// What the number says.
        in_number: i16,
        /// What the record says.
        on_record: i16,
    },
}

impl PersonalNumber {
    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        as_text(&self.0)
    }

    /// The first three digits: where the birth was registered.
    pub fn prefix(&self) -> NumberPrefix {
        let [a, b, c, ..] = self.0;
        NumberPrefix::from_digits([a, b, c])
    }

    /// The sex that the century digit says.
    pub fn sex(&self) -> Sex {
        self.century().sex
    }

    /// The year of birth that the century digit and the year digits say, 1900 to 2399.
    pub fn birth_year(&self) -> i16 {
        let [.., tens, units, _, _, _, _, _, _] = self.0;
        self.century().first_year + i16::from(tens - b'0') * 10 + i16::from(units - b'0')
    }

    /// The last six digits, 0 to 999,999.
    pub fn serial(&self) -> u32 {
        value(&self.0[6..])
    }

    /// Puts a number together. `serial` is drawn by the caller, 0 to 999,999.
    pub fn compose(
        prefix: NumberPrefix,
        sex: Sex,
        birth_year: i16,
        serial: u32,
    ) -> Result<Self, ComposeError> {
        let (digit, century) = (b'0'..)
            .zip(centuries())
            .find(|(_, century)| {
                century.sex == sex && (century.first_year..=century.last_year).contains(&birth_year)
            })
            .ok_or(ComposeError::BirthYear(birth_year))?;
        if serial > 999_999 {
            return Err(ComposeError::Serial(serial));
        }
        let year_in_century = (birth_year - century.first_year).unsigned_abs().into();
        let mut number = [digit; 12];
        number[..3].copy_from_slice(&prefix.digits());
        write_digits(&mut number[4..6], year_in_century);
        write_digits(&mut number[6..], serial);
        Ok(Self(number))
    }

    /// Holds the number against the birth date and the sex on record.
    ///
    /// Disagreement is a finding for a registrar: papers of both kinds are in lawful use, from
    /// before a correction and after it.
    pub fn check_against(&self, born: PartialDate, sex: Sex) -> Vec<NumberFinding> {
        let year = (self.birth_year() != born.year()).then(|| NumberFinding::BirthYear {
            in_number: self.birth_year(),
            on_record: born.year(),
        });
        let sex = (self.sex() != sex).then(|| NumberFinding::Sex {
            in_number: self.sex(),
            on_record: sex,
        });
        year.into_iter().chain(sex).collect()
    }

    fn century(self) -> &'static Century {
        &centuries()[usize::from(self.0[3] - b'0')]
    }
}

/// Writes `value` right-aligned with leading zeros.
fn write_digits(place: &mut [u8], mut value: u32) {
    for digit in place.iter_mut().rev() {
        *digit = b'0' + (value % 10) as u8;
        value /= 10;
    }
}

/// One row of `data/vn/century_digits.csv`.
struct Century {
    first_year: i16,
    last_year: i16,
    sex: Sex,
}

/// The ten century digits in order (Circular 07/2016/TT-BCA, article 7, paragraph 2).
fn centuries() -> &'static [Century; 10] {
    static CENTURIES: OnceLock<[Century; 10]> = OnceLock::new();
    CENTURIES.get_or_init(|| {
        let rows = table_rows(
            "century_digits.csv",
            "digit,first_year,last_year,sex",
            include_str!("../../../data/vn/century_digits.csv"),
            century,
        );
        let in_order = (0..).zip(&rows).all(|(digit, (found, _))| digit == *found);
        assert!(
            in_order,
            "`data/vn/century_digits.csv`: the digits count up from 0"
        );
        let centuries: Vec<Century> = rows.into_iter().map(|(_, century)| century).collect();
        centuries
            .try_into()
            .unwrap_or_else(|_| panic!("`data/vn/century_digits.csv`: there are ten digits"))
    })
}

/// The digit and what it says.
fn century(line: &str) -> Option<(u8, Century)> {
    let mut fields = line.split(',');
    let digit = fields.next()?.parse().ok()?;
    let century = Century {
        first_year: fields.next()?.parse().ok()?,
        last_year: fields.next()?.parse().ok()?,
        sex: fields.next()?.parse().ok()?,
    };
    Some((digit, century))
}

impl FromStr for PersonalNumber {
    type Err = PersonalNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(number) = digits(text) {
            return Ok(Self(number));
        }
        let found = text.chars().count();
        match text.chars().position(|c| !c.is_ascii_digit()) {
            Some(index) if found == 12 => Err(PersonalNumberError::NotADigit {
                position: index + 1,
            }),
            _ => Err(PersonalNumberError::Length { found }),
        }
    }
}

impl fmt::Display for PersonalNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for PersonalNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PersonalNumber({}*********)", self.prefix())
    }
}

serde_as_text!(PersonalNumber, "twelve digits", as_str);

#[cfg(test)]
mod tests;
