//! What each thread of the server engine does all day.

use std::time::Duration;

use crossbeam_channel::Receiver;

use super::PostgresSession;
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

/// Serves closures until the store is closed; makes the connection when there is none or it was lost.
pub(super) fn serve(
    mut session: Option<PostgresSession>,
    url: &str,
    number: usize,
    queue: &Receiver<Task>,
) {
    while let Ok(task) = queue.recv() {
        if session.as_ref().is_none_or(PostgresSession::is_closed) {
            session = match PostgresSession::connect(url) {
                Ok(session) => Some(session),
                Err(error) => {
                    let detail = error.to_string();
                    task.into_job()
                        .finish(Err(StoreError::ConnectionLost { detail }));
                    continue;
                }
            };
        }
        let Some(session) = session.as_mut() else {
            continue;
        };
        match task {
            Task::Read(mut job) => {
                let kept = session.begin_read().map(|()| {
                    job.run(&mut Tx::postgres(session));
                    session.roll_back();
                });
                job.finish(kept);
            }
            Task::Write(mut job) => {
                let kept = write(session, number, job.as_mut());
                job.finish(kept);
            }
        }
    }
}

fn write(
    session: &mut PostgresSession,
    number: usize,
    job: &mut dyn Job,
) -> Result<(), StoreError> {
    for attempt in 0..=RETRIES_MAX {
        session.begin_write()?;
        match job.run(&mut Tx::postgres(session)) {
            Verdict::RollBack => {
                session.roll_back();
                return Ok(());
            }
            Verdict::Retry => session.roll_back(),
            Verdict::Commit => match session.commit() {
                Ok(()) => return Ok(()),
                // The server has rolled it back.
                Err(StoreError::Contention) => {}
                Err(error) => {
                    session.roll_back();
                    return Err(error);
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
