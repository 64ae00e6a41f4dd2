//! `POST /search`: whom the register found, best match first.
//!
//! A row shows what tells two people apart and no more: of a number its last three digits.

use danh_vocabulary::Sex;

use super::search::TypedSearch;
use crate::components::{Column, MaskedNumber, Table, Tag, Tone, Value};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};
use crate::words;

pub mod examples;
pub mod read;

/// The people a search found.
#[derive(Clone, Debug, Default)]
pub struct ResultsView {
    /// What was looked for.
    pub typed: TypedSearch,
    /// Who was found, best match first.
    pub found: Vec<FoundPerson>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// One person found.
#[derive(Clone, Debug)]
pub struct FoundPerson {
    /// The opaque handle that names the person in addresses.
    pub handle: String,
    /// Full name.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Birth date, ISO, perhaps partial.
    pub born: String,
    /// Date of death, ISO, perhaps partial.
    pub died: Option<String>,
    /// The personal number held now.
    pub number: Option<MaskedNumber>,
    /// Where the person lives today, as the place is called today.
    pub residence: Option<String>,
    /// By what the person was found.
    pub found_by: FoundBy,
}

/// By what a person was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// The number the person holds.
    Number,
    /// A personal number that was cancelled.
    CancelledNumber,
    /// The number of an old identity card.
    OldIdentityCard,
    /// The name as it was typed.
    Name,
    /// The name without regard to tones and marks.
    FoldedName,
    /// A name with more or fewer words.
    SimilarName,
    /// A name that stood in the register by mistake.
    MistakenName,
}

impl FoundBy {
    const fn tag(self) -> Tag {
        let (tone, label) = match self {
            Self::Number => (Tone::Good, Key("found-by-number")),
            Self::CancelledNumber => (Tone::Attention, Key("found-by-cancelled-number")),
            Self::OldIdentityCard => (Tone::Plain, Key("found-by-old-identity-card")),
            Self::Name => (Tone::Good, Key("found-by-name")),
            Self::FoldedName => (Tone::Plain, Key("found-by-folded-name")),
            Self::SimilarName => (Tone::Plain, Key("found-by-similar-name")),
            Self::MistakenName => (Tone::Attention, Key("found-by-mistaken-name")),
        };
        Tag { tone, label }
    }
}

impl FoundPerson {
    fn row(&self) -> Vec<Value> {
        let name = Value::Link {
            href: format!("/persons/{}", self.handle),
            text: self.name.clone(),
        };
        let name = match self.died {
            Some(_) => Value::Lines(vec![
                name,
                Value::Tag(Tag {
                    tone: Tone::Past,
                    label: Key("word-dead"),
                }),
            ]),
            None => name,
        };
        vec![
            name,
            words::sex(self.sex).into(),
            Value::Date(self.born.clone()),
            self.number.clone().map_or(Value::Missing, Value::Masked),
            Value::text(self.residence.as_deref()),
            Value::Tag(self.found_by.tag()),
        ]
    }
}

impl ResultsView {
    fn count(&self) -> Message {
        let key = match (self.found.is_empty(), self.more) {
            (true, _) => return Key("results-none").into(),
            (false, false) => Key("results-count"),
            (false, true) => Key("results-more"),
        };
        Message::new(key).with_count("count", self.found.len() as u64)
    }

    fn looked_for(&self) -> Vec<(Key, String)> {
        let typed = &self.typed;
        if !typed.number.is_empty() {
            return vec![(Key("search-number"), typed.number.clone())];
        }
        let date: Vec<&str> = [&typed.day, &typed.month, &typed.year]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        let mut terms = vec![(Key("search-name"), typed.name.clone())];
        if !date.is_empty() {
            terms.push((Key("search-born"), date.join("/")));
        }
        terms
    }

    fn table(&self) -> Table {
        Table {
            caption: Key("results-table").into(),
            columns: vec![
                Column::words(Key("word-name")),
                Column::words(Key("word-sex")),
                Column::words(Key("word-born")),
                Column::words(Key("results-number")),
                Column::words(Key("results-residence-today")),
                Column::words(Key("results-found-by")),
            ],
            rows: self.found.iter().map(FoundPerson::row).collect(),
        }
    }
}

super::template!(ResultsView, "pages/results.html");

impl Page for ResultsView {
    fn title(&self) -> Message {
        self.count()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Search)
    }

    fn sent(&self) -> Vec<(&'static str, String)> {
        self.typed.sent()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
