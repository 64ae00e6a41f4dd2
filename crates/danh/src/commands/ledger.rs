//! `danh ledger verify`: walks everything and names the first entry that does not fit.

use anyhow::Context;
use danh_ledger::note::VerifierKey;
use danh_ledger::verify::{
    DatabaseEntries, Discrepancy, Progress, Verified, first_unlogged, walk, walk_with_records,
};
use danh_ledger::{Commitment, DatabaseSource, Log, PlacedEntry};
use danh_operation::{LastVerification, LastVerifications, Outcome};
use danh_store::{Store, StoreError, Tx};
use danh_vocabulary::{AccessRecordId, EventId};
use indicatif::ProgressBar;

use crate::cli::{LogName, VerifyArguments};
use crate::exit::DoesNotHold;
use crate::http_tiles::HttpTiles;
use crate::platform::Platform;
use crate::{config, files, integration, progress};

/// What a walk came to, or why there was none.
type Walked = Result<Verified, Discrepancy>;

pub(crate) fn verify(arguments: &VerifyArguments) -> anyhow::Result<()> {
    let log = match arguments.log {
        LogName::Journal => Log::JOURNAL,
        LogName::Access => Log::ACCESS,
    };
    let given = arguments.key.clone();
    match &arguments.url {
        Some(url) => tell(log, verify_served(url, log, given)?, None),
        None => verify_stored(arguments, log, given),
    }
}

/// Says what came of it. A record that no ledger has refutes what the walk found.
fn tell(log: Log, walked: Walked, unlogged: Option<i64>) -> anyhow::Result<()> {
    match walked {
        Ok(Verified { checkpoint }) if unlogged.is_none() => {
            println!(
                "{log}: {} entries fit the signed checkpoint",
                checkpoint.size
            );
            println!("root {}", checkpoint.root);
            Ok(())
        }
        Err(Discrepancy::Source(error)) => Err(error.into()),
        walked => {
            let what = refutation(&walked, unlogged).unwrap_or_default();
            println!("{log}: {what}");
            Err(DoesNotHold.into())
        }
    }
}

/// In which words it does not hold, if it does not.
fn refutation(walked: &Walked, unlogged: Option<i64>) -> Option<String> {
    match (walked, unlogged) {
        (Err(discrepancy), _) => Some(discrepancy.to_string()),
        (Ok(_), Some(id)) => Some(format!(
            "record {id:016x} is in no ledger: it was put in from outside"
        )),
        (Ok(_), None) => None,
    }
}

/// Notes in the data folder what came of it, for whoever operates it. A walk that was broken off says nothing.
fn note(
    platform: &Platform,
    log: Log,
    walked: &Walked,
    unlogged: Option<i64>,
) -> anyhow::Result<()> {
    let outcome = match walked {
        Err(Discrepancy::Source(_) | Discrepancy::CheckpointMissing) => return Ok(()),
        Ok(Verified { checkpoint }) if unlogged.is_none() => Outcome::Holds {
            size: checkpoint.size,
        },
        walked => Outcome::DoesNotHold {
            what: refutation(walked, unlogged).unwrap_or_default(),
        },
    };
    let last = LastVerification {
        at: platform.clock.now(),
        outcome,
    };
    // What cannot be read is replaced: the other ledger is verified again.
    let all = LastVerifications::of(&platform.folder).unwrap_or_default();
    let file = LastVerifications::file(&platform.folder);
    let text = all.with(log, last).to_text();
    files::write_whole(&file, text.as_bytes())
        .with_context(|| format!("what came of it cannot be noted in `{}`", file.display()))
}

/// The walk shows that each entry has its record; this, that each record has its entry.
fn first_record_unlogged(store: &Store, log: Log) -> anyhow::Result<Option<i64>> {
    Ok(first_unlogged(store, log, move |tx, after, limit| {
        if log == Log::JOURNAL {
            danh_register::event_ids_after(tx, after, limit)
        } else {
            danh_exchange::access_record_ids_after(tx, after, limit)
        }
    })?)
}

fn verify_served(url: &str, log: Log, given: Option<VerifierKey>) -> anyhow::Result<Walked> {
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
) -> anyhow::Result<()> {
    let platform = Platform::open_read_only(&config::of_arguments(&arguments.store)?)?;
    let is_ours = given.is_none();
    let key = match given {
        Some(key) => key,
        None => integration::stored_verifier_key(&platform, log)?,
    };
    let (walked, unlogged) = walk_stored(&platform.store, log, &key)?;
    // A key that somebody gives may be another ledger's: then it is not this one that does not hold.
    let noted = if is_ours {
        note(&platform, log, &walked, unlogged)
    } else {
        Ok(())
    };
    tell(log, walked, unlogged)?;
    // Looking at a folder of somebody else's is no failure of the ledger's.
    if let Err(error) = noted {
        eprintln!("danh: {error:#}");
    }
    Ok(())
}

/// Walks a ledger in a database, and the record behind each entry.
pub(crate) fn verify_store(store: &Store, log: Log, key: &VerifierKey) -> anyhow::Result<Walked> {
    let (walked, unlogged) = walk_stored(store, log, key)?;
    if unlogged.is_some() {
        tell(log, walked, unlogged)?;
        return Err(DoesNotHold.into());
    }
    Ok(walked)
}

fn walk_stored(
    store: &Store,
    log: Log,
    key: &VerifierKey,
) -> anyhow::Result<(Walked, Option<i64>)> {
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
    let unlogged = match &walked {
        Ok(_) => first_record_unlogged(store, log)?,
        Err(_) => None,
    };
    Ok((walked, unlogged))
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
