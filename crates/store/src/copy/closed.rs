//! A database that is not to be written to any more, or not yet.
//!
//! When a register moves, there must never be two databases that both go on as the same register: they would sign two
//! histories with one key. So the copy is closed until its source has been closed, and opened then.

use crate::postgres::PostgresSession;
use crate::sqlite::SqliteStore;
use crate::{OpenError, StoreConfig, StoreError, Tx, params};

/// The table whose row, if there is one, says why.
pub(super) const CLOSED: &str = "danh_closed";
pub(crate) const CLOSED_TABLE: &str =
    "CREATE TABLE IF NOT EXISTS danh_closed (reason TEXT NOT NULL PRIMARY KEY);";

/// Closes a database: from the end of this transaction on it can be opened for reading only.
///
/// `reason` is told to whoever tries.
pub fn close(tx: &mut Tx<'_>, reason: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM danh_closed", params![])?;
    tx.execute(
        "INSERT INTO danh_closed (reason) VALUES ($1)",
        params![reason],
    )
    .map(|_| ())
}

/// Why a database is closed, if it is.
pub fn closed_reason(tx: &mut Tx<'_>) -> Result<Option<String>, StoreError> {
    if !tx.table_names()?.iter().any(|name| name == CLOSED) {
        return Ok(None);
    }
    tx.query_opt("SELECT reason FROM danh_closed", params![])?
        .map(|row| row.get(0))
        .transpose()
}

/// Opens a closed database again, for everyone.
pub fn release(config: &StoreConfig) -> Result<(), OpenError> {
    let forget = |mut tx: Tx<'_>| tx.execute("DELETE FROM danh_closed", params![]).map(|_| ());
    match config {
        StoreConfig::Sqlite { path, .. } => {
            SqliteStore::in_one_transaction(path, |session| forget(Tx::sqlite(session)))
        }
        StoreConfig::Postgres { url, .. } => {
            let mut session = PostgresSession::connect(url)?;
            session.begin_write()?;
            forget(Tx::postgres(&mut session))?;
            Ok(session.commit()?)
        }
    }
}

pub(crate) fn refuse_closed(tx: &mut Tx<'_>) -> Result<(), OpenError> {
    match closed_reason(tx)? {
        None => Ok(()),
        Some(reason) => Err(OpenError::Closed { reason }),
    }
}
