//! The server engine: threads that each own a connection and run one closure after another.

mod connection;
mod copy;
mod session;
mod threads;

use std::thread::JoinHandle;

use crossbeam_channel::Sender;

use connection::Connection;
pub(crate) use session::PostgresSession;
use threads::Task;

use crate::migrate;
use crate::store::{Job, wait_for_end};
use crate::{Migrations, OpenError, StoreError, Tx};

/// Threads over one database on a server.
pub(crate) struct PostgresStore {
    tasks: Option<Sender<Task>>,
    threads: Vec<JoinHandle<()>>,
    read_only: bool,
}

impl PostgresStore {
    pub(crate) fn open(
        url: &str,
        connections: usize,
        migrations: &[Migrations],
    ) -> Result<Self, OpenError> {
        let mut session = PostgresSession::connect(url)?;
        session.begin_schema_change()?;
        migrate::upgrade(&mut Tx::postgres(&mut session), migrations)?;
        session.commit()?;
        Self::start(session, url, connections, false)
    }

    pub(crate) fn open_read_only(
        url: &str,
        connections: usize,
        migrations: &[Migrations],
        check: migrate::Check,
    ) -> Result<Self, OpenError> {
        let mut session = PostgresSession::connect(url)?;
        session.begin_read()?;
        check(&mut Tx::postgres(&mut session), migrations)?;
        session.roll_back()?;
        Self::start(session, url, connections, true)
    }

    fn start(
        first: PostgresSession,
        url: &str,
        connections: usize,
        read_only: bool,
    ) -> Result<Self, OpenError> {
        let (sender, receiver) = crossbeam_channel::unbounded();
        let mut store = Self {
            tasks: Some(sender),
            threads: Vec::new(),
            read_only,
        };
        let mut first = Some(first);
        for number in 0..connections.max(1) {
            let (receiver, url, session) = (receiver.clone(), url.to_owned(), first.take());
            let thread = std::thread::Builder::new()
                .name(format!("store-{number}"))
                .spawn(move || threads::serve(Connection::new(&url, session), number, &receiver))
                .map_err(|source| OpenError::Io {
                    path: "store thread".into(),
                    source,
                })?;
            store.threads.push(thread);
        }
        Ok(store)
    }

    pub(crate) fn read(&self, job: Box<dyn Job>) {
        self.hand_over(Task::Read(job));
    }

    pub(crate) fn write(&self, job: Box<dyn Job>) {
        if self.read_only {
            job.finish(Err(StoreError::ReadOnly));
        } else {
            self.hand_over(Task::Write(job));
        }
    }

    fn hand_over(&self, task: Task) {
        if let Some(tasks) = &self.tasks
            && let Err(unsent) = tasks.send(task)
        {
            unsent
                .into_inner()
                .into_job()
                .finish(Err(StoreError::Closed));
        }
    }
}

impl Drop for PostgresStore {
    fn drop(&mut self) {
        self.tasks = None;
        wait_for_end(self.threads.drain(..));
    }
}
