//! A closure that is tried before its turn, by a thread that does nothing else.
//!
//! Most of what a write costs is reading, checking, serialising and hashing, and none of that needs the writer. So the closure
//! is run over a snapshot first, and its statements are not executed but taken down: what comes of it is a [`Script`] of the
//! questions it asked, with the answers it got, and of the statements it wants run. When its turn comes the writer asks the
//! same questions. If all answers are still the same, the closure would do the same again, and its statements are run;
//! otherwise the closure is run afresh, as if it had never been tried. So nobody has to say what a decision rests on, and
//! nothing can be forgotten.
//!
//! Few threads do it for all who write: who brings a closure may be a task that must not wait for the disk, and a hundred threads
//! that take turns on two processors spend more on the turns than on the work.

use std::cell::{Cell, OnceCell, RefCell};
use std::num::NonZero;
use std::path::PathBuf;

use super::lasting::{LastingRows, Question};
use super::script::{Look, Script};
use super::session::SqliteSession;
use crate::store::{Job, Verdict};
use crate::{Param, Row, StoreError, Tx};

/// Threads that rehearse, at least: more than there may be processors, so that one that reads much does not keep all waiting.
const THREADS_MIN: usize = 4;
/// And at most: the one writer is then the slowest anyway.
const THREADS_MAX: usize = 16;

/// How many threads rehearse.
pub(super) fn threads() -> usize {
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    processors.clamp(THREADS_MIN, THREADS_MAX)
}

/// A thread's connection for rehearsals, opened when one first asks something.
pub(super) struct Snapshots<'store> {
    path: PathBuf,
    opened: OnceCell<SqliteSession>,
    lasting: &'store LastingRows,
}

/// What a closure under rehearsal runs against.
pub(crate) struct Rehearsal<'store> {
    snapshots: &'store Snapshots<'store>,
    /// Whether there is a snapshot: the first question takes it. Who asks nothing needs none.
    is_begun: Cell<bool>,
    script: RefCell<Script>,
}

/// What came of a rehearsal.
pub(super) enum Rehearsed {
    /// Nothing is to be written, because it wanted nothing written or took it back; so what it said over the snapshot can be
    /// answered.
    Answered,
    /// This is to be written.
    Written(Script),
    /// It has to run in its turn.
    Unfit,
}

impl<'store> Snapshots<'store> {
    pub(super) fn of(path: PathBuf, lasting: &'store LastingRows) -> Self {
        Self {
            path,
            opened: OnceCell::new(),
            lasting,
        }
    }

    /// Runs a closure without writing anything.
    pub(super) fn rehearse(&self, job: &mut dyn Job) -> Rehearsed {
        let rehearsal = Rehearsal {
            snapshots: self,
            is_begun: Cell::new(false),
            script: RefCell::default(),
        };
        let mut tx = Tx::rehearsal(&rehearsal);
        let verdict = job.run(&mut tx);
        let has_failed = tx.failure().is_some();
        let mut script = rehearsal.script.take();
        script.slow = tx.watcher().cloned();
        match verdict {
            _ if has_failed => Rehearsed::Unfit,
            Verdict::RollBack => Rehearsed::Answered,
            Verdict::Commit if script.writes_nothing() => Rehearsed::Answered,
            Verdict::Commit => Rehearsed::Written(script),
            Verdict::Retry => Rehearsed::Unfit,
        }
    }

    fn session(&self) -> Result<&SqliteSession, StoreError> {
        if let Some(session) = self.opened.get() {
            return Ok(session);
        }
        match SqliteSession::open_reader(&self.path) {
            Ok(session) => Ok(self.opened.get_or_init(|| session)),
            // Whatever it is, the writer will say it.
            Err(_) => Rehearsal::unfit(),
        }
    }
}

impl Drop for Rehearsal<'_> {
    fn drop(&mut self) {
        if self.is_begun.get()
            && let Some(session) = self.snapshots.opened.get()
        {
            session.roll_back();
        }
    }
}

impl Rehearsal<'_> {
    /// Asks the snapshot, and remembers what it answered. What was written before would not be seen.
    pub(crate) fn query(&self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>, StoreError> {
        if !self.script.borrow().writes_nothing() {
            return Self::unfit();
        }
        let rows = self.ask(sql, params)?;
        let look = Look::new(sql, params, rows.clone());
        self.script.borrow_mut().looks.push(look);
        Ok(rows)
    }

    /// Asks the snapshot, and remembers what the witness said.
    pub(crate) fn query_witnessed(
        &self,
        sql: &str,
        witness: &str,
        params: &[Param<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        self.query(witness, params)?;
        self.ask(sql, params)
    }

    /// Asks for what stays as it is when it is there, so that it need not be asked for again: not by the writer, nor by anybody.
    pub(crate) fn query_lasting(
        &self,
        sql: &'static str,
        params: &[Param<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        let (question, lasting) = (Question::new(sql, params), &self.snapshots.lasting);
        if let Some(rows) = lasting.answer(&question) {
            return Ok(rows);
        }
        let rows = self.ask(sql, params)?;
        if rows.is_empty() {
            return Self::unfit();
        }
        lasting.keep(question, &rows);
        Ok(rows)
    }

    fn ask(&self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>, StoreError> {
        let session = self.snapshots.session()?;
        if !self.is_begun.get() {
            session.execute("BEGIN DEFERRED", &[])?;
            self.is_begun.set(true);
        }
        session.query(sql, params)
    }

    /// Takes down a statement.
    pub(crate) fn put(&self, sql: &'static str, params: &[Param<'_>]) {
        self.script.borrow_mut().puts.push(sql, params);
    }

    /// Takes down a statement, and that it is to change one row.
    pub(crate) fn claim(&self, sql: &'static str, params: &[Param<'_>]) {
        self.script.borrow_mut().puts.push_claim(sql, params);
    }

    /// Why what a rehearsal cannot know ends it: the closure is to run again, in its turn.
    pub(crate) fn unfit<T>() -> Result<T, StoreError> {
        Err(StoreError::Contention)
    }
}
