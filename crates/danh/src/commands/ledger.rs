//! `danh ledger verify`: walks everything and names the first entry that does not fit.

use anyhow::Context;
use danh_ledger::Log;
use danh_ledger::note::VerifierKey;
use danh_ledger::verify::{Progress, Verified, walk};
use danh_store::Store;
use indicatif::ProgressBar;

use crate::cli::{LogName, VerifyArguments};
use crate::exit::DoesNotHold;
use crate::http_tiles::HttpTiles;
use crate::platform::Platform;
use crate::verification::{Found, Walked, note, walk_stored};
use crate::{config, integration, progress};

pub(crate) fn verify(arguments: &VerifyArguments) -> anyhow::Result<()> {
    let log = match arguments.log {
        LogName::Journal => Log::JOURNAL,
        LogName::Access => Log::ACCESS,
    };
    let given = arguments.key.clone();
    match &arguments.url {
        Some(url) => {
            let walked = verify_served(url, log, given)?;
            let found = Found {
                walked,
                unlogged: None,
            };
            tell(log, found)
        }
        None => verify_stored(arguments, log, given),
    }
}

/// Says what came of it. A record that no ledger has refutes what the walk found.
fn tell(log: Log, found: Found) -> anyhow::Result<()> {
    if let Some(what) = found.refutation() {
        println!("{log}: {what}");
        return Err(DoesNotHold.into());
    }
    match found.walked {
        Ok(Verified { checkpoint }) => {
            println!(
                "{log}: {} entries fit the signed checkpoint",
                checkpoint.size
            );
            println!("root {}", checkpoint.root);
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
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
    let found = walk_with_bar(&platform.store, log, &key)?;
    // A key that somebody gives may be another ledger's: then it is not this one that does not hold.
    let noted = if is_ours {
        note(&platform.folder, log, &found, platform.clock.now())
    } else {
        Ok(())
    };
    tell(log, found)?;
    // Looking at a folder of somebody else's is no failure of the ledger's.
    if let Err(error) = noted {
        eprintln!("danh: {error:#}");
    }
    Ok(())
}

/// Walks a ledger in a database, and the record behind each entry.
pub(crate) fn verify_store(store: &Store, log: Log, key: &VerifierKey) -> anyhow::Result<Walked> {
    let found = walk_with_bar(store, log, key)?;
    if found.unlogged.is_some() {
        tell(log, found)?;
        return Err(DoesNotHold.into());
    }
    Ok(found.walked)
}

fn walk_with_bar(store: &Store, log: Log, key: &VerifierKey) -> anyhow::Result<Found> {
    let bar = progress::bar("verifying", 0, "entries");
    let mut show = show(&bar);
    let found = walk_stored(store, log, key, &mut |at| {
        if let Some(at) = at {
            show(at);
        }
        Ok(())
    });
    bar.finish_and_clear();
    found
}

fn show(bar: &ProgressBar) -> impl FnMut(Progress) {
    |at| {
        bar.set_length(at.size);
        bar.set_position(at.verified);
    }
}
