//! Proving that the state is what the journal folds to, and making it so again.

mod check;
mod walk;

use danh_store::{Store, Tx, params};
use danh_vocabulary::EventId;

pub use check::{Checked, check};

use crate::event::Event;
use crate::fold::{self, View};
use crate::index::Index;
use crate::journal;
use crate::subject::SubjectError;

/// Rows read at a time, so that a country fits into little memory.
const PAGE: i64 = 2_000;

/// Throws away everything that follows from the journal and makes it again, in one transaction.
///
/// Answers how many persons there are.
pub fn rebuild(
    store: &Store,
    mut progress: impl FnMut(u64) + Send + 'static,
) -> Result<u64, SubjectError> {
    store
        .write(move |tx| {
            for table in [
                "person_event",
                "person",
                "person_number",
                "person_former_card",
                "person_name",
                "household_member",
                "person_parent",
                "resident",
                "known_name",
                "known_word",
                "protected_person",
            ] {
                tx.execute(&format!("DELETE FROM {table}"), params![])?;
            }
            file_events(tx)?;
            let mut persons = 0;
            walk::for_each_person(tx, |tx, person, events| {
                let events: Vec<Event> = events.into_iter().collect::<Result<_, _>>()?;
                let version = i64::try_from(events.len()).expect("a life has few events");
                if let Some(state) = fold::fold(person, &events, View::PRESENT)? {
                    tx.execute(
                        "INSERT INTO person (person_id, version, document) VALUES ($1, $2, $3)",
                        params![person.as_i64(), version, &state.to_document()],
                    )?;
                    Index::default().change_to(&Index::of(&state), tx, person)?;
                }
                persons += 1;
                progress(persons);
                Ok(())
            })?;
            Ok(persons)
        })
        .wait()
}

fn file_events(tx: &mut Tx<'_>) -> Result<(), SubjectError> {
    let mut after = i64::MIN;
    loop {
        let rows = tx.query(
            "SELECT event_id, document FROM journal WHERE event_id > $1 ORDER BY event_id LIMIT $2",
            params![after, PAGE],
        )?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = last.get(0)?;
        for row in &rows {
            let event = EventId::from_i64(row.get(0)?);
            let event = journal::parse(event, &row.get::<String>(1)?)?;
            for subject in &event.subjects {
                tx.execute(
                    "INSERT INTO person_event (person_id, version, event_id) VALUES ($1, $2, $3)",
                    params![
                        subject.person.as_i64(),
                        i64::from(subject.version),
                        event.id.as_i64()
                    ],
                )?;
            }
        }
    }
}
