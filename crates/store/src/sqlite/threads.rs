//! What the writer thread and the reader threads do all day.

use crossbeam_channel::Receiver;

use super::SqliteSession;
use super::group::Group;
use crate::Tx;
use crate::store::Job;

/// Closures committed together at most, so that the first of them does not wait long for its answer.
const GROUP_MAX: usize = 256;

/// Runs the waiting closures one after another and commits them together: one fsync for many writers, and no answer
/// before it.
pub(super) fn write_in_groups(session: &SqliteSession, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        let mut group = Group::begin(session);
        group.run(first);
        while group.is_open(GROUP_MAX)
            && let Ok(job) = queue.try_recv()
        {
            group.run(job);
        }
        group.end();
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
