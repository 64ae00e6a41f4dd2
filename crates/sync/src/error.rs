//! Why a run stopped.

use std::path::PathBuf;

use danh_intake::{OpenError, ReadError, RejectError, WriteError};
use danh_linkage::{ConfigError, LinkError};
use danh_register::{JournalError, SubjectError};
use danh_store::StoreError;

use crate::refusal::Refusal;

/// Why a run stopped. What is published stays; the same command goes on where it was, unless the delivery was refused.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The delivery is not taken.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A file cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A file cannot be read further.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The reject file cannot be written.
    #[error(transparent)]
    Reject(#[from] RejectError),
    /// A file of the run cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A file or folder of the run cannot be used.
    #[error("cannot use `{}`: {source}", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A file of the run holds something else than was written into it.
    #[error("`{}` was changed or damaged ({detail}); give the run up and begin anew", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// The links cannot be found.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// What is compared cannot be compared.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// An event of the journal cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Somebody in the register cannot be read.
    #[error(transparent)]
    Person(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SyncError {
    pub(crate) fn folder(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Folder { path, source }
    }

    pub(crate) fn damaged(path: impl Into<PathBuf>, detail: impl std::fmt::Display) -> Self {
        Self::Damaged {
            path: path.into(),
            detail: detail.to_string(),
        }
    }
}
