//! Keeping writers away from a database while it is copied to be moved.

use super::{CopyError, tables};
use crate::Tx;

/// Keeps every writer away until the end of this transaction, and answers how many other connections there are.
///
/// To be called first in a write transaction. On `PostgreSQL` all tables are locked against changes, and whoever wants to
/// open the database waits. On `SQLite` the one process that may write is this one.
pub fn hold(tx: &mut Tx<'_>) -> Result<i64, CopyError> {
    let names: Vec<String> = tables(tx)?.into_iter().map(|table| table.name).collect();
    Ok(tx.lock_tables(&names)?)
}
