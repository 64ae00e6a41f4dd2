//! `GET /search`: one form, two ways to look for a person: by any number held now or before,
//! or by name with or without tones and as much of the birth date as is known.
//!
//! What is looked for travels in the body of `POST /search`, never in an address, where
//! logs, histories and bookmarks would keep it.

use crate::components::{
    DateField, ErrorSummary, FormError, Question, TextField, TypedDate, Width,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};

pub mod examples;
pub(crate) mod handlers;
mod parse;

/// The search form, empty or as it was sent.
#[derive(Clone, Debug, Default)]
pub struct SearchView {
    /// What was typed.
    pub typed: TypedSearch,
    /// What must be mended before anything is looked for, in the order of the fields.
    pub errors: Vec<SearchError>,
}

/// The form's fields as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedSearch {
    /// Personal number, number of an old identity card, or serial of a card.
    pub number: String,
    /// A name, with or without tones.
    pub name: String,
    /// Day of birth.
    pub day: String,
    /// Month of birth.
    pub month: String,
    /// Year of birth.
    pub year: String,
}

impl TypedSearch {
    /// The form's fields by name, to be sent again by the language switch.
    pub fn sent(&self) -> Vec<(&'static str, String)> {
        [
            ("number", &self.number),
            ("name", &self.name),
            ("born-day", &self.day),
            ("born-month", &self.month),
            ("born-year", &self.year),
        ]
        .into_iter()
        .map(|(name, value)| (name, value.clone()))
        .collect()
    }
}

/// Why a search cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchError {
    /// Every field was left empty.
    NothingGiven,
    /// The number has neither 12 nor 9 digits, nor the letters and digits of a serial.
    NumberMalformed,
    /// A birth date was given without a name.
    NameMissing,
    /// The name holds what no name holds.
    NameMalformed,
    /// A name was given without a year of birth.
    YearMissing,
    /// Day, month and year are not a date, nor a part of one.
    DateMalformed,
    /// No such day is in the calendar; the rule for old books proposes another.
    DateImpossible {
        /// The proposed day, ISO.
        proposal: String,
    },
}

impl SearchError {
    pub(crate) fn to_form_error(&self) -> FormError {
        let (target, message): (_, Message) = match self {
            Self::NothingGiven => ("number", Key("search-error-nothing").into()),
            Self::NumberMalformed => ("number", Key("search-error-number").into()),
            Self::NameMissing => ("name", Key("search-error-name-missing").into()),
            Self::NameMalformed => ("name", Key("search-error-name").into()),
            Self::YearMissing => ("born-year", Key("search-error-year").into()),
            Self::DateMalformed => ("born-day", Key("search-error-date").into()),
            Self::DateImpossible { proposal } => (
                "born-day",
                Message::new(Key("search-error-date-impossible")).with_date("proposal", proposal),
            ),
        };
        FormError::new(target, message)
    }
}

impl SearchView {
    fn form_errors(&self) -> Vec<FormError> {
        self.errors.iter().map(SearchError::to_form_error).collect()
    }

    fn error_summary(&self) -> ErrorSummary {
        ErrorSummary {
            errors: self.form_errors(),
        }
    }

    fn number_field(&self) -> TextField {
        let question = Question::new("number", Key("search-number"))
            .hint(Key("search-number-hint"))
            .error_of(&self.form_errors());
        TextField::new(question, &self.typed.number).width(Width::Twenty)
    }

    fn name_field(&self) -> TextField {
        let question = Question::new("name", Key("search-name"))
            .hint(Key("search-name-hint"))
            .error_of(&self.form_errors());
        TextField::new(question, &self.typed.name)
    }

    fn born_field(&self) -> DateField {
        let question = Question::new("born", Key("search-born"))
            .hint(Key("search-born-hint"))
            .error_of(&self.form_errors());
        let typed = TypedDate {
            day: self.typed.day.clone(),
            month: self.typed.month.clone(),
            year: self.typed.year.clone(),
        };
        DateField::new(question, typed)
    }
}

super::template!(SearchView, "pages/search.html");

impl Page for SearchView {
    fn title(&self) -> Message {
        Key("search-title").into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Search)
    }

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    fn sent(&self) -> Vec<(&'static str, String)> {
        if self.errors.is_empty() {
            Vec::new()
        } else {
            self.typed.sent()
        }
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
