//! A register that is being restored is none yet: a mark in its folder keeps everyone else from opening it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use danh_ledger::Log;

use crate::files;

const MARK: &str = "restore-unfinished";

/// A restore was killed, or goes on.
#[derive(Debug, thiserror::Error)]
#[error(
    "a restore into `{}` was begun and not finished; run `danh restore` again with the same arguments", .0.display()
)]
pub(crate) struct Unfinished(PathBuf);

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
    if is_unfinished(data) {
        return Err(Unfinished(data.to_owned()));
    }
    Ok(())
}

/// Marks the folder before anything is written.
pub(crate) fn begin(data: &Path, backup: &Path) -> anyhow::Result<()> {
    let text = format!("from {}\n", backup.display());
    files::write_whole(&data.join(MARK), text.as_bytes())
        .with_context(|| format!("cannot write in `{}`", data.display()))
}

/// Takes the mark away when everything is there.
pub(crate) fn finish(data: &Path) -> anyhow::Result<()> {
    fs::remove_file(data.join(MARK))?;
    Ok(files::sync_folder(data)?)
}
