//! The history of a person, readable.

use std::collections::HashMap;

use danh_ledger::Log;
use danh_store::Tx;
use danh_vocabulary::{EventId, PersonId};
use jiff::civil::Date;

use crate::event::{Event, EventBody};
use crate::fold::{Said, SaidEvent, View};
use crate::journal;
use crate::subject::SubjectError;

/// One event of a life, in the order a reader expects: the latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The event.
    pub event: Event,
    /// What it says now, after the corrections the view knows of.
    pub says: EventBody,
    /// From which day it holds, as far as is known by now; for a correction, the day it was recorded.
    pub effective_on: Date,
    /// Where it stands in the journal's ledger; nothing yet in the first moments after it was written.
    pub position: Option<u64>,
    /// A later event that says this one was in error.
    pub corrected_by: Option<EventId>,
    /// Whether it says nothing any more, because it should never have been recorded.
    pub withdrawn: bool,
}

/// The events of a person that a view shows: effective by its day and recorded by its instant.
///
/// An event that was corrected holds from the day that is right, and a correction is shown with what it corrects.
pub fn timeline(
    tx: &mut Tx<'_>,
    person: PersonId,
    view: View,
) -> Result<Vec<TimelineEntry>, SubjectError> {
    let events = journal::events_of_person(tx, person)?;
    let said = Said::at(&events, view.known_at)?;
    let mut corrected_by: HashMap<EventId, EventId> = HashMap::new();
    for said in &said.events {
        if let EventBody::Correction(correction) = &said.event.body {
            corrected_by.insert(correction.of, said.event.id);
        }
    }
    let mut entries: Vec<TimelineEntry> = Vec::with_capacity(said.events.len());
    for SaidEvent {
        event,
        body,
        withdrawn,
    } in said.events
    {
        let effective_on = body.effective_on(person, event.recorded_at.date_in_viet_nam());
        let shown = match &event.body {
            EventBody::Correction(correction) => {
                entries.iter().any(|entry| entry.event.id == correction.of)
            }
            _ => view.on.is_none_or(|day| effective_on <= day),
        };
        if shown {
            entries.push(TimelineEntry {
                event: event.clone(),
                says: body.into_owned(),
                effective_on,
                position: danh_ledger::position_of(tx, Log::JOURNAL, event.id.as_i64())?,
                corrected_by: corrected_by.get(&event.id).copied(),
                withdrawn,
            });
        }
    }
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.effective_on, entry.event.id)));
    Ok(entries)
}
