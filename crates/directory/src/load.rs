//! Loading the tables of reference data, and what can be wrong with them.

mod authority_successors;
mod successors;
mod units;

pub(crate) use units::Units;

use std::fs;
use std::io;
use std::path::Path;

use crate::directory::Directory;
use crate::organisation;

const UNITS: &str = "administrative_units.csv";
const SUCCESSORS: &str = "unit_successors.csv";
const ORGANISATIONS: &str = "organisations.csv";
const AUTHORITY_SUCCESSORS: &str = "authority_successors.csv";

/// The texts of the tables.
#[derive(Clone, Copy)]
pub(crate) struct Tables<'a> {
    pub(crate) units: &'a str,
    pub(crate) successors: &'a str,
    pub(crate) organisations: &'a str,
    pub(crate) authority_successors: &'a str,
}

/// Why the tables could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file could not be read, or is not UTF-8.
    #[error("{file} cannot be read: {error}")]
    File {
        /// The path.
        file: String,
        /// What the operating system said.
        error: io::Error,
    },
    /// A row says something that cannot be.
    #[error("{file}, line {line}, {field}: {problem}")]
    Row {
        /// The file's name.
        file: String,
        /// The line, counted from 1.
        line: u64,
        /// The column, `row` for all of it, `header` for the first line.
        field: String,
        /// What is wrong.
        problem: String,
    },
}

impl LoadError {
    pub(crate) fn row(file: &str, line: u64, field: &str, problem: &str) -> Self {
        Self::Row {
            file: file.to_owned(),
            line,
            field: field.to_owned(),
            problem: problem.to_owned(),
        }
    }
}

impl Directory {
    /// The directory of the tables that are compiled in: Viet Nam's `data/vn/`.
    #[expect(
        clippy::missing_panics_doc,
        reason = "the tables are compiled in, and tested"
    )]
    pub fn embedded() -> Self {
        Self::of_tables(Tables {
            units: include_str!("../../../data/vn/administrative_units.csv"),
            successors: include_str!("../../../data/vn/unit_successors.csv"),
            organisations: include_str!("../../../data/vn/organisations.csv"),
            authority_successors: include_str!("../../../data/vn/authority_successors.csv"),
        })
        .expect("the compiled-in tables are valid")
    }

    /// The directory of an operator's own tables: `administrative_units.csv`,
    /// `unit_successors.csv`, `organisations.csv` and `authority_successors.csv` in `folder`, with
    /// the columns of those in `data/vn/`.
    pub fn load(folder: &Path) -> Result<Self, LoadError> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).map_err(|error| LoadError::File {
                file: path.display().to_string(),
                error,
            })
        };
        Self::of_tables(Tables {
            units: &read(UNITS)?,
            successors: &read(SUCCESSORS)?,
            organisations: &read(ORGANISATIONS)?,
            authority_successors: &read(AUTHORITY_SUCCESSORS)?,
        })
    }

    pub(crate) fn of_tables(tables: Tables<'_>) -> Result<Self, LoadError> {
        let mut directory = Self::of_units(units::parse(UNITS, tables.units)?);
        directory.successors = successors::parse(SUCCESSORS, tables.successors, &directory)?;
        directory.organisations = organisation::parse(ORGANISATIONS, tables.organisations)?;
        directory.organisation_successors = authority_successors::parse(
            AUTHORITY_SUCCESSORS,
            tables.authority_successors,
            &directory.organisations,
        )?;
        Ok(directory)
    }
}

#[cfg(test)]
mod tests;
