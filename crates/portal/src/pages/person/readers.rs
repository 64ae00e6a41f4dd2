//! `GET /persons/{handle}/readers?before=`: who was told what about a person, the latest first (Law on Personal Data Protection
//! 2025, article 4; Law on Identification 2023, article 5). Refusals and emergency readings are marked.

use danh_exchange::{AccessKind, Told};

use super::{AsOf, OfferedTabs, PersonTab, tabs};
use crate::bilingual::Bilingual;
use crate::components::{Column, Table, Tabs, Tag, Tone, Value};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};

pub mod examples;
pub(crate) mod handlers;

/// Who was told about a person.
#[derive(Clone, Debug)]
pub struct ReadersView {
    /// The opaque handle that names the person in addresses.
    pub handle: String,
    /// Full name now.
    pub name: String,
    /// The dates that the other tabs are shown as of.
    pub as_of: AsOf,
    /// The latest first.
    pub readings: Vec<ReadingRow>,
    /// The access record before which the earlier ones stand, if there are any.
    pub earlier: Option<String>,
}

/// Once that somebody was told something, or refused.
#[derive(Clone, Debug)]
pub struct ReadingRow {
    /// When, an instant in Vietnam's time.
    pub at: String,
    /// Who.
    pub by: ReadBy,
    /// In whose name.
    pub authority: Bilingual,
    /// What for, in the words of the record.
    pub purpose: String,
    /// The law that let them ask.
    pub basis: String,
    /// Whether something was told, and how it came to that.
    pub kind: AccessKind,
    /// What was told.
    pub told: Vec<Told>,
}

/// Who was told.
#[derive(Clone, Debug)]
pub enum ReadBy {
    /// An officer, by name.
    Officer(String),
    /// The program at somebody's command, such as an export: the command.
    Program(String),
    /// An organisation, by its agreement: which one it is stands beside it.
    Organisation,
}

impl ReadersView {
    fn tabs(&self) -> Tabs {
        tabs(
            &self.handle,
            &self.as_of,
            PersonTab::Readers,
            OfferedTabs::All,
        )
    }

    fn earlier_address(&self) -> Option<String> {
        let before = self.earlier.as_ref()?;
        let here = self.as_of.address(&self.handle, PersonTab::Readers);
        let separator = if here.contains('?') { '&' } else { '?' };
        Some(format!("{here}{separator}before={before}"))
    }

    fn table(&self) -> Table {
        Table {
            caption: Key("person-readers").into(),
            columns: vec![
                Column::words(Key("readers-at")),
                Column::words(Key("readers-by")),
                Column::words(Key("readers-purpose")),
                Column::words(Key("readers-told")),
            ],
            rows: self.readings.iter().map(ReadingRow::row).collect(),
        }
    }
}

impl ReadingRow {
    fn row(&self) -> Vec<Value> {
        let at = Value::Instant(self.at.clone());
        let at = match self.tag() {
            Some(tag) => Value::Lines(vec![at, Value::Tag(tag)]),
            None => at,
        };
        let by = match &self.by {
            ReadBy::Officer(name) => Value::Text(name.clone()),
            ReadBy::Program(command) => {
                Value::Say(Message::new(Key("readers-program")).with_text("command", command))
            }
            ReadBy::Organisation => Key("readers-organisation").into(),
        };
        let purpose = Value::Text(self.purpose.clone());
        let basis = Message::new(Key("readers-basis")).with_text("basis", &self.basis);
        vec![
            at,
            Value::Lines(vec![by, Value::Named(self.authority.clone())]),
            purpose.noted(basis),
            self.told(),
        ]
    }

    const fn tag(&self) -> Option<Tag> {
        let label = match self.kind {
            AccessKind::Disclosure => return None,
            AccessKind::RefusedOutsideJurisdiction => Key("readers-refused"),
            AccessKind::BreakGlassOpened => Key("readers-emergency-opened"),
            AccessKind::BreakGlass => Key("readers-emergency"),
            AccessKind::RefusedToOrganisation => Key("readers-refused-organisation"),
        };
        Some(Tag {
            tone: Tone::Attention,
            label,
        })
    }

    fn told(&self) -> Value {
        match self.kind {
            AccessKind::RefusedOutsideJurisdiction
            | AccessKind::BreakGlassOpened
            | AccessKind::RefusedToOrganisation => Key("readers-told-nothing").into(),
            AccessKind::Disclosure | AccessKind::BreakGlass => {
                Value::Lines(self.told.iter().map(|told| word(*told).into()).collect())
            }
        }
    }
}

/// What was told, in a few words.
const fn word(told: Told) -> Key {
    match told {
        Told::SearchResult => Key("told-search-result"),
        Told::Person => Key("told-person"),
        Told::History => Key("told-history"),
        Told::Summary => Key("told-summary"),
        Told::Family => Key("told-family"),
        Told::Residence => Key("told-residence"),
        Told::Documents => Key("told-documents"),
        Told::BookEntry => Key("told-book-entry"),
        Told::AccessRecords => Key("told-access-records"),
        Told::Export => Key("told-export"),
        Told::Verification => Key("told-verification"),
        Told::Attributes => Key("told-attributes"),
        Told::Derived => Key("told-derived"),
    }
}

crate::pages::template!(ReadersView, "pages/person_readers.html");

impl Page for ReadersView {
    fn title(&self) -> Message {
        Message::new(Key("readers-title")).with_text("name", &self.name)
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Search)
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
