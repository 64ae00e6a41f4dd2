//! Civil dates of which only the year, or the year and month, may be known.
//!
//! Birth dates of older people often are: papers that give the year alone are in lawful use.
//! A day that no calendar has (30 February) is refused with the day that the official practice
//! for such papers puts in its place.

use std::fmt;
use std::num::NonZeroI8;
use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::civil::Date;

use crate::short_text::ShortText;
use crate::text::{digits, serde_as_text, value};

/// A year, a month of a year, or a day. Written as in `1950`, `1950-03`, `1950-03-15`; sorts as
/// that text does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: i16,
    month: Option<NonZeroI8>,
    day: Option<NonZeroI8>,
}

/// Why something is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartialDateError {
    /// Not written as a date is.
    #[error("a date is written as {form}, not `{input}`")]
    Form {
        /// What was given.
        input: String,
        /// How it is written instead.
        form: &'static str,
    },
    /// A year outside 1000 to 9999; a shorter one is a typing error, not antiquity.
    #[error("a year has four digits, 1000 to 9999, not `{0}`")]
    Year(i16),
    /// A month outside 1 to 12.
    #[error("a year has no month `{0}`")]
    Month(i8),
    /// A day outside 1 to 31.
    #[error("no month has a day `{0}`")]
    Day(i8),
    /// A day without its month.
    #[error("a day needs its month")]
    DayWithoutMonth,
    /// A day that the month does not have in that year, such as 30 February.
    #[error("the month {year:04}-{month:02} has no day `{day}`; {proposed} stands in its place")]
    ImpossibleDay {
        /// The year.
        year: i16,
        /// The month, 1 to 12.
        month: i8,
        /// The day that is not there, 29 to 31.
        day: i8,
        /// The day that the official practice proposes: as many days past the end of the month
        /// as the impossible one was.
        proposed: Date,
    },
}

impl PartialDate {
    /// A year, 1000 to 9999.
    pub fn of_year(year: i16) -> Result<Self, PartialDateError> {
        Self::from_ymd(year, None, None)
    }

    /// The whole day. Days before the year 1000 do not come up; they become 1 January 1000.
    pub fn of_day(date: Date) -> Self {
        let date = date.max(jiff::civil::date(1000, 1, 1));
        Self {
            year: date.year(),
            month: NonZeroI8::new(date.month()),
            day: NonZeroI8::new(date.day()),
        }
    }

    /// A year, a month of it when known, a day of that when known.
    pub fn from_ymd(
        year: i16,
        month: Option<i8>,
        day: Option<i8>,
    ) -> Result<Self, PartialDateError> {
        if !(1000..=9999).contains(&year) {
            return Err(PartialDateError::Year(year));
        }
        let Some(month) = month else {
            return match day {
                Some(_) => Err(PartialDateError::DayWithoutMonth),
                None => Ok(Self {
                    year,
                    month: None,
                    day: None,
                }),
            };
        };
        if !(1..=12).contains(&month) {
            return Err(PartialDateError::Month(month));
        }
        if let Some(day) = day {
            day_in_month(year, month, day)?;
        }
        Ok(Self {
            year,
            month: NonZeroI8::new(month),
            day: day.and_then(NonZeroI8::new),
        })
    }

    /// The year.
    pub const fn year(&self) -> i16 {
        self.year
    }

    /// The year alone.
    #[must_use]
    pub const fn to_year(&self) -> Self {
        Self {
            year: self.year,
            month: None,
            day: None,
        }
    }

    /// The month, 1 to 12, when known.
    pub fn month(&self) -> Option<i8> {
        self.month.map(NonZeroI8::get)
    }

    /// The day of the month when known.
    pub fn day(&self) -> Option<i8> {
        self.day.map(NonZeroI8::get)
    }

    /// Whether the day is known.
    pub const fn is_day(&self) -> bool {
        self.day.is_some()
    }

    /// The first day that it could be.
    pub fn earliest(&self) -> Date {
        date(
            self.year,
            self.month().unwrap_or(1),
            self.day().unwrap_or(1),
        )
    }

    /// The last day that it could be.
    pub fn latest(&self) -> Date {
        let month = self.month().unwrap_or(12);
        let day = self
            .day()
            .unwrap_or_else(|| date(self.year, month, 1).days_in_month());
        date(self.year, month, day)
    }

    /// Whether both can mean the same day: one is the other, or is it with less known.
    pub fn matches(&self, other: &Self) -> bool {
        let agree =
            |a: Option<NonZeroI8>, b: Option<NonZeroI8>| a.is_none() || b.is_none() || a == b;
        self.year == other.year && agree(self.month, other.month) && agree(self.day, other.day)
    }

    /// As [`Display`](fmt::Display) writes it.
    pub fn to_text(&self) -> ShortText {
        let mut text = ShortText::new();
        text.push_decimal(self.year.unsigned_abs().into(), 4);
        for field in [self.month, self.day].into_iter().flatten() {
            text.push(b'-');
            text.push_decimal(field.unsigned_abs().get().into(), 2);
        }
        text
    }

    /// As on Vietnamese papers: `15/03/1950`, `03/1950`, `1950`.
    pub fn to_vietnamese(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{day:02}/{month:02}/{:04}", self.year),
            (Some(month), None) => format!("{month:02}/{:04}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }

    /// Reads `15/03/1950`, `3/1950` or `1950`. Zeros stand for what is not known, as in
    /// `00/00/1950`.
    pub fn parse_vietnamese(text: &str) -> Result<Self, PartialDateError> {
        let form = || PartialDateError::Form {
            input: text.to_owned(),
            form: "`15/03/1950`, `03/1950` or `1950`",
        };
        let mut fields = text.trim().rsplit('/');
        let year = fields.next().and_then(digits::<4>).ok_or_else(form)?;
        let mut short = || {
            fields
                .next()
                .map(|field| short_number(field, 1..=2).ok_or_else(form))
        };
        let (month, day) = (short().transpose()?, short().transpose()?);
        if fields.next().is_some() {
            return Err(form());
        }
        let known = |field: Option<i8>| field.filter(|value| *value != 0);
        Self::from_ymd(value(&year), known(month), known(day))
    }
}

fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("year, month and day were checked")
}

/// A number of so many ASCII digits, two at most.
fn short_number(text: &str, lengths: RangeInclusive<usize>) -> Option<i8> {
    let plain = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

/// Whether the month has the day, and if not, which day takes its place: 29/02 becomes 01/03,
/// 30/02 becomes 01/03 in a leap year and 02/03 in another, 31/04 becomes 01/05 (guidance of
/// the Department of Justice of Thừa Thiên Huế, 2020, on papers that carry such days).
fn day_in_month(year: i16, month: i8, day: i8) -> Result<(), PartialDateError> {
    if !(1..=31).contains(&day) {
        return Err(PartialDateError::Day(day));
    }
    let days = date(year, month, 1).days_in_month();
    if day <= days {
        return Ok(());
    }
    // Only months before December are short, so the next month is in the same year.
    let proposed = date(year, month + 1, day - days);
    Err(PartialDateError::ImpossibleDay {
        year,
        month,
        day,
        proposed,
    })
}

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let form = || PartialDateError::Form {
            input: text.to_owned(),
            form: "`1950`, `1950-03` or `1950-03-15`",
        };
        let mut fields = text.split('-');
        let year = fields.next().and_then(digits::<4>).ok_or_else(form)?;
        let mut two = || {
            fields
                .next()
                .map(|field| short_number(field, 2..=2).ok_or_else(form))
        };
        let (month, day) = (two().transpose()?, two().transpose()?);
        if fields.next().is_some() {
            return Err(form());
        }
        Self::from_ymd(value(&year), month, day)
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self::of_day(date)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.to_text())
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PartialDate({self})")
    }
}

serde_as_text!(
    PartialDate,
    "a date as in `1950`, `1950-03` or `1950-03-15`",
    to_text
);

#[cfg(test)]
mod tests;
