//! A register that is being restored is none yet: a mark in its folder keeps everyone else from opening it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use danh_ledger::Log;

use crate::files;

const MARK: &str = "restore-unfinished";

/// What the mark says when there is no use in going on.
const REFUTED: &str = "refuted\n";

/// What is in the folder is no register yet.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unfinished {
    /// A restore was killed, or goes on.
    #[error(
        "a restore into `{}` was begun and not finished; run `danh restore` again with the same arguments", .0.display()
    )]
    Begun(PathBuf),
    /// It came to its end, and what came out did not prove to be the register.
    #[error(
        "what was restored into `{}` is not the register that the backup speaks of; remove everything there but `keys`, empty the database if it is PostgreSQL, and restore another backup", .0.display()
    )]
    Refuted(PathBuf),
}

/// The keys are not those that signed the backup's ledgers.
#[derive(Debug, thiserror::Error)]
#[error(
    "the key of the ledger `{log}` in `{}` is not the one that signed this backup; give the right folder with --keys",
    folder.display()
)]
pub(crate) struct OtherKeys {
    pub(crate) log: Log,
    pub(crate) folder: PathBuf,
}

/// Whether a restore into this folder has yet to be finished.
pub(crate) fn is_unfinished(data: &Path) -> bool {
    data.join(MARK).exists()
}

/// Refuses a folder into which a restore was begun.
pub(crate) fn expect_finished(data: &Path) -> Result<(), Unfinished> {
    expect_not_refuted(data)?;
    if is_unfinished(data) {
        return Err(Unfinished::Begun(data.to_owned()));
    }
    Ok(())
}

/// Refuses a folder in which a restore came to an end that going on cannot mend.
pub(crate) fn expect_not_refuted(data: &Path) -> Result<(), Unfinished> {
    let is_refuted = fs::read_to_string(data.join(MARK)).is_ok_and(|mark| mark == REFUTED);
    if is_refuted {
        return Err(Unfinished::Refuted(data.to_owned()));
    }
    Ok(())
}

/// Marks the folder before anything is written.
pub(crate) fn begin(data: &Path, backup: &Path) -> anyhow::Result<()> {
    let text = format!("from {}\n", backup.display());
    files::write_whole(&data.join(MARK), text.as_bytes())
        .with_context(|| format!("cannot write in `{}`", data.display()))
}

/// Notes in the mark that what was restored did not prove right; answers what to do, for whoever is told.
pub(crate) fn refute(data: &Path) -> anyhow::Result<Unfinished> {
    files::write_whole(&data.join(MARK), REFUTED.as_bytes())
        .with_context(|| format!("cannot write in `{}`", data.display()))?;
    Ok(Unfinished::Refuted(data.to_owned()))
}

/// Takes the mark away when everything is there.
pub(crate) fn finish(data: &Path) -> anyhow::Result<()> {
    fs::remove_file(data.join(MARK))?;
    Ok(files::sync_folder(data)?)
}
