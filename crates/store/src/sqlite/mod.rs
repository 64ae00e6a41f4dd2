//! The embedded engine: one writer thread, several reader threads, each with its own connection, and connections for trying
//! writes before their turn.

mod bulk;
mod copy;
mod file;
mod group;
mod held;
mod rehearsal;
mod script;
mod session;
mod threads;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

use crossbeam_channel::Sender;

pub(crate) use copy::NewFile;
pub(crate) use rehearsal::Rehearsal;
pub(crate) use session::SqliteSession;

use crate::migrate;
use crate::store::{Job, is_this_thread, wait_for_end};
use crate::{Migrations, OpenError, StoreError, Tx};
use group::Write;
use held::HeldFile;
use rehearsal::{Rehearsed, Snapshots};

/// Threads over one database file.
pub(crate) struct SqliteStore {
    reads: Option<Sender<Box<dyn Job>>>,
    snapshots: Option<Snapshots>,
    writes: Option<Sender<Write>>,
    tickets: AtomicU64,
    readers: Vec<JoinHandle<()>>,
    writer: Option<JoinHandle<()>>,
    /// Answers for the writer.
    answerer: Option<JoinHandle<()>>,
    // Freed last: only when the threads have let go of the file may another process have it.
    _held: Option<HeldFile>,
}

impl SqliteStore {
    pub(crate) fn open(
        path: &Path,
        readers: usize,
        migrations: &[Migrations],
    ) -> Result<Self, OpenError> {
        let held = HeldFile::take(path)?;
        let writer = SqliteSession::open_writer(path)?;
        writer.in_transaction("IMMEDIATE", |session| {
            migrate::upgrade(&mut Tx::sqlite(session), migrations)
        })?;
        let mut store = Self::without_threads(Some(held));
        store.start_writer(writer)?;
        store.snapshots = Some(Snapshots::of(path.to_owned()));
        store.start_readers(path, readers)?;
        Ok(store)
    }

    pub(crate) fn open_read_only(
        path: &Path,
        readers: usize,
        migrations: &[Migrations],
        check: migrate::Check,
    ) -> Result<Self, OpenError> {
        let session = SqliteSession::open_reader(path)?;
        session.in_transaction("DEFERRED", |session| {
            check(&mut Tx::sqlite(session), migrations)
        })?;
        let mut store = Self::without_threads(None);
        store.start_readers(path, readers)?;
        Ok(store)
    }

    fn without_threads(held: Option<HeldFile>) -> Self {
        Self {
            reads: None,
            snapshots: None,
            writes: None,
            tickets: AtomicU64::new(0),
            readers: Vec::new(),
            writer: None,
            answerer: None,
            _held: held,
        }
    }

    fn start_writer(&mut self, session: SqliteSession) -> Result<(), OpenError> {
        let (sender, receiver) = crossbeam_channel::unbounded();
        let (ended, answers) = crossbeam_channel::unbounded();
        self.writes = Some(sender);
        self.writer = Some(spawn("store-writer", move || {
            threads::write_in_groups(&session, &receiver, &ended);
        })?);
        self.answerer = Some(spawn("store-answerer", move || {
            threads::answer_groups(&answers);
        })?);
        Ok(())
    }

    fn start_readers(&mut self, path: &Path, readers: usize) -> Result<(), OpenError> {
        let (sender, receiver) = crossbeam_channel::unbounded();
        self.reads = Some(sender);
        for _ in 0..readers.max(1) {
            let (session, receiver) = (SqliteSession::open_reader(path)?, receiver.clone());
            self.readers.push(spawn("store-reader", move || {
                threads::read_one_by_one(&session, &receiver);
            })?);
        }
        Ok(())
    }

    pub(crate) fn read(&self, job: Box<dyn Job>) {
        hand_over(self.reads.as_ref(), job, StoreError::Closed);
    }

    pub(crate) fn write(&self, job: Box<dyn Job>) {
        match &self.writes {
            Some(queue) => Write::unrehearsed(job, self.ticket()).send(queue),
            None => job.finish(Err(StoreError::ReadOnly)),
        }
    }

    pub(crate) fn write_rehearsed(&self, mut job: Box<dyn Job>) {
        let (Some(queue), Some(snapshots)) = (&self.writes, &self.snapshots) else {
            return job.finish(Err(StoreError::ReadOnly));
        };
        let ticket = self.ticket();
        match snapshots.rehearse(job.as_mut()) {
            Rehearsed::Answered => job.finish(Ok(())),
            Rehearsed::Written(script) => Write::rehearsed(job, ticket, script).send(queue),
            Rehearsed::Unfit => {
                job.forget();
                Write::unrehearsed(job, ticket).send(queue);
            }
        }
    }

    fn ticket(&self) -> u64 {
        self.tickets.fetch_add(1, Ordering::Relaxed)
    }
}

fn hand_over(queue: Option<&Sender<Box<dyn Job>>>, job: Box<dyn Job>, otherwise: StoreError) {
    match queue {
        Some(queue) => {
            if let Err(unsent) = queue.send(job) {
                unsent.into_inner().finish(Err(StoreError::Closed));
            }
        }
        None => job.finish(Err(otherwise)),
    }
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, OpenError> {
    let spawned = std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(body);
    spawned.map_err(|source| OpenError::Io {
        path: name.into(),
        source,
    })
}

impl Drop for SqliteStore {
    /// The writer ends last: whoever closes the file last folds the log into it, and readers may not write.
    fn drop(&mut self) {
        self.reads = None;
        wait_for_end(self.readers.drain(..));
        self.snapshots = None;
        self.writes = None;
        let is_writer = self.writer.as_ref().is_some_and(is_this_thread);
        wait_for_end(self.writer.take());
        // It ends after the writer, which cannot wait for it here.
        if !is_writer {
            wait_for_end(self.answerer.take());
        }
    }
}
