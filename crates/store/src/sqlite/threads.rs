//! What the writer thread and the reader threads do all day.

use crossbeam_channel::Receiver;

use super::SqliteSession;
use crate::store::{Job, Verdict};
use crate::{StoreError, Tx};

/// Closures committed together at most, so that the first of them does not wait long for its answer.
const GROUP_MAX: usize = 256;

/// Runs the waiting closures one after another and commits them together: one fsync for many writers, and no answer
/// before it.
///
/// The first of a group has the transaction to itself, so it needs no savepoint, which would cost a bulk load a copy of
/// every page it touches; each that joins has one.
pub(super) fn write_in_groups(session: &SqliteSession, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(mut first) = queue.recv() {
        match begin_group(session, first.as_mut()) {
            Ok(Verdict::Commit) => write_group(session, first, queue),
            // Its transaction was rolled back and it has its own answer.
            Ok(_) => first.finish(Ok(())),
            Err(error) => first.finish(Err(error)),
        }
    }
}

/// An error means that the closure is lost for a reason that is not its own.
fn begin_group(session: &SqliteSession, first: &mut dyn Job) -> Result<Verdict, StoreError> {
    session.execute_batch("BEGIN IMMEDIATE")?;
    let mut tx = Tx::sqlite(session);
    let verdict = first.run(&mut tx);
    let lost = given_up(session, &tx);
    if lost.is_some() || verdict != Verdict::Commit {
        session.roll_back();
    }
    lost.map_or(Ok(verdict), Err)
}

fn write_group(session: &SqliteSession, first: Box<dyn Job>, queue: &Receiver<Box<dyn Job>>) {
    let mut group = vec![first];
    while group.len() < GROUP_MAX
        && let Ok(mut job) = queue.try_recv()
    {
        let kept = run_in_savepoint(session, job.as_mut());
        group.push(job);
        if let Err(error) = kept {
            session.roll_back();
            return answer_all(group, &Err(error));
        }
    }
    let kept = session
        .execute_batch("COMMIT")
        .inspect_err(|_| session.roll_back())
        .map_err(StoreError::of_commit);
    answer_all(group, &kept);
}

/// An error means that the whole group is lost, not only this closure.
fn run_in_savepoint(session: &SqliteSession, job: &mut dyn Job) -> Result<(), StoreError> {
    session.execute("SAVEPOINT job", &[])?;
    let mut tx = Tx::sqlite(session);
    let verdict = job.run(&mut tx);
    if let Some(error) = given_up(session, &tx) {
        return Err(error);
    }
    if verdict != Verdict::Commit {
        session.execute("ROLLBACK TO job", &[])?;
    }
    session.execute("RELEASE job", &[])?;
    Ok(())
}

/// On a full disk or a broken page `SQLite` gives up the whole transaction by itself; why it did.
fn given_up(session: &SqliteSession, tx: &Tx<'_>) -> Option<StoreError> {
    let over = !session.in_a_transaction();
    over.then(|| {
        tx.failure()
            .cloned()
            .unwrap_or(StoreError::TransactionFailed)
    })
}

fn answer_all(jobs: Vec<Box<dyn Job>>, kept: &Result<(), StoreError>) {
    for job in jobs {
        job.finish(kept.clone());
    }
}

/// Answers one closure after another, each over its own snapshot.
pub(super) fn read_one_by_one(session: &SqliteSession, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(mut job) = queue.recv() {
        let kept = session.execute("BEGIN DEFERRED", &[]).map(|_| {
            job.run(&mut Tx::sqlite(session));
        });
        session.roll_back();
        job.finish(kept);
    }
}
