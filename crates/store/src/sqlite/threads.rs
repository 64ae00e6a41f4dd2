//! What the writer thread and the reader threads do all day.

use crossbeam_channel::Receiver;

use super::SqliteSession;
use crate::store::{Job, Verdict};
use crate::{StoreError, Tx};

/// Closures committed together at most, so that the first of them does not wait long for its answer.
const GROUP_MAX: usize = 256;

/// Runs the waiting closures one after another, each in a savepoint, and commits them together: one fsync for many
/// writers, and no answer before it.
pub(super) fn write_in_groups(session: &SqliteSession, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        if let Err(error) = session.execute_batch("BEGIN IMMEDIATE") {
            first.finish(Err(error));
            continue;
        }
        let mut done: Vec<Box<dyn Job>> = Vec::new();
        let mut next = Some(first);
        while let Some(mut job) = next {
            let kept = run_in_savepoint(session, job.as_mut());
            done.push(job);
            if let Err(error) = kept {
                session.roll_back();
                answer_all(done.drain(..), &Err(error));
                break;
            }
            next = if done.len() < GROUP_MAX {
                queue.try_recv().ok()
            } else {
                None
            };
        }
        if !done.is_empty() {
            let kept = session
                .execute_batch("COMMIT")
                .inspect_err(|_| session.roll_back());
            answer_all(done.into_iter(), &kept);
        }
    }
}

/// An error means that the whole group is lost, not only this closure.
fn run_in_savepoint(session: &SqliteSession, job: &mut dyn Job) -> Result<(), StoreError> {
    session.execute("SAVEPOINT job", &[])?;
    let mut tx = Tx::sqlite(session);
    let verdict = job.run(&mut tx);
    if !session.in_a_transaction() {
        // On a full disk or a broken page SQLite gives up the whole transaction by itself.
        return Err(tx
            .failure()
            .cloned()
            .unwrap_or(StoreError::TransactionFailed));
    }
    if verdict != Verdict::Commit {
        session.execute("ROLLBACK TO job", &[])?;
    }
    session.execute("RELEASE job", &[])?;
    Ok(())
}

fn answer_all(jobs: impl Iterator<Item = Box<dyn Job>>, kept: &Result<(), StoreError>) {
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
