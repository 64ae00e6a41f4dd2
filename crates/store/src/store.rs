//! The store: opens the database, owns its threads, takes closures.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;

use crate::migrate;
use crate::place::Place;
use crate::postgres::PostgresStore;
use crate::settings;
use crate::slow::{SlowStatement, SlowStatements};
use crate::sqlite::SqliteStore;
use crate::{Answer, Migrations, OpenError, RiskySetting, StoreConfig, StoreError, Tx};

/// The one database. Cheap to clone; the last clone that goes closes it.
#[derive(Clone)]
pub struct Store {
    engine: Arc<Engine>,
    place: Arc<Place>,
    slow: Arc<SlowStatements>,
}

enum Engine {
    Sqlite(SqliteStore),
    Postgres(PostgresStore),
}

impl Store {
    /// Opens the database, making it when there is none, and brings its tables up to date.
    pub fn open(config: &StoreConfig, migrations: &[Migrations]) -> Result<Self, OpenError> {
        let engine = match config {
            StoreConfig::Sqlite { path, readers } => {
                Engine::Sqlite(SqliteStore::open(path, *readers, migrations)?)
            }
            StoreConfig::Postgres { url, connections } => {
                Engine::Postgres(PostgresStore::open(url, *connections, migrations)?)
            }
        };
        Ok(Self {
            engine: Arc::new(engine),
            place: Arc::new(Place::of(config)),
            slow: Arc::default(),
        })
    }

    /// Opens an existing database for looking at it, also while another process writes to it.
    ///
    /// Writes are refused with [`StoreError::ReadOnly`].
    pub fn open_read_only(
        config: &StoreConfig,
        migrations: &[Migrations],
    ) -> Result<Self, OpenError> {
        Self::open_reading(config, migrations, migrate::require_current)
    }

    /// Opens an existing database for copying it, as [`Store::open_read_only`] does, also when its tables are not up to date
    /// yet: so that an upgrade can begin with a backup.
    pub fn open_to_copy(
        config: &StoreConfig,
        migrations: &[Migrations],
    ) -> Result<Self, OpenError> {
        Self::open_reading(config, migrations, migrate::require_known)
    }

    fn open_reading(
        config: &StoreConfig,
        migrations: &[Migrations],
        check: migrate::Check,
    ) -> Result<Self, OpenError> {
        let engine = match config {
            StoreConfig::Sqlite { path, readers } => Engine::Sqlite(SqliteStore::open_read_only(
                path, *readers, migrations, check,
            )?),
            StoreConfig::Postgres { url, connections } => Engine::Postgres(
                PostgresStore::open_read_only(url, *connections, migrations, check)?,
            ),
        };
        Ok(Self {
            engine: Arc::new(engine),
            place: Arc::new(Place::of(config)),
            slow: Arc::default(),
        })
    }

    /// Whether no other process writes to the database while this one has it open.
    pub fn is_exclusive(&self) -> bool {
        self.place.is_exclusive
    }

    /// A folder for files that do not outlive the work they are for: beside the data where the data is a file.
    pub fn scratch_folder(&self) -> &Path {
        &self.place.scratch_folder
    }

    /// Runs a closure over one consistent view of the database.
    pub fn read<T, E, F>(&self, closure: F) -> Answer<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (work, answer) = Work::with_answer(closure, &self.slow);
        match &*self.engine {
            Engine::Sqlite(engine) => engine.read(work),
            Engine::Postgres(engine) => engine.read(work),
        }
        answer
    }

    /// Runs a closure in a transaction and answers when it is on disk, or not at all.
    ///
    /// The closure may be run again from the start, so it has no effect apart from its transaction.
    pub fn write<T, E, F>(&self, closure: F) -> Answer<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (work, answer) = Work::with_answer(closure, &self.slow);
        match &*self.engine {
            Engine::Sqlite(engine) => engine.write(work),
            Engine::Postgres(engine) => engine.write(work),
        }
        answer
    }

    /// [`Store::write`] for a closure that reads, decides and then writes with [`Tx::put`] and [`Tx::claim`], as those that
    /// write events do: where one thread writes for all, others do what can be done before.
    ///
    /// The outcome is the same as that of [`Store::write`]. On `SQLite` the closure is run by a thread of its own over a
    /// snapshot, and what it asks and wants written is taken down; in its turn the writer asks the same again, and if the
    /// answers are the same, it only writes. If they are not, or if the closure does what cannot be taken down (it asks after it
    /// has written, or wants to know how many rows a statement changed), it is run in its turn. A closure that writes and then
    /// fails, to see whether it could, is answered over the snapshot and waits for no writer.
    ///
    /// Who brings several without waiting for each does not learn in which order they are written.
    pub fn write_rehearsed<T, E, F>(&self, closure: F) -> Answer<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (work, answer) = Work::with_answer(closure, &self.slow);
        match &*self.engine {
            Engine::Sqlite(engine) => engine.write_rehearsed(work),
            // Its writers do not wait for each other.
            Engine::Postgres(engine) => engine.write(work),
        }
        answer
    }

    /// Statements that took longer than the threshold since the program started, the slowest first.
    pub fn slow_statements(&self) -> Vec<SlowStatement> {
        self.slow.list()
    }

    /// From when on a statement is slow; a tenth of a second until somebody says otherwise.
    pub fn set_slow_threshold(&self, threshold: Duration) {
        self.slow.set_threshold(threshold);
    }

    /// Which engine keeps the data, as people call it.
    pub fn engine_name(&self) -> &'static str {
        match &*self.engine {
            Engine::Sqlite(_) => "SQLite",
            Engine::Postgres(_) => "PostgreSQL",
        }
    }

    /// Asks the engine whether its pages are whole: the first faults it finds, none when all is well.
    ///
    /// Reads the whole file on `SQLite`; `PostgreSQL` checks its pages itself when its cluster has checksums.
    pub fn check_pages(&self) -> Answer<Vec<String>, StoreError> {
        match &*self.engine {
            Engine::Sqlite(_) => self.read(|tx| {
                let rows = tx.query("PRAGMA quick_check(10)", &[])?;
                let lines: Result<Vec<String>, _> = rows.iter().map(|row| row.get(0)).collect();
                Ok(lines?.into_iter().filter(|line| line != "ok").collect())
            }),
            Engine::Postgres(_) => self.read(|tx| tx.query("SELECT 1", &[]).map(|_| Vec::new())),
        }
    }

    /// Settings of the server that put data at risk. None on `SQLite`, whose settings are this program's own.
    pub fn check_settings(&self) -> Answer<Vec<RiskySetting>, StoreError> {
        match &*self.engine {
            Engine::Sqlite(_) => self.read(|_| Ok(Vec::new())),
            Engine::Postgres(_) => self.read(settings::risky_settings),
        }
    }
}

/// A closure on its way to a thread of the engine, with the sender of its answer.
pub(crate) trait Job: Send {
    /// Runs the closure; may be called again until [`Job::finish`].
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict;
    /// Forgets what the closure said when it was only tried.
    fn forget(&mut self);
    /// Answers: what the closure said, or why it was not kept.
    fn finish(self: Box<Self>, kept: Result<(), StoreError>);
}

/// What is to become of a transaction after its closure ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Commit,
    RollBack,
    Retry,
}

struct Work<F, T, E> {
    slow: Arc<SlowStatements>,
    closure: F,
    outcome: Option<Result<T, E>>,
    sender: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Work<F, T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    fn with_answer(closure: F, slow: &Arc<SlowStatements>) -> (Box<dyn Job>, Answer<T, E>) {
        let (sender, answer) = Answer::channel();
        (
            Box::new(Self {
                slow: Arc::clone(slow),
                closure,
                outcome: None,
                sender,
            }),
            answer,
        )
    }
}

impl<F, T, E> Job for Work<F, T, E>
where
    T: Send,
    E: From<StoreError> + Send,
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict {
        tx.watch(&self.slow);
        // A panic in one closure must not take the thread that all writers share with it; its savepoint or
        // transaction is rolled back, so no half-made change is seen.
        let outcome =
            catch_unwind(AssertUnwindSafe(|| (self.closure)(tx))).unwrap_or_else(|panic| {
                Err(StoreError::Panicked {
                    message: panic_message(panic.as_ref()),
                }
                .into())
            });
        let verdict = match (tx.failure(), &outcome) {
            (Some(StoreError::Contention), _) => Verdict::Retry,
            (None, Ok(_)) => Verdict::Commit,
            (Some(_), _) | (None, Err(_)) => Verdict::RollBack,
        };
        self.outcome = Some(match (verdict, outcome) {
            // The closure swallowed a failed statement.
            (Verdict::RollBack, Ok(_)) => Err(StoreError::TransactionFailed.into()),
            (_, outcome) => outcome,
        });
        verdict
    }

    fn forget(&mut self) {
        self.outcome = None;
    }

    fn finish(self: Box<Self>, kept: Result<(), StoreError>) {
        let outcome = match (kept, self.outcome) {
            (Err(error), None | Some(Ok(_))) => Err(error.into()),
            (_, Some(outcome)) => outcome,
            (Ok(()), None) => Err(StoreError::Closed.into()),
        };
        // Nobody may be waiting any more; the work is done all the same.
        drop(self.sender.send(outcome));
    }
}

/// Waits for threads that have been told to end.
pub(crate) fn wait_for_end(threads: impl IntoIterator<Item = JoinHandle<()>>) {
    for thread in threads {
        // A closure may hold the last clone of the store; its thread cannot wait for itself.
        if !is_this_thread(&thread) && thread.join().is_err() {
            tracing::error!("a thread of the store ended with a panic");
        }
    }
}

pub(crate) fn is_this_thread(thread: &JoinHandle<()>) -> bool {
    thread.thread().id() == std::thread::current().id()
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "unknown".to_owned())
}
