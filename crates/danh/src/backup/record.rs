//! What a data folder remembers of its last backup, for whoever operates it.

use std::path::Path;

use danh_operation::LastBackup;

use super::Manifest;
use crate::files;

/// Remembers a backup.
pub(crate) fn record(
    data: &Path,
    backup: &Path,
    manifest: &Manifest,
    verified: bool,
) -> anyhow::Result<()> {
    let last = LastBackup {
        folder: std::fs::canonicalize(backup)?,
        made_at: manifest.made_at.parse()?,
        verified,
    };
    let text = serde_json::to_string_pretty(&last)?;
    Ok(files::write_whole(
        &LastBackup::file(data),
        text.as_bytes(),
    )?)
}

/// Notes in a backup that it was verified, for the doctor of the register it is of. A backup on a disk that cannot be
/// written is verified all the same.
pub(crate) fn note_verified(backup: &Path) {
    drop(files::write_whole(
        &LastBackup::proof(backup),
        b"restored and found whole\n",
    ));
}
