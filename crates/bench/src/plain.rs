//! The plain engine: the same bytes in the same database engine, with nothing of ours around it.
//!
//! For `SQLite` that is rusqlite with the same settings; for `PostgreSQL` the `postgres` client. The register's own file is
//! read with bare statements; what is written goes into a table of its own.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::time::{Duration, Instant};

use anyhow::Context;
use postgres::NoTls;

use crate::machine;

const SETTINGS: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -262144;
    PRAGMA wal_autocheckpoint = 32768; PRAGMA journal_size_limit = 134217728; PRAGMA temp_store = MEMORY;";
const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS plain_row (id BIGINT PRIMARY KEY, body TEXT NOT NULL, salt ";
const GROUP_MAX: usize = 256;

/// What durable inserts from many writers came to.
pub(crate) struct DurableInserts {
    pub(crate) a_second: f64,
    /// Processor time of the thread that commits, on `SQLite`.
    pub(crate) writer_us_a_row: f64,
}

/// Where the plain engine works.
#[derive(Clone)]
pub(crate) enum Plain {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Plain {
    pub(crate) fn beside(folder: &Path) -> Self {
        match std::env::var("DANH_BENCH_POSTGRES") {
            Ok(url) => Self::Postgres(url),
            Err(_) => Self::Sqlite(folder.join("plain.db")),
        }
    }

    /// Rows a second when bodies of `bytes` are inserted in transactions of `chunk` rows.
    pub(crate) fn bulk_insert_rate(
        &self,
        rows: u64,
        bytes: usize,
        chunk: u64,
    ) -> anyhow::Result<f64> {
        let body = "x".repeat(bytes);
        let began = Instant::now();
        match self {
            Self::Sqlite(path) => {
                let connection = sqlite(path)?;
                let mut id = 0_i64;
                while id.unsigned_abs() < rows {
                    connection.execute_batch("BEGIN IMMEDIATE")?;
                    let mut insert = connection.prepare_cached(
                        "INSERT INTO plain_row (id, body, salt) VALUES (?1, ?2, ?3)",
                    )?;
                    for _ in 0..chunk.min(rows - id.unsigned_abs()) {
                        id += 1;
                        insert.execute(rusqlite::params![id, body, [0_u8; 16]])?;
                    }
                    connection.execute_batch("COMMIT")?;
                }
            }
            Self::Postgres(url) => {
                let mut client = postgres_client(url)?;
                let mut id = 0_i64;
                while id.unsigned_abs() < rows {
                    let mut transaction = client.transaction()?;
                    let copy =
                        transaction.copy_in("COPY plain_row (id, body, salt) FROM STDIN BINARY")?;
                    let types = [
                        postgres::types::Type::INT8,
                        postgres::types::Type::TEXT,
                        postgres::types::Type::BYTEA,
                    ];
                    let mut writer = postgres::binary_copy::BinaryCopyInWriter::new(copy, &types);
                    for _ in 0..chunk.min(rows - id.unsigned_abs()) {
                        id += 1;
                        writer.write(&[&id, &body, &[0_u8; 16].as_slice()])?;
                    }
                    writer.finish()?;
                    transaction.commit()?;
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a rate needs no more digits")]
        Ok(rows as f64 / began.elapsed().as_secs_f64())
    }

    /// Durable inserts of bodies of `bytes` from `writers` threads: on `SQLite` with the same group commit (one thread commits
    /// what waits), on `PostgreSQL` with one connection a writer.
    pub(crate) fn durable_inserts(
        &self,
        writers: u32,
        bytes: usize,
        time: Duration,
    ) -> anyhow::Result<DurableInserts> {
        let before = machine::cpu_seconds_of_this_thread()?;
        let inserted = match self {
            Self::Sqlite(path) => grouped_inserts(path, writers, bytes, time)?,
            Self::Postgres(url) => parallel_inserts(url, writers, bytes, time)?,
        };
        let writer_seconds = machine::cpu_seconds_of_this_thread()? - before;
        #[expect(clippy::cast_precision_loss, reason = "a rate needs no more digits")]
        let inserted = inserted as f64;
        Ok(DurableInserts {
            a_second: inserted / time.as_secs_f64(),
            writer_us_a_row: writer_seconds * 1e6 / inserted,
        })
    }
}

fn sqlite(path: &Path) -> anyhow::Result<rusqlite::Connection> {
    let connection = rusqlite::Connection::open(path)?;
    connection.execute_batch(SETTINGS)?;
    connection.execute_batch(&format!("{TABLE} BLOB)"))?;
    Ok(connection)
}

fn postgres_client(url: &str) -> anyhow::Result<postgres::Client> {
    let mut client = postgres::Client::connect(url, NoTls)?;
    client.batch_execute(&format!("{TABLE} BYTEA)"))?;
    Ok(client)
}

type Insert = (i64, SyncSender<()>);

fn grouped_inserts(path: &Path, writers: u32, bytes: usize, time: Duration) -> anyhow::Result<u64> {
    let connection = sqlite(path)?;
    connection.execute_batch("DELETE FROM plain_row")?;
    let body = "x".repeat(bytes);
    let (sender, receiver) = channel::<Insert>();
    let until = Instant::now() + time;
    std::thread::scope(|scope| {
        for writer in 0..writers {
            let sender = sender.clone();
            scope.spawn(move || insert_in_turn(writer, &sender, until));
        }
        drop(sender);
        commit_groups(&connection, &receiver, &body)
    })
}

fn insert_in_turn(writer: u32, sender: &Sender<Insert>, until: Instant) {
    let mut id = i64::from(writer) << 40;
    while Instant::now() < until {
        let (acknowledge, acknowledged) = sync_channel(1);
        id += 1;
        if sender.send((id, acknowledge)).is_err() || acknowledged.recv().is_err() {
            return;
        }
    }
}

fn commit_groups(
    connection: &rusqlite::Connection,
    queue: &Receiver<Insert>,
    body: &str,
) -> anyhow::Result<u64> {
    let mut inserted = 0;
    while let Ok(first) = queue.recv() {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let mut group = Vec::new();
        let mut next = Some(first);
        while let Some((id, acknowledge)) = next {
            connection
                .prepare_cached("INSERT INTO plain_row (id, body, salt) VALUES (?1, ?2, ?3)")?
                .execute(rusqlite::params![id, body, [0_u8; 16]])?;
            group.push(acknowledge);
            next = if group.len() < GROUP_MAX {
                queue.try_recv().ok()
            } else {
                None
            };
        }
        connection.execute_batch("COMMIT")?;
        inserted += group.len() as u64;
        for acknowledge in group {
            // The writer waits for nothing else.
            acknowledge.send(()).ok();
        }
    }
    Ok(inserted)
}

fn parallel_inserts(url: &str, writers: u32, bytes: usize, time: Duration) -> anyhow::Result<u64> {
    postgres_client(url)?.batch_execute("DELETE FROM plain_row")?;
    let body = "x".repeat(bytes);
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..writers.min(16))
            .map(|writer| {
                let body = body.as_str();
                scope.spawn(move || -> anyhow::Result<u64> {
                    let mut client = postgres::Client::connect(url, NoTls)?;
                    let insert = client
                        .prepare("INSERT INTO plain_row (id, body, salt) VALUES ($1, $2, $3)")?;
                    let until = Instant::now() + time;
                    let first = i64::from(writer) << 40;
                    let mut inserted = 0;
                    while Instant::now() < until {
                        inserted += 1;
                        client.execute(
                            &insert,
                            &[&(first + inserted), &body, &[0_u8; 16].as_slice()],
                        )?;
                    }
                    Ok(inserted.unsigned_abs())
                })
            })
            .collect();
        let mut total = 0;
        for writer in writers {
            total += writer
                .join()
                .ok()
                .context("a writer ended with a panic")??;
        }
        Ok(total)
    })
}
