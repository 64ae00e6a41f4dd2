//! The SQL of the ledger, a file per table.

use danh_store::{Migrations, Row, StoreError};

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
