//! `GET /search`: one form, three ways to look for a person: by any number or card held now or before;
//! by name with or without tones and as much of the birth date as is known; by the commune where they live.
//!
//! What is looked for travels in the body of `POST /search`, never in an address, where
//! logs, histories and bookmarks would keep it.

use danh_directory::Directory;
use jiff::civil::Date;

use crate::components::{
    Choice, DateField, ErrorSummary, FormError, Question, TextField, TypedPerson, UnitPicker,
    UnitWanted, Width,
};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};
use crate::unit_choice::{TypedUnit, unit_picker};

pub mod examples;
pub(crate) mod handlers;
mod parse;

/// The search form, empty or as it was sent.
#[derive(Clone, Debug)]
pub struct SearchView {
    /// What was typed.
    pub typed: TypedSearch,
    /// What must be mended before anything is looked for, in the order of the fields.
    pub errors: Vec<SearchError>,
    /// Which commune is chosen, or still to be.
    pub home: UnitPicker,
}

/// The form's fields as they were typed. The first way that is used counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedSearch {
    /// By number, or by name and birth date.
    pub person: TypedPerson,
    /// By the commune where they live.
    pub home: TypedUnit,
    /// Only those there who may be meant by this name.
    pub home_name: String,
}

impl TypedSearch {
    /// The form's fields by name, to be sent again by the language switch and for the next page.
    pub fn sent(&self) -> Vec<(&'static str, String)> {
        let home = self.home.boxes().map(|(part, text)| {
            let name = match part {
                "-choice" => "home-choice",
                "-province" => "home-province",
                "-district" => "home-district",
                "-commune" => "home-commune",
                _ => "home",
            };
            (name, text)
        });
        let fields = self.person.boxes().into_iter().chain(home);
        let fields = fields.chain([("home-name", &*self.home_name)]);
        fields
            .map(|(name, value)| (name, value.to_owned()))
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
    /// No commune has the name that was typed, or more than can be listed.
    NowhereFound,
    /// Several communes have the name.
    WhichCommune,
    /// A name was given of who lives in a commune, and no commune.
    CommuneMissing,
    /// The name of who lives there holds what no name holds.
    HomeNameMalformed,
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
            Self::NowhereFound => ("home", Key("search-error-nowhere").into()),
            Self::WhichCommune => ("home", Key("search-error-which").into()),
            Self::CommuneMissing => ("home", Key("search-error-commune").into()),
            Self::HomeNameMalformed => ("home-name", Key("search-error-name").into()),
            Self::DateImpossible { proposal } => (
                "born-day",
                Message::new(Key("search-error-date-impossible")).with_date("proposal", proposal),
            ),
        };
        FormError::new(target, message)
    }
}

impl SearchView {
    /// The form with what was typed, on a day.
    pub fn new(
        (directory, today): (&Directory, Date),
        typed: TypedSearch,
        errors: Vec<SearchError>,
    ) -> Self {
        let on = (today, UnitWanted::Commune);
        let form_errors: Vec<_> = errors.iter().map(SearchError::to_form_error).collect();
        let mut question = Question::new("home", Key("search-home"));
        question.error = form_errors
            .iter()
            .find(|error| error.target == "home")
            .map(|error| error.message.clone());
        let home = unit_picker(directory, question, &typed.home, on);
        Self {
            typed,
            errors,
            home,
        }
    }

    /// Offers the communes that may be meant.
    #[must_use]
    pub fn which_commune(mut self, meant: Vec<Choice>) -> Self {
        self.home = self.home.meant(meant);
        self
    }

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
        TextField::new(question, &self.typed.person.number).width(Width::Twenty)
    }

    fn name_field(&self) -> TextField {
        let question = Question::new("name", Key("search-name"))
            .hint(Key("search-name-hint"))
            .error_of(&self.form_errors());
        TextField::new(question, &self.typed.person.name)
    }

    fn born_field(&self) -> DateField {
        let question = Question::new("born", Key("search-born"))
            .hint(Key("search-born-hint"))
            .error_of(&self.form_errors());
        DateField::new(question, self.typed.person.born.clone())
    }

    fn home_name_field(&self) -> TextField {
        let question = Question::new("home-name", Key("search-home-name"))
            .hint(Key("search-home-name-hint"))
            .optional()
            .error_of(&self.form_errors());
        TextField::new(question, &self.typed.home_name)
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
