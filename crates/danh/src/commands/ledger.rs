//! `danh ledger verify`: walks everything and names the first entry that does not fit.

use anyhow::Context;
use danh_ledger::note::VerifierKey;
use danh_ledger::verify::{
    DatabaseEntries, Discrepancy, Progress, Verified, first_unlogged, walk, walk_with_records,
};
use danh_ledger::{Commitment, DatabaseSource, Log, PlacedEntry};
use danh_store::{Store, StoreError, Tx};
use danh_vocabulary::{AccessRecordId, EventId};
use indicatif::ProgressBar;

use crate::cli::{LogName, VerifyArguments};
use crate::exit::DoesNotHold;
use crate::http_tiles::HttpTiles;
use crate::platform::Platform;
use crate::{config, integration, progress};

pub(crate) fn verify(arguments: &VerifyArguments) -> anyhow::Result<()> {
    let log = match arguments.log {
        LogName::Journal => Log::JOURNAL,
        LogName::Access => Log::ACCESS,
    };
    let given = arguments.key.clone();
    let outcome = match &arguments.url {
        Some(url) => verify_served(url, log, given)?,
        None => verify_stored(arguments, log, given)?,
    };
    match outcome {
        Ok(Verified { checkpoint }) => {
            println!(
                "{log}: {} entries fit the signed checkpoint",
                checkpoint.size
            );
            println!("root {}", checkpoint.root);
            Ok(())
        }
        Err(Discrepancy::Source(error)) => Err(error.into()),
        Err(discrepancy) => {
            println!("{log}: {discrepancy}");
            Err(DoesNotHold.into())
        }
    }
}

/// The walk shows that each entry has its record; this, that each record has its entry.
fn every_record_is_logged(store: &Store, log: Log) -> anyhow::Result<()> {
    let unlogged = first_unlogged(store, log, move |tx, after, limit| {
        if log == Log::JOURNAL {
            danh_register::event_ids_after(tx, after, limit)
        } else {
            danh_exchange::access_record_ids_after(tx, after, limit)
        }
    })?;
    match unlogged {
        None => Ok(()),
        Some(id) => {
            println!("{log}: record {id:016x} is in no ledger: it was put in from outside");
            Err(DoesNotHold.into())
        }
    }
}

fn verify_served(
    url: &str,
    log: Log,
    given: Option<VerifierKey>,
) -> anyhow::Result<Result<Verified, Discrepancy>> {
    let mut tiles = HttpTiles::new(url, log);
    let key = if let Some(key) = given {
        key
    } else {
        let text = tiles
            .key()?
            .with_context(|| format!("{url} serves no key for this ledger"))?;
        println!("trusting the key that the server gives: {}", text.trim());
        text.trim().parse().context("the server's key")?
    };
    let bar = progress::bar("verifying", 0, "entries");
    Ok(walk(&mut tiles, &key, &mut show(&bar)))
}

fn verify_stored(
    arguments: &VerifyArguments,
    log: Log,
    given: Option<VerifierKey>,
) -> anyhow::Result<Result<Verified, Discrepancy>> {
    let platform = Platform::open_read_only(&config::of_arguments(&arguments.store)?)?;
    let key = match given {
        Some(key) => key,
        None => integration::stored_verifier_key(&platform, log)?,
    };
    verify_store(&platform.store, log, &key)
}

/// Walks a ledger in a database, and the record behind each entry.
pub(crate) fn verify_store(
    store: &Store,
    log: Log,
    key: &VerifierKey,
) -> anyhow::Result<Result<Verified, Discrepancy>> {
    let mut tiles = DatabaseSource::new(store.clone(), log);
    let mut records = DatabaseEntries::new(store.clone(), log, move |tx, entries| {
        entries
            .iter()
            .map(|entry| recompute(tx, log, entry))
            .collect::<Result<Vec<_>, StoreError>>()
    });
    let bar = progress::bar("verifying", 0, "entries");
    let walked = walk_with_records(&mut tiles, key, &mut records, &mut show(&bar));
    bar.finish_and_clear();
    if walked.is_ok() {
        every_record_is_logged(store, log)?;
    }
    Ok(walked)
}

fn recompute(
    tx: &mut Tx<'_>,
    log: Log,
    entry: &PlacedEntry,
) -> Result<Option<Commitment>, StoreError> {
    if log == Log::JOURNAL {
        danh_register::recomputed_commitment(tx, EventId::from_i64(entry.entry_id))
    } else {
        danh_exchange::recomputed_commitment(tx, AccessRecordId::from_i64(entry.entry_id))
    }
}

fn show(bar: &ProgressBar) -> impl FnMut(Progress) {
    |at| {
        bar.set_length(at.size);
        bar.set_position(at.verified);
    }
}
