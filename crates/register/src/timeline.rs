//! The history of a person, readable.

use danh_ledger::Log;
use danh_store::Tx;
use danh_vocabulary::{EventId, PersonId};
use jiff::civil::Date;

use crate::event::{Event, EventBody};
use crate::fold::View;
use crate::journal;
use crate::subject::SubjectError;

/// One event of a life, in the order a reader expects: the latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The event.
    pub event: Event,
    /// From which day it holds.
    pub effective_on: Date,
    /// Where it stands in the journal's ledger; nothing yet in the first moments after it was written.
    pub position: Option<u64>,
    /// A later event that says this one was in error.
    pub corrected_by: Option<EventId>,
}

/// The events of a person that a view shows: effective by its day and recorded by its instant.
pub fn timeline(
    tx: &mut Tx<'_>,
    person: PersonId,
    view: View,
) -> Result<Vec<TimelineEntry>, SubjectError> {
    let mut events = journal::events_of_person(tx, person)?;
    events.retain(|event| {
        view.known_at
            .is_none_or(|instant| event.recorded_at <= instant)
    });
    let corrections: Vec<(EventId, EventId)> = events
        .iter()
        .filter_map(|event| match &event.body {
            EventBody::Correction(correction) => Some((correction.of, event.id)),
            _ => None,
        })
        .collect();
    let mut entries = Vec::with_capacity(events.len());
    for event in events {
        let effective_on = event
            .body
            .effective_on(event.recorded_at.date_in_viet_nam());
        if view.on.is_some_and(|day| effective_on > day) {
            continue;
        }
        let position = danh_ledger::position_of(tx, Log::JOURNAL, event.id.as_i64())?;
        let corrected_by = corrections
            .iter()
            .rev()
            .find(|(of, _)| *of == event.id)
            .map(|(_, by)| *by);
        entries.push(TimelineEntry {
            event,
            effective_on,
            position,
            corrected_by,
        });
    }
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.effective_on, entry.event.id)));
    Ok(entries)
}
