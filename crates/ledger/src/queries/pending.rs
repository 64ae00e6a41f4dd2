//! `ledger_pending`: what is committed and waits for its position.

use std::ops::RangeInclusive;

use danh_store::{Param, StoreError, Tx, params};

use super::to_bigint;
use crate::commitment::Commitment;
use crate::log::Log;

/// Hands an entry to the ledger, in the same transaction as the record it commits to.
///
/// `entry_id` is the record's id; each is appended once in the life of a log. The entry gets its
/// position when the integrator comes by.
pub fn append(
    tx: &mut Tx<'_>,
    log: Log,
    entry_id: i64,
    commitment: &Commitment,
) -> Result<(), StoreError> {
    tx.put(
        "INSERT INTO ledger_pending (log, entry_id, commitment) VALUES ($1, $2, $3)",
        params![log.name(), entry_id, commitment.as_bytes()],
    )
}

/// Hands many entries to the ledger at once, as [`append`] does one.
///
/// # Panics
///
/// When the engine says that it inserted fewer than it was given.
pub fn append_many(
    tx: &mut Tx<'_>,
    log: Log,
    entries: &[(i64, Commitment)],
) -> Result<(), StoreError> {
    let rows = entries.iter().map(|(id, commitment)| -> [Param<'_>; 3] {
        [
            log.name().into(),
            (*id).into(),
            commitment.as_bytes().into(),
        ]
    });
    let inserted = tx.bulk_insert("ledger_pending", &["log", "entry_id", "commitment"], rows)?;
    assert_eq!(inserted, entries.len() as u64, "every entry is pending");
    Ok(())
}

/// The pending entries with the lowest ids in the range, ascending, at most `limit`.
pub(crate) fn pending_in(
    tx: &mut Tx<'_>,
    log: Log,
    entry_ids: RangeInclusive<i64>,
    limit: u64,
) -> Result<Vec<(i64, Commitment)>, StoreError> {
    let rows = tx.query(
        "SELECT entry_id, commitment FROM ledger_pending \
         WHERE log = $1 AND entry_id >= $2 AND entry_id <= $3 ORDER BY entry_id LIMIT $4",
        params![
            log.name(),
            *entry_ids.start(),
            *entry_ids.end(),
            to_bigint(limit)
        ],
    )?;
    rows.iter()
        .map(|row| Ok((row.get(0)?, Commitment::from_bytes(row.get(1)?))))
        .collect()
}

/// The id of the pending entry that stands behind `passed` others with ids not below `from`.
pub(crate) fn pending_behind(
    tx: &mut Tx<'_>,
    log: Log,
    from: i64,
    passed: u64,
) -> Result<Option<i64>, StoreError> {
    let row = tx.query_opt(
        "SELECT entry_id FROM ledger_pending WHERE log = $1 AND entry_id >= $2 \
         ORDER BY entry_id LIMIT 1 OFFSET $3",
        params![log.name(), from, to_bigint(passed)],
    )?;
    row.map(|row| row.get(0)).transpose()
}

/// Removes the pending entries with ids in the range, and tells how many there were.
pub(crate) fn pending_remove(
    tx: &mut Tx<'_>,
    log: Log,
    entry_ids: RangeInclusive<i64>,
) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM ledger_pending WHERE log = $1 AND entry_id >= $2 AND entry_id <= $3",
        params![log.name(), *entry_ids.start(), *entry_ids.end()],
    )
}

pub(crate) fn pending_exists(tx: &mut Tx<'_>, log: Log) -> Result<bool, StoreError> {
    let row = tx.query_opt(
        "SELECT entry_id FROM ledger_pending WHERE log = $1 LIMIT 1",
        params![log.name()],
    )?;
    Ok(row.is_some())
}

pub(crate) fn pending_count(tx: &mut Tx<'_>, log: Log) -> Result<u64, StoreError> {
    let row = tx.query_one(
        "SELECT COUNT(*) FROM ledger_pending WHERE log = $1",
        params![log.name()],
    )?;
    super::count_at(&row, 0)
}
