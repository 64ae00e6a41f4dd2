//! What a rehearsal took down: questions with their answers, and statements.

use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{PrepFlags, Statement};

use super::session::{SqliteSession, store_error};
use crate::slow::SlowStatements;
use crate::value::Cell;
use crate::{Param, Row, StoreError};

/// All that a closure asked and wants written.
#[derive(Default)]
pub(crate) struct Script {
    pub(super) looks: Vec<Look>,
    pub(super) puts: Puts,
    /// Where slow statements are noted.
    pub(super) slow: Option<Arc<SlowStatements>>,
}

/// A question and what it was answered.
pub(super) struct Look {
    sql: Box<str>,
    params: Box<[Cell]>,
    rows: Vec<Row>,
}

/// Statements with their values, in few pieces of memory: thousands of them a second go from thread to thread.
#[derive(Default)]
pub(super) struct Puts {
    statements: Vec<Put>,
    values: Vec<Value>,
    bytes: Vec<u8>,
}

struct Put {
    sql: &'static str,
    values: Range<usize>,
    is_claim: bool,
}

enum Value {
    Null,
    Int(i64),
    Text(Range<usize>),
    Blob(Range<usize>),
}

/// How it went to run a script.
pub(super) enum Replayed {
    /// All of it was written.
    Whole,
    /// Something is no longer as it was; nothing was written.
    Stale,
    /// A statement failed, or changed another number of rows, when others may have been run.
    Torn(Option<StoreError>),
}

impl Script {
    pub(super) fn writes_nothing(&self) -> bool {
        self.puts.statements.is_empty()
    }

    /// Writes what is to be written, if everything is as it was.
    pub(super) fn replay(&self, statements: &mut Statements<'_>) -> Replayed {
        let session = statements.session();
        let is_same = |look: &Look| look.is_answered_the_same(session).unwrap_or(false);
        if !self.looks.iter().all(is_same) {
            return Replayed::Stale;
        }
        session.note_write();
        let mut began = Instant::now();
        for (place, put) in self.puts.statements.iter().enumerate() {
            let changed = self.puts.run(put, statements);
            if let Some(slow) = &self.slow {
                let ended = Instant::now();
                slow.note(put.sql, ended - began);
                began = ended;
            }
            match changed {
                Ok(changed) if !put.is_claim || changed == 1 => {}
                Ok(0) if place == 0 => return Replayed::Stale,
                Ok(_) => return Replayed::Torn(None),
                Err(error) => return Replayed::Torn(Some(error)),
            }
        }
        Replayed::Whole
    }
}

impl Look {
    pub(super) fn new(sql: &str, params: &[Param<'_>], rows: Vec<Row>) -> Self {
        Self {
            sql: sql.into(),
            params: params.iter().map(owned).collect(),
            rows,
        }
    }

    fn is_answered_the_same(&self, session: &SqliteSession) -> Result<bool, StoreError> {
        let params: Vec<Param<'_>> = self.params.iter().map(Cell::as_param).collect();
        session.is_answered(&self.sql, &params, &self.rows)
    }
}

fn owned(param: &Param<'_>) -> Cell {
    match *param {
        Param::Null => Cell::Null,
        Param::Int(value) => Cell::Int(value),
        Param::Text(value) => Cell::Text(value.to_owned()),
        Param::Bool(value) => Cell::Bool(value),
        Param::Blob(value) => Cell::Blob(value.to_vec()),
    }
}

impl Puts {
    pub(super) fn push(&mut self, sql: &'static str, params: &[Param<'_>]) {
        self.push_put(sql, params, false);
    }

    pub(super) fn push_claim(&mut self, sql: &'static str, params: &[Param<'_>]) {
        self.push_put(sql, params, true);
    }

    fn push_put(&mut self, sql: &'static str, params: &[Param<'_>], is_claim: bool) {
        let first = self.values.len();
        for param in params {
            let value = match *param {
                Param::Null => Value::Null,
                Param::Int(value) => Value::Int(value),
                Param::Bool(value) => Value::Int(value.into()),
                Param::Text(value) => Value::Text(self.keep(value.as_bytes())),
                Param::Blob(value) => Value::Blob(self.keep(value)),
            };
            self.values.push(value);
        }
        self.statements.push(Put {
            sql,
            values: first..self.values.len(),
            is_claim,
        });
    }

    fn keep(&mut self, bytes: &[u8]) -> Range<usize> {
        let first = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        first..self.bytes.len()
    }

    fn run(&self, put: &Put, statements: &mut Statements<'_>) -> Result<usize, StoreError> {
        let statement = statements.prepared(put.sql)?;
        let mut run = || {
            for (index, value) in self.values[put.values.clone()].iter().enumerate() {
                statement.raw_bind_parameter(index + 1, self.value_ref(value))?;
            }
            statement.raw_execute()
        };
        run().map_err(|error| store_error(&error))
    }

    fn value_ref(&self, value: &Value) -> Bound<'_> {
        Bound(match value {
            Value::Null => ValueRef::Null,
            Value::Int(value) => ValueRef::Integer(*value),
            Value::Text(place) => ValueRef::Text(&self.bytes[place.clone()]),
            Value::Blob(place) => ValueRef::Blob(&self.bytes[place.clone()]),
        })
    }
}

struct Bound<'puts>(ValueRef<'puts>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(self.0))
    }
}

/// The statements of scripts, prepared, found by where their text stands in the program: to hash the text itself for every row
/// would cost more than the row.
pub(super) struct Statements<'session> {
    session: &'session SqliteSession,
    prepared: Vec<(&'static str, Statement<'session>)>,
}

impl<'session> Statements<'session> {
    pub(super) fn over(session: &'session SqliteSession) -> Self {
        Self {
            session,
            prepared: Vec::new(),
        }
    }

    pub(super) fn session(&self) -> &'session SqliteSession {
        self.session
    }

    /// What is static stays where it is and what it is, so one place holds one text. There are a few dozen of them.
    fn prepared(&mut self, sql: &'static str) -> Result<&mut Statement<'session>, StoreError> {
        let known = self
            .prepared
            .iter()
            .position(|(text, _)| std::ptr::eq(*text, sql));
        let place = known.unwrap_or(self.prepared.len());
        if known.is_none() {
            self.prepared.push((sql, self.session.prepare(sql)?));
        }
        Ok(&mut self.prepared[place].1)
    }
}

impl SqliteSession {
    fn prepare(&self, sql: &str) -> Result<Statement<'_>, StoreError> {
        let flags = PrepFlags::SQLITE_PREPARE_PERSISTENT;
        let prepared = self.connection().prepare_with_flags(sql, flags);
        prepared.map_err(|error| store_error(&error))
    }
}
