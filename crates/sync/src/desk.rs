//! What runs need, and the files they stand in.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use danh_directory::Directory;
use danh_register::Actor;
use danh_store::Store;
use danh_vocabulary::{Clock, Entropy, IdSource, SyncRunId};
use jiff::civil::Date;

use crate::folder::{Folder, RunFolder};

/// What is needed to bring an agency's file in step with the register.
#[derive(Clone)]
pub struct SyncDesk {
    pub(crate) store: Store,
    pub(crate) directory: Arc<Directory>,
    pub(crate) ids: Arc<IdSource>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) folder: Folder,
    pub(crate) actor: Actor,
    pub(crate) threads: NonZeroUsize,
    pub(crate) memory: Option<u64>,
    pub(crate) records_a_transaction: NonZeroUsize,
}

/// What a [`SyncDesk`] is made of.
pub struct SyncDeskParts<'a> {
    /// The database.
    pub store: Store,
    /// The units.
    pub directory: Arc<Directory>,
    /// Gives keys.
    pub ids: Arc<IdSource>,
    /// Says what time it is.
    pub clock: Arc<dyn Clock>,
    /// Gives chance.
    pub entropy: Arc<dyn Entropy>,
    /// The data folder; the files of runs lie in its `sync/`.
    pub data: &'a Path,
    /// Who runs it, for access records.
    pub actor: Actor,
    /// How many threads link; the answer is the same with any number.
    pub threads: NonZeroUsize,
    /// How many bytes linking may use, about; without, as many as it needs. Comparing takes some 32 a published record more.
    pub memory: Option<u64>,
    /// How many records are staged together; see [`SyncDesk::RECORDS_A_TRANSACTION`].
    pub records_a_transaction: NonZeroUsize,
}

/// Where a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The register is being written as linkage reads it.
    Register {
        /// Persons done.
        persons: u64,
    },
    /// Rows are checked and compared with what is published.
    Comparing {
        /// Bytes of the files done.
        bytes: u64,
        /// Bytes of the files.
        bytes_total: u64,
    },
    /// Records are linked.
    Linking(danh_linkage::Stage),
    /// Links go into the database.
    Staging {
        /// Records done.
        rows: u64,
        /// Records to do.
        rows_total: u64,
    },
}

impl SyncDesk {
    /// More are hardly faster; a run that is killed repeats so many.
    pub const RECORDS_A_TRANSACTION: NonZeroUsize = NonZeroUsize::new(2_000).expect("not zero");

    /// A desk.
    pub fn new(parts: SyncDeskParts<'_>) -> Self {
        let SyncDeskParts {
            store,
            directory,
            ids,
            clock,
            entropy,
            data,
            actor,
            threads,
            memory,
            records_a_transaction,
        } = parts;
        Self {
            store,
            directory,
            ids,
            clock,
            entropy,
            folder: Folder::of_data(data),
            actor,
            threads,
            memory,
            records_a_transaction,
        }
    }

    /// The files of a run.
    pub fn folder_of(&self, agency: &str, run: SyncRunId) -> RunFolder {
        self.folder.of_run(agency, run)
    }

    pub(crate) fn today(&self) -> Date {
        self.clock.now().date_in_viet_nam()
    }
}
