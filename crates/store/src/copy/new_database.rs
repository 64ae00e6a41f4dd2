//! A database that comes into being as a whole, or not at all.

use std::io::Write;

use super::{CopyError, Digesting, SchemaStep, Table, TableDigest, close, table_out_with, tables};
use crate::migrate::{self, Migrations};
use crate::postgres::PostgresSession;
use crate::sqlite::NewFile;
use crate::{OpenError, StoreConfig, StoreError, Tx};

/// For whom a new database is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// For everyone.
    ToAll,
    /// For readers only, until [`super::release`]; writers are told this reason.
    ToReaders(String),
}

/// A database being filled from a copy.
///
/// On `PostgreSQL` it is one transaction; on `SQLite` a file of another name (see [`NewDatabase::unfinished_name`]) that is
/// renamed in the end. Dropped or killed before [`NewDatabase::finish`], there is no database.
pub struct NewDatabase {
    target: Target,
    tables: Vec<Table>,
    indexes: Vec<String>,
}

enum Target {
    Sqlite(NewFile),
    Postgres(Box<PostgresSession>),
}

impl Target {
    fn tx(&mut self) -> Tx<'_> {
        match self {
            Self::Sqlite(file) => Tx::sqlite(file.session()),
            Self::Postgres(session) => Tx::postgres(session),
        }
    }
}

impl NewDatabase {
    /// The name of an `SQLite` file while it is being filled. One that a killed process left is made anew by the next.
    pub fn unfinished_name(path: &std::path::Path) -> std::path::PathBuf {
        NewFile::building_name(path)
    }

    /// Begins with empty tables of the schema that a copy was made of. Refused where there is a database already.
    pub fn begin(
        config: &StoreConfig,
        migrations: &[Migrations],
        schema: &[SchemaStep],
    ) -> Result<Self, CopyError> {
        let migrations = up_to(migrations, schema)?;
        let mut target = match config {
            StoreConfig::Sqlite { path, .. } => Target::Sqlite(NewFile::begin(path)?),
            StoreConfig::Postgres { url, .. } => {
                let mut session = PostgresSession::connect(url)?;
                session.begin_schema_change()?;
                Target::Postgres(Box::new(session))
            }
        };
        let mut tx = target.tx();
        tx.lock_schema()?;
        expect_empty(&mut tx)?;
        migrate::upgrade(&mut tx, &migrations)?;
        let tables = tables(&mut tx)?;
        // Steps may have written rows of their own; the copy has them too.
        for table in tables.iter().rev() {
            tx.batch(&format!("DELETE FROM \"{}\"", table.name))?;
        }
        let indexes = take_indexes(&mut tx)?;
        Ok(Self {
            target,
            tables,
            indexes,
        })
    }

    /// The tables, in an order in which they can be filled.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Fills a table with what `feed` writes: lines as [`super`] describes them.
    pub fn fill<T>(
        &mut self,
        table: &str,
        feed: impl FnOnce(&mut dyn Write) -> Result<T, CopyError>,
    ) -> Result<TableDigest, CopyError> {
        let table = known(&self.tables, table)?;
        let mut digest = None;
        self.target.tx().copy_in(table, |sink| {
            let mut nobody = |_| {};
            let mut sink = Digesting::new(sink, &mut nobody);
            feed(&mut sink)?;
            digest = Some(sink.finish(&table.name));
            Ok(())
        })?;
        Ok(digest.expect("the feed was called, or there was an error"))
    }

    /// Reads again what a table holds now; `progress` is told the rows so far.
    pub fn read_again(
        &mut self,
        table: &str,
        progress: &mut dyn FnMut(u64),
    ) -> Result<TableDigest, CopyError> {
        let table = known(&self.tables, table)?;
        let mut nowhere = std::io::sink();
        table_out_with(&mut self.target.tx(), table, &mut nowhere, progress)
    }

    /// Makes the indexes and brings everything to the disk. From now on it is a database like any other.
    pub fn finish(mut self, opened: &Opened) -> Result<(), CopyError> {
        let indexes = std::mem::take(&mut self.indexes);
        let mut tx = self.target.tx();
        for index in &indexes {
            tx.batch(index)?;
        }
        if let Opened::ToReaders(reason) = opened {
            close(&mut tx, reason)?;
        }
        match self.target {
            Target::Sqlite(file) => file.finish(),
            Target::Postgres(mut session) => {
                session.execute_batch("ANALYZE")?;
                Ok(session.commit().map_err(StoreError::of_commit)?)
            }
        }
    }
}

fn known<'tables>(tables: &'tables [Table], name: &str) -> Result<&'tables Table, CopyError> {
    tables
        .iter()
        .find(|table| table.name == name)
        .ok_or_else(|| CopyError::UnknownTable {
            table: name.to_owned(),
        })
}

/// The migrations cut off where the copy's schema ends.
fn up_to(migrations: &[Migrations], schema: &[SchemaStep]) -> Result<Vec<Migrations>, OpenError> {
    for found in schema {
        let known = migrations
            .iter()
            .find(|known| known.capability == found.capability)
            .map_or(0, |known| known.steps.len() as u64);
        if found.step.unsigned_abs() > known {
            return Err(OpenError::NewerSchema {
                capability: found.capability.clone(),
                found: found.step,
                known: i64::try_from(known).unwrap_or(i64::MAX),
            });
        }
    }
    let cut = |known: &Migrations| {
        let found = schema.iter().find(|s| s.capability == known.capability)?;
        let steps = usize::try_from(found.step).ok()?;
        Some(Migrations {
            capability: known.capability,
            steps: known.steps.get(..steps)?,
        })
    };
    Ok(migrations.iter().filter_map(cut).collect())
}

fn expect_empty(tx: &mut Tx<'_>) -> Result<(), CopyError> {
    let names = tx.table_names()?;
    match names.first() {
        None => Ok(()),
        Some(first) => Err(CopyError::NotEmpty {
            found: format!("{} tables, such as `{first}`", names.len()),
        }),
    }
}

/// Drops the indexes that no constraint needs, and answers how they are made: filling a table first is several times faster.
fn take_indexes(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let mut made_by = Vec::new();
    for (name, statement) in tx.table_indexes()? {
        tx.batch(&format!("DROP INDEX \"{name}\""))?;
        made_by.push(statement);
    }
    Ok(made_by)
}
