//! The embedded engine: one writer thread, several reader threads, each with its own connection.

mod bulk;
mod copy;
mod file;
mod group;
mod held;
mod session;
mod threads;

use std::path::Path;
use std::thread::JoinHandle;

use crossbeam_channel::Sender;

pub(crate) use copy::NewFile;
pub(crate) use session::SqliteSession;

use crate::migrate;
use crate::store::{Job, wait_for_end};
use crate::{Migrations, OpenError, StoreError, Tx};
use held::HeldFile;

/// Threads over one database file.
pub(crate) struct SqliteStore {
    reads: Option<Sender<Box<dyn Job>>>,
    writes: Option<Sender<Box<dyn Job>>>,
    readers: Vec<JoinHandle<()>>,
    writer: Option<JoinHandle<()>>,
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
            readers: Vec::new(),
            writer: None,
            _held: Some(held),
        };
        let (sender, receiver) = crossbeam_channel::unbounded();
        store.writes = Some(sender);
        store.writer = Some(spawn("store-writer", move || {
            threads::write_in_groups(&writer, &receiver);
        })?);
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
        let mut store = Self {
            reads: None,
            writes: None,
            readers: Vec::new(),
            writer: None,
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
        self.writes = None;
        wait_for_end(self.writer.take());
    }
}
