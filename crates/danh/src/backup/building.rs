//! The folder in which a backup is built, beside the one it becomes, for one process at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::BackupError;
use crate::files;

const LOCK: &str = "lock";

/// `FOLDER.unfinished`, held by this process and empty.
pub(super) struct Building {
    pub(super) path: PathBuf,
    _lock: File,
}

impl Building {
    /// Takes the folder, and throws away what a killed process left in it.
    pub(super) fn begin(folder: &Path) -> anyhow::Result<Self> {
        let path = files::beside(folder, ".unfinished");
        let cannot_make = || format!("cannot make `{}`", path.display());
        files::make_folder(&path).with_context(cannot_make)?;
        let lock = open_lock(&path).with_context(cannot_make)?;
        let is_taken = match lock.try_lock() {
            Ok(()) => false,
            Err(TryLockError::WouldBlock) => true,
            // A disk of another machine may know no locks; then nobody is kept from it, nor held up.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => false,
            Err(TryLockError::Error(error)) => return Err(error).with_context(cannot_make),
        };
        // Whoever had it may have ended since it was opened here, and have taken the folder away or given it its name.
        if is_taken || !is_still_there(&lock, &path) {
            return Err(BackupError::AtWork(folder.to_owned()).into());
        }
        clear(&path).with_context(|| format!("cannot empty `{}`", path.display()))?;
        Ok(Self { path, _lock: lock })
    }

    /// Gives the folder its name.
    pub(super) fn finish(self, folder: &Path) -> io::Result<()> {
        fs::rename(&self.path, folder)?;
        fs::remove_file(folder.join(LOCK))?;
        files::sync_folder(folder)?;
        files::sync_folder(files::folder_of(folder))
    }

    /// Takes the folder away: on a full disk it is what stands in the way of trying again.
    pub(super) fn give_up(self) {
        drop(fs::remove_dir_all(&self.path));
    }
}

fn open_lock(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(path.join(LOCK))
}

fn is_still_there(lock: &File, path: &Path) -> bool {
    let same = |there: fs::Metadata| {
        let here = lock.metadata()?;
        Ok((here.dev(), here.ino()) == (there.dev(), there.ino()))
    };
    fs::metadata(path.join(LOCK))
        .and_then(same)
        .unwrap_or(false)
}

/// Removes everything but the lock.
fn clear(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != LOCK {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_backup_at_a_time_is_built_beside_a_folder() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("today");
        let first = Building::begin(&folder).unwrap();
        fs::write(first.path.join("manifest.json"), "{}").unwrap();
        let second = Building::begin(&folder).err().unwrap();
        assert!(matches!(
            second.downcast_ref(),
            Some(BackupError::AtWork(it)) if *it == folder
        ));
        assert!(
            first.path.join("manifest.json").exists(),
            "it is left alone"
        );
        drop(first);
        let after_a_kill = Building::begin(&folder).unwrap();
        assert!(!after_a_kill.path.join("manifest.json").exists());
        fs::write(after_a_kill.path.join("manifest.json"), "{}").unwrap();
        after_a_kill.finish(&folder).unwrap();
        let names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, ["manifest.json"]);
        Building::begin(&folder).unwrap().give_up();
        assert!(!files::beside(&folder, ".unfinished").exists());
    }
}
