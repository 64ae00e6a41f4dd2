//! From the fields of a body to values of the vocabulary, and what is wrong with each.

use std::str::FromStr;

use danh_register::Seen;
use danh_vocabulary::{HouseholdId, PersonId};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};

use super::if_match::IfMatch;
use crate::problem::{Fault, FieldFault, Problem};
use crate::state::AppState;

/// Reads the fields of one body. Whatever is wrong is told together.
pub(crate) struct Fields<'a> {
    state: &'a AppState,
    if_match: IfMatch,
    faults: Vec<FieldFault>,
    named: Vec<PersonId>,
    unseen: Option<Problem>,
    basis: Option<Line>,
}

/// What a request says, once all of it is read.
pub(crate) struct Declared<R> {
    pub(crate) report: R,
    /// Whom it names.
    pub(crate) named: Vec<PersonId>,
    /// A decision or article narrower than the law of the kind of event.
    pub(crate) basis: Option<Line>,
}

/// A text of one line, 1 to 200 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line(pub(crate) String);

/// The text is empty, too long or more than a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is not one line of 1 to {} characters", Line::CHARS_MAX)]
pub(crate) struct LineError;

/// A field cannot be read, and a fault says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unread;

impl Line {
    pub(crate) const CHARS_MAX: usize = 200;
}

impl FromStr for Line {
    type Err = LineError;

    fn from_str(text: &str) -> Result<Self, LineError> {
        let line = text.trim();
        let fits = !line.is_empty()
            && line.chars().count() <= Self::CHARS_MAX
            && !line.chars().any(char::is_control);
        fits.then(|| Self(line.to_owned())).ok_or(LineError)
    }
}

impl<'a> Fields<'a> {
    pub(crate) fn new(state: &'a AppState) -> Self {
        Self::having_seen(state, IfMatch::default())
    }

    /// Reads a body that says whom it changes, in the versions of `If-Match`.
    pub(crate) const fn having_seen(state: &'a AppState, if_match: IfMatch) -> Self {
        Self {
            state,
            if_match,
            faults: Vec::new(),
            named: Vec::new(),
            unseen: None,
            basis: None,
        }
    }

    /// A value that must be there. `None` leaves a fault behind.
    pub(crate) fn required<T: FromStr>(
        &mut self,
        field: &str,
        text: Option<&str>,
        fault: Fault,
    ) -> Option<T> {
        self.present(field, text)?;
        self.optional(field, text, fault)
    }

    /// A value that may be missing. `None` leaves a fault behind where there was a text.
    pub(crate) fn optional<T: FromStr>(
        &mut self,
        field: &str,
        text: Option<&str>,
        fault: Fault,
    ) -> Option<T> {
        let value = text?.parse().ok();
        self.kept(field, value, fault)
    }

    /// A day that must be there: ten characters and no more, for a date may otherwise carry a time.
    pub(crate) fn day(&mut self, field: &str, text: Option<&str>) -> Option<Date> {
        self.present(field, text)?;
        self.day_if_any(field, text)
    }

    /// A day that may be missing.
    pub(crate) fn day_if_any(&mut self, field: &str, text: Option<&str>) -> Option<Date> {
        let text = text?;
        let day = (text.len() == 10).then(|| text.parse().ok()).flatten();
        self.kept(field, day, Fault::Date)
    }

    /// A person who must be named.
    pub(crate) fn person(&mut self, field: &str, handle: Option<&str>) -> Option<PersonId> {
        self.present(field, handle)?;
        self.person_if_any(field, handle)
    }

    /// A person who may be named.
    pub(crate) fn person_if_any(&mut self, field: &str, handle: Option<&str>) -> Option<PersonId> {
        let person = self.state.person_of(handle?);
        self.named.extend(person);
        self.kept(field, person, Fault::Handle)
    }

    /// A person who must be named, in the version that the caller saw.
    pub(crate) fn seen(&mut self, field: &str, handle: Option<&str>) -> Option<Seen> {
        self.present(field, handle)?;
        self.seen_if_any(field, handle)
    }

    /// A person who may be named, in the version that the caller saw.
    pub(crate) fn seen_if_any(&mut self, field: &str, handle: Option<&str>) -> Option<Seen> {
        let person = self.person_if_any(field, handle)?;
        match self.if_match.seen(person) {
            Ok(seen) => Some(seen),
            Err(problem) => {
                self.unseen.get_or_insert(problem);
                None
            }
        }
    }

    /// A household that must be named.
    pub(crate) fn household(&mut self, field: &str, handle: Option<&str>) -> Option<HouseholdId> {
        let household = self.state.household_of(self.present(field, handle)?);
        self.kept(field, household, Fault::Handle)
    }

    /// One of the words that may stand there, which must be there.
    pub(crate) fn word<T: DeserializeOwned>(
        &mut self,
        field: &str,
        text: Option<&str>,
    ) -> Option<T> {
        let word: StrDeserializer<'_, WordError> = self.present(field, text)?.into_deserializer();
        self.kept(field, T::deserialize(word).ok(), Fault::Choice)
    }

    /// The decision or article that the field `basis` names, if it does.
    pub(crate) fn basis(&mut self, text: Option<&str>) {
        self.basis = self.optional("/basis", text, Fault::Line);
    }

    /// What something else made of a field.
    pub(crate) fn kept<T>(&mut self, field: &str, value: Option<T>, fault: Fault) -> Option<T> {
        if value.is_none() {
            self.fault(field, fault);
        }
        value
    }

    /// Whether a field is there at all.
    pub(crate) fn present<T>(&mut self, field: &str, value: Option<T>) -> Option<T> {
        self.kept(field, value, Fault::Missing)
    }

    pub(crate) const fn state(&self) -> &'a AppState {
        self.state
    }

    /// Something is wrong with a field. What was found first is told; a field has one fault at a time.
    pub(crate) fn fault(&mut self, field: &str, fault: Fault) {
        if !self.faults.iter().any(|found| found.is_of(field)) {
            self.faults.push(fault.of(field));
        }
    }

    /// What is made of all fields together, if nothing is wrong with any.
    pub(crate) fn build<T>(self, make: impl FnOnce() -> Option<T>) -> Result<T, Problem> {
        if self.faults.is_empty() {
            Ok(make().expect("a value that is missing has left a fault"))
        } else {
            Err(Problem::in_fields(self.faults))
        }
    }

    /// What all fields together say, if nothing is wrong with any and everybody was seen who must be.
    pub(crate) fn declared<R>(self, report: Option<R>) -> Result<Declared<R>, Problem> {
        if !self.faults.is_empty() {
            return Err(Problem::in_fields(self.faults));
        }
        if let Some(unseen) = self.unseen {
            return Err(unseen);
        }
        Ok(Declared {
            report: report.expect("a value that is missing has left a fault"),
            named: self.named,
            basis: self.basis,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_short_and_alone() {
        assert_eq!(" Số 12 ".parse(), Ok(Line("Số 12".to_owned())));
        assert!("ệ".repeat(200).parse::<Line>().is_ok());
        for text in ["", " ", "a\nb", "\u{7}", &"ệ".repeat(201)] {
            assert_eq!(text.parse::<Line>(), Err(LineError));
        }
    }
}
