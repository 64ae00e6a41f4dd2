//! Civil events as a reader meets them in the timeline.

use danh_keys::HandleKey;
use danh_register::{CancellationReason, Relationship};
use danh_vocabulary::PersonId;

use super::facts::{Place, person_link};
use crate::bilingual::Bilingual;
use crate::components::{Row, Tag, TimelineEntry, Tone, Value};
use crate::messages::Key;
use crate::words;

/// One civil event of a person.
#[derive(Clone, Debug)]
pub struct Happened {
    /// What kind of event.
    pub kind: Key,
    /// The date from which it holds, ISO.
    pub on: String,
    /// When the register learnt of it, an instant in Vietnam's time.
    pub recorded_at: String,
    /// What it said, in the order to be read.
    pub said: Vec<Said>,
    /// The articles it rests on.
    pub legal_basis: String,
    /// Who decided.
    pub authority: Bilingual,
    /// Its place in the journal's ledger; nothing in the first moments.
    pub position: Option<u64>,
    /// Whether a later event corrected this one.
    pub corrected: bool,
    /// Whether it says nothing any more, because it should never have been recorded.
    pub withdrawn: bool,
}

/// What an event set down or changed.
#[derive(Clone, Debug)]
pub enum Said {
    /// The name.
    Name(String),
    /// A place of residence and what the person is to the head of the household there.
    Residence(Place, Relationship),
    /// Somebody else: what they are, their name, and the handle of their page.
    Person(Key, String, Option<String>),
    /// A fact by its name.
    Field(Key, Value),
    /// Where something took place.
    Place(Place),
    /// A personal number given.
    NumberGiven(String),
    /// A personal number withdrawn, and why.
    NumberCancelled(String, CancellationReason),
    /// A field that was corrected: its name, as it stood, as it is.
    Corrected(Key, Value, Value),
    /// The file that the data of the initial load came from.
    Source(String),
}

impl Said {
    /// The handle of whoever is named, where the register knows them.
    pub(super) fn handle(&self) -> Option<&str> {
        match self {
            Self::Person(_, _, handle) => handle.as_deref(),
            _ => None,
        }
    }

    fn rows(&self) -> Vec<Row> {
        match self {
            Self::Name(name) => vec![Row::new(Key("word-name"), Value::Text(name.clone()))],
            Self::Residence(place, relationship) => vec![
                Row::new(Key("person-address"), place.value()),
                Row::new(
                    Key("person-relationship"),
                    words::relationship(*relationship),
                ),
            ],
            Self::Person(relation, name, handle) => {
                vec![Row::new(*relation, person_link(name, handle.as_deref()))]
            }
            Self::Field(field, value) => vec![Row::new(*field, value.clone())],
            Self::Place(place) => vec![Row::new(Key("event-place"), place.value())],
            Self::NumberGiven(number) => {
                vec![Row::new(
                    Key("event-number-given"),
                    Value::Code(number.clone()),
                )]
            }
            Self::NumberCancelled(number, reason) => vec![
                Row::new(Key("event-number-withdrawn"), Value::Code(number.clone())),
                Row::new(Key("event-reason"), words::cancellation_reason(*reason)),
            ],
            Self::Corrected(field, was, now) => {
                let change = Value::Change(Box::new(was.clone()), Box::new(now.clone()));
                vec![Row::new(*field, change)]
            }
            Self::Source(source) => {
                vec![Row::new(Key("event-source"), Value::Text(source.clone()))]
            }
        }
    }
}

impl Happened {
    /// Everybody else of whom it tells something.
    pub(crate) fn others(&self, handles: &HandleKey) -> Vec<PersonId> {
        let named = self.said.iter().filter_map(Said::handle);
        named
            .filter_map(|handle| handles.open(handle).map(PersonId::from_i64))
            .collect()
    }

    fn tag(&self) -> Option<Tag> {
        let label = match (self.withdrawn, self.corrected) {
            (true, _) => Key("event-withdrawn"),
            (false, true) => Key("event-corrected-later"),
            (false, false) => return None,
        };
        let tone = Tone::Past;
        Some(Tag { tone, label })
    }

    pub(crate) fn to_entry(&self) -> TimelineEntry {
        TimelineEntry {
            kind: self.kind,
            // What an earlier file says holds from birth; nothing happened that day but the birth.
            date_is: (self.kind == Key("event-enrolment")).then_some(Key("timeline-since-birth")),
            happened_on: self.on.clone(),
            recorded_at: self.recorded_at.clone(),
            tag: self.tag(),
            details: self.said.iter().flat_map(Said::rows).collect(),
            legal_basis: self.legal_basis.clone(),
            authority: self.authority.clone(),
            position: self.position,
        }
    }
}
