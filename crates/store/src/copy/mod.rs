//! Copies of a whole database that mean the same on both engines: for backups, for restoring them, for moving a register
//! from one engine to the other.
//!
//! A table becomes a stream of lines, one a row, in the order of its primary key, in the text form of `COPY` that
//! `PostgreSQL` documents: columns separated by tabs, `\N` for nothing, integers in decimal, `t` and `f`, bytes as `\\x` and
//! lower-case hex, and in texts a backslash before a backslash, tab or line end. Both engines give the same bytes for the same
//! rows, so two databases hold the same exactly when the [`TableDigest`]s of their tables are equal. In twenty years such a
//! file can be read without this program.
//!
//! ```
//! use danh_store::copy::{self, CopyError, NewDatabase, Opened};
//! use danh_store::{Migrations, Store, StoreConfig, params};
//!
//! const GREETINGS: Migrations = Migrations {
//!     capability: "greetings",
//!     steps: &["CREATE TABLE greeting (greeting_id BIGINT PRIMARY KEY, words TEXT NOT NULL);"],
//! };
//!
//! let folder = tempfile::tempdir()?;
//! let store = Store::open(&StoreConfig::sqlite(folder.path().join("a.db")), &[GREETINGS])?;
//! store
//!     .write(|tx| tx.execute("INSERT INTO greeting VALUES ($1, $2)", params![1, "xin\tchào"]))
//!     .wait()?;
//!
//! let target = StoreConfig::sqlite(folder.path().join("b.db"));
//! let digests = store
//!     .read::<_, CopyError, _>(move |tx| {
//!         let schema = copy::schema(tx)?;
//!         let mut target = NewDatabase::begin(&target, &[GREETINGS], &schema)?;
//!         let mut digests = Vec::new();
//!         for table in copy::tables(tx)? {
//!             digests.push(target.fill(&table.name, |sink| copy::table_out(tx, &table, sink))?);
//!         }
//!         target.finish(&Opened::ToAll)?;
//!         Ok(digests)
//!     })
//!     .wait()?;
//! assert!(digests.iter().any(|digest| digest.rows == 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod closed;
mod digest;
mod error;
mod hold;
mod new_database;
mod shape;
pub(crate) mod text;

use std::io::Write;

pub(crate) use closed::{CLOSED_TABLE, refuse_closed};
pub use closed::{close, closed_reason, release};
pub use digest::{Digesting, TableDigest};
pub use error::CopyError;
pub use hold::hold;
pub use new_database::{NewDatabase, Opened};
pub use shape::{Column, Kind, Table, tables};

use crate::{StoreError, Tx, params};

/// How many steps of each capability's schema a database has: what a copy of it needs to have applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaStep {
    /// The capability.
    pub capability: String,
    /// Its last step, from 1.
    pub step: i64,
}

/// The schema that a database has, by capability in the order of names.
pub fn schema(tx: &mut Tx<'_>) -> Result<Vec<SchemaStep>, StoreError> {
    let rows = tx.query(
        "SELECT capability, MAX(step) FROM danh_schema GROUP BY capability ORDER BY capability",
        params![],
    )?;
    rows.iter()
        .map(|row| {
            Ok(SchemaStep {
                capability: row.get(0)?,
                step: row.get(1)?,
            })
        })
        .collect()
}

/// Writes all rows of a table, and tells what was written. Flat memory.
pub fn table_out(
    tx: &mut Tx<'_>,
    table: &Table,
    sink: &mut dyn Write,
) -> Result<TableDigest, CopyError> {
    table_out_with(tx, table, sink, &mut |_| {})
}

/// Like [`table_out`]; `progress` is told now and then how many rows of this table were written.
pub fn table_out_with(
    tx: &mut Tx<'_>,
    table: &Table,
    sink: &mut dyn Write,
    progress: &mut dyn FnMut(u64),
) -> Result<TableDigest, CopyError> {
    let mut sink = Digesting::new(sink, progress);
    tx.copy_out(table, &mut sink)?;
    Ok(sink.finish(&table.name))
}
