//! The embedded engine: one writer thread, several reader threads, each with its own connection.

mod held;
mod session;
mod threads;

use std::path::Path;
use std::thread::JoinHandle;

use crossbeam_channel::Sender;

pub(crate) use session::SqliteSession;

use crate::migrate;
use crate::store::Job;
use crate::{Migrations, OpenError, StoreError, Tx};
use held::HeldFile;

/// Threads over one database file.
pub(crate) struct SqliteStore {
    reads: Option<Sender<Box<dyn Job>>>,
    writes: Option<Sender<Box<dyn Job>>>,
    threads: Vec<JoinHandle<()>>,
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
        let mut store = Self {
            reads: None,
            writes: None,
            threads: Vec::new(),
            _held: Some(held),
        };
        let (sender, receiver) = crossbeam_channel::unbounded();
        store.writes = Some(sender);
        store.spawn("store-writer", move || {
            threads::write_in_groups(&writer, &receiver);
        })?;
        store.start_readers(path, readers)?;
        Ok(store)
    }

    pub(crate) fn open_read_only(
        path: &Path,
        readers: usize,
        migrations: &[Migrations],
    ) -> Result<Self, OpenError> {
        let session = SqliteSession::open_reader(path)?;
        session.in_transaction("DEFERRED", |session| {
            migrate::require_current(&mut Tx::sqlite(session), migrations)
        })?;
        let mut store = Self {
            reads: None,
            writes: None,
            threads: Vec::new(),
            _held: None,
        };
        store.start_readers(path, readers)?;
        Ok(store)
    }

    fn start_readers(&mut self, path: &Path, readers: usize) -> Result<(), OpenError> {
        let (sender, receiver) = crossbeam_channel::unbounded();
        self.reads = Some(sender);
        for _ in 0..readers.max(1) {
            let (session, receiver) = (SqliteSession::open_reader(path)?, receiver.clone());
            self.spawn("store-reader", move || {
                threads::read_one_by_one(&session, &receiver);
            })?;
        }
        Ok(())
    }

    fn spawn(&mut self, name: &str, body: impl FnOnce() + Send + 'static) -> Result<(), OpenError> {
        let spawned = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(body);
        let thread = spawned.map_err(|source| OpenError::Io {
            path: name.into(),
            source,
        })?;
        self.threads.push(thread);
        Ok(())
    }

    pub(crate) fn read(&self, job: Box<dyn Job>) {
        hand_over(self.reads.as_ref(), job, StoreError::Closed);
    }

    pub(crate) fn write(&self, job: Box<dyn Job>) {
        hand_over(self.writes.as_ref(), job, StoreError::ReadOnly);
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

impl Drop for SqliteStore {
    fn drop(&mut self) {
        self.reads = None;
        self.writes = None;
        let this_thread = std::thread::current().id();
        for thread in self.threads.drain(..) {
            // A closure may hold the last clone of the store; its thread cannot wait for itself.
            if thread.thread().id() != this_thread && thread.join().is_err() {
                tracing::error!("a thread of the store ended with a panic");
            }
        }
    }
}
