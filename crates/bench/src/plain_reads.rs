//! Bare reads: the driver alone on the register's own tables, every column of every row fetched and nothing made of it.

use std::time::Instant;

use danh_store::StoreConfig;
use postgres::NoTls;

use crate::reads::{Sample, Times};

/// As much page cache as a reader of the store has.
const SETTINGS: &str = "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY;";

/// A connection of the driver's own, past the store.
pub(crate) enum PlainReader {
    Sqlite(rusqlite::Connection),
    Postgres(Box<postgres::Client>),
}

/// A bare statement and the values of its placeholders for a sample.
pub(crate) struct PlainRead {
    sql: &'static str,
    keys: fn(&Sample) -> Vec<Key>,
}

/// A value of a placeholder.
pub(crate) enum Key {
    Text(String),
    Int(i64),
}

/// The rows that [`crate::reads::by_number`] reads.
pub(crate) const BY_NUMBER: PlainRead = PlainRead {
    sql: "SELECT person.person_id, person.document
          FROM person_number JOIN person ON person.person_id = person_number.person_id
          WHERE person_number.number = $1",
    keys: |sample| vec![Key::Text(sample.number.to_string())],
};

/// The rows that [`crate::reads::as_of`] reads.
pub(crate) const AS_OF: PlainRead = PlainRead {
    sql: "SELECT person_event.event_id, journal.document
          FROM person_event JOIN journal ON journal.event_id = person_event.event_id
          WHERE person_event.person_id = $1 ORDER BY person_event.version",
    keys: |sample| vec![Key::Int(sample.person.as_i64())],
};

/// The rows of exactly that name and date, with which [`crate::reads::by_name_and_date`] begins.
pub(crate) const BY_NAME_AND_DATE: PlainRead = PlainRead {
    sql: "SELECT person.person_id, person.document
          FROM person_name JOIN person ON person.person_id = person_name.person_id
          WHERE person_name.folded_name = $1 AND person_name.born = $2",
    keys: |sample| {
        vec![
            Key::Text(sample.name.clone()),
            Key::Text(sample.born.to_string()),
        ]
    },
};

impl PlainReader {
    pub(crate) fn open(config: &StoreConfig) -> anyhow::Result<Self> {
        Ok(match config {
            StoreConfig::Sqlite { path, .. } => {
                let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
                let connection = rusqlite::Connection::open_with_flags(path, flags)?;
                connection.execute_batch(SETTINGS)?;
                Self::Sqlite(connection)
            }
            StoreConfig::Postgres { url, .. } => {
                Self::Postgres(Box::new(postgres::Client::connect(url, NoTls)?))
            }
        })
    }

    /// Times the statement for each sample, in one transaction as the register's reads are.
    pub(crate) fn time(&mut self, read: &PlainRead, samples: &[Sample]) -> anyhow::Result<Times> {
        let mut times = Times::new()?;
        match self {
            Self::Sqlite(connection) => {
                let transaction = connection.transaction()?;
                for sample in samples {
                    let keys = (read.keys)(sample);
                    let began = Instant::now();
                    let mut statement = transaction.prepare_cached(read.sql)?;
                    for (index, key) in keys.iter().enumerate() {
                        match key {
                            Key::Text(text) => statement.raw_bind_parameter(index + 1, text)?,
                            Key::Int(int) => statement.raw_bind_parameter(index + 1, int)?,
                        }
                    }
                    let mut rows = statement.raw_query();
                    let mut found = 0;
                    while let Some(row) = rows.next()? {
                        let (id, document): (i64, String) = (row.get(0)?, row.get(1)?);
                        std::hint::black_box((id, document));
                        found += 1;
                    }
                    times.add(began.elapsed())?;
                    anyhow::ensure!(found > 0, "a bare read found nothing");
                }
            }
            Self::Postgres(client) => {
                let statement = client.prepare(read.sql)?;
                let mut transaction = client.transaction()?;
                for sample in samples {
                    let keys = (read.keys)(sample);
                    let keys: Vec<&(dyn postgres::types::ToSql + Sync)> = keys
                        .iter()
                        .map(|key| match key {
                            Key::Text(text) => text as &(dyn postgres::types::ToSql + Sync),
                            Key::Int(int) => int,
                        })
                        .collect();
                    let began = Instant::now();
                    let rows = transaction.query(&statement, &keys)?;
                    for row in &rows {
                        let (id, document): (i64, String) = (row.try_get(0)?, row.try_get(1)?);
                        std::hint::black_box((id, document));
                    }
                    times.add(began.elapsed())?;
                    anyhow::ensure!(!rows.is_empty(), "a bare read found nothing");
                }
            }
        }
        Ok(times)
    }
}
