//! What a data folder remembers of its last backup, for the doctor.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Manifest;
use crate::files;

const NAME: &str = "last-backup.json";
const VERIFIED: &str = "verified";

/// The last backup that was made of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LastBackup {
    pub(crate) folder: PathBuf,
    pub(crate) made_at: String,
    /// Whether it has been restored and found whole.
    pub(crate) verified: bool,
}

/// Remembers a backup.
pub(crate) fn record(
    data: &Path,
    backup: &Path,
    manifest: &Manifest,
    verified: bool,
) -> anyhow::Result<()> {
    let last = LastBackup {
        folder: fs::canonicalize(backup)?,
        made_at: manifest.made_at.clone(),
        verified,
    };
    let text = serde_json::to_string_pretty(&last)?;
    Ok(files::write_whole(&data.join(NAME), text.as_bytes())?)
}

/// Notes in a backup that it was verified, for the doctor of the register it is of. A backup on a disk that cannot be
/// written is verified all the same.
pub(crate) fn note_verified(backup: &Path) {
    drop(files::write_whole(
        &backup.join(VERIFIED),
        b"restored and found whole\n",
    ));
}

/// The last backup, if one was made.
pub(crate) fn last_backup(data: &Path) -> anyhow::Result<Option<LastBackup>> {
    match fs::read_to_string(data.join(NAME)) {
        Ok(text) => {
            let mut last: LastBackup = serde_json::from_str(&text)?;
            last.verified |= last.folder.join(VERIFIED).exists();
            Ok(Some(last))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
