//! What each thread does all day.

use std::sync::atomic::{AtomicU64, Ordering};

use crossbeam_channel::{Receiver, Sender};

use super::SqliteSession;
use super::group::{Ended, Group, Write};
use super::rehearsal::{Rehearsed, Snapshots};
use super::script::Statements;
use super::wal::WalKeeper;
use crate::Tx;
use crate::store::Job;

/// Closures committed together at most, so that the first of them does not wait long for its answer.
const GROUP_MAX: usize = 256;

/// Runs the waiting closures one after another and commits them together: one fsync for many writers, and no answer
/// before it.
pub(super) fn write_in_groups(
    session: &SqliteSession,
    queue: &Receiver<Write>,
    ended: &Sender<Ended>,
    mut wal: WalKeeper<'_>,
) {
    let mut statements = Statements::over(session);
    let mut waiting = Vec::new();
    while let Ok(first) = queue.recv() {
        let mut group = Group::begin(&mut statements);
        waiting.push(first);
        while !waiting.is_empty() {
            waiting.extend(queue.try_iter().take(group.room(GROUP_MAX)));
            waiting.sort_by_key(|write| write.ticket);
            for write in waiting.drain(..) {
                group.run(write);
            }
            waiting.extend(queue.try_iter().take(group.room(GROUP_MAX)));
        }
        let group = group.end();
        // To wake one takes no longer than to have it woken; to wake many would keep the next group waiting.
        if group.is_one() {
            group.answer();
        } else if let Err(unsent) = ended.send(group) {
            unsent.into_inner().answer();
        }
        wal.tend();
    }
}

/// Tells the writers what became of their closures.
pub(super) fn answer_groups(ended: &Receiver<Ended>) {
    while let Ok(group) = ended.recv() {
        group.answer();
    }
}

/// Tries closures before their turn, and has them wait for it.
pub(super) fn rehearse(
    snapshots: &Snapshots<'_>,
    queue: &Receiver<Box<dyn Job>>,
    tickets: &AtomicU64,
    writes: &Sender<Write>,
) {
    while let Ok(mut job) = queue.recv() {
        let ticket = tickets.fetch_add(1, Ordering::Relaxed);
        match snapshots.rehearse(job.as_mut()) {
            Rehearsed::Answered => job.finish(Ok(())),
            Rehearsed::Written(script) => Write::rehearsed(job, ticket, script).send(writes),
            Rehearsed::Unfit => {
                job.forget();
                Write::unrehearsed(job, ticket).send(writes);
            }
        }
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
