//! A date in three boxes, and what was typed into them.

use danh_vocabulary::{PartialDate, PartialDateError};
use jiff::civil::Date;

use super::question::Question;
use crate::messages::{Key, Message};
use crate::moments::day_of_boxes;

/// A date in three boxes. Any of them may stay empty where the register knows dates in part;
/// what is acceptable, the page decides ([`TypedDate::whole`], [`TypedDate::partial`]).
#[derive(Clone, Debug)]
pub struct DateField {
    /// What is asked; the boxes are named `{id}-day`, `{id}-month`, `{id}-year`.
    pub question: Question,
    /// What was typed.
    pub typed: TypedDate,
}

impl DateField {
    /// A date as it was typed.
    pub fn new(question: Question, typed: TypedDate) -> Self {
        Self { question, typed }
    }

    /// The three boxes: suffix of the name, label, what was typed, length.
    pub(crate) fn boxes(&self) -> [(&'static str, Key, &str, u8); 3] {
        [
            ("day", Key("word-day"), &self.typed.day, 2),
            ("month", Key("word-month"), &self.typed.month, 2),
            ("year", Key("word-year"), &self.typed.year, 4),
        ]
    }
}

/// Day, month and year as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedDate {
    /// The day.
    pub day: String,
    /// The month.
    pub month: String,
    /// The year.
    pub year: String,
}

/// Why three boxes are no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateMistake {
    /// Nothing, or a part that must be there, is missing.
    Incomplete,
    /// What was typed is no day of the calendar.
    NoSuchDay,
    /// A day that the month does not have; the rule for old papers proposes another.
    Impossible {
        /// The proposed day, ISO.
        proposal: String,
    },
}

impl DateMistake {
    /// What is wrong, and how to mend it.
    pub fn message(&self) -> Message {
        match self {
            Self::Incomplete => Key("date-error-incomplete").into(),
            Self::NoSuchDay => Key("date-error-no-such-day").into(),
            Self::Impossible { proposal } => {
                Message::new(Key("date-error-impossible")).with_date("proposal", proposal)
            }
        }
    }
}

impl TypedDate {
    /// What was typed into the boxes.
    pub fn new([day, month, year]: [&str; 3]) -> Self {
        let [day, month, year] = [day, month, year].map(|typed| typed.trim().to_owned());
        Self { day, month, year }
    }

    /// A date of the register as it would be typed, `01`, `07`, `2025`, in part when it is
    /// known in part.
    pub fn of_iso(iso: &str) -> Self {
        let mut parts = iso.splitn(3, '-').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        let (year, month, day) = (next(), next(), next());
        Self { day, month, year }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.day.is_empty() && self.month.is_empty() && self.year.is_empty()
    }

    /// The whole day, or why there is none.
    pub fn whole(&self) -> Result<Date, DateMistake> {
        let boxes = [&*self.day, &*self.month, &*self.year];
        if boxes.iter().any(|typed| typed.is_empty()) {
            return Err(DateMistake::Incomplete);
        }
        day_of_boxes(boxes).ok_or(DateMistake::NoSuchDay)
    }

    /// The day, month or year as far as it was typed; the year must be there.
    pub fn partial(&self) -> Result<PartialDate, DateMistake> {
        if self.year.is_empty() {
            return Err(DateMistake::Incomplete);
        }
        let year = self.year.parse().map_err(|_| DateMistake::NoSuchDay)?;
        let small = |typed: &str| match typed {
            "" => Ok(None),
            typed => typed.parse().map(Some).map_err(|_| DateMistake::NoSuchDay),
        };
        PartialDate::from_ymd(year, small(&self.month)?, small(&self.day)?).map_err(|error| {
            match error {
                PartialDateError::DayWithoutMonth => DateMistake::Incomplete,
                PartialDateError::ImpossibleDay { proposed, .. } => DateMistake::Impossible {
                    proposal: proposed.to_string(),
                },
                _ => DateMistake::NoSuchDay,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(boxes: [&str; 3]) -> TypedDate {
        TypedDate::new(boxes)
    }

    #[test]
    fn a_whole_day_needs_all_three() {
        assert_eq!(
            typed(["1", "7", "2025"]).whole(),
            Ok("2025-07-01".parse().unwrap())
        );
        assert_eq!(
            typed(["", "7", "2025"]).whole(),
            Err(DateMistake::Incomplete)
        );
        assert_eq!(
            typed(["31", "6", "2025"]).whole(),
            Err(DateMistake::NoSuchDay)
        );
        assert_eq!(typed(["1", "7", "25"]).whole(), Err(DateMistake::NoSuchDay));
    }

    #[test]
    fn a_partial_date_needs_its_year() {
        let partial = |boxes| typed(boxes).partial().map(|date| date.to_string());
        assert_eq!(partial(["", "", "1950"]), Ok("1950".into()));
        assert_eq!(partial([" ", "3", "1950"]), Ok("1950-03".into()));
        assert_eq!(partial(["15", "", "1950"]), Err(DateMistake::Incomplete));
        assert_eq!(partial(["15", "3", ""]), Err(DateMistake::Incomplete));
        assert_eq!(partial(["x", "3", "1950"]), Err(DateMistake::NoSuchDay));
        let proposal = "1985-03-02".to_owned();
        assert_eq!(
            partial(["30", "2", "1985"]),
            Err(DateMistake::Impossible { proposal })
        );
    }

    #[test]
    fn what_the_register_knows_is_typed_back() {
        for iso in ["1950", "1950-03", "1950-03-15"] {
            let back = TypedDate::of_iso(iso).partial().unwrap();
            assert_eq!(back.to_string(), iso);
        }
        assert!(TypedDate::of_iso("").is_empty());
    }
}
