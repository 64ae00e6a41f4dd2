//! From the journal to the page of one event.

use danh_directory::officer_by_id;
use danh_register::{Actor, SubjectError, TimelineEntry, View, event_by_id, timeline};
use danh_store::Tx;
use danh_vocabulary::{EventId, PersonId};

use super::extract::{self, ExtractView};
use super::{Concerned, EventView};
use crate::components::MaskedNumber;
use crate::desk::Told;
use crate::pages::person::read::PersonReader;

/// An event as the first person it concerns whom the reader may see lived it; nothing when there is no such event.
pub(super) fn event(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    event: EventId,
    told: &mut Told,
) -> Result<Option<(EventView, Option<ExtractView>)>, SubjectError> {
    let Some((persons, entry)) = lived(tx, event)? else {
        return Ok(None);
    };
    let mut concerned = Vec::new();
    for person in &persons {
        told.of(*person);
        if let Some((_, state)) = danh_register::person_queries::person_by_id(tx, *person)? {
            concerned.push(Concerned {
                handle: reader.handles.seal(person.as_i64()),
                name: state.identity.name.to_string(),
                born: state.identity.born.to_string(),
                number: state
                    .number()
                    .map(|number| MaskedNumber::of(number.as_str())),
            });
        }
    }
    let happened = reader.happened(tx, persons[0], &entry)?;
    for other in happened.others(&reader.handles) {
        told.of(other);
    }
    let officer = match entry.event.actor {
        Actor::Officer(officer) => officer_by_id(tx, officer)?.map(|it| it.name.to_string()),
        Actor::Program(_) | Actor::Organisation(_) => None,
    };
    let extract = extract::of(reader, tx, &entry, officer.as_deref(), told)?;
    let view = EventView {
        handle: String::new(),
        entry: happened.to_entry(),
        persons: concerned,
        officer,
        is_new: false,
        has_extract: extract.is_some(),
    };
    Ok(Some((view, extract)))
}

/// Whom an event concerns, and what it says now in the life of the first.
fn lived(
    tx: &mut Tx<'_>,
    event: EventId,
) -> Result<Option<(Vec<PersonId>, TimelineEntry)>, SubjectError> {
    let Some(event) = event_by_id(tx, event)? else {
        return Ok(None);
    };
    let persons: Vec<PersonId> = event
        .subjects
        .iter()
        .map(|subject| subject.person)
        .collect();
    let Some(first) = persons.first() else {
        return Ok(None);
    };
    let entries = timeline(tx, *first, View::PRESENT)?;
    let entry = entries.into_iter().find(|entry| entry.event.id == event.id);
    Ok(entry.map(|entry| (persons, entry)))
}
