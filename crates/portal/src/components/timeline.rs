//! What happened to a person, newest first.

use super::DescriptionList;
use super::notice::Tag;
use super::table::Row;
use crate::bilingual::Bilingual;
use crate::messages::{Key, Message};

/// Events, newest first.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// In the order they are shown.
    pub entries: Vec<TimelineEntry>,
}

/// One event.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// What kind of event.
    pub kind: Key,
    /// Said before the date, when the date is not that of the event itself.
    pub date_is: Option<Key>,
    /// The date from which it holds, ISO, perhaps partial.
    pub happened_on: String,
    /// When the register learnt of it, an instant in Vietnam's time.
    pub recorded_at: String,
    /// Said beside the kind, e.g. that a later event corrected this one.
    pub tag: Option<Tag>,
    /// What it changed.
    pub details: Vec<Row>,
    /// The articles it rests on.
    pub legal_basis: String,
    /// Who decided.
    pub authority: Bilingual,
    /// Its place in the journal's ledger; nothing in the first moments.
    pub position: Option<u64>,
}

impl TimelineEntry {
    pub(crate) fn detail_list(&self) -> DescriptionList {
        DescriptionList {
            rows: self.details.clone(),
        }
    }

    pub(crate) fn place_in_ledger(&self) -> Message {
        match self.position {
            Some(position) => {
                Message::new(Key("timeline-position")).with_count("position", position)
            }
            None => Key("timeline-no-position").into(),
        }
    }
}
