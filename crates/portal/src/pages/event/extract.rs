//! `GET /events/{handle}/extract`: what the book says, to be printed and signed (bản sao trích lục hộ tịch): Law on Civil Status
//! 2014, art. 4.9 and 63; the forms of Circular 04/2020/TT-BTP, as far as the register keeps what they ask. Extracts come of the
//! civil-status database and its electronic books by Circular 01/2022/TT-BTP.
//!
//! It says what the event says now, after every correction, and where it stands in the journal's ledger, so that whoever holds
//! the paper can have it checked.

use crate::bilingual::Bilingual;
use crate::components::{DescriptionList, Value};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page, Section};

mod care;
mod content;
mod court;
mod people;

pub(super) use content::of;

/// An extract.
#[derive(Clone, Debug)]
pub struct ExtractView {
    /// The handle of the event.
    pub handle: String,
    /// Which extract.
    pub title: Key,
    /// Whose book it is from.
    pub authority: Bilingual,
    /// Where the event stands in the journal's ledger.
    pub position: Option<u64>,
    /// What the book says, in parts with a heading or without.
    pub parts: Vec<(Option<Key>, DescriptionList)>,
    /// When it was registered, an instant in Vietnam's time.
    pub registered_at: String,
    /// Who registered it.
    pub officer: Option<String>,
    /// The day of the extract, ISO.
    pub today: String,
}

impl ExtractView {
    fn number(&self) -> Value {
        self.position
            .map_or(Key("event-position-soon").into(), Value::Count)
    }
}

super::super::template!(ExtractView, "desk/extract.html");

impl Page for ExtractView {
    fn title(&self) -> Message {
        self.title.into()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Desk)
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
