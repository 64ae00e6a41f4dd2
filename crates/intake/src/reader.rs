//! Rows of a file, in batches, as records of the fields a mapping asks for.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cells::Cells;
use crate::encoding::Carrier;
use crate::mapping::Binding;
use crate::position::Position;
use crate::source::{CsvFile, Format, ParquetFile, Source};

/// Reading a file came to an end before the file did.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be read.
    #[error("cannot read `{}`: {source}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The bytes are not what carries the rest of the file. Rows behind this one would be wrong
    /// too, so reading ends.
    #[error("`{}`, line {line}, byte {byte}: not {carrier}", file.display())]
    NotText {
        /// The file.
        file: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// The byte in the file, counted from 0.
        byte: u64,
        /// What the file is otherwise: UTF-8 or UTF-16.
        carrier: Carrier,
    },
    /// A Parquet file whose content does not fit its description.
    #[error("`{}` is damaged: {reason}", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A mapped column of a Parquet file holds something that has no text form.
    #[error("column `{column}` of `{}` holds {found}, not text, numbers, booleans or dates", file.display())]
    ColumnType {
        /// The file.
        file: PathBuf,
        /// The column's name.
        column: String,
        /// The type found.
        found: String,
    },
    /// The file is shorter than the position to go on from.
    #[error("`{}` has no position {position}", file.display())]
    NoSuchPosition {
        /// The file.
        file: PathBuf,
        /// The position asked for.
        position: Position,
    },
}

/// One row, seen through a mapping.
#[derive(Clone, Debug)]
pub struct Record {
    /// The row in the file, counted from 1, malformed rows included.
    pub position: u64,
    /// The line it begins on (CSV), or its row number (Parquet).
    pub line: u64,
    cells: Cells,
    binding: Arc<Binding>,
}

impl Record {
    /// The value of a field, by its index in the list of known fields the mapping was read with:
    /// trimmed, translated where the mapping has a translation, empty when there is none.
    pub fn field(&self, index: usize) -> &str {
        self.binding.value(index, &self.cells)
    }

    /// The row as it stood in the file, in Unicode, in the order of the file's columns (of a Parquet file,
    /// the mapped columns; the others are empty).
    pub fn source_row(&self) -> &Cells {
        &self.cells
    }
}

/// A row that could not be taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    /// The row in the file, counted from 1.
    pub position: u64,
    /// The line it begins on.
    pub line: u64,
    /// What is wrong with it, without any of its content.
    pub reason: String,
    /// The line as it stood in the file, at most 4 KiB of it.
    pub text: String,
}

/// Some rows that follow one another.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The rows that could be read, in order.
    pub records: Vec<Record>,
    /// The rows that could not.
    pub rejected: Vec<RejectedRow>,
    /// Where reading goes on after this batch.
    pub next: Position,
}

/// One row of either kind of file.
#[derive(Debug)]
pub(crate) enum Row {
    Cells {
        line: u64,
        cells: Cells,
    },
    Malformed {
        line: u64,
        reason: String,
        text: String,
    },
}

/// Reads a [`Source`]; made by [`Source::read`]. Holds a block of the file, never the whole.
pub struct Reader {
    rows: Rows,
    binding: Arc<Binding>,
}

enum Rows {
    Csv(Box<CsvFile>),
    Parquet(Box<ParquetFile>),
}

impl Reader {
    pub(crate) fn open(
        source: &Source,
        binding: Binding,
        from: Position,
    ) -> Result<Self, ReadError> {
        let rows = match source.format() {
            Format::Csv => Rows::Csv(Box::new(CsvFile::open(source, from)?)),
            Format::Parquet => Rows::Parquet(Box::new(ParquetFile::open(source, &binding, from)?)),
        };
        Ok(Self {
            rows,
            binding: Arc::new(binding),
        })
    }

    /// The next rows, at most `rows_max` of them (at least one); `None` after the last.
    pub fn next_batch(&mut self, rows_max: usize) -> Result<Option<Batch>, ReadError> {
        let rows_max = rows_max.max(1);
        let mut records = Vec::with_capacity(rows_max.min(1 << 16));
        let mut rejected = Vec::new();
        while records.len() + rejected.len() < rows_max {
            let Some(row) = self.next_row()? else { break };
            let position = self.position().rows;
            match row {
                Row::Cells { line, cells } => {
                    let binding = Arc::clone(&self.binding);
                    records.push(Record {
                        position,
                        line,
                        cells,
                        binding,
                    });
                }
                Row::Malformed { line, reason, text } => {
                    rejected.push(RejectedRow {
                        position,
                        line,
                        reason,
                        text,
                    });
                }
            }
        }
        let next = self.position();
        let ended = records.is_empty() && rejected.is_empty();
        Ok((!ended).then_some(Batch {
            records,
            rejected,
            next,
        }))
    }

    /// Where reading stands: after the rows of the last batch.
    pub fn position(&self) -> Position {
        match &self.rows {
            Rows::Csv(file) => file.position(),
            Rows::Parquet(file) => file.position(),
        }
    }

    fn next_row(&mut self) -> Result<Option<Row>, ReadError> {
        match &mut self.rows {
            Rows::Csv(file) => file.next_row(),
            Rows::Parquet(file) => file.next_row(),
        }
    }
}
