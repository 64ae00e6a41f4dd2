//! `danh migrate-store`: a register from one engine to the other.
//!
//! At every moment at most one of the two databases can be written to. The copy is made in one transaction that holds the
//! source against writers, read again and compared table by table, and then there for readers only; then the source is
//! closed for good; then the copy is opened. Killed in between, the same command finishes it.

use std::time::Instant;

use danh_store::copy::{self, CopyError, NewDatabase, Opened, TableDigest};
use danh_store::{OpenError, Store, StoreConfig, StoreError, Tx};
use indicatif::ProgressBar;

use crate::cli::MigrateStoreArguments;
use crate::config::{self, Config};
use crate::platform::{expect_register, store_config};
use crate::{integration, migrations, progress, restoring, upgrade};

/// Why a register was not moved. The source is as it was.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MoveError {
    #[error("the register is there already; give another database with --to")]
    SameDatabase,
    #[error("`{0}` is neither `sqlite` nor a postgres:// URL")]
    UnknownTarget(String),
    #[error(
        "{0} other connections use the source database; stop every `danh serve` and whatever else uses it first"
    )]
    OthersConnected(i64),
    #[error("the target holds something else than this register (`{table}` differs); {advice}")]
    TargetDiffers { table: String, advice: String },
    #[error("what was read from the target is not what was written (`{0}`); check its disk")]
    NotAsWritten(String),
    #[error(transparent)]
    Copy(#[from] CopyError),
}

impl From<StoreError> for MoveError {
    fn from(error: StoreError) -> Self {
        Self::Copy(error.into())
    }
}

pub(crate) fn run(arguments: &MigrateStoreArguments) -> anyhow::Result<()> {
    let config = config::of_arguments(&arguments.store)?;
    expect_register(&config)?;
    restoring::expect_finished(&config.data.folder)?;
    let target = target(arguments, &config)?;
    let source = one_connection(store_config(&config));
    if name(&source) == name(&target) {
        return Err(MoveError::SameDatabase.into());
    }
    let begun = Instant::now();
    match Store::open(&source, &migrations::ALL) {
        Ok(store) => {
            upgrade::follow(&store)?;
            let rows = hand_over(&store, &target)?;
            let seconds = begun.elapsed().as_secs_f64().max(0.001);
            #[expect(clippy::cast_precision_loss, reason = "a rate for a person to read")]
            let rate = rows as f64 / seconds;
            println!(
                "{rows} rows in {seconds:.1} s, {rate:.0} rows a second, each read again and compared"
            );
        }
        // Killed after the source was closed and before the copy was opened.
        Err(OpenError::Closed { reason }) if reason == moved_to(&target) => {
            let store = Store::open_read_only(&source, &migrations::ALL)?;
            expect_same(digests(&store)?, &target)?;
            println!("the register was copied before; finishing the move");
        }
        Err(error) => return Err(error.into()),
    }
    copy::release(&target)?;
    report(&target)?;
    println!(
        "the register is in {} now; {}",
        name(&target),
        what_to_do(&target)
    );
    println!(
        "{} is closed to writers and says where the register is; keep it until the new one is backed up",
        name(&source)
    );
    Ok(())
}

fn target(arguments: &MigrateStoreArguments, config: &Config) -> anyhow::Result<StoreConfig> {
    let mut target = config.clone();
    target.data.database = match (&arguments.to, &arguments.to_config) {
        (Some(to), _) if to == "sqlite" => String::new(),
        (Some(to), _) if to.starts_with("postgres://") || to.starts_with("postgresql://") => {
            to.clone()
        }
        (Some(to), _) => return Err(MoveError::UnknownTarget(to.clone()).into()),
        (None, file) => config::load(file.as_deref())?.data.database,
    };
    Ok(one_connection(store_config(&target)))
}

/// So that every other connection to the server is somebody else's.
fn one_connection(config: StoreConfig) -> StoreConfig {
    match config {
        StoreConfig::Postgres { url, .. } => StoreConfig::Postgres {
            url,
            connections: 1,
        },
        file @ StoreConfig::Sqlite { .. } => file,
    }
}

/// Copies, or recognises what an earlier run copied, and closes the source; answers how many rows there are.
fn hand_over(source: &Store, target: &StoreConfig) -> Result<u64, MoveError> {
    let bar = progress::counter("moving", "rows");
    let (to, counting) = (target.clone(), bar.clone());
    let tables = source.read(copy::tables).wait()?;
    let rows = source.write::<_, MoveError, _>(move |tx| {
        let others = copy::hold(tx, &tables)?;
        if others > 0 {
            return Err(MoveError::OthersConnected(others));
        }
        counting.reset();
        let digests = match copy_all(tx, &to, &counting) {
            Err(MoveError::Copy(CopyError::NotEmpty { found })) => {
                recognise(tx, &to, CopyError::NotEmpty { found })?
            }
            copied => copied?,
        };
        copy::close(tx, &moved_to(&to))?;
        Ok(digests.iter().map(|digest| digest.rows).sum())
    });
    let rows = rows.wait()?;
    bar.finish_and_clear();
    Ok(rows)
}

fn copy_all(
    tx: &mut Tx<'_>,
    target: &StoreConfig,
    bar: &ProgressBar,
) -> Result<Vec<TableDigest>, MoveError> {
    let mut new = NewDatabase::begin(target, &migrations::ALL, &copy::schema(tx)?)?;
    let mut written = Vec::new();
    let mut before = 0;
    for table in copy::tables(tx)? {
        let mut count = |rows| bar.set_position(before + rows);
        let digest = new.fill(&table.name, |sink| {
            copy::table_out_with(tx, &table, sink, &mut count)
        })?;
        before += digest.rows;
        written.push(digest);
    }
    bar.set_message("comparing");
    for digest in &written {
        if new.read_again(&digest.table, &mut |_| {})? != *digest {
            return Err(MoveError::NotAsWritten(digest.table.clone()));
        }
    }
    new.finish(&Opened::ToReaders(
        "it is a copy whose source has not been closed yet; run `danh migrate-store` again"
            .to_owned(),
    ))?;
    Ok(written)
}

/// A target that is closed to writers and holds the same came from a run that was killed.
fn recognise(
    tx: &mut Tx<'_>,
    target: &StoreConfig,
    occupied: CopyError,
) -> Result<Vec<TableDigest>, MoveError> {
    let Ok(store) = Store::open_read_only(target, &migrations::ALL) else {
        return Err(occupied.into());
    };
    if store.read(copy::closed_reason).wait()?.is_none() {
        return Err(occupied.into());
    }
    let wanted = digests_in(tx)?;
    expect_same(wanted.clone(), target)?;
    Ok(wanted)
}

fn expect_same(wanted: Vec<TableDigest>, target: &StoreConfig) -> Result<(), MoveError> {
    let store = Store::open_read_only(target, &migrations::ALL).map_err(CopyError::from)?;
    let found = digests(&store)?;
    for digest in wanted {
        if !found.contains(&digest) {
            return Err(MoveError::TargetDiffers {
                table: digest.table,
                advice: how_to_make_room(target),
            });
        }
    }
    Ok(())
}

/// Who moves back finds the database there that the register was moved from.
fn how_to_make_room(target: &StoreConfig) -> String {
    match target {
        StoreConfig::Sqlite { path, .. } => format!(
            "if it is what this register was moved from before, put `{}` away, with the files beside it whose names begin so",
            path.display()
        ),
        StoreConfig::Postgres { .. } => {
            "empty it, also if it is what this register was moved from before, or give another"
                .to_owned()
        }
    }
}

fn digests(store: &Store) -> Result<Vec<TableDigest>, CopyError> {
    store.read(digests_in).wait()
}

fn digests_in(tx: &mut Tx<'_>) -> Result<Vec<TableDigest>, CopyError> {
    let tables = copy::tables(tx)?;
    tables
        .iter()
        .map(|table| copy::table_out(tx, table, &mut std::io::sink()))
        .collect()
}

fn report(target: &StoreConfig) -> anyhow::Result<()> {
    let store = Store::open_read_only(target, &migrations::ALL)?;
    for log in integration::LOGS {
        let status = store.read(move |tx| danh_ledger::status(tx, log)).wait()?;
        let root = status.root.map(|root| root.to_string());
        println!(
            "ledger `{log}`: {} entries, {} waiting, root {}, as before",
            status.size,
            status.pending,
            root.as_deref().unwrap_or("none yet")
        );
    }
    Ok(())
}

fn moved_to(target: &StoreConfig) -> String {
    format!("the register was moved to {}; use that", name(target))
}

fn what_to_do(target: &StoreConfig) -> &'static str {
    match target {
        StoreConfig::Sqlite { .. } => "set `data.database = \"\"` in the configuration",
        StoreConfig::Postgres { .. } => {
            "give its URL as `data.database` in the configuration, and keep the data folder: the keys are in it"
        }
    }
}

/// A database as it may be shown: without a password.
fn name(config: &StoreConfig) -> String {
    match config {
        StoreConfig::Sqlite { path, .. } => path.display().to_string(),
        StoreConfig::Postgres { url, .. } => without_password(url),
    }
}

fn without_password(url: &str) -> String {
    let shown = || {
        let (scheme, rest) = url.split_once("://")?;
        let (user, host) = rest.rsplit_once('@')?;
        let user = user.split(':').next()?;
        Some(format!("{scheme}://{user}@{host}"))
    };
    let shown = shown().unwrap_or_else(|| url.to_owned());
    // A password may also stand among the parameters.
    shown.split('?').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(
            without_password("postgres://danh:s3cr@t@db.example/danh?password=x"),
            "postgres://danh@db.example/danh"
        );
        assert_eq!(
            without_password("postgres://danh@%2Frun/danh"),
            "postgres://danh@%2Frun/danh"
        );
    }
}
