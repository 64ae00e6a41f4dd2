//! A table as CSV.

use std::fs::File;
use std::path::Path;

use super::{Target, WriteError, assert_width};
use crate::cells::Cells;

const BUFFER_BYTES: usize = 256 * 1024;

/// Writes UTF-8 with commas, line feeds, and quotes where they are needed.
#[derive(Debug)]
pub struct CsvWriter {
    target: Target,
    writer: csv::Writer<File>,
    columns: usize,
    rows: u64,
}

impl CsvWriter {
    /// Begins a file with its header.
    pub fn create(path: impl AsRef<Path>, columns: &[&str]) -> Result<Self, WriteError> {
        let (target, file) = Target::create(path.as_ref())?;
        let mut writer = csv::WriterBuilder::new()
            .buffer_capacity(BUFFER_BYTES)
            .from_writer(file);
        writer
            .write_record(columns)
            .map_err(|error| target.failed(error.into()))?;
        Ok(Self {
            target,
            writer,
            columns: columns.len(),
            rows: 0,
        })
    }

    /// Adds a row with a cell for each column.
    ///
    /// # Panics
    ///
    /// When the row has more or fewer cells than the table has columns.
    pub fn write_row(&mut self, row: &Cells) -> Result<(), WriteError> {
        assert_width(row, self.columns);
        self.rows += 1;
        self.writer
            .write_record(row.iter())
            .map_err(|error| self.target.failed(error.into()))
    }

    /// Completes the file and brings it to the disk; the number of rows written.
    pub fn finish(self) -> Result<u64, WriteError> {
        let file = self
            .writer
            .into_inner()
            .map_err(|error| self.target.failed(error.into_error()))?;
        self.target.complete(&file)?;
        Ok(self.rows)
    }
}
