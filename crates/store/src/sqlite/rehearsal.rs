//! A closure that is tried before its turn, by the thread that brings it.
//!
//! Most of what a write costs is reading, checking, serialising and hashing, and none of that needs the writer. So the closure
//! is run over a snapshot first, and its statements are not executed but taken down: what comes of it is a [`Script`] of the
//! questions it asked, with the answers it got, and of the statements it wants run. When its turn comes the writer asks the
//! same questions. If all answers are still the same, the closure would do the same again, and its statements are run;
//! otherwise the closure is run afresh, as if it had never been tried. So nobody has to say what a decision rests on, and
//! nothing can be forgotten.

use std::cell::{OnceCell, RefCell};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crossbeam_channel::{Receiver, Sender};

use super::script::{Look, Script};
use super::session::SqliteSession;
use crate::store::{Job, Verdict};
use crate::{Param, Row, StoreError, Tx};

/// Rehearsals that look at the database at the same time; who comes when all are at it is run in its turn, so nobody waits.
const SNAPSHOTS_MAX: usize = 16;

/// Connections for rehearsals, opened as they are needed.
pub(super) struct Snapshots {
    path: PathBuf,
    opened: AtomicUsize,
    free: (Sender<SqliteSession>, Receiver<SqliteSession>),
}

/// What a closure under rehearsal runs against.
pub(crate) struct Rehearsal<'store> {
    snapshots: &'store Snapshots,
    /// Taken by the first question. Who asks nothing needs none.
    snapshot: OnceCell<SqliteSession>,
    script: RefCell<Script>,
}

/// What came of a rehearsal.
pub(super) enum Rehearsed {
    /// It wrote nothing, so what it said over the snapshot can be answered.
    Answered,
    /// This is to be written.
    Written(Script),
    /// It has to run in its turn.
    Unfit,
}

impl Snapshots {
    pub(super) fn of(path: PathBuf) -> Self {
        Self {
            path,
            opened: AtomicUsize::new(0),
            free: crossbeam_channel::bounded(SNAPSHOTS_MAX),
        }
    }

    /// Runs a closure without writing anything.
    pub(super) fn rehearse(&self, job: &mut dyn Job) -> Rehearsed {
        let rehearsal = Rehearsal {
            snapshots: self,
            snapshot: OnceCell::new(),
            script: RefCell::default(),
        };
        let mut tx = Tx::rehearsal(&rehearsal);
        let verdict = job.run(&mut tx);
        let has_failed = tx.failure().is_some();
        let mut script = rehearsal.script.take();
        script.slow = tx.watcher().cloned();
        match verdict {
            _ if has_failed => Rehearsed::Unfit,
            Verdict::Commit | Verdict::RollBack if script.writes_nothing() => Rehearsed::Answered,
            Verdict::Commit => Rehearsed::Written(script),
            Verdict::RollBack | Verdict::Retry => Rehearsed::Unfit,
        }
    }

    fn take(&self) -> Result<SqliteSession, StoreError> {
        if let Ok(session) = self.free.1.try_recv() {
            return Ok(session);
        }
        if self.opened.fetch_add(1, Ordering::Relaxed) < SNAPSHOTS_MAX
            && let Ok(session) = SqliteSession::open_reader(&self.path)
        {
            return Ok(session);
        }
        self.opened.fetch_sub(1, Ordering::Relaxed);
        Rehearsal::unfit()
    }

    fn give_back(&self, session: SqliteSession) {
        // There is room for all that are opened.
        drop(self.free.0.try_send(session));
    }
}

impl Drop for Rehearsal<'_> {
    fn drop(&mut self) {
        if let Some(session) = self.snapshot.take() {
            session.roll_back();
            self.snapshots.give_back(session);
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

    /// Asks the snapshot for what stays as it is when it is there, so that it need not be asked for again.
    pub(crate) fn query_lasting(
        &self,
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        let rows = self.ask(sql, params)?;
        if rows.is_empty() {
            return Self::unfit();
        }
        Ok(rows)
    }

    fn ask(&self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>, StoreError> {
        if let Some(session) = self.snapshot.get() {
            return session.query(sql, params);
        }
        let session = self.snapshots.take()?;
        let began = session.execute("BEGIN DEFERRED", &[]);
        let session = self.snapshot.get_or_init(|| session);
        began.and_then(|_| session.query(sql, params))
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
