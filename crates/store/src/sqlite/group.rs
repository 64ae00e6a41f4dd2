//! Closures that are committed together, each of which stands or falls alone.
//!
//! A savepoint for each would make that easy, but inside of one the engine keeps a copy of every page that is touched for the first
//! time, which costs more than many a closure. So a group runs without: nearly every closure that fails does so before it has
//! written anything, and then there is nothing to take back. When one fails later, everything is taken back and all of them run
//! again, with savepoints.

use super::SqliteSession;
use crate::store::{Job, Verdict};
use crate::{StoreError, Tx};

/// A transaction of the writer thread, with the closures that it has run.
pub(super) struct Group<'session> {
    session: &'session SqliteSession,
    /// All that wait for the outcome, in the order in which they ran.
    jobs: Vec<Box<dyn Job>>,
    /// Whether something in the transaction is to be kept.
    has_written: bool,
    has_savepoints: bool,
    /// Why nothing of the transaction is kept.
    lost: Option<StoreError>,
}

impl<'session> Group<'session> {
    pub(super) fn begin(session: &'session SqliteSession) -> Self {
        Self {
            session,
            jobs: Vec::new(),
            has_written: false,
            has_savepoints: false,
            lost: begin(session).err(),
        }
    }

    /// Whether another closure can join.
    pub(super) fn is_open(&self, jobs_max: usize) -> bool {
        self.lost.is_none() && self.jobs.len() < jobs_max
    }

    /// Runs a closure after those that ran before. Nobody has an answer until the end.
    pub(super) fn run(&mut self, mut job: Box<dyn Job>) {
        if self.lost.is_none() {
            self.lost = self.run_or_lose(job.as_mut()).err();
        }
        self.jobs.push(job);
    }

    /// Commits what is to be kept, and answers everyone.
    pub(super) fn end(self) {
        let commit = || self.session.execute("COMMIT", &[]).map(drop);
        let kept = match self.lost {
            Some(error) => Err(error),
            None => commit().map_err(StoreError::of_commit),
        };
        if kept.is_err() {
            self.session.roll_back();
        }
        for job in self.jobs {
            job.finish(kept.clone());
        }
    }

    /// An error means that the whole group is lost, not only this closure.
    fn run_or_lose(&mut self, job: &mut dyn Job) -> Result<(), StoreError> {
        if self.has_savepoints {
            return run_in_savepoint(self.session, job);
        }
        self.session.forget_writes();
        let verdict = run(self.session, job)?;
        match (verdict, self.session.may_have_written()) {
            (Verdict::Commit, has_written) => self.has_written |= has_written,
            (_, false) => {}
            (_, true) => self.take_back(job)?,
        }
        Ok(())
    }

    /// Undoes a closure that failed after it had written.
    fn take_back(&mut self, failed: &mut dyn Job) -> Result<(), StoreError> {
        self.session.roll_back();
        begin(self.session)?;
        if self.has_written {
            self.has_savepoints = true;
            for job in &mut self.jobs {
                run_in_savepoint(self.session, job.as_mut())?;
            }
            // It as well: what it was told by those before it may be different now.
            run_in_savepoint(self.session, failed)?;
        }
        Ok(())
    }
}

fn begin(session: &SqliteSession) -> Result<(), StoreError> {
    session.execute("BEGIN IMMEDIATE", &[]).map(drop)
}

fn run_in_savepoint(session: &SqliteSession, job: &mut dyn Job) -> Result<(), StoreError> {
    session.execute("SAVEPOINT job", &[])?;
    if run(session, job)? != Verdict::Commit {
        session.execute("ROLLBACK TO job", &[])?;
    }
    session.execute("RELEASE job", &[]).map(drop)
}

/// Fails when there is no transaction any more: on a full disk or a broken page `SQLite` gives it up by itself.
fn run(session: &SqliteSession, job: &mut dyn Job) -> Result<Verdict, StoreError> {
    let mut tx = Tx::sqlite(session);
    let verdict = job.run(&mut tx);
    if session.in_a_transaction() {
        return Ok(verdict);
    }
    let why = tx.failure().cloned();
    Err(why.unwrap_or(StoreError::TransactionFailed))
}
