//! From what was typed to values of the register: whatever cannot be read is noted at its field.
//!
//! A form's [`report`](super::Form::report) asks for its values one after another and unpacks them at the end, so that an officer
//! is told everything that is to be mended at once.

use std::str::FromStr;

use danh_register::{Decision, Seen};
use danh_vocabulary::{Name, PartialDate, PartialDateError, UnitCode};
use jiff::civil::Date;

use super::answers::Answers;
use super::form::{Field, Kind, Step};
use super::office::Office;
use crate::components::FormError;
use crate::messages::{Key, Message};

/// Reads a form's answers.
pub struct Reading<'a> {
    answers: &'a Answers,
    office: &'a Office,
    fields: Vec<&'a Field>,
    errors: Vec<FormError>,
}

impl<'a> Reading<'a> {
    /// Begins to read the answers to the questions on these pages.
    pub fn of(answers: &'a Answers, steps: &'a [Step], office: &'a Office) -> Self {
        Self {
            answers,
            office,
            fields: steps.iter().flat_map(|step| &step.fields).collect(),
            errors: Vec::new(),
        }
    }

    /// Everything that could not be read, in the order of the pages.
    pub fn into_errors(mut self) -> Vec<FormError> {
        let fields = &self.fields;
        let place = |error: &FormError| fields.iter().position(|field| is_at(error, field.id));
        self.errors.sort_by_key(place);
        self.errors
    }

    /// Whether everything that was asked for so far could be read.
    pub fn is_clean(&self) -> bool {
        self.errors.is_empty()
    }

    /// Whose desk it is.
    pub fn office(&self) -> &'a Office {
        self.office
    }

    /// What stands in a box, as it is.
    pub fn raw(&self, field: &str) -> &'a str {
        self.answers.text(field)
    }

    /// Words; nothing where the field is not asked, or may stay empty and is.
    pub fn text(&mut self, field: &'static str) -> Option<String> {
        let text = self.answered(field)?;
        let chars_max = match &self.field(field)?.kind {
            Kind::Text(chars_max) => *chars_max,
            _ => usize::MAX,
        };
        if text.chars().count() > chars_max {
            let message = self.message(Key("desk-error-too-long"), field);
            self.wrong(field, message.with_count("most", chars_max as u64));
            return None;
        }
        Some(text.to_owned())
    }

    /// A name.
    pub fn name(&mut self, field: &'static str) -> Option<Name> {
        let text = self.answered(field)?;
        self.parsed(field, text.parse().ok(), Key("desk-error-name"))
    }

    /// One of a few or of many, by what the draft keeps of it.
    pub fn choice<T: FromStr>(&mut self, field: &'static str) -> Option<T> {
        let text = self.answered(field)?;
        let is_offered = match &self.field(field)?.kind {
            Kind::Choice(choices) | Kind::Select(choices) => {
                choices.iter().any(|choice| choice.value == text)
            }
            _ => true,
        };
        let value = text.parse().ok().filter(|_| is_offered);
        self.parsed(field, value, Key("desk-error-choice"))
    }

    /// A whole date.
    pub fn day(&mut self, field: &'static str) -> Option<Date> {
        let date = self.partial_day(field)?;
        let day = date.is_day().then(|| date.earliest());
        self.parsed(field, day, Key("desk-error-whole-date"))
    }

    /// A date, as exactly as it is known.
    pub fn partial_day(&mut self, field: &'static str) -> Option<PartialDate> {
        self.field(field)?;
        match typed_date(self.answers, field) {
            Ok(Some(date)) => Some(date),
            Ok(None) => {
                self.missing(field);
                None
            }
            Err(PartialDateError::ImpossibleDay { proposed, .. }) => {
                let message = self.message(Key("desk-error-date-impossible"), field);
                self.wrong(field, message.with_date("proposal", proposed.to_string()));
                None
            }
            Err(_) => self.parsed(field, None, Key("desk-error-date")),
        }
    }

    /// A unit, by its code on the day that the field is about.
    pub fn unit(&mut self, field: &'static str) -> Option<UnitCode> {
        self.answered(field)?;
        let code = self.answers.text(&code_of(field)).parse().ok();
        self.parsed(field, code, Key("desk-error-unit"))
    }

    /// Somebody chosen, in the version that was seen.
    pub fn person(&mut self, field: &'static str) -> Option<Seen> {
        self.field(field)?;
        let seen = self.answers.person(field);
        if seen.is_none() {
            self.missing(field);
        }
        seen
    }

    /// Whom the register named beside the questions, in the version that was seen.
    pub fn named(&self, name: &str) -> Option<Seen> {
        self.answers.person(name)
    }

    /// A decision, of the fields that [`decision_fields`] makes. Nothing when every one of them is optional and empty.
    pub fn decision(&mut self) -> Option<Decision> {
        let (number, by, on) = (
            self.text(DECISION_NUMBER),
            self.text(DECISION_BY),
            self.day(DECISION_ON),
        );
        let is_begun = number.is_some() || by.is_some() || on.is_some();
        if is_begun && self.is_optional(DECISION_NUMBER) {
            for (field, is_given) in [
                (DECISION_NUMBER, number.is_some()),
                (DECISION_BY, by.is_some()),
                (DECISION_ON, on.is_some()),
            ] {
                if !is_given && !self.is_wrong(field) {
                    let message = self.message(Key("desk-error-missing"), field);
                    self.wrong(field, message);
                }
            }
        }
        Some(Decision {
            number: number?,
            by: by?,
            on: on?,
        })
    }

    /// Notes that an answer does not fit, in the form's own words.
    pub fn wrong(&mut self, field: &'static str, message: impl Into<Message>) {
        // A question of several boxes is mended in its first.
        let first_box = match self.field(field).map(|field| &field.kind) {
            Some(Kind::Day | Kind::PartialDay) => "-day",
            Some(Kind::Person) => "-number",
            _ => "",
        };
        let target = format!("{field}{first_box}");
        self.errors.push(FormError::new(target, message));
    }

    /// Whether nothing is wrong with a field so far.
    pub fn is_clean_at(&self, field: &str) -> bool {
        !self.is_wrong(field)
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.errors.iter().any(|error| is_at(error, field))
    }

    fn is_optional(&self, field: &str) -> bool {
        self.field(field).is_some_and(|field| !field.required)
    }

    fn field(&self, id: &str) -> Option<&'a Field> {
        self.fields.iter().copied().find(|field| field.id == id)
    }

    fn answered(&mut self, field: &'static str) -> Option<&'a str> {
        self.field(field)?;
        let text = self.answers.text(field);
        if text.is_empty() {
            self.missing(field);
            return None;
        }
        Some(text)
    }

    fn missing(&mut self, field: &'static str) {
        if !self.is_optional(field) {
            let message = self.message(Key("desk-error-missing"), field);
            self.wrong(field, message);
        }
    }

    fn parsed<T>(&mut self, field: &'static str, value: Option<T>, otherwise: Key) -> Option<T> {
        if value.is_none() {
            let message = self.message(otherwise, field);
            self.wrong(field, message);
        }
        value
    }

    fn message(&self, key: Key, field: &str) -> Message {
        let label = self.field(field).map_or(Key("desk-form"), |it| it.label);
        Message::new(key).with_key("label", label)
    }
}

/// The number of a decision.
pub(super) const DECISION_NUMBER: &str = "decision-number";
/// Who made it.
pub(super) const DECISION_BY: &str = "decision-by";
/// From when it is in force.
pub(super) const DECISION_ON: &str = "decision-on";

/// The three questions about a decision that an event carries out.
pub fn decision_fields() -> Vec<Field> {
    vec![
        Field::new(
            DECISION_NUMBER,
            Key("desk-decision-number"),
            Kind::Text(100),
        )
        .hint(Key("desk-decision-number-hint")),
        Field::new(DECISION_BY, Key("desk-decision-by"), Kind::Text(200))
            .hint(Key("desk-decision-by-hint")),
        Field::new(DECISION_ON, Key("desk-decision-on"), Kind::Day),
    ]
}

/// The box that holds the code of a unit.
pub(crate) fn code_of(field: &str) -> String {
    format!("{field}-code")
}

/// The date in a field's three boxes; nothing when all are empty.
pub(crate) fn typed_date(
    answers: &Answers,
    field: &str,
) -> Result<Option<PartialDate>, PartialDateError> {
    let [day, month, year] =
        ["day", "month", "year"].map(|part| answers.text(&format!("{field}-{part}")));
    if [day, month, year].iter().all(|text| text.is_empty()) {
        return Ok(None);
    }
    let malformed = || PartialDateError::DayWithoutMonth;
    let part = |text: &str| match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| malformed()),
    };
    let year = year.parse().map_err(|_| malformed())?;
    PartialDate::from_ymd(year, part(month)?, part(day)?).map(Some)
}

/// Whether an error sits at a field or at one of its boxes.
pub(crate) fn is_at(error: &FormError, field: &str) -> bool {
    let boxes = [
        "",
        "-day",
        "-month",
        "-year",
        "-number",
        "-name",
        "-born-day",
        "-born-month",
        "-born-year",
    ];
    let rest = error.target.strip_prefix(field);
    rest.is_some_and(|rest| boxes.contains(&rest))
}
