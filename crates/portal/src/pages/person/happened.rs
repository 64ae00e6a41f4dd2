//! Civil events as a reader meets them in the timeline.

use super::facts::Place;
use crate::components::{Row, Tag, TimelineEntry, Tone, Value};
use crate::messages::Key;
use crate::words::{EventKind, ResidenceKind};

/// One civil event of a person.
#[derive(Clone, Debug)]
pub struct Happened {
    /// What kind of event.
    pub kind: EventKind,
    /// The date from which it holds, ISO, perhaps partial.
    pub on: String,
    /// When the register learnt of it, an instant in Vietnam's time.
    pub recorded_at: String,
    /// What it changed, in the order to be read.
    pub changes: Vec<Change>,
    /// The articles it rests on.
    pub legal_basis: String,
    /// Who decided.
    pub authority: String,
    /// Whether a later event corrected this one.
    pub corrected: bool,
}

/// What an event changed or set down.
#[derive(Clone, Debug)]
pub enum Change {
    /// A place and how one lives there.
    Residence(ResidenceKind, Place),
    /// A place that was left.
    LeftResidence(Place),
    /// The one who was married: name, and handle of their page.
    Spouse(String, Option<String>),
    /// Where something took place.
    Place(Place),
    /// A personal number given.
    NumberGiven(String),
    /// A personal number withdrawn.
    NumberCancelled(String),
    /// An old name and the new one.
    Name(String, String),
    /// An old and a new birth date, ISO.
    Born(String, String),
    /// Any other field that was corrected: its name, old and new.
    Field(Key, String, String),
    /// The reason that was given.
    Reason(String),
    /// Where the data of the initial load came from.
    Source(String),
}

impl Change {
    fn row(&self) -> Row {
        let change = |before, after| Value::Change(Box::new(before), Box::new(after));
        let text = |text: &String| Value::Text(text.clone());
        match self {
            Self::Residence(kind, place) => Row::new(
                match kind {
                    ResidenceKind::Permanent => Key("residence-permanent"),
                    ResidenceKind::Temporary => Key("residence-temporary"),
                },
                place.value(),
            ),
            Self::LeftResidence(place) => Row::new(Key("event-left"), place.value()),
            Self::Spouse(name, None) => Row::new(Key("relation-spouse"), text(name)),
            Self::Spouse(name, Some(handle)) => Row::new(
                Key("relation-spouse"),
                Value::Link {
                    href: format!("/persons/{handle}"),
                    text: name.clone(),
                },
            ),
            Self::Place(place) => Row::new(Key("event-place"), place.value()),
            Self::NumberGiven(number) => {
                Row::new(Key("event-number-given"), Value::Code(number.clone()))
            }
            Self::NumberCancelled(number) => {
                Row::new(Key("event-number-withdrawn"), Value::Code(number.clone()))
            }
            Self::Name(before, after) => {
                Row::new(Key("word-name"), change(text(before), text(after)))
            }
            Self::Born(before, after) => Row::new(
                Key("word-born"),
                change(Value::Date(before.clone()), Value::Date(after.clone())),
            ),
            Self::Field(key, before, after) => Row::new(*key, change(text(before), text(after))),
            Self::Reason(reason) => Row::new(Key("event-reason"), text(reason)),
            Self::Source(source) => Row::new(Key("event-source"), text(source)),
        }
    }
}

impl Happened {
    pub(super) fn to_entry(&self) -> TimelineEntry {
        TimelineEntry {
            kind: self.kind.key(),
            happened_on: self.on.clone(),
            recorded_at: self.recorded_at.clone(),
            tag: self.corrected.then_some(Tag {
                tone: Tone::Past,
                label: Key("event-corrected-later"),
            }),
            details: self.changes.iter().map(Change::row).collect(),
            legal_basis: self.legal_basis.clone(),
            authority: self.authority.clone(),
        }
    }
}
