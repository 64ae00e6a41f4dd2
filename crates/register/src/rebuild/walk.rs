//! Walking through all persons with their events.

use danh_store::{Row, Tx, params};
use danh_vocabulary::{EventId, PersonId};

use super::PAGE;
use crate::event::Event;
use crate::journal::{self, JournalError};
use crate::subject::SubjectError;

/// The events of a person in the order of their versions; each may be missing or unreadable.
pub(super) type Events = Vec<Result<Event, JournalError>>;

/// Calls `body` for each person with their events in order; flat memory.
pub(super) fn for_each_person(
    tx: &mut Tx<'_>,
    mut body: impl FnMut(&mut Tx<'_>, PersonId, Events) -> Result<(), SubjectError>,
) -> Result<(), SubjectError> {
    let (mut person, mut version) = (i64::MIN, i64::MIN);
    let mut events = Events::new();
    loop {
        let rows = tx.query(
            "SELECT person_event.person_id, person_event.version, person_event.event_id, journal.document
             FROM person_event LEFT JOIN journal ON journal.event_id = person_event.event_id
             WHERE (person_event.person_id, person_event.version) > ($1, $2)
             ORDER BY person_event.person_id, person_event.version LIMIT $3",
            params![person, version, PAGE],
        )?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let owner: i64 = row.get(0)?;
            if owner != person && !events.is_empty() {
                body(tx, PersonId::from_i64(person), std::mem::take(&mut events))?;
            }
            (person, version) = (owner, row.get(1)?);
            events.push(event_of(row)?);
        }
    }
    if events.is_empty() {
        Ok(())
    } else {
        body(tx, PersonId::from_i64(person), events)
    }
}

fn event_of(row: &Row) -> Result<Result<Event, JournalError>, SubjectError> {
    let event = EventId::from_i64(row.get(2)?);
    let document: Option<String> = row.get(3)?;
    Ok(document
        .ok_or(JournalError::Missing { event })
        .and_then(|document| journal::parse(event, &document)))
}
