//! From the journal to the page of one event.

use danh_directory::officer_by_id;
use danh_register::person_queries::is_visible;
use danh_register::{
    Actor, SubjectError, TimelineEntry, View, event_by_id, person_as_of, timeline,
};
use danh_store::Tx;
use danh_vocabulary::{EventId, PersonId};

use super::extract::{self, ExtractView};
use super::{Concerned, EventFacts};
use crate::components::MaskedNumber;
use crate::desk::Told;
use crate::pages::person::read::PersonReader;

/// Whom an event concerns of those whom the reader may see: nobody, where there is no such event for them.
pub(super) fn concerned(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    event: EventId,
) -> Result<Vec<PersonId>, SubjectError> {
    let mut persons = Vec::new();
    if let Some(event) = event_by_id(tx, event)? {
        for subject in &event.subjects {
            if is_visible(tx, subject.person, reader.viewer)? {
                persons.push(subject.person);
            }
        }
    }
    Ok(persons)
}

/// An event in a view, as the first of `persons` lived it; nothing when the register did not know of it then.
pub(super) fn facts(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    event: EventId,
    (persons, view): (&[PersonId], View),
    told: &mut Told,
) -> Result<Option<EventFacts>, SubjectError> {
    let Some((first, entry)) = lived(tx, event, persons, view)? else {
        return Ok(None);
    };
    let mut concerned = Vec::new();
    for person in persons {
        told.of(*person);
        if let Some(state) = person_as_of(tx, *person, view)? {
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
    let happened = reader.happened(tx, first, &entry)?;
    for other in happened.others(&reader.handles) {
        told.of(other);
    }
    let has_extract = view == View::PRESENT && extract_of(reader, tx, &entry)?.is_some();
    Ok(Some(EventFacts {
        entry: happened.to_entry(),
        persons: concerned,
        officer: officer(tx, &entry)?,
        has_extract,
    }))
}

/// The extract of an event, if there is one for this reader, and of whom it tells.
pub(super) fn extract(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    event: EventId,
    persons: &[PersonId],
) -> Result<Option<(ExtractView, Vec<PersonId>)>, SubjectError> {
    match lived(tx, event, persons, View::PRESENT)? {
        Some((_, entry)) => extract_of(reader, tx, &entry),
        None => Ok(None),
    }
}

/// What is printed and signed tells all of an event or nothing: where it names somebody hidden from the reader, there is none.
fn extract_of(
    reader: &PersonReader,
    tx: &mut Tx<'_>,
    entry: &TimelineEntry,
) -> Result<Option<(ExtractView, Vec<PersonId>)>, SubjectError> {
    let mut told = Told::default();
    for subject in &entry.event.subjects {
        told.of(subject.person);
    }
    let officer = officer(tx, entry)?;
    let Some(extract) = extract::of(reader, tx, entry, officer.as_deref(), &mut told)? else {
        return Ok(None);
    };
    let persons = told.into_persons();
    for person in &persons {
        if !is_visible(tx, *person, reader.viewer)? {
            return Ok(None);
        }
    }
    Ok(Some((extract, persons)))
}

fn officer(tx: &mut Tx<'_>, entry: &TimelineEntry) -> Result<Option<String>, SubjectError> {
    Ok(match entry.event.actor {
        Actor::Officer(officer) => officer_by_id(tx, officer)?.map(|it| it.name.to_string()),
        Actor::Program(_) | Actor::Organisation(_) => None,
    })
}

/// What an event says in a view in the life of the first of those whom it concerns.
fn lived(
    tx: &mut Tx<'_>,
    event: EventId,
    persons: &[PersonId],
    view: View,
) -> Result<Option<(PersonId, TimelineEntry)>, SubjectError> {
    let Some(first) = persons.first() else {
        return Ok(None);
    };
    let entries = timeline(tx, *first, view)?;
    let entry = entries.into_iter().find(|entry| entry.event.id == event);
    Ok(entry.map(|entry| (*first, entry)))
}
