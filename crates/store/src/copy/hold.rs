//! Keeping writers away from a database while it is copied to be moved.

use super::{CopyError, Table};
use crate::Tx;

/// Keeps every writer away until the end of this transaction, and answers how many other connections there are.
///
/// To be called before anything else in a write transaction, with the tables that [`super::tables`] told before: what a
/// transaction sees is settled by its first question, and that must come after the last change. On `PostgreSQL` the tables are
/// locked against changes, and whoever wants to open the database waits. On `SQLite` the one process that may write is this one.
pub fn hold(tx: &mut Tx<'_>, tables: &[Table]) -> Result<i64, CopyError> {
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    Ok(tx.lock_tables(&names)?)
}
