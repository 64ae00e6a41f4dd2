//! Index rows into their tables.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use danh_store::{Store, StoreError, Tx};

use super::backlog::{Backlog, backlog_progress};
use super::row::{Cells, IndexRows, Table};
use super::sorter::Sorted;
use crate::known_names;

/// Rows of one transaction: sorted, they are a few thousand pages.
pub(super) const ROWS_A_TRANSACTION: usize = 200_000;
/// Transactions whose rows may wait for the writer.
const BATCHES_AHEAD: usize = 2;

/// Writes the rows of some people at once.
pub(crate) fn insert_people<'a>(
    tx: &mut Tx<'_>,
    people: impl Iterator<Item = &'a IndexRows>,
) -> Result<(), StoreError> {
    let mut rows: Vec<&[u8]> = people.flat_map(IndexRows::iter).collect();
    rows.sort_unstable();
    insert_rows(tx, &rows)
}

fn insert_rows(tx: &mut Tx<'_>, rows: &[&[u8]]) -> Result<(), StoreError> {
    for of_table in rows.chunk_by(|a, b| Table::of(a) == Table::of(b)) {
        let table = Table::of(of_table[0]);
        if table == Table::KnownName {
            let folded = of_table.iter().map(|row| Cells::of(row).text(1));
            known_names::keep(tx, &folded.collect::<BTreeSet<&str>>())?;
        } else {
            let cells = of_table.iter().map(|row| Cells::of(row));
            tx.bulk_insert(table.name(), table.columns(), cells)?;
        }
    }
    Ok(())
}

/// Rows of one transaction, one after another.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Batch {
    fn add(&mut self, row: &[u8]) {
        self.bytes.extend_from_slice(row);
        self.ends.push(self.bytes.len());
    }

    fn rows(&self) -> Vec<&[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.bytes[start..*end])
            .collect()
    }
}

/// Writes the rows of a backlog that are not written yet; each transaction notes how far it has come. `progress` is told the rows
/// done and how many there are.
pub(crate) fn write_all(
    store: &Store,
    sorted: Sorted,
    backlog: Backlog,
    rows_a_transaction: usize,
    mut progress: impl FnMut(u64, u64),
) -> Result<(), StoreError> {
    let total = sorted.count();
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(BATCHES_AHEAD);
        let merging =
            scope.spawn(move || merge(sorted, backlog.rows_written, rows_a_transaction, &sender));
        let mut written = backlog.rows_written;
        for batch in receiver {
            let batch: Arc<Batch> = Arc::new(batch);
            written += batch.ends.len() as u64;
            store
                .write(move |tx| {
                    insert_rows(tx, &batch.rows())?;
                    backlog_progress(tx, backlog.first, written)
                })
                .wait()?;
            progress(written, total);
        }
        merging.join().expect("merging does not panic")
    })
}

/// Writes rows in the transaction of somebody else.
pub(crate) fn insert_sorted(tx: &mut Tx<'_>, mut sorted: Sorted) -> Result<(), StoreError> {
    let mut row = Vec::new();
    loop {
        let mut batch = Batch::default();
        while batch.ends.len() < ROWS_A_TRANSACTION && sorted.next(&mut row)? {
            batch.add(&row);
        }
        if batch.ends.is_empty() {
            return Ok(());
        }
        insert_rows(tx, &batch.rows())?;
    }
}

fn merge(
    mut sorted: Sorted,
    skipped: u64,
    rows_a_transaction: usize,
    batches: &SyncSender<Batch>,
) -> Result<(), StoreError> {
    let (mut row, mut batch) = (Vec::new(), Batch::default());
    for _ in 0..skipped {
        sorted.next(&mut row)?;
    }
    while sorted.next(&mut row)? {
        batch.add(&row);
        // The other side stops when the database fails it; it says why.
        if batch.ends.len() == rows_a_transaction
            && batches.send(std::mem::take(&mut batch)).is_err()
        {
            return Ok(());
        }
    }
    if !batch.ends.is_empty() {
        batches.send(batch).ok();
    }
    Ok(())
}
