//! Writing a table of text columns, row by row, with flat memory.
//!
//! A file appears under its name when it is finished; until then it is `NAME.partial`. A reader
//! never meets half a table.

mod csv_writer;
mod parquet_writer;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::cells::Cells;
use crate::durable::sync_folder_of;
use crate::source::Format;

pub use csv_writer::CsvWriter;
pub use parquet_writer::ParquetWriter;

/// The table cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write `{}`: {source}", file.display())]
pub struct WriteError {
    /// The file that was to be.
    pub file: PathBuf,
    /// What the operating system or the format says.
    pub source: io::Error,
}

/// A table being written in either format.
#[derive(Debug)]
pub enum TableWriter {
    /// As CSV.
    Csv(Box<CsvWriter>),
    /// As Parquet.
    Parquet(Box<ParquetWriter>),
}

impl TableWriter {
    /// Begins a table with these columns. A file of that name is replaced in the end.
    pub fn create(
        format: Format,
        path: impl AsRef<Path>,
        columns: &[&str],
    ) -> Result<Self, WriteError> {
        Ok(match format {
            Format::Csv => Self::Csv(Box::new(CsvWriter::create(path, columns)?)),
            Format::Parquet => Self::Parquet(Box::new(ParquetWriter::create(path, columns)?)),
        })
    }

    /// Adds a row with a cell for each column.
    pub fn write_row(&mut self, row: &Cells) -> Result<(), WriteError> {
        match self {
            Self::Csv(writer) => writer.write_row(row),
            Self::Parquet(writer) => writer.write_row(row),
        }
    }

    /// Completes the file and brings it to the disk; the number of rows written.
    pub fn finish(self) -> Result<u64, WriteError> {
        match self {
            Self::Csv(writer) => writer.finish(),
            Self::Parquet(writer) => writer.finish(),
        }
    }
}

/// The name a file has and the one it goes by until it is complete.
#[derive(Debug)]
struct Target {
    path: PathBuf,
    partial: PathBuf,
}

impl Target {
    fn create(path: &Path) -> Result<(Self, File), WriteError> {
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let target = Self {
            path: path.to_owned(),
            partial: partial.into(),
        };
        let file = File::create(&target.partial).map_err(|error| target.failed(error))?;
        Ok((target, file))
    }

    fn complete(&self, file: &File) -> Result<(), WriteError> {
        file.sync_all()
            .and_then(|()| std::fs::rename(&self.partial, &self.path))
            .and_then(|()| sync_folder_of(&self.path))
            .map_err(|error| self.failed(error))
    }

    fn failed(&self, source: io::Error) -> WriteError {
        WriteError {
            file: self.path.clone(),
            source,
        }
    }
}

fn assert_width(row: &Cells, columns: usize) {
    assert_eq!(row.len(), columns, "a row has a cell for each column");
}
