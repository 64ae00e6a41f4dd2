//! Why a copy was not made.

use std::io;

use crate::{OpenError, StoreError};

/// Why a copy was not made. What was copied from is as it was; what was copied to is as if nothing had begun.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The target cannot be opened or made.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A statement failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The target holds something already.
    #[error("the target is not empty (it has {found}); nothing was written to it")]
    NotEmpty {
        /// What it holds.
        found: String,
    },
    /// A table has a column that a copy cannot carry.
    #[error("column `{column}` of `{table}` is a `{kind}`, which a copy cannot carry")]
    UnknownKind {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Its type.
        kind: String,
    },
    /// The copy has a table that this schema does not.
    #[error("there is no table `{table}` in this schema")]
    UnknownTable {
        /// The table.
        table: String,
    },
    /// A line is no row of its table.
    #[error("line {line} of the copy of `{table}` is damaged")]
    Malformed {
        /// The table.
        table: String,
        /// The line, from 1.
        line: u64,
    },
    /// What is written to, or read from, beside the database failed.
    #[error("reading or writing the copy failed: {0}")]
    Io(io::Error),
}

/// An error that went through a `Write` comes out as what it was.
impl From<io::Error> for CopyError {
    fn from(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(inner) => inner,
            Err(error) => Self::Io(error),
        }
    }
}

impl From<CopyError> for io::Error {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::Io(error) => error,
            other => Self::other(other),
        }
    }
}
