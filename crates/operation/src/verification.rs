//! What a data folder remembers of the last time somebody verified its ledgers.
//!
//! Verifying looks at a database that a server may be writing to, so what came of it is kept beside the database and not in it: a
//! small file that `danh ledger verify` writes.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use danh_ledger::Log;
use danh_vocabulary::Timestamp;
use serde::{Deserialize, Serialize};

const NAME: &str = "last-verification.json";

/// The last verification of each ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LastVerifications(BTreeMap<String, LastVerification>);

/// The last verification of one ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastVerification {
    /// When it ended.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Outcome {
    /// Everything fits.
    Holds {
        /// So many entries.
        size: u64,
    },
    /// Something does not.
    DoesNotHold {
        /// What was found first, in the words of the command.
        what: String,
    },
}

/// What is remembered cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It holds something else.
    #[error(transparent)]
    Malformed(#[from] serde_json::Error),
}

impl LastVerifications {
    /// Where they are kept in a data folder.
    pub fn file(folder: &Path) -> PathBuf {
        folder.join(NAME)
    }

    /// What a data folder remembers; nothing, where nobody verified yet.
    pub fn of(folder: &Path) -> Result<Self, Unreadable> {
        match std::fs::read_to_string(Self::file(folder)) {
            Ok(text) => Ok(serde_json::from_str(&text)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error.into()),
        }
    }

    /// That of one ledger.
    pub fn of_log(&self, log: Log) -> Option<&LastVerification> {
        self.0.get(log.name())
    }

    /// These with a newer one in its place.
    #[must_use]
    pub fn with(mut self, log: Log, last: LastVerification) -> Self {
        self.0.insert(log.name().to_owned(), last);
        self
    }

    /// The content of the file.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("numbers and words become JSON")
    }
}
