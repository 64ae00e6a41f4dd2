//! Whose index rows are still to be written.

use danh_store::{Store, StoreError, Tx, params};
use danh_vocabulary::PersonId;

use super::row::IndexRows;
use super::sorter::Sorter;
use super::write;
use crate::index::Index;
use crate::person_queries::persons_after;

/// Persons read at a time.
const PAGE: u32 = 2_000;

/// Persons who are in the register and are not found by name or number yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// The first of them.
    pub first: PersonId,
    /// The last of them; all between are of them too.
    pub last: PersonId,
    /// How many of their rows, in the order of the rows, are written.
    pub(super) rows_written: u64,
}

/// What is still to be written; nothing, unless an import is at work or was killed.
pub fn backlog(tx: &mut Tx<'_>) -> Result<Option<Backlog>, StoreError> {
    let row = tx.query_opt(
        "SELECT first_person, last_person, rows_written FROM index_backlog",
        params![],
    )?;
    row.map(|row| {
        Ok(Backlog {
            first: PersonId::from_i64(row.get(0)?),
            last: PersonId::from_i64(row.get(1)?),
            rows_written: row.get::<i64>(2)?.unsigned_abs(),
        })
    })
    .transpose()
}

/// Notes, in the transaction that writes them, that the persons from `first` to `last` have no index rows yet.
pub(crate) fn backlog_extend(
    tx: &mut Tx<'_>,
    first: PersonId,
    last: PersonId,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO index_backlog (first_person, last_person, rows_written) VALUES ($1, $2, 0)
         ON CONFLICT (first_person) DO UPDATE SET last_person = excluded.last_person",
        params![first.as_i64(), last.as_i64()],
    )
    .map(drop)
}

pub(super) fn backlog_progress(
    tx: &mut Tx<'_>,
    first: PersonId,
    rows_written: u64,
) -> Result<(), StoreError> {
    let rows = i64::try_from(rows_written).expect("no table has that many rows");
    tx.execute(
        "UPDATE index_backlog SET rows_written = $1 WHERE first_person = $2",
        params![rows, first.as_i64()],
    )
    .map(drop)
}

/// Writes the rows of the backlog, which `sorter` holds all of. `progress` is told the rows done and how many there are.
pub(crate) fn finish(
    store: &Store,
    sorter: Sorter,
    rows_a_transaction: usize,
    progress: impl FnMut(u64, u64),
) -> Result<(), StoreError> {
    let Some(backlog) = store.read(backlog).wait()? else {
        return Ok(());
    };
    write::write_all(
        store,
        sorter.finish()?,
        backlog,
        rows_a_transaction,
        progress,
    )?;
    store
        .write(move |tx| {
            tx.execute(
                "DELETE FROM index_backlog WHERE first_person = $1",
                params![backlog.first.as_i64()],
            )
            .map(drop)
        })
        .wait()
}

/// Writes what a killed import left unwritten, before anybody looks for those persons; answers how many there were.
///
/// Nobody writes meanwhile. `progress` is told the rows done and how many there are.
pub fn catch_up(store: &Store, progress: impl FnMut(u64, u64)) -> Result<u64, StoreError> {
    let Some(backlog) = store.read(backlog).wait()? else {
        return Ok(0);
    };
    let mut sorter = Sorter::new(store.scratch_folder());
    let mut after = PersonId::from_i64(backlog.first.as_i64() - 1);
    let mut persons = 0;
    loop {
        let page = store
            .read(move |tx| persons_after(tx, Some(after), PAGE))
            .wait()?;
        let of_backlog = page.iter().filter(|(person, _, _)| *person <= backlog.last);
        for (person, _, state) in of_backlog {
            sorter.push_all(&IndexRows::of(&Index::of(state), *person))?;
            persons += 1;
        }
        match page.last() {
            Some((person, _, _)) if *person <= backlog.last => after = *person,
            _ => break,
        }
    }
    finish(store, sorter, write::ROWS_A_TRANSACTION, progress)?;
    Ok(persons)
}
