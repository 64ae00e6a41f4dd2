//! The records behind the entries.

use std::error::Error;
use std::sync::Arc;

use danh_store::{Store, StoreError, Tx};

use super::Discrepancy;
use crate::commitment::Commitment;
use crate::log::Log;
use crate::queries::entry::{PlacedEntry, entries_from};
use crate::source::SourceError;

/// Recomputes commitments from the records that were committed to.
///
/// The ledger does not know what an entry means; who does, implements this.
pub trait EntryCheck {
    /// The commitments of the records behind the entries at `first`, `first + 1` and so on, `count`
    /// of them (at most 256); `None` where there is no record.
    fn commitments(
        &mut self,
        first: u64,
        count: u64,
    ) -> Result<Vec<Option<Commitment>>, SourceError>;
}

/// Recomputes commitments from records in the same database.
///
/// `recompute` is handed the entries of a stretch of the log, by position and id, and returns for
/// each the commitment that its record gives now, or `None` if there is no such record.
pub struct DatabaseEntries<F> {
    store: Store,
    log: Log,
    recompute: Arc<F>,
}

impl<F, E> DatabaseEntries<F>
where
    F: Fn(&mut Tx<'_>, &[PlacedEntry]) -> Result<Vec<Option<Commitment>>, E>
        + Send
        + Sync
        + 'static,
    E: Error + From<StoreError> + Send + Sync + 'static,
{
    /// Recomputes the entries of `log` in `store`.
    pub fn new(store: Store, log: Log, recompute: F) -> Self {
        Self {
            store,
            log,
            recompute: Arc::new(recompute),
        }
    }
}

impl<F, E> EntryCheck for DatabaseEntries<F>
where
    F: Fn(&mut Tx<'_>, &[PlacedEntry]) -> Result<Vec<Option<Commitment>>, E>
        + Send
        + Sync
        + 'static,
    E: Error + From<StoreError> + Send + Sync + 'static,
{
    fn commitments(
        &mut self,
        first: u64,
        count: u64,
    ) -> Result<Vec<Option<Commitment>>, SourceError> {
        let (log, recompute) = (self.log, Arc::clone(&self.recompute));
        let read = self.store.read(move |tx| {
            let mut placed = entries_from(tx, log, first, count)?;
            placed.retain(|entry| entry.position < first + count);
            let commitments = recompute(tx, &placed)?;
            assert_eq!(commitments.len(), placed.len(), "one answer for each entry");
            Ok::<_, E>(aligned(first, count, &placed, &commitments))
        });
        read.wait()
            .map_err(|error| SourceError::new(format!("records from entry {first}"), error))
    }
}

/// One answer for each position, `None` where no entry is placed.
fn aligned(
    first: u64,
    count: u64,
    placed: &[PlacedEntry],
    commitments: &[Option<Commitment>],
) -> Vec<Option<Commitment>> {
    let mut rest = placed.iter().zip(commitments).peekable();
    (first..first + count)
        .map(|position| {
            rest.next_if(|(entry, _)| entry.position == position)?
                .1
                .as_ref()
                .copied()
        })
        .collect()
}

/// Compares the `entries` from position `first` on with their records.
pub(super) fn expect_records(
    records: &mut dyn EntryCheck,
    first: u64,
    entries: &[Commitment],
) -> Result<(), Discrepancy> {
    let mut recomputed = records
        .commitments(first, entries.len() as u64)?
        .into_iter();
    for (position, entry) in (first..).zip(entries) {
        match recomputed.next().flatten() {
            Some(commitment) if commitment == *entry => {}
            Some(_) => return Err(Discrepancy::RecordChanged { position }),
            None => return Err(Discrepancy::RecordMissing { position }),
        }
    }
    Ok(())
}
