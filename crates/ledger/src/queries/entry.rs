//! `ledger_entry`: which entry stands at which position.

use danh_store::{Param, StoreError, Tx, params};

use super::{count_at, to_bigint};
use crate::log::Log;

/// An entry that has its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedEntry {
    /// Its position in the log, from 0.
    pub position: u64,
    /// The id of the record it commits to.
    pub entry_id: i64,
}

/// The position of an entry; `None` while it is pending, or if there is no such entry.
pub fn position_of(tx: &mut Tx<'_>, log: Log, entry_id: i64) -> Result<Option<u64>, StoreError> {
    let row = tx.query_opt(
        "SELECT position FROM ledger_entry WHERE log = $1 AND entry_id = $2",
        params![log.name(), entry_id],
    )?;
    row.map(|row| count_at(&row, 0)).transpose()
}

/// The entries from position `first` on, in order, at most `limit`: a feed of what has happened.
pub fn entries_from(
    tx: &mut Tx<'_>,
    log: Log,
    first: u64,
    limit: u64,
) -> Result<Vec<PlacedEntry>, StoreError> {
    let rows = tx.query(
        "SELECT position, entry_id FROM ledger_entry WHERE log = $1 AND position >= $2 \
         ORDER BY position LIMIT $3",
        params![log.name(), to_bigint(first), to_bigint(limit)],
    )?;
    rows.iter()
        .map(|row| {
            Ok(PlacedEntry {
                position: count_at(row, 0)?,
                entry_id: row.get(1)?,
            })
        })
        .collect()
}

/// One more than the highest position: the number of entries, as there are no gaps.
pub(crate) fn entry_count(tx: &mut Tx<'_>, log: Log) -> Result<u64, StoreError> {
    let row = tx.query_opt(
        "SELECT position FROM ledger_entry WHERE log = $1 ORDER BY position DESC LIMIT 1",
        params![log.name()],
    )?;
    row.map_or(Ok(0), |row| Ok(count_at(&row, 0)? + 1))
}

/// Gives the entries the positions from `first` on.
pub(crate) fn entry_place(
    tx: &mut Tx<'_>,
    log: Log,
    first: u64,
    entry_ids: impl Iterator<Item = i64>,
) -> Result<(), StoreError> {
    let (mut count, positions) = (0, to_bigint(first)..);
    let rows = positions
        .zip(entry_ids)
        .map(|(position, id)| -> [Param<'_>; 3] {
            count += 1;
            [log.name().into(), position.into(), id.into()]
        });
    let inserted = tx.bulk_insert("ledger_entry", &["log", "position", "entry_id"], rows)?;
    assert_eq!(inserted, count, "every entry has its position");
    Ok(())
}
