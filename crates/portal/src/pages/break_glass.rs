//! `GET /break-glass`: every emergency reading by the authorities that the reader oversees, the latest first. It tells who read,
//! in whose name, when and why; whom, only the person's own page tells who may read that.

use crate::bilingual::Bilingual;
use crate::components::{Column, Table, Tag, Tone, Value};
use crate::messages::{Key, Message};
use crate::page::{Frame, Page};

pub mod examples;
pub(crate) mod handlers;

/// Emergency readings.
#[derive(Clone, Debug, Default)]
pub struct BreakGlassView {
    /// The latest first.
    pub readings: Vec<EmergencyReading>,
    /// The address of the earlier ones, if there are any.
    pub earlier: Option<String>,
}

/// One emergency reading.
#[derive(Clone, Debug)]
pub struct EmergencyReading {
    /// Who read.
    pub officer: String,
    /// In whose name.
    pub authority: Bilingual,
    /// When it was opened, an instant in Vietnam's time.
    pub opened_at: String,
    /// Whether it still counts.
    pub is_open: bool,
    /// Why, in the reader's words.
    pub reason: String,
    /// The address of the person's page, for who may read it.
    pub person: Option<String>,
}

impl BreakGlassView {
    fn table(&self) -> Table {
        Table {
            caption: Key("break-glass-table").into(),
            columns: vec![
                Column::words(Key("break-glass-opened")),
                Column::words(Key("break-glass-reason")),
                Column::words(Key("break-glass-officer")),
                Column::words(Key("break-glass-person")),
            ],
            rows: self.readings.iter().map(EmergencyReading::row).collect(),
        }
    }
}

impl EmergencyReading {
    fn row(&self) -> Vec<Value> {
        let opened = Value::Instant(self.opened_at.clone());
        let open = Tag {
            tone: Tone::Attention,
            label: Key("break-glass-is-open"),
        };
        let opened = if self.is_open {
            Value::Lines(vec![opened, Value::Tag(open)])
        } else {
            opened
        };
        let person = self.person.clone().map_or(Value::Missing, |href| {
            let label = Key("break-glass-open-person");
            Value::LinkSay { href, label }
        });
        vec![
            opened,
            Value::Text(self.reason.clone()),
            Value::Lines(vec![
                Value::Text(self.officer.clone()),
                Value::Named(self.authority.clone()),
            ]),
            person,
        ]
    }
}

super::template!(BreakGlassView, "pages/break_glass.html");

impl Page for BreakGlassView {
    fn title(&self) -> Message {
        Key("break-glass-title").into()
    }

    fn html(&self, frame: &Frame) -> Result<String, askama::Error> {
        Filled::of(self, frame)
    }
}
