//! Choosing a person whom a form is about: by number, or by name and year of birth.
//!
//! Everything travels in the body of the form. A button named `pick`, with the field's id for
//! its value (or `{id}-again` to choose somebody else), sends the form, and the handler shows
//! it again with what was found. Of whoever is found a form tells the least that tells two
//! people apart, and the form sends a handle, `{id}`, never a number.

use super::choice::{Choice, Radios};
use super::errors::FormError;
use super::question::Question;
use super::text::{InputKind, TextField, Width};
use super::value::MaskedNumber;
use crate::messages::{Key, Message};

/// A person to be chosen.
#[derive(Clone, Debug)]
pub struct PersonPicker {
    /// Who is asked for.
    pub question: Question,
    /// What must be mended in it: at `{id}-number`, `{id}-name`, `{id}-year`, or at `{id}` when
    /// nobody was chosen of those found.
    pub errors: Vec<FormError>,
    /// How far the choosing has come.
    pub state: PersonPicked,
}

/// How far choosing a person has come.
#[derive(Clone, Debug)]
pub enum PersonPicked {
    /// Nobody was looked for yet, or what was typed must be mended.
    Asking(TypedPerson),
    /// Somebody was looked for.
    Found {
        /// What was looked for.
        typed: TypedPerson,
        /// Who was found, the likeliest first; perhaps nobody.
        persons: Vec<PersonOffered>,
        /// Whether there are more than these, so that more of the name must be typed.
        has_more: bool,
    },
    /// Somebody was chosen.
    Chosen(PersonOffered),
}

/// What is known of a person who is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedPerson {
    /// A personal number, or that of an old identity card.
    pub number: String,
    /// A name, with or without tones.
    pub name: String,
    /// The year of birth.
    pub year: String,
}

/// A person as a form offers them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonOffered {
    /// The handle that the form sends.
    pub handle: String,
    /// The name.
    pub name: String,
    /// The year of birth.
    pub born: String,
    /// The end of the number, when there is one.
    pub number: Option<MaskedNumber>,
    /// The province of the home.
    pub province: Option<String>,
}

impl PersonOffered {
    pub(crate) fn told_apart_by(&self) -> Message {
        let end = self.number.as_ref().map(|number| number.end.as_str());
        let key = match (end, &self.province) {
            (Some(_), Some(_)) => Key("person-picker-born-number-province"),
            (Some(_), None) => Key("person-picker-born-number"),
            (None, Some(_)) => Key("person-picker-born-province"),
            (None, None) => Key("person-picker-born"),
        };
        let mut message = Message::new(key).with_text("born", &self.born);
        if let Some(end) = end {
            message = message.with_text("end", end);
        }
        if let Some(province) = &self.province {
            message = message.with_text("province", province);
        }
        message
    }
}

impl PersonPicker {
    /// A picker in a state.
    pub fn new(question: Question, state: PersonPicked, errors: Vec<FormError>) -> Self {
        let question = Question {
            error: None,
            ..question
        };
        Self {
            question,
            errors,
            state,
        }
    }

    fn part(&self, part: &str, label: Key) -> Question {
        Question::new(format!("{}-{part}", self.question.id), label).error_of(&self.errors)
    }

    pub(crate) fn number_field(&self, typed: &TypedPerson) -> TextField {
        let question = self
            .part("number", Key("word-number"))
            .hint(Key("person-picker-number-hint"));
        TextField::new(question, &*typed.number)
            .kind(InputKind::Digits)
            .width(Width::Twenty)
    }

    pub(crate) fn name_field(&self, typed: &TypedPerson) -> TextField {
        TextField::new(self.part("name", Key("word-name")), &*typed.name)
    }

    pub(crate) fn year_field(&self, typed: &TypedPerson) -> TextField {
        TextField::new(self.part("year", Key("person-picker-year")), &*typed.year)
            .kind(InputKind::Digits)
            .width(Width::Six)
    }

    /// The search by name is open when it is what the reader uses.
    pub(crate) fn is_by_name(&self, typed: &TypedPerson) -> bool {
        let at_name = ["name", "year"].map(|part| format!("{}-{part}", self.question.id));
        !typed.name.is_empty()
            || !typed.year.is_empty()
            || self
                .errors
                .iter()
                .any(|error| at_name.contains(&error.target.to_string()))
    }

    pub(crate) fn offer(&self, persons: &[PersonOffered]) -> Radios {
        let choice = |person: &PersonOffered| {
            Choice::new(person.handle.clone(), person.name.clone()).hint(person.told_apart_by())
        };
        let error = self
            .errors
            .iter()
            .find(|error| error.target == self.question.id);
        let found =
            Message::new(Key("person-picker-found")).with_count("count", persons.len() as u64);
        let mut question = Question::new(self.question.id.clone(), found);
        question.error = error.map(|error| error.message.clone());
        Radios::new(question, persons.iter().map(choice).collect(), "")
    }
}
