//! Proving that the state is what the journal folds to, and making it so again.

mod check;
mod walk;

use danh_store::{Param, Store, StoreError, Tx, params};
use danh_vocabulary::{EventId, PersonId};

pub use check::{Checked, check};

use crate::book::BookRow;
use crate::event::Event;
use crate::fold::{self, View};
use crate::index::Index;
use crate::indexing::{self, IndexRows, Sorter};
use crate::journal;
use crate::person::PersonState;
use crate::subject::SubjectError;

/// Rows read at a time, so that a country fits into little memory.
const PAGE: i64 = 2_000;
/// States written by one statement's worth of work.
const STATES_A_WRITE: usize = 2_000;

/// Throws away everything that follows from the journal and makes it again, in one transaction.
///
/// Answers how many persons there are.
pub fn rebuild(
    store: &Store,
    mut progress: impl FnMut(u64) + Send + 'static,
) -> Result<u64, SubjectError> {
    let folder = store.scratch_folder().to_owned();
    store
        .write(move |tx| {
            for table in [
                "person_event",
                "person",
                "person_number",
                "person_former_card",
                "person_card",
                "person_name",
                "person_born",
                "household_member",
                "household_former_member",
                "person_parent",
                "resident",
                "known_name",
                "known_word",
                "protected_person",
                "book_entry",
                "index_backlog",
            ] {
                tx.execute(&format!("DELETE FROM {table}"), params![])?;
            }
            file_events(tx)?;
            let mut states = States::new(Sorter::new(&folder));
            let mut persons = 0;
            walk::for_each_person(tx, |tx, person, events| {
                let events: Vec<Event> = events.into_iter().collect::<Result<_, _>>()?;
                if let Some(state) = fold::fold(person, &events, View::PRESENT)? {
                    states.add(tx, person, &events, &state)?;
                }
                persons += 1;
                progress(persons);
                Ok(())
            })?;
            states.finish(tx)?;
            Ok(persons)
        })
        .wait()
}

/// States on their way into the database: written a page at a time, and what they are found by when all are there.
struct States {
    rows: Vec<(i64, i64, String)>,
    index: Sorter,
}

impl States {
    fn new(index: Sorter) -> Self {
        Self {
            rows: Vec::new(),
            index,
        }
    }

    fn add(
        &mut self,
        tx: &mut Tx<'_>,
        person: PersonId,
        events: &[Event],
        state: &PersonState,
    ) -> Result<(), StoreError> {
        let version = i64::try_from(events.len()).expect("a life has few events");
        self.rows
            .push((person.as_i64(), version, state.to_document()));
        self.index.push_all(&IndexRows::of(
            &Index::of_life(person, events, state),
            person,
        ))?;
        if self.rows.len() == STATES_A_WRITE {
            self.write(tx)?;
        }
        Ok(())
    }

    fn write(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let rows = self.rows.iter().map(|(person, version, document)| {
            [Param::Int(*person), Param::Int(*version), document.into()]
        });
        tx.bulk_insert("person", &["person_id", "version", "document"], rows)?;
        self.rows.clear();
        Ok(())
    }

    fn finish(mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.write(tx)?;
        indexing::insert_sorted(tx, self.index.finish()?)
    }
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
        let mut filed: Vec<[i64; 3]> = Vec::with_capacity(rows.len());
        let mut events = Vec::with_capacity(rows.len());
        for row in &rows {
            let event = EventId::from_i64(row.get(0)?);
            events.push(journal::parse(event, &row.get::<String>(1)?)?);
        }
        for event in &events {
            filed.extend(event.subjects.iter().map(|subject| {
                [
                    subject.person.as_i64(),
                    i64::from(subject.version),
                    event.id.as_i64(),
                ]
            }));
        }
        filed.sort_unstable();
        let rows = filed.iter().map(|row| row.map(Param::Int));
        tx.bulk_insert("person_event", &["person_id", "version", "event_id"], rows)?;
        let booked: Vec<BookRow<'_>> = events.iter().filter_map(BookRow::of).collect();
        let rows = booked.iter().map(BookRow::params);
        tx.bulk_insert("book_entry", &BookRow::COLUMNS, rows)?;
    }
}
