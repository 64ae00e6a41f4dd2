//! The embedded engine: one writer thread, several reader threads, each with its own connection, and threads that try writes
//! before their turn.

mod bulk;
mod copy;
mod file;
mod group;
mod held;
mod lasting;
mod rehearsal;
mod script;
mod session;
mod threads;
mod wal;

use std::path::Path;
use std::sync::Arc;
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
use lasting::LastingRows;
use rehearsal::Snapshots;
use wal::Wal;

/// Threads over one database file.
pub(crate) struct SqliteStore {
    reads: Option<Sender<Box<dyn Job>>>,
    rehearsals: Option<Sender<Box<dyn Job>>>,
    writes: Option<Sender<Write>>,
    tickets: Arc<AtomicU64>,
    readers: Vec<JoinHandle<()>>,
    rehearsers: Vec<JoinHandle<()>>,
    writer: Option<JoinHandle<()>>,
    /// Answers for the writer.
    answerer: Option<JoinHandle<()>>,
}

impl SqliteStore {
    pub(crate) fn open(
        path: &Path,
        readers: usize,
        migrations: &[Migrations],
    ) -> Result<Self, OpenError> {
        let held = HeldFile::take(path)?;
        let mut writer = SqliteSession::open_writer(path)?;
        writer.in_transaction("IMMEDIATE", |session| {
            migrate::upgrade(&mut Tx::sqlite(session), migrations)
        })?;
        let wal = Wal::of(&mut writer, path)?;
        let mut store = Self::without_threads();
        store.start_writer(writer, wal, held)?;
        store.start_rehearsers(path)?;
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
        let mut store = Self::without_threads();
        store.start_readers(path, readers)?;
        Ok(store)
    }

    fn without_threads() -> Self {
        Self {
            reads: None,
            rehearsals: None,
            writes: None,
            tickets: Arc::default(),
            readers: Vec::new(),
            rehearsers: Vec::new(),
            writer: None,
            answerer: None,
        }
    }

    fn start_writer(
        &mut self,
        session: SqliteSession,
        wal: Wal,
        held: HeldFile,
    ) -> Result<(), OpenError> {
        let (sender, receiver) = crossbeam_channel::unbounded();
        let (ended, answers) = crossbeam_channel::unbounded();
        self.writes = Some(sender);
        self.writer = Some(spawn("store-writer", move || {
            wal.fold_beside(&session, |wal| {
                threads::write_in_groups(&session, &receiver, &ended, wal);
            });
            // Only when it has let go of the file may another process have it.
            drop(session);
            drop(held);
        })?);
        self.answerer = Some(spawn("store-answerer", move || {
            threads::answer_groups(&answers);
        })?);
        Ok(())
    }

    fn start_rehearsers(&mut self, path: &Path) -> Result<(), OpenError> {
        let (sender, receiver) = crossbeam_channel::unbounded();
        self.rehearsals = Some(sender);
        let lasting = Arc::new(LastingRows::default());
        for _ in 0..rehearsal::threads() {
            let (path, lasting) = (path.to_owned(), Arc::clone(&lasting));
            let (queue, tickets) = (receiver.clone(), Arc::clone(&self.tickets));
            let writes = self.writes.clone().expect("the writer was started before");
            self.rehearsers.push(spawn("store-rehearser", move || {
                let snapshots = Snapshots::of(path, &lasting);
                threads::rehearse(&snapshots, &queue, &tickets, &writes);
            })?);
        }
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
            Some(queue) => {
                let ticket = self.tickets.fetch_add(1, Ordering::Relaxed);
                Write::unrehearsed(job, ticket).send(queue);
            }
            None => job.finish(Err(StoreError::ReadOnly)),
        }
    }

    pub(crate) fn write_rehearsed(&self, job: Box<dyn Job>) {
        hand_over(self.rehearsals.as_ref(), job, StoreError::ReadOnly);
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
        self.rehearsals = None;
        let is_rehearser = self.rehearsers.iter().any(is_this_thread);
        wait_for_end(self.rehearsers.drain(..));
        self.writes = None;
        if is_rehearser {
            // The writer ends after this thread, which cannot wait for it here.
            return;
        }
        let is_writer = self.writer.as_ref().is_some_and(is_this_thread);
        wait_for_end(self.writer.take());
        // It ends after the writer, which cannot wait for it here.
        if !is_writer {
            wait_for_end(self.answerer.take());
        }
    }
}
