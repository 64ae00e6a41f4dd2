//! The SQL of the ledger, a file per table.

use std::ops::RangeInclusive;

use danh_store::{Migrations, Row, StoreError, Tx, params};

use crate::log::Log;

pub(crate) mod entry;
pub(crate) mod head;
pub(crate) mod lease;
pub(crate) mod pending;
pub(crate) mod tile;

/// The tables of the ledger.
///
/// - `ledger_pending`: committed and not yet in the tree;
/// - `ledger_entry`: which entry stands at which position, from 0 and without gaps;
/// - `ledger_tile`: tiles and, at level -1, entry bundles, each once at its present width;
/// - `ledger_checkpoint`: the newest signed checkpoint, and the last one of each hour before;
/// - `ledger_lease`: which process integrates.
pub const MIGRATIONS: Migrations = Migrations {
    capability: "ledger",
    steps: &["
        CREATE TABLE ledger_pending (
            log TEXT NOT NULL,
            entry_id BIGINT NOT NULL,
            commitment BLOB NOT NULL,
            PRIMARY KEY (log, entry_id)
        ) WITHOUT ROWID;
        CREATE TABLE ledger_entry (
            log TEXT NOT NULL,
            position BIGINT NOT NULL,
            entry_id BIGINT NOT NULL,
            PRIMARY KEY (log, position),
            UNIQUE (log, entry_id)
        ) WITHOUT ROWID;
        CREATE TABLE ledger_tile (
            log TEXT NOT NULL,
            level BIGINT NOT NULL,
            tile_index BIGINT NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (log, level, tile_index)
        );
        CREATE TABLE ledger_checkpoint (
            log TEXT NOT NULL,
            size BIGINT NOT NULL,
            root BLOB NOT NULL,
            note TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (log, size)
        ) WITHOUT ROWID;
        CREATE TABLE ledger_lease (
            log TEXT NOT NULL PRIMARY KEY,
            holder TEXT NOT NULL,
            expires_at BIGINT NOT NULL
        ) WITHOUT ROWID;
    "],
};

/// A count or a position as the database keeps it.
pub(crate) fn to_bigint(count: u64) -> i64 {
    i64::try_from(count).expect("no tree has 2^63 entries")
}

/// A count or a position read back; somebody may have put a negative number there.
pub(crate) fn count_at(row: &Row, column: usize) -> Result<u64, StoreError> {
    u64::try_from(row.get::<i64>(column)?).map_err(|_| StoreError::WrongKind {
        column,
        found: "a negative number",
        wanted: "a count",
    })
}

/// The ids in the range that a log has or is about to have, ascending.
pub(crate) fn logged_ids(
    tx: &mut Tx<'_>,
    log: Log,
    entry_ids: RangeInclusive<i64>,
) -> Result<Vec<i64>, StoreError> {
    let rows = tx.query(
        "SELECT entry_id FROM ledger_entry \
         WHERE log = $1 AND entry_id >= $2 AND entry_id <= $3 \
         UNION ALL SELECT entry_id FROM ledger_pending \
         WHERE log = $1 AND entry_id >= $2 AND entry_id <= $3 \
         ORDER BY entry_id",
        params![log.name(), *entry_ids.start(), *entry_ids.end()],
    )?;
    rows.iter().map(|row| row.get(0)).collect()
}
