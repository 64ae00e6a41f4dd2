//! `POST /search`: whom the register found, best match first.
//!
//! A row shows what tells two people apart and no more: of a number its last three digits; of who is at home outside the
//! reader's jurisdiction nothing but name, year of birth and province.

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
    /// The commune in which it was looked for, by its name.
    pub home: Option<String>,
    /// Who was found, best match first.
    pub found: Vec<FoundPerson>,
    /// How many better matches were shown on the pages before.
    pub seen: usize,
    /// How many will have been shown before the next page, if there is one.
    pub next: Option<usize>,
}

/// One person found.
#[derive(Clone, Debug)]
pub struct FoundPerson {
    /// The opaque handle that names the person in addresses.
    pub handle: String,
    /// Full name.
    pub name: String,
    /// Sex; not told of who is outside the jurisdiction.
    pub sex: Option<Sex>,
    /// Birth date, ISO, perhaps partial.
    pub born: String,
    /// Date of death, ISO, perhaps partial.
    pub died: Option<String>,
    /// The personal number held now.
    pub number: Option<MaskedNumber>,
    /// Where the person lives today, as the place is called today.
    pub residence: Option<String>,
    /// The handle of the household they live in.
    pub household: Option<String>,
    /// Whether they are at home outside the reader's jurisdiction: their page is refused.
    pub is_outside: bool,
    /// By what the person was found, and in what that differs from what was typed.
    pub found_by: Vec<FoundBy>,
}

/// By what a person was found, or in what that differs from what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// The number the person holds.
    Number,
    /// A personal number that was cancelled.
    CancelledNumber,
    /// The number of an old identity card.
    OldIdentityCard,
    /// The serial of a card, in force or not.
    Card,
    /// The household.
    Household,
    /// Where they live.
    Residence,
    /// A record that was merged into theirs.
    MergedRecord,
    /// The name as it was typed.
    Name,
    /// A name they bore before, bear beside, or had on record by mistake.
    OtherName,
    /// The name without regard to tones and marks.
    FoldedName,
    /// The name but for a letter or two.
    TypingError,
    /// The name with words more.
    LongerName,
    /// The name with words fewer.
    ShorterName,
    /// A word typed as its first letter.
    AbbreviatedName,
    /// The words in another order.
    OtherWordOrder,
    /// The words with other spaces.
    OtherSpacing,
    /// Only month or year of birth are on record.
    LessExactDate,
    /// 1 January, which may stand for any day of the year.
    FirstOfJanuary,
    /// Day and month of birth are swapped.
    DayAndMonthSwapped,
    /// A digit of the birth date differs.
    OtherDate,
}

impl FoundBy {
    const fn tag(self) -> Tag {
        let (tone, label) = match self {
            Self::Number => (Tone::Good, Key("found-by-number")),
            Self::CancelledNumber => (Tone::Attention, Key("found-by-cancelled-number")),
            Self::OldIdentityCard => (Tone::Plain, Key("found-by-old-identity-card")),
            Self::Card => (Tone::Plain, Key("found-by-card")),
            Self::Household => (Tone::Plain, Key("found-by-household")),
            Self::Residence => (Tone::Plain, Key("found-by-residence")),
            Self::MergedRecord => (Tone::Attention, Key("found-by-merged-record")),
            Self::Name => (Tone::Good, Key("found-by-name")),
            Self::OtherName => (Tone::Attention, Key("found-by-other-name")),
            Self::FoldedName => (Tone::Plain, Key("found-by-folded-name")),
            Self::TypingError => (Tone::Plain, Key("found-by-typing-error")),
            Self::LongerName => (Tone::Plain, Key("found-by-longer-name")),
            Self::ShorterName => (Tone::Plain, Key("found-by-shorter-name")),
            Self::AbbreviatedName => (Tone::Plain, Key("found-by-abbreviated-name")),
            Self::OtherWordOrder => (Tone::Plain, Key("found-by-word-order")),
            Self::OtherSpacing => (Tone::Plain, Key("found-by-spacing")),
            Self::LessExactDate => (Tone::Plain, Key("found-by-less-exact-date")),
            Self::FirstOfJanuary => (Tone::Plain, Key("found-by-first-of-january")),
            Self::DayAndMonthSwapped => (Tone::Attention, Key("found-by-swapped-date")),
            Self::OtherDate => (Tone::Attention, Key("found-by-other-date")),
        };
        Tag { tone, label }
    }
}

impl FoundPerson {
    fn place(&self) -> Value {
        let place = Value::text(self.residence.as_deref());
        if let Some(household) = &self.household {
            let link = Value::LinkSay {
                href: format!("/households/{household}"),
                label: Key("results-household"),
            };
            return Value::Lines(vec![place, link]);
        }
        if !self.is_outside {
            return place;
        }
        let outside = Tag {
            tone: Tone::Attention,
            label: Key("results-outside"),
        };
        Value::Lines(vec![place, Value::Tag(outside)])
    }

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
            self.sex
                .map_or(Value::Missing, |sex| words::sex(sex).into()),
            Value::Date(self.born.clone()),
            self.number.clone().map_or(Value::Missing, Value::Masked),
            self.place(),
            Value::Lines(
                self.found_by
                    .iter()
                    .map(|found_by| Value::Tag(found_by.tag()))
                    .collect(),
            ),
        ]
    }
}

impl ResultsView {
    /// Said when somebody found is outside the jurisdiction.
    fn outside_help(&self) -> Option<Key> {
        let is_any_outside = self.found.iter().any(|found| found.is_outside);
        is_any_outside.then_some(Key("results-outside-help"))
    }

    fn count(&self) -> Message {
        let key = match (self.found.is_empty(), self.next.is_some()) {
            (false, _) if self.seen > 0 => Key("results-further"),
            (true, _) => return Key("results-none").into(),
            (false, false) => Key("results-count"),
            (false, true) => Key("results-more"),
        };
        Message::new(key).with_count("count", self.found.len() as u64)
    }

    fn looked_for(&self) -> Vec<(Key, String)> {
        let typed = &self.typed.person;
        if let Some(home) = &self.home {
            let mut terms = vec![(Key("search-home"), home.clone())];
            if !self.typed.home_name.is_empty() {
                terms.push((Key("search-home-name"), self.typed.home_name.clone()));
            }
            return terms;
        }
        if !typed.number.is_empty() {
            return vec![(Key("search-number"), typed.number.clone())];
        }
        let born = &typed.born;
        let date: Vec<&str> = [&born.day, &born.month, &born.year]
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
        let mut sent = self.typed.sent();
        sent.push(("seen", self.seen.to_string()));
        sent
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
