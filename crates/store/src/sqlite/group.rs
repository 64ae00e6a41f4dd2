//! Closures that are committed together, each of which stands or falls alone.
//!
//! A savepoint for each would make that easy, but inside of one the engine keeps a copy of every page that is touched for the first
//! time, which costs more than many a closure. So a group runs without: nearly every closure that fails does so before it has
//! written anything, and then there is nothing to take back. When one fails later, everything is taken back and all of them run
//! again, with savepoints.
//!
//! A closure that was tried beforehand is not run at all when what it [took down](super::script) still holds.

use crossbeam_channel::Sender;

use super::SqliteSession;
use super::script::{Replayed, Script, Statements};
use crate::store::{Job, Verdict};
use crate::{StoreError, Tx};

/// A closure that waits for the writer.
pub(super) struct Write {
    job: Box<dyn Job>,
    script: Option<Script>,
    /// The order in which they were brought, before any was tried. Ids are drawn while one is tried, so in this order rows
    /// mostly come after those that are there, where a page fills up instead of being split.
    pub(super) ticket: u64,
}

/// Closures whose transaction has ended, and how.
pub(super) struct Ended {
    writes: Vec<Write>,
    kept: Result<(), StoreError>,
}

/// A transaction of the writer thread, with the closures that it has run.
pub(super) struct Group<'thread, 'session> {
    session: &'session SqliteSession,
    statements: &'thread mut Statements<'session>,
    /// All that wait for the outcome, in the order in which they ran.
    writes: Vec<Write>,
    /// Whether something in the transaction is to be kept.
    has_written: bool,
    has_savepoints: bool,
    /// Why nothing of the transaction is kept.
    lost: Option<StoreError>,
}

impl Write {
    /// One that runs in its turn.
    pub(super) fn unrehearsed(job: Box<dyn Job>, ticket: u64) -> Self {
        Self {
            job,
            script: None,
            ticket,
        }
    }

    /// One of which it is known what it writes.
    pub(super) fn rehearsed(job: Box<dyn Job>, ticket: u64, script: Script) -> Self {
        Self {
            job,
            script: Some(script),
            ticket,
        }
    }

    /// Has it wait for its turn.
    pub(super) fn send(self, queue: &Sender<Self>) {
        if let Err(unsent) = queue.send(self) {
            unsent.into_inner().job.finish(Err(StoreError::Closed));
        }
    }
}

impl Ended {
    pub(super) fn is_one(&self) -> bool {
        self.writes.len() == 1
    }

    pub(super) fn answer(self) {
        for write in self.writes {
            write.job.finish(self.kept.clone());
        }
    }
}

impl<'thread, 'session> Group<'thread, 'session> {
    pub(super) fn begin(statements: &'thread mut Statements<'session>) -> Self {
        let session = statements.session();
        Self {
            session,
            statements,
            writes: Vec::new(),
            has_written: false,
            has_savepoints: false,
            lost: begin(session).err(),
        }
    }

    /// How many more can join, when so many are committed together at most.
    pub(super) fn room(&self, writes_max: usize) -> usize {
        let is_open = self.lost.is_none();
        writes_max.saturating_sub(self.writes.len()) * usize::from(is_open)
    }

    /// Runs a closure after those that ran before. Nobody has an answer until the end.
    pub(super) fn run(&mut self, mut write: Write) {
        if self.lost.is_none() {
            self.lost = self.run_or_lose(&mut write).err();
        }
        self.writes.push(write);
    }

    /// Commits what is to be kept. All are to be answered.
    pub(super) fn end(self) -> Ended {
        let commit = || self.session.execute("COMMIT", &[]).map(drop);
        let kept = match self.lost {
            Some(error) => Err(error),
            None => commit().map_err(StoreError::of_commit),
        };
        if kept.is_err() {
            self.session.roll_back();
        }
        Ended {
            writes: self.writes,
            kept,
        }
    }

    /// An error means that the whole group is lost, not only this closure.
    fn run_or_lose(&mut self, write: &mut Write) -> Result<(), StoreError> {
        if let Some(script) = &write.script
            && !self.has_savepoints
        {
            match script.replay(self.statements) {
                Replayed::Whole => {
                    self.has_written = true;
                    return Ok(());
                }
                // A question that failed may have ended the transaction, and nothing may run outside of one.
                Replayed::Stale => still_in_transaction(self.session, None)?,
                Replayed::Torn(why) => {
                    still_in_transaction(self.session, why.as_ref())?;
                    self.take_back()?;
                }
            }
        }
        self.run_in_turn(write.job.as_mut())
    }

    fn run_in_turn(&mut self, job: &mut dyn Job) -> Result<(), StoreError> {
        if self.has_savepoints {
            return run_in_savepoint(self.session, job);
        }
        self.session.forget_writes();
        let verdict = run(self.session, job)?;
        match (verdict, self.session.may_have_written()) {
            (Verdict::Commit, has_written) => self.has_written |= has_written,
            (_, false) => {}
            (_, true) => {
                self.take_back()?;
                // What it was told by those before it may be different now.
                if self.has_savepoints {
                    run_in_savepoint(self.session, job)?;
                }
            }
        }
        Ok(())
    }

    /// Undoes everything, and has those before run again, each to stand or fall alone.
    fn take_back(&mut self) -> Result<(), StoreError> {
        self.session.roll_back();
        begin(self.session)?;
        if self.has_written {
            self.has_savepoints = true;
            for write in &mut self.writes {
                run_in_savepoint(self.session, write.job.as_mut())?;
            }
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

fn run(session: &SqliteSession, job: &mut dyn Job) -> Result<Verdict, StoreError> {
    let mut tx = Tx::sqlite(session);
    let verdict = job.run(&mut tx);
    still_in_transaction(session, tx.failure())?;
    Ok(verdict)
}

/// Fails when there is no transaction any more: on a full disk or a broken page `SQLite` gives it up by itself.
fn still_in_transaction(
    session: &SqliteSession,
    why: Option<&StoreError>,
) -> Result<(), StoreError> {
    if session.in_a_transaction() {
        return Ok(());
    }
    Err(why.cloned().unwrap_or(StoreError::TransactionFailed))
}
