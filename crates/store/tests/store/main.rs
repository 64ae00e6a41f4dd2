//! What the store promises, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod copies;
mod faults;
mod groups;
mod migrations;
mod rehearsals;
mod server;
mod transactions;

use danh_store::{Migrations, Store, StoreError, Tx, params};

const NOTES: Migrations = Migrations {
    capability: "notes",
    steps: &[
        "CREATE TABLE note (note_id BIGINT PRIMARY KEY, words TEXT NOT NULL, seen BOOLEAN NOT NULL, seal BLOB) WITHOUT ROWID;",
    ],
};

fn add_note(tx: &mut Tx<'_>, id: i64, words: &str) -> Result<u64, StoreError> {
    tx.execute(
        "INSERT INTO note (note_id, words, seen, seal) VALUES ($1, $2, $3, $4)",
        params![id, words, false, None::<&[u8]>],
    )
}

fn count_notes(store: &Store) -> i64 {
    store
        .read::<i64, StoreError, _>(|tx| {
            tx.query_one("SELECT COUNT(*) FROM note", params![])?.get(0)
        })
        .wait()
        .unwrap()
}
