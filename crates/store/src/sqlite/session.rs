//! One connection to the file: its settings, its statements, its errors.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, ToSql, ffi};

use super::file;
use crate::value::Cell;
use crate::{OpenError, Param, Row, StoreError};

/// How long a statement waits for a lock that another process holds.
const BUSY_TIMEOUT_MS: u64 = 5_000;
/// Statements kept prepared; more than all the program has.
const STATEMENTS_KEPT: usize = 512;
/// Page cache in KiB. Writers touch random leaves of large indexes; readers share the system's cache of the file.
const WRITER_CACHE_KIB: i64 = 262_144;
/// The writer's as long as the file is small. The engine swaps pages of a split by way of the number of a page that no file
/// has, 1 GiB into it, and after each commit looks through its whole cache for pages beyond the end of the file: a millisecond,
/// which was a third of what the writer did. In a larger file the number lies within, and nothing is looked for.
const SMALL_WRITER_CACHE_KIB: i64 = 16_384;
const SMALL_FILE_PAGES: i64 = 262_145;
const READER_CACHE_KIB: i64 = 8_192;

/// The engine folds the log into the file when it holds this many pages (128 MiB), unless a [`Wal`](super::wal::Wal) does it.
const WAL_PAGES: i64 = 32_768;

/// A connection and its prepared statements.
pub(crate) struct SqliteSession {
    connection: Connection,
    may_have_written: std::cell::Cell<bool>,
    has_small_cache: std::cell::Cell<bool>,
}

impl SqliteSession {
    pub(crate) fn open_writer(path: &Path) -> Result<Self, OpenError> {
        file::make_private(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let session = Self::open(path, flags, WRITER_CACHE_KIB)?;
        let settings = format!(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA wal_autocheckpoint = {WAL_PAGES};
             PRAGMA journal_size_limit = 268435456;"
        );
        session
            .execute_batch(&settings)
            .map_err(|error| opening(path, error))?;
        session.fit_cache();
        Ok(session)
    }

    /// Gives the writer the cache that fits the size of the file. Without it everything works, only slower.
    pub(super) fn fit_cache(&self) {
        let pages = self.query("PRAGMA page_count", &[]);
        let pages = pages.ok().and_then(|rows| rows.first()?.get::<i64>(0).ok());
        let is_small = pages.is_some_and(|pages| pages < SMALL_FILE_PAGES);
        if self.has_small_cache.replace(is_small) == is_small {
            return;
        }
        let kib = if is_small {
            SMALL_WRITER_CACHE_KIB
        } else {
            WRITER_CACHE_KIB
        };
        if let Err(error) = self.execute_batch(&format!("PRAGMA cache_size = -{kib}")) {
            tracing::warn!(%error, "the writer keeps its cache as it is");
        }
    }

    /// A connection that folds the log into the file and does nothing else.
    pub(super) fn open_folder(path: &Path) -> Result<Self, OpenError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let session = Self::open(path, flags, READER_CACHE_KIB)?;
        session
            .execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;")
            .map_err(|error| opening(path, error))?;
        Ok(session)
    }

    pub(crate) fn open_reader(path: &Path) -> Result<Self, OpenError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::open_to_read(path, path, flags).or_else(|error| match error {
            OpenError::Io { .. } if file::is_at_rest(path) => {
                let flags = flags | OpenFlags::SQLITE_OPEN_URI;
                Self::open_to_read(path, &file::immutable(path), flags)
            }
            other => Err(other),
        })
    }

    fn open_to_read(path: &Path, name: &Path, flags: OpenFlags) -> Result<Self, OpenError> {
        let session = Self::open(name, flags, READER_CACHE_KIB)?;
        // The first statement reads the header, so that a damaged one is told here and not later.
        session
            .query("PRAGMA schema_version", &[])
            .map_err(|error| opening(path, error))?;
        Ok(session)
    }

    fn open(path: &Path, flags: OpenFlags, cache_kib: i64) -> Result<Self, OpenError> {
        let connection = Connection::open_with_flags(path, flags)
            .map_err(|error| opening(path, store_error(&error)))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        // A plan follows from its text alone. Otherwise the engine looks at what is bound to a `LIMIT`, and parses the statement
        // anew each time that is bound again.
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .map_err(|error| opening(path, store_error(&error)))?;
        let session = Self {
            connection,
            may_have_written: false.into(),
            has_small_cache: false.into(),
        };
        let settings = format!(
            "PRAGMA busy_timeout = {BUSY_TIMEOUT_MS};
             PRAGMA cache_size = -{cache_kib};
             PRAGMA temp_store = MEMORY;
             PRAGMA cell_size_check = ON;"
        );
        session
            .execute_batch(&settings)
            .map_err(|error| opening(path, error))?;
        Ok(session)
    }

    /// Runs `body` between `BEGIN` and `COMMIT`, or `ROLLBACK` when it fails.
    pub(crate) fn in_transaction<T, E: From<StoreError>>(
        &self,
        behaviour: &str,
        body: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.execute_batch(&format!("BEGIN {behaviour}"))?;
        match body(self) {
            Ok(value) => {
                self.execute_batch("COMMIT")
                    .inspect_err(|_| self.roll_back())?;
                Ok(value)
            }
            Err(error) => {
                self.roll_back();
                Err(error)
            }
        }
    }

    /// Ends a transaction that is not to be kept. The engine may have ended it already.
    pub(crate) fn roll_back(&self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "cannot roll back");
        }
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(super) fn connection_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }

    pub(super) fn note_write(&self) {
        self.may_have_written.set(true);
    }

    pub(crate) fn in_a_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// From here on, [`SqliteSession::may_have_written`] asks.
    pub(super) fn forget_writes(&self) {
        self.may_have_written.set(false);
    }

    /// Whether a statement ran that can write, also when it failed.
    pub(super) fn may_have_written(&self) -> bool {
        self.may_have_written.get()
    }

    pub(crate) fn query(&self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.bind(sql, params)?;
        let columns = statement.column_count();
        let mut found = Vec::new();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(|error| store_error(&error))? {
            let cells = (0..columns).map(|index| {
                row.get_ref(index)
                    .map_err(|error| store_error(&error))
                    .and_then(cell)
            });
            found.push(Row(cells.collect::<Result<_, _>>()?));
        }
        Ok(found)
    }

    /// Whether a query is answered with these rows.
    pub(super) fn is_answered(
        &self,
        sql: &str,
        params: &[Param<'_>],
        expected: &[Row],
    ) -> Result<bool, StoreError> {
        let mut statement = self.bind(sql, params)?;
        let mut expected = expected.iter();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(|error| store_error(&error))? {
            let Some(Row(cells)) = expected.next() else {
                return Ok(false);
            };
            for (index, cell) in cells.iter().enumerate() {
                if row.get_ref(index).map_err(|error| store_error(&error))? != value_ref(cell) {
                    return Ok(false);
                }
            }
        }
        Ok(expected.next().is_none())
    }

    pub(crate) fn execute(&self, sql: &str, params: &[Param<'_>]) -> Result<u64, StoreError> {
        let changed = self
            .bind(sql, params)?
            .raw_execute()
            .map_err(|error| store_error(&error))?;
        Ok(changed as u64)
    }

    pub(crate) fn execute_batch(&self, statements: &str) -> Result<(), StoreError> {
        self.may_have_written.set(true);
        self.connection
            .execute_batch(statements)
            .map_err(|error| store_error(&error))
    }

    fn bind(&self, sql: &str, params: &[Param<'_>]) -> Result<CachedStatement<'_>, StoreError> {
        let mut statement = self.statement(sql)?;
        bind_all(&mut statement, params)?;
        Ok(statement)
    }

    /// A statement, prepared once.
    pub(super) fn statement(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        let prepared = self.connection.prepare_cached(sql);
        let statement = prepared.map_err(|error| store_error(&error))?;
        if !statement.readonly() {
            self.may_have_written.set(true);
        }
        Ok(statement)
    }
}

fn bind_all(statement: &mut CachedStatement<'_>, params: &[Param<'_>]) -> Result<(), StoreError> {
    for (index, param) in params.iter().enumerate() {
        statement
            .raw_bind_parameter(index + 1, param)
            .map_err(|error| store_error(&error))?;
    }
    Ok(())
}

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Param::Null => ValueRef::Null,
            Param::Int(value) => ValueRef::Integer(*value),
            Param::Text(value) => ValueRef::Text(value.as_bytes()),
            Param::Bool(value) => ValueRef::Integer(i64::from(*value)),
            Param::Blob(value) => ValueRef::Blob(value),
        }))
    }
}

fn value_ref(cell: &Cell) -> ValueRef<'_> {
    match cell {
        Cell::Null => ValueRef::Null,
        Cell::Int(value) => ValueRef::Integer(*value),
        Cell::Text(value) => ValueRef::Text(value.as_bytes()),
        Cell::Bool(value) => ValueRef::Integer(i64::from(*value)),
        Cell::Blob(value) => ValueRef::Blob(value),
    }
}

fn cell(value: ValueRef<'_>) -> Result<Cell, StoreError> {
    Ok(match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(value) => Cell::Int(value),
        ValueRef::Text(bytes) => Cell::Text(
            std::str::from_utf8(bytes)
                .map_err(|error| StoreError::Corrupt {
                    detail: error.to_string(),
                })?
                .to_owned(),
        ),
        ValueRef::Blob(bytes) => Cell::Blob(bytes.to_vec()),
        ValueRef::Real(_) => {
            return Err(StoreError::Engine {
                detail: "a column holds a floating-point number".into(),
            });
        }
    })
}

fn opening(path: &Path, error: StoreError) -> OpenError {
    match error {
        StoreError::Corrupt { .. } => OpenError::NotADatabase {
            path: path.to_owned(),
        },
        StoreError::Engine { detail } => OpenError::Io {
            path: path.to_owned(),
            source: std::io::Error::other(detail),
        },
        other => OpenError::Store(other),
    }
}

/// The engine's error in our words.
pub(super) fn store_error(error: &rusqlite::Error) -> StoreError {
    let detail = error.to_string();
    let rusqlite::Error::SqliteFailure(failure, _) = error else {
        return StoreError::Engine { detail };
    };
    match (failure.code, failure.extended_code) {
        (_, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => {
            StoreError::UniqueViolation { detail }
        }
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => StoreError::Busy,
        (ErrorCode::DiskFull, _) => StoreError::DiskFull,
        (ErrorCode::SystemIoFailure, _) => StoreError::Io { detail },
        (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => StoreError::ReadOnly,
        (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => StoreError::Corrupt { detail },
        _ => StoreError::Engine { detail },
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;
    use crate::params;

    #[test]
    fn a_statement_is_parsed_once_whatever_is_bound_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let session = SqliteSession::open_writer(&folder.path().join("danh.db")).unwrap();
        let table = "CREATE TABLE note (words TEXT PRIMARY KEY) WITHOUT ROWID";
        session.execute_batch(table).unwrap();
        let sql =
            "SELECT words FROM note WHERE words >= $1 AND words LIKE $2 ORDER BY words LIMIT $3";
        for limit in 1..=5_i64 {
            session.query(sql, params!["a", "a%", limit]).unwrap();
        }
        let statement = session.statement(sql).unwrap();
        assert_eq!(statement.get_status(StatementStatus::Run), 5);
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}
