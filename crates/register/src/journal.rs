//! Reading and writing the journal's rows.

use std::collections::BTreeMap;

use danh_ledger::Commitment;
use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{EventId, PersonId};

use crate::event::Event;
use crate::keyed::rows_of_keys;

/// Why the journal could not be read.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// A row is not an event.
    #[error("event {event} in the journal cannot be read: {detail}")]
    Unreadable {
        /// Its key.
        event: EventId,
        /// What is wrong with it.
        detail: String,
    },
    /// An event that a person has is not there.
    #[error("event {event} is missing from the journal")]
    Missing {
        /// Its key.
        event: EventId,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The commitment to an event that the ledger holds: salted, over the stored document.
pub fn event_commitment(salt: &[u8; 16], document: &str) -> Commitment {
    danh_ledger::commitment(salt, document.as_bytes())
}

/// All events of a person, in the order of their versions.
pub fn events_of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Event>, JournalError> {
    let rows = tx.query_witnessed(
        "SELECT person_event.event_id, journal.document
         FROM person_event LEFT JOIN journal ON journal.event_id = person_event.event_id
         WHERE person_event.person_id = $1 ORDER BY person_event.version",
        // Neither table is ever changed but by adding to it.
        "SELECT MAX(version) FROM person_event WHERE person_id = $1",
        params![person.as_i64()],
    )?;
    rows.iter()
        .map(|row| {
            let event = EventId::from_i64(row.get(0)?);
            let document: Option<String> = row.get(1)?;
            parse(event, &document.ok_or(JournalError::Missing { event })?)
        })
        .collect()
}

/// One event.
pub fn event_by_id(tx: &mut Tx<'_>, event: EventId) -> Result<Option<Event>, JournalError> {
    let row = tx.query_opt(
        "SELECT document FROM journal WHERE event_id = $1",
        params![event.as_i64()],
    )?;
    row.map(|row| parse(event, &row.get::<String>(0)?))
        .transpose()
}

/// Some events, those of them that there are.
pub fn events_by_ids(
    tx: &mut Tx<'_>,
    events: &[EventId],
) -> Result<BTreeMap<EventId, Event>, JournalError> {
    let keys: Vec<i64> = events.iter().map(|event| event.as_i64()).collect();
    let rows = rows_of_keys(tx, &keys, |places| {
        format!("SELECT event_id, document FROM journal WHERE event_id IN ({places})")
    })?;
    let parsed = rows.iter().map(|row| {
        let event = EventId::from_i64(row.get(0)?);
        Ok((event, parse(event, &row.get::<String>(1)?)?))
    });
    parsed.collect()
}

/// The commitment to what the journal holds now under a key, computed afresh; `None` when there is no such row.
pub fn recomputed_commitment(
    tx: &mut Tx<'_>,
    event: EventId,
) -> Result<Option<Commitment>, StoreError> {
    let row = tx.query_opt(
        "SELECT document, salt FROM journal WHERE event_id = $1",
        params![event.as_i64()],
    )?;
    row.map(|row| Ok(event_commitment(&row.get(1)?, &row.get::<String>(0)?)))
        .transpose()
}

/// The keys of the events above one, or of all, ascending, at most so many: for looking for events that no ledger has.
pub fn event_ids_after(
    tx: &mut Tx<'_>,
    after: Option<i64>,
    limit: u64,
) -> Result<Vec<i64>, StoreError> {
    let rows = tx.query(
        "SELECT event_id FROM journal WHERE event_id > $1 ORDER BY event_id LIMIT $2",
        params![
            after.unwrap_or(i64::MIN),
            i64::try_from(limit).unwrap_or(i64::MAX)
        ],
    )?;
    rows.iter().map(|row| row.get(0)).collect()
}

pub(crate) fn parse(event: EventId, document: &str) -> Result<Event, JournalError> {
    let unreadable = |detail| JournalError::Unreadable { event, detail };
    let parsed: Event =
        serde_json::from_str(document).map_err(|error| unreadable(error.to_string()))?;
    if parsed.id != event {
        return Err(unreadable(format!(
            "it says that it is event {}",
            parsed.id
        )));
    }
    Ok(parsed)
}
