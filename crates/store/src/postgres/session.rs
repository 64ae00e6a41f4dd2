//! One connection to the server: its transactions, its statements, its errors.

use std::collections::HashMap;
use std::error::Error as _;

use postgres::binary_copy::BinaryCopyInWriter;
use postgres::error::SqlState;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls, Statement};

use crate::value::Cell;
use crate::{OpenError, Param, Row, StoreError};

/// Any number will do as long as no other program uses it in this database; these are the letters "danh".
const SCHEMA_LOCK: i64 = 0x6461_6e68;

/// `SQLSTATE` class 23: a row breaks a constraint.
const CONSTRAINT_CLASS: &str = "23";

/// What every connection begins with.
///
/// Serialisable transactions remember what they read: by index, a few keys; by a scan of a small table, all of it, and
/// then writers that have nothing to do with each other would be asked to try again.
/// A server may be set up to answer before a commit is on disk; stricter settings than `on` are left alone.
const SETTINGS: &str = "SET enable_seqscan = off;
    SET client_min_messages = warning;
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// A connection and its prepared statements.
pub(crate) struct PostgresSession {
    pub(super) client: Client,
    statements: HashMap<String, Statement>,
}

impl PostgresSession {
    pub(crate) fn connect(url: &str) -> Result<Self, OpenError> {
        let mut client = Client::connect(url, NoTls).map_err(|error| OpenError::Unreachable {
            detail: words(&error),
        })?;
        client
            .batch_execute(SETTINGS)
            .map_err(|error| OpenError::Unreachable {
                detail: words(&error),
            })?;
        Ok(Self {
            client,
            statements: HashMap::new(),
        })
    }

    pub(crate) fn begin_read(&mut self) -> Result<(), StoreError> {
        self.execute_batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    pub(crate) fn begin_write(&mut self) -> Result<(), StoreError> {
        self.execute_batch("BEGIN ISOLATION LEVEL SERIALIZABLE")
    }

    /// Read committed, so that what another process migrated while this one waited for the lock is seen.
    pub(crate) fn begin_schema_change(&mut self) -> Result<(), StoreError> {
        self.execute_batch("BEGIN ISOLATION LEVEL READ COMMITTED")
    }

    pub(crate) fn lock_schema(&mut self) -> Result<(), StoreError> {
        self.query(
            "SELECT 1 FROM (SELECT pg_advisory_xact_lock($1)) AS locked",
            &[Param::Int(SCHEMA_LOCK)],
        )
        .map(|_| ())
    }

    pub(crate) fn commit(&mut self) -> Result<(), StoreError> {
        self.execute_batch("COMMIT")
    }

    pub(crate) fn roll_back(&mut self) -> Result<(), StoreError> {
        self.execute_batch("ROLLBACK")
    }

    pub(crate) fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        let statement = self.prepare(sql)?;
        let rows = self
            .client
            .query(&statement, &references(params))
            .map_err(|e| store_error(&e))?;
        rows.iter().map(row).collect()
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, StoreError> {
        let statement = self.prepare(sql)?;
        self.client
            .execute(&statement, &references(params))
            .map_err(|e| store_error(&e))
    }

    pub(crate) fn execute_batch(&mut self, statements: &str) -> Result<(), StoreError> {
        self.client
            .batch_execute(statements)
            .map_err(|e| store_error(&e))
    }

    pub(crate) fn bulk_insert<'p, R: AsRef<[Param<'p>]>>(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: impl IntoIterator<Item = R>,
    ) -> Result<u64, StoreError> {
        let columns = columns.join(", ");
        let shape = self.prepare(&format!("SELECT {columns} FROM {table}"))?;
        let types: Vec<Type> = shape
            .columns()
            .iter()
            .map(|column| column.type_().clone())
            .collect();
        let copy = format!("COPY {table} ({columns}) FROM STDIN BINARY");
        let sink = self.client.copy_in(&copy).map_err(|e| store_error(&e))?;
        let mut writer = BinaryCopyInWriter::new(sink, &types);
        for row in rows {
            writer
                .write(&references(row.as_ref()))
                .map_err(|e| store_error(&e))?;
        }
        writer.finish().map_err(|e| store_error(&e))
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).map_err(|e| store_error(&e))?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

fn references<'a>(params: &'a [Param<'_>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params
        .iter()
        .map(|param| param as &(dyn ToSql + Sync))
        .collect()
}

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        column: &Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, column) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(value), &Type::INT8) => value.to_sql(column, out),
            (Self::Text(value), &(Type::TEXT | Type::VARCHAR | Type::NAME)) => {
                value.to_sql(column, out)
            }
            (Self::Bool(value), &Type::BOOL) => value.to_sql(column, out),
            (Self::Blob(value), &Type::BYTEA) => value.to_sql(column, out),
            // The value itself may be someone's name or number and stays out of messages.
            (_, column) => Err(format!("another kind of value was given for a {column}").into()),
        }
    }

    fn accepts(_column: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn row(row: &postgres::Row) -> Result<Row, StoreError> {
    let cells = row.columns().iter().enumerate().map(|(index, column)| {
        let cell = match *column.type_() {
            Type::INT8 => row
                .try_get::<_, Option<i64>>(index)
                .map(|v| v.map(Cell::Int)),
            Type::INT4 => row
                .try_get::<_, Option<i32>>(index)
                .map(|v| v.map(|v| Cell::Int(v.into()))),
            Type::BOOL => row
                .try_get::<_, Option<bool>>(index)
                .map(|v| v.map(Cell::Bool)),
            Type::TEXT | Type::VARCHAR | Type::NAME => row
                .try_get::<_, Option<String>>(index)
                .map(|v| v.map(Cell::Text)),
            Type::BYTEA => row
                .try_get::<_, Option<Vec<u8>>>(index)
                .map(|v| v.map(Cell::Blob)),
            ref other => {
                return Err(StoreError::Engine {
                    detail: format!("column {index} is a {other}"),
                });
            }
        };
        cell.map(|cell| cell.unwrap_or(Cell::Null))
            .map_err(|e| store_error(&e))
    });
    cells.collect::<Result<_, _>>().map(Row)
}

/// The driver's error in our words.
pub(super) fn store_error(error: &postgres::Error) -> StoreError {
    let detail = words(error);
    let Some(code) = error.code() else {
        return if error.is_closed()
            || error
                .source()
                .is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
        {
            StoreError::ConnectionLost { detail }
        } else {
            StoreError::Engine { detail }
        };
    };
    match *code {
        // The server's detail quotes the key, which may be someone's number; the constraint's name does not.
        SqlState::UNIQUE_VIOLATION => StoreError::UniqueViolation {
            detail: error
                .as_db_error()
                .and_then(|answer| answer.constraint())
                .unwrap_or("")
                .to_owned(),
        },
        SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => {
            StoreError::Contention
        }
        SqlState::DISK_FULL => StoreError::DiskFull,
        SqlState::IO_ERROR => StoreError::Io { detail },
        SqlState::READ_ONLY_SQL_TRANSACTION => StoreError::ReadOnly,
        SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => StoreError::Corrupt { detail },
        SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
            StoreError::ConnectionLost { detail }
        }
        _ => StoreError::Engine { detail },
    }
}

/// The server's sentence with its detail, without the driver's own prefix.
///
/// Where a row breaks a constraint, the detail is the row, which may be somebody's; it goes no further.
fn words(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(answer) => match answer.detail() {
            Some(detail) if !answer.code().code().starts_with(CONSTRAINT_CLASS) => {
                format!("{}: {detail}", answer.message())
            }
            _ => answer.message().to_owned(),
        },
        None => match error.source() {
            Some(cause) => format!("{error}: {cause}"),
            None => error.to_string(),
        },
    }
}
