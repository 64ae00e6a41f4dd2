//! A backup is verified by restoring it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use danh_ledger::verify::{Discrepancy, Verified};
use danh_register::person_queries::person_count;
use danh_register::rebuild;
use danh_store::{Store, StoreConfig};

use super::{BackupError, LedgerHead, Manifest, pour};
use crate::commands::ledger;
use crate::exit::DoesNotHold;
use crate::{files, integration, migrations, progress, upgrade};

/// Restores a backup into a scratch folder, proves what came out, and removes it again.
pub(crate) fn verify(backup: &Path, scratch: Option<&Path>) -> anyhow::Result<Manifest> {
    let manifest = Manifest::read(backup)?;
    let beside = || files::beside(backup, ".scratch");
    let scratch = Scratch::make(scratch.map_or_else(beside, Path::to_owned))?;
    let config = StoreConfig::sqlite(scratch.0.join("danh.db"));
    pour(backup, &manifest, &config)?;
    prove(&config, &manifest)?;
    Ok(manifest)
}

/// Proves that a restored database is the register that the manifest speaks of: both ledgers fit the checkpoints of then, every
/// record is in its ledger, and the state is what the journal folds to.
pub(crate) fn prove(config: &StoreConfig, manifest: &Manifest) -> anyhow::Result<()> {
    let store = Store::open(config, &migrations::ALL)?;
    upgrade::follow(&store)?;
    for log in integration::LOGS {
        let kept = manifest.ledger(log);
        let key = kept.map(LedgerHead::verifier_key).transpose()?.flatten();
        let Some((kept, key)) = kept.zip(key).filter(|(kept, _)| kept.checkpoint.is_some()) else {
            println!("ledger `{log}`: it had no checkpoint or no key when the backup was made");
            continue;
        };
        match ledger::verify_store(&store, log, &key)? {
            Ok(Verified { checkpoint })
                if checkpoint.size == kept.size
                    && Some(checkpoint.root.to_string()) == kept.root =>
            {
                println!(
                    "ledger `{log}`: {} entries fit the signed checkpoint",
                    kept.size
                );
            }
            Ok(_) => return no("the ledger's checkpoint is not the one of the manifest"),
            Err(Discrepancy::Source(error)) => return Err(error.into()),
            Err(discrepancy) => return no(&format!("ledger `{log}`: {discrepancy}")),
        }
    }
    let bar = progress::counter("comparing", "persons");
    let counting = bar.clone();
    let checked = rebuild::check(&store, move |persons| counting.set_position(persons))?;
    bar.finish_and_clear();
    let persons = store.read(person_count).wait()?;
    for sentence in &checked.named {
        println!("{sentence}");
    }
    if checked.differences > 0 {
        return no(&format!("{} differences", checked.differences));
    }
    if persons != manifest.persons {
        return no(&format!(
            "{persons} persons where there were {}",
            manifest.persons
        ));
    }
    println!(
        "{persons} persons, {} events: the state equals the folded journal",
        checked.events
    );
    Ok(())
}

fn no(sentence: &str) -> anyhow::Result<()> {
    println!("{sentence}");
    Err(DoesNotHold.into())
}

const MARK: &str = "scratch-of-danh";

/// A folder that goes away again.
struct Scratch(PathBuf);

impl Scratch {
    fn make(folder: PathBuf) -> anyhow::Result<Self> {
        // One that a killed verification left says so, and holds nothing that is needed.
        if !files::is_free(&folder) && !folder.join(MARK).exists() {
            return Err(BackupError::Occupied(folder).into());
        }
        let made = || -> std::io::Result<()> {
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            files::make_folder(&folder)?;
            fs::write(folder.join(MARK), "what is here may be removed\n")
        };
        made().with_context(|| format!("cannot make `{}`", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("danh: cannot remove `{}`: {error}", self.0.display());
        }
    }
}
