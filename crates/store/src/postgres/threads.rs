//! What each thread of the server engine does all day.

use std::time::Duration;

use crossbeam_channel::Receiver;

use super::PostgresSession;
use super::connection::Connection;
use crate::store::{Job, Verdict};
use crate::{StoreError, Tx};

/// Times a transaction is run again before its writer is told to try later.
const RETRIES_MAX: u32 = 40;

/// A closure and what it may do.
pub(super) enum Task {
    Read(Box<dyn Job>),
    Write(Box<dyn Job>),
}

impl Task {
    pub(super) fn into_job(self) -> Box<dyn Job> {
        match self {
            Self::Read(job) | Self::Write(job) => job,
        }
    }
}

/// Serves closures until the store is closed.
pub(super) fn serve(mut connection: Connection<'_>, number: usize, queue: &Receiver<Task>) {
    while let Ok(task) = queue.recv() {
        match task {
            Task::Read(mut job) => {
                let kept = read(&mut connection, job.as_mut());
                job.finish(kept);
            }
            Task::Write(mut job) => {
                let kept = write(&mut connection, number, job.as_mut());
                job.finish(kept);
            }
        }
    }
}

fn read(connection: &mut Connection<'_>, job: &mut dyn Job) -> Result<(), StoreError> {
    let session = connection.begin(PostgresSession::begin_read)?;
    job.run(&mut Tx::postgres(session));
    connection.roll_back();
    Ok(())
}

fn write(
    connection: &mut Connection<'_>,
    number: usize,
    job: &mut dyn Job,
) -> Result<(), StoreError> {
    let mut has_met_a_row = false;
    for attempt in 0..=RETRIES_MAX {
        let session = connection.begin(PostgresSession::begin_write)?;
        let mut tx = Tx::postgres(session);
        let verdict = job.run(&mut tx);
        let meets_a_row = tx.failure().is_some_and(StoreError::is_unique_violation);
        match verdict {
            // The row may have come after this transaction looked for it; the next one sees it.
            Verdict::RollBack if meets_a_row && !has_met_a_row => {
                connection.roll_back();
                has_met_a_row = true;
                continue;
            }
            Verdict::RollBack => {
                connection.roll_back();
                return Ok(());
            }
            Verdict::Retry => connection.roll_back(),
            Verdict::Commit => match session.commit() {
                Ok(()) => return Ok(()),
                // The server has rolled it back.
                Err(StoreError::Contention) => {}
                Err(error) => {
                    connection.roll_back();
                    return Err(error.of_commit());
                }
            },
        }
        std::thread::sleep(pause(attempt, number));
    }
    Err(StoreError::Contention)
}

/// Longer with every attempt, and different from thread to thread, so that two do not keep meeting.
fn pause(attempt: u32, number: usize) -> Duration {
    let spread = u64::try_from(number).unwrap_or(0) * 37 % 16 + 1;
    Duration::from_micros(spread * 100 * u64::from(attempt.min(10) + 1))
}
