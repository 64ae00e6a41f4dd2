//! Backups: a folder with one file a table and a manifest, made from one moment of the database while others write to it.
//!
//! The form is the portable one of [`danh_store::copy`], so a backup of either engine can be restored into either, and be
//! verified on a machine that has no server. A backup is a backup once it has its manifest, which is written last.

mod building;
mod manifest;
mod pour;
mod record;
mod verify;
mod write;

use std::path::PathBuf;

pub(crate) use manifest::{KEYS, LedgerHead, Manifest};
pub(crate) use pour::pour;
pub(crate) use record::{note_verified, record};
pub(crate) use verify::{prove, verify};
pub(crate) use write::{Keys, copy_keys, write};

/// Why a backup cannot be written or used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BackupError {
    #[error("`{}` is not empty; give a folder that does not exist yet", .0.display())]
    Occupied(PathBuf),
    #[error("another backup to `{}` is at work, or has just ended; wait for it", .0.display())]
    AtWork(PathBuf),
    #[error("`{}` is no finished backup: it has no `manifest.json`", .0.display())]
    NoManifest(PathBuf),
    #[error("`{}` cannot be read: {cause}", file.display())]
    Manifest {
        file: PathBuf,
        cause: serde_json::Error,
    },
    #[error("the backup has form {found}, this program knows form {known}; use a newer program")]
    NewerForm { found: u32, known: u32 },
    #[error("`{}` is not as it was written: its checksum differs; use another backup", .0.display())]
    Damaged(PathBuf),
    #[error("the backup lacks the table `{0}`; use another backup")]
    TableMissing(String),
}
