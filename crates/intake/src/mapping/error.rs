//! What can be wrong with a mapping file.

use std::io;
use std::path::PathBuf;

/// The mapping file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    /// It cannot be read.
    #[error("cannot read the mapping `{}`: {source}", file.display())]
    Unreadable {
        /// The mapping file.
        file: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// It is not TOML.
    #[error("the mapping `{}`, line {line}: {reason}", file.display())]
    NotToml {
        /// The mapping file.
        file: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What the TOML reader says.
        reason: String,
    },
    /// A key is wrong.
    #[error("the mapping `{}`, key `{key}`: {problem}", file.display())]
    Key {
        /// The mapping file.
        file: PathBuf,
        /// The key with its section, `values.sex`.
        key: String,
        /// What is wrong with it.
        problem: KeyProblem,
    },
}

/// What is wrong with one key of a mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyProblem {
    /// The caller knows no such field.
    #[error("there is no such field; known are {}", known.join(", "))]
    UnknownField {
        /// The fields there are.
        known: Vec<String>,
    },
    /// The section or setting does not exist.
    #[error("there is no such setting; known are {}", known.join(", "))]
    UnknownSetting {
        /// The settings there are.
        known: Vec<String>,
    },
    /// A value of the wrong kind.
    #[error("must be {expected}")]
    Expected {
        /// What it must be.
        expected: &'static str,
    },
    /// The value is empty.
    #[error("must not be empty")]
    Empty,
    /// The field stands under `[columns]` and under `[constants]`.
    #[error("is a column and a constant at once")]
    Twice,
    /// `[values.x]` or `[encodings]` for a field without a column.
    #[error("is about a field that no column gives")]
    NoColumn,
    /// Nothing is mapped.
    #[error("names no column")]
    NoColumns,
}
