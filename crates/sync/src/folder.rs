//! The files of runs: `sync/` in the data folder, readable by its owner alone.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use danh_vocabulary::SyncRunId;

use crate::error::SyncError;

/// `sync/` in the data folder.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn of_data(data: &Path) -> Self {
        Self(data.join("sync"))
    }

    /// The register as it is linked with.
    pub(crate) fn register(&self) -> PathBuf {
        self.0.join("register.parquet")
    }

    /// What the register's file was made from.
    pub(crate) fn register_state(&self) -> PathBuf {
        self.0.join("register.json")
    }

    pub(crate) fn make(&self) -> Result<(), SyncError> {
        make(&self.0)
    }

    pub(crate) fn of_run(&self, agency: &str, run: SyncRunId) -> RunFolder {
        RunFolder(self.0.join(agency).join(run.to_string()))
    }
}

/// The files of one run.
#[derive(Clone, Debug)]
pub struct RunFolder(PathBuf);

impl RunFolder {
    pub(crate) fn make(&self) -> Result<(), SyncError> {
        make(&self.0)
    }

    /// Where they are.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Rows that cannot be used.
    pub fn rejects(&self) -> PathBuf {
        self.0.join("rejects.csv")
    }

    /// What the agency has wrong; appears when the run is published.
    pub fn findings(&self) -> PathBuf {
        self.0.join("findings.csv")
    }

    /// The report as JSON; appears when the run is over.
    pub fn report(&self) -> PathBuf {
        self.0.join("report.json")
    }

    pub(crate) fn findings_unpublished(&self) -> PathBuf {
        self.0.join("findings.csv.partial")
    }

    /// Records that have to be linked.
    pub(crate) fn records(&self) -> PathBuf {
        self.0.join("records.parquet")
    }

    /// Keys of published records that are in the file no more.
    pub(crate) fn gone(&self) -> PathBuf {
        self.0.join("gone.csv")
    }

    /// What linkage found.
    pub(crate) fn links(&self) -> PathBuf {
        self.0.join("links.parquet")
    }

    /// What linkage learnt, where it did.
    pub(crate) fn model(&self) -> PathBuf {
        self.0.join("model.json")
    }

    /// Removes what nobody needs once the run is over.
    pub(crate) fn remove_working_files(&self) -> Result<(), SyncError> {
        for file in [self.records(), self.gone(), self.links()] {
            match fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(SyncError::folder(file)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn make(folder: &Path) -> Result<(), SyncError> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(SyncError::folder(folder))
}

/// Lets nobody but its owner read a file.
pub(crate) fn keep_to_the_owner(file: &Path) -> Result<(), SyncError> {
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).map_err(SyncError::folder(file))
}

/// Writes a small file so that it is there whole or not at all.
pub(crate) fn write_whole(file: &Path, text: &str) -> Result<(), SyncError> {
    let mut partial = file.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    let written = fs::write(&partial, text)
        .and_then(|()| fs::File::open(&partial)?.sync_all())
        .and_then(|()| fs::set_permissions(&partial, fs::Permissions::from_mode(0o600)))
        .and_then(|()| fs::rename(&partial, file));
    written.map_err(SyncError::folder(file))
}
