//! What can go wrong, in the words of someone who has to mend it.

use std::path::PathBuf;

/// Why a statement or its transaction did not happen.
///
/// Nothing of the transaction was kept, [`StoreError::OutcomeUnknown`] apart.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// A row with the same unique key exists.
    #[error("a row with the same key exists already: {detail}")]
    UniqueViolation {
        /// The engine's words: which columns.
        detail: String,
    },
    /// Other transactions kept changing the same rows, also after retries.
    #[error("other writers kept changing the same rows; try again")]
    Contention,
    /// The disk, or the quota on it, is full.
    #[error("the disk that holds the database is full; free some space, nothing was lost")]
    DiskFull,
    /// The disk failed, or the system that holds it.
    #[error("the disk that holds the database failed ({detail}); check it before going on")]
    Io {
        /// The engine's words.
        detail: String,
    },
    /// The database cannot be written: permissions, or a read-only disk.
    #[error(
        "the database is read-only for this process; check the folder's owner, its permissions and the disk"
    )]
    ReadOnly,
    /// A page of the database does not hold what it should.
    #[error(
        "the database is damaged ({detail}); stop writing, keep a copy of the folder and restore the last backup"
    )]
    Corrupt {
        /// The engine's words.
        detail: String,
    },
    /// Another process holds the database longer than we wait.
    #[error("another process holds the database; stop it or wait for it to end")]
    Busy,
    /// The server went away.
    #[error("the connection to the database was lost ({detail}); check that it runs")]
    ConnectionLost {
        /// The engine's words.
        detail: String,
    },
    /// The commit was asked for and nobody heard whether it was done: the transaction is on disk, or nothing of it is.
    #[error("it is not known whether the change was written ({detail}); look before trying again")]
    OutcomeUnknown {
        /// The engine's words.
        detail: String,
    },
    /// An earlier statement of this transaction failed, so it can only be rolled back.
    #[error("an earlier statement of this transaction failed")]
    TransactionFailed,
    /// The store was closed, or its thread ended.
    #[error("the store is closed")]
    Closed,
    /// The closure panicked; its transaction was rolled back.
    #[error("the work on the database stopped with a panic: {message}")]
    Panicked {
        /// What the panic said.
        message: String,
    },
    /// A cell holds another kind of value than was asked for.
    #[error("column {column} of the answer holds {found}, not {wanted}")]
    WrongKind {
        /// Index of the column, from 0.
        column: usize,
        /// What it holds.
        found: &'static str,
        /// What was asked for.
        wanted: &'static str,
    },
    /// A query for exactly one row found none, or the row is shorter than asked for.
    #[error("the database did not answer with the row that was asked for")]
    MissingRow,
    /// Anything else the engine says.
    #[error("the database refused: {detail}")]
    Engine {
        /// The engine's words.
        detail: String,
    },
}

impl StoreError {
    /// Whether an insert met an existing row.
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::UniqueViolation { .. })
    }

    /// What the same failure means when it is the commit that met it.
    ///
    /// A server that says why it refused has rolled back; one that went away may have committed first. `SQLite` may have
    /// written the end of a transaction that it then could not bring to the disk, and read it back after a crash.
    pub(crate) fn of_commit(self) -> Self {
        match self {
            Self::ConnectionLost { detail } | Self::Io { detail } => {
                Self::OutcomeUnknown { detail }
            }
            other => other,
        }
    }
}

/// Why a database could not be opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process of Danh writes to this file.
    #[error("`{}` is in use by another process ({holder}); stop it first, or give another folder", path.display())]
    Held {
        /// The database file.
        path: PathBuf,
        /// What the lock file says of its holder.
        holder: String,
    },
    /// The database was written by a newer program.
    #[error(
        "the database was written by a newer program: `{capability}` is at step {found}, this program knows {known}; use the newer program"
    )]
    NewerSchema {
        /// Which capability's tables.
        capability: String,
        /// The step found.
        found: i64,
        /// The last step this program knows.
        known: i64,
    },
    /// A released migration step was changed afterwards.
    #[error(
        "step {step} of `{capability}` differs from what this database was made with; use a released program"
    )]
    EditedStep {
        /// Which capability's tables.
        capability: String,
        /// The step, from 1.
        step: i64,
    },
    /// Opened for reading only, but the schema has yet to be brought up to date.
    #[error(
        "the database is at an older step of `{capability}`; start the program once to upgrade it"
    )]
    OlderSchema {
        /// Which capability's tables.
        capability: String,
    },
    /// It was moved elsewhere, or is a copy whose source still goes on.
    #[error("the database is closed to writers: {reason}")]
    Closed {
        /// Why, and what to do.
        reason: String,
    },
    /// The file is something else, or its header is damaged.
    #[error("`{}` is not a database, or its first page is damaged; restore the last backup", path.display())]
    NotADatabase {
        /// The database file.
        path: PathBuf,
    },
    /// A file could not be made or opened.
    #[error("cannot open `{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The operating system's words.
        source: std::io::Error,
    },
    /// The URL is malformed or the server does not answer.
    #[error("cannot reach the database server: {detail}")]
    Unreachable {
        /// The driver's words, without the password.
        detail: String,
    },
    /// Anything else that a statement can say.
    #[error(transparent)]
    Store(#[from] StoreError),
}
