//! What a copy asks of a transaction: which tables there are, and all rows of one in or out.

use std::io::Write;

use super::{Session, Tx};
use crate::copy::{CopyError, Table};
use crate::sqlite::Rehearsal;
use crate::{StoreError, params};

/// A statement in the words of either engine.
struct Words {
    sqlite: &'static str,
    postgres: &'static str,
}

const NAMES: Words = Words {
    sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' ORDER BY rowid",
    postgres: "SELECT relname FROM pg_class
        WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY oid",
};
const COLUMNS: Words = Words {
    sqlite: "SELECT name, type FROM pragma_table_info($1) ORDER BY cid",
    postgres: "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
        WHERE attrelid = to_regclass(quote_ident($1)) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
};
const KEY: Words = Words {
    sqlite: "SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk",
    postgres: "SELECT attribute.attname FROM pg_index
        CROSS JOIN LATERAL unnest(indkey) WITH ORDINALITY AS part (attnum, place)
        JOIN pg_attribute AS attribute ON attribute.attrelid = indrelid AND attribute.attnum = part.attnum
        WHERE indisprimary AND indrelid = to_regclass(quote_ident($1)) ORDER BY place",
};
/// Those of constraints apart, which cannot be dropped.
const INDEXES: Words = Words {
    sqlite: "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid",
    postgres: "SELECT indexname, indexdef FROM pg_indexes
        WHERE schemaname = current_schema() AND NOT EXISTS (
            SELECT 1 FROM pg_constraint
            WHERE conname = indexname AND connamespace = current_schema()::regnamespace
        ) ORDER BY indexname",
};

impl Tx<'_> {
    /// The names of the tables, in the order in which they were made.
    pub(crate) fn table_names(&mut self) -> Result<Vec<String>, StoreError> {
        let rows = self.query(self.in_words(&NAMES), &[])?;
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// The columns of a table with their types.
    pub(crate) fn table_columns(
        &mut self,
        table: &str,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let rows = self.query(self.in_words(&COLUMNS), params![table])?;
        rows.iter()
            .map(|row| Ok((row.get(0)?, row.get(1)?)))
            .collect()
    }

    /// The columns of its primary key.
    pub(crate) fn table_key(&mut self, table: &str) -> Result<Vec<String>, StoreError> {
        let rows = self.query(self.in_words(&KEY), params![table])?;
        rows.iter().map(|row| row.get(0)).collect()
    }

    /// Indexes with the statements that make them.
    pub(crate) fn table_indexes(&mut self) -> Result<Vec<(String, String)>, StoreError> {
        let rows = self.query(self.in_words(&INDEXES), &[])?;
        rows.iter()
            .map(|row| Ok((row.get(0)?, row.get(1)?)))
            .collect()
    }

    /// Locks tables, and the schema, against everyone who wants to change them; how many others are connected.
    pub(crate) fn lock_tables(&mut self, names: &[&str]) -> Result<i64, StoreError> {
        if names.is_empty() || matches!(self.session, Session::Sqlite(_)) {
            return Ok(0);
        }
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        self.batch(&format!("LOCK TABLE {} IN SHARE MODE", quoted.join(", ")))?;
        self.lock_schema()?;
        self.query_one(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()
             AND pid <> pg_backend_pid() AND COALESCE(backend_type, 'client backend') = 'client backend'",
            &[],
        )?
        .get(0)
    }

    /// Statements as they are.
    pub(crate) fn batch(&mut self, statements: &str) -> Result<(), StoreError> {
        self.run("", &[], |session| match session {
            Session::Sqlite(session) => session.execute_batch(statements),
            Session::Postgres(session) => session.execute_batch(statements),
            Session::Rehearsal(_) => Rehearsal::unfit(),
        })
    }

    /// Writes all rows of a table in the order of its key.
    pub(crate) fn copy_out(
        &mut self,
        table: &Table,
        sink: &mut dyn Write,
    ) -> Result<(), CopyError> {
        match &mut self.session {
            Session::Sqlite(session) => session.copy_out(table, sink),
            Session::Postgres(session) => session.copy_out(table, sink),
            Session::Rehearsal(_) => Ok(Rehearsal::unfit()?),
        }
    }

    /// Puts the rows that `feed` writes into a table.
    pub(crate) fn copy_in(
        &mut self,
        table: &Table,
        feed: impl FnOnce(&mut dyn Write) -> Result<(), CopyError>,
    ) -> Result<(), CopyError> {
        match &mut self.session {
            Session::Sqlite(session) => session.copy_in(table, feed),
            Session::Postgres(session) => session.copy_in(table, feed),
            Session::Rehearsal(_) => Ok(Rehearsal::unfit()?),
        }
    }

    fn in_words(&self, words: &Words) -> &'static str {
        match self.session {
            Session::Sqlite(_) | Session::Rehearsal(_) => words.sqlite,
            Session::Postgres(_) => words.postgres,
        }
    }
}
