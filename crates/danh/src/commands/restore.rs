//! `danh restore`: a register from a backup.

use std::path::Path;

use anyhow::Context as _;
use danh_keys::{KeyRing, KeyRingError};
use danh_ledger::note::VerifierKey;
use danh_store::StoreConfig;
use danh_store::copy::CopyError;

use crate::backup::{self, KEYS, LedgerHead, Manifest};
use crate::cli::RestoreArguments;
use crate::commands::backup::describe;
use crate::platform::{keys_folder, store_config};
use crate::restoring::{self, OtherKeys};
use crate::{config, exit, files, integration};

pub(crate) fn run(arguments: &RestoreArguments) -> anyhow::Result<()> {
    let config = config::of_arguments(&arguments.store)?;
    let manifest = Manifest::read(&arguments.from)?;
    let (data, database) = (&config.data.folder, store_config(&config));
    restoring::expect_not_refuted(data)?;
    let (keys, inside) = (keys_folder(data), arguments.from.join(KEYS));
    let given = arguments
        .keys
        .as_deref()
        .or(manifest.with_keys.then_some(inside.as_path()));
    for folder in given.into_iter().chain(keys.is_dir().then_some(&*keys)) {
        expect_keys_of(folder, &manifest, given == Some(folder))?;
    }
    let goes_on = restoring::is_unfinished(data);
    if !goes_on {
        expect_no_file(&database)?;
    }
    files::make_folder(data).with_context(|| format!("cannot make `{}`", data.display()))?;
    restoring::begin(data, &arguments.from)?;
    match backup::pour(&arguments.from, &manifest, &database) {
        // Killed when the database was whole already: it is proved like a new one.
        Err(error) if goes_on && is_occupied(&error) => {}
        Err(error) => {
            restoring::finish(data)?;
            return Err(error);
        }
        Ok(()) => {}
    }
    let has_keys = put_keys(given, &keys)?;
    if let Err(error) = backup::prove(&database, &manifest) {
        if exit::blames_data(&error) {
            println!("{}", restoring::refute(data)?);
        }
        return Err(error);
    }
    restoring::finish(data)?;
    describe(&manifest);
    say_what_to_do(&manifest, has_keys, &keys);
    Ok(())
}

/// Known before anything is written, so that a folder in use is left alone.
fn expect_no_file(database: &StoreConfig) -> Result<(), CopyError> {
    match database {
        StoreConfig::Sqlite { path, .. } if path.exists() => Err(CopyError::NotEmpty {
            found: format!("the database `{}`", path.display()),
        }),
        _ => Ok(()),
    }
}

fn is_occupied(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(CopyError::NotEmpty { .. }))
}

/// Refuses keys that did not sign the backup's ledgers: with them the register could not go on.
fn expect_keys_of(folder: &Path, manifest: &Manifest, all: bool) -> anyhow::Result<()> {
    let ring = KeyRing::open(folder)?;
    for log in integration::LOGS {
        let kept = manifest.ledger(log).map(LedgerHead::verifier_key);
        let Some(key) = kept.transpose()?.flatten() else {
            continue;
        };
        let signer = match ring.signer(&format!("ledger-{log}")) {
            Err(KeyRingError::Missing { .. }) if !all => continue,
            signer => signer?,
        };
        let found = VerifierKey::new(key.name().clone(), signer.public_key());
        if found.to_string() != key.to_string() {
            return Err(OtherKeys {
                log,
                folder: folder.to_owned(),
            }
            .into());
        }
    }
    Ok(())
}

/// Answers whether there are keys now.
fn put_keys(given: Option<&Path>, keys: &Path) -> anyhow::Result<bool> {
    let has_some = !files::is_free(keys);
    match given {
        Some(given) if !has_some => backup::copy_keys(given, keys)?,
        Some(_) => {}
        None => {
            let cannot = || format!("cannot make `{}`", keys.display());
            files::make_folder(keys).with_context(cannot)?;
        }
    }
    Ok(has_some || given.is_some())
}

fn say_what_to_do(manifest: &Manifest, has_keys: bool, keys: &Path) {
    println!("restored and verified");
    if !has_keys {
        println!(
            "the backup has no private keys: put the register's own into {} before starting it; until then it can only be read",
            keys.display()
        );
    }
    println!(
        "what was written after {} is not in it; if checkpoints were published after that, say publicly from which entry on the ledgers begin anew",
        manifest.made_at
    );
}
