//! A transaction: what a capability's queries are written against.

mod copying;

use std::sync::Arc;
use std::time::Instant;

use crate::postgres::PostgresSession;
use crate::slow::SlowStatements;
use crate::sqlite::{Rehearsal, SqliteSession};
use crate::{Param, Row, StoreError, dialect};

/// A transaction on either engine.
///
/// After a statement fails, the others are refused with [`StoreError::TransactionFailed`] and the whole is rolled back.
pub struct Tx<'session> {
    session: Session<'session>,
    /// The first statement that failed; only its first failure explains a transaction.
    failure: Option<StoreError>,
    /// Where slow statements are noted.
    slow: Option<Arc<SlowStatements>>,
}

enum Session<'session> {
    Sqlite(&'session SqliteSession),
    Postgres(&'session mut PostgresSession),
    Rehearsal(&'session Rehearsal<'session>),
}

impl<'session> Tx<'session> {
    pub(crate) fn sqlite(session: &'session SqliteSession) -> Self {
        Self {
            session: Session::Sqlite(session),
            failure: None,
            slow: None,
        }
    }

    pub(crate) fn postgres(session: &'session mut PostgresSession) -> Self {
        Self {
            session: Session::Postgres(session),
            failure: None,
            slow: None,
        }
    }

    pub(crate) fn rehearsal(rehearsal: &'session Rehearsal<'session>) -> Self {
        Self {
            session: Session::Rehearsal(rehearsal),
            failure: None,
            slow: None,
        }
    }

    /// Has slow statements noted from here on.
    pub(crate) fn watch(&mut self, slow: &Arc<SlowStatements>) {
        self.slow = Some(Arc::clone(slow));
    }

    /// Where slow statements are noted, if they are.
    pub(crate) fn watcher(&self) -> Option<&Arc<SlowStatements>> {
        self.slow.as_ref()
    }

    pub(crate) fn failure(&self) -> Option<&StoreError> {
        self.failure.as_ref()
    }

    /// All rows of a query.
    pub fn query(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>, StoreError> {
        self.run(sql, params, |session| match session {
            Session::Sqlite(session) => session.query(sql, params),
            Session::Postgres(session) => session.query(sql, params),
            Session::Rehearsal(rehearsal) => rehearsal.query(sql, params),
        })
    }

    /// [`Tx::query_opt`] for a row that, once it is there, is never changed nor removed, and mostly is there: what a
    /// [rehearsal](crate::Store::write_rehearsed) found is not asked for again, also not by another, and where it found nothing,
    /// it ends.
    pub fn query_lasting(
        &mut self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<Option<Row>, StoreError> {
        let rows = self.run(sql, params, |session| match session {
            Session::Sqlite(session) => session.query(sql, params),
            Session::Postgres(session) => session.query(sql, params),
            Session::Rehearsal(rehearsal) => rehearsal.query_lasting(sql, params),
        })?;
        Ok(rows.into_iter().next())
    }

    /// [`Tx::query`] for rows that stay as they are as long as a `witness`, a question with the same values that is cheaper to
    /// answer, is answered the same: the last version of what is only ever added to. What a
    /// [rehearsal](crate::Store::write_rehearsed) found holds as long as the witness says so.
    pub fn query_witnessed(
        &mut self,
        sql: &str,
        witness: &str,
        params: &[Param<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        self.run(sql, params, |session| match session {
            Session::Sqlite(session) => session.query(sql, params),
            Session::Postgres(session) => session.query(sql, params),
            Session::Rehearsal(rehearsal) => rehearsal.query_witnessed(sql, witness, params),
        })
    }

    /// The first row of a query, if there is one.
    pub fn query_opt(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// The first row of a query that always has one, such as a count.
    pub fn query_one(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Row, StoreError> {
        self.query_opt(sql, params)?.ok_or(StoreError::MissingRow)
    }

    /// Runs a statement of whose outcome nothing depends but that it did not fail.
    ///
    /// In a [rehearsal](crate::Store::write_rehearsed) it is taken down, and nothing can be asked after it.
    pub fn put(&mut self, sql: &'static str, params: &[Param<'_>]) -> Result<(), StoreError> {
        self.run(sql, params, |session| match session {
            Session::Sqlite(session) => session.execute(sql, params).map(drop),
            Session::Postgres(session) => session.execute(sql, params).map(drop),
            Session::Rehearsal(rehearsal) => {
                rehearsal.put(sql, params);
                Ok(())
            }
        })
    }

    /// Runs a statement that changes one row, or none when somebody was first, and tells whether it did.
    ///
    /// A [rehearsal](crate::Store::write_rehearsed) takes it that nobody was; when that turns out wrong, the closure is run
    /// again. It is best the first statement that writes, for then there is nothing to take back.
    pub fn claim(&mut self, sql: &'static str, params: &[Param<'_>]) -> Result<bool, StoreError> {
        let changed = self.run(sql, params, |session| match session {
            Session::Sqlite(session) => session.execute(sql, params),
            Session::Postgres(session) => session.execute(sql, params),
            Session::Rehearsal(rehearsal) => {
                rehearsal.claim(sql, params);
                Ok(1)
            }
        })?;
        Ok(changed == 1)
    }

    /// Runs a statement and tells how many rows it changed.
    ///
    /// A [rehearsal](crate::Store::write_rehearsed) cannot know that, so it ends there: say [`Tx::put`] or [`Tx::claim`] where
    /// these are enough.
    pub fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, StoreError> {
        self.run(sql, params, |session| match session {
            Session::Sqlite(session) => session.execute(sql, params),
            Session::Postgres(session) => session.execute(sql, params),
            Session::Rehearsal(_) => Rehearsal::unfit(),
        })
    }

    /// Inserts many rows the fastest way the engine has: one prepared statement on `SQLite`, `COPY` on `PostgreSQL`.
    ///
    /// Every row has as many values as there are columns.
    pub fn bulk_insert<'p, R: AsRef<[Param<'p>]>>(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: impl IntoIterator<Item = R>,
    ) -> Result<u64, StoreError> {
        self.run("", &[], |session| match session {
            Session::Sqlite(session) => session.bulk_insert(table, columns, rows),
            Session::Postgres(session) => session.bulk_insert(table, columns, rows),
            Session::Rehearsal(_) => Rehearsal::unfit(),
        })
    }

    /// How many bytes the database takes on its disk, without what its log holds beside it.
    pub fn database_bytes(&mut self) -> Result<u64, StoreError> {
        let statement = match self.session {
            Session::Sqlite(_) | Session::Rehearsal(_) => {
                "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
            }
            Session::Postgres(_) => "SELECT pg_database_size(current_database())",
        };
        let row = self.query_one(statement, &[])?;
        Ok(row.get::<i64>(0)?.unsigned_abs())
    }

    /// Runs the statements of a migration step, in the words of the engine.
    pub(crate) fn apply_schema(&mut self, step: &str) -> Result<(), StoreError> {
        self.run("", &[], |session| match session {
            Session::Sqlite(session) => session.execute_batch(step),
            Session::Postgres(session) => {
                session.execute_batch(&dialect::schema_for_postgres(step))
            }
            Session::Rehearsal(_) => Rehearsal::unfit(),
        })
    }

    /// Makes every other process that wants to migrate this database wait for this transaction.
    pub(crate) fn lock_schema(&mut self) -> Result<(), StoreError> {
        self.run("", &[], |session| match session {
            // The write transaction of SQLite excludes every other writer already.
            Session::Sqlite(_) => Ok(()),
            Session::Postgres(session) => session.lock_schema(),
            Session::Rehearsal(_) => Rehearsal::unfit(),
        })
    }

    fn run<T>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        statement: impl FnOnce(&mut Session<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        debug_assert!(
            dialect::placeholders_in_order(sql, params.len()),
            "placeholders of `{sql}` are not in order of first appearance"
        );
        if self.failure.is_some() {
            return Err(StoreError::TransactionFailed);
        }
        let began = Instant::now();
        let outcome = statement(&mut self.session);
        if let Some(slow) = &self.slow {
            slow.note(sql, began.elapsed());
        }
        outcome.inspect_err(|error| self.failure = Some(error.clone()))
    }
}
