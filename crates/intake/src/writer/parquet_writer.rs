//! A table as Parquet: text columns, Snappy, an empty cell as an absent value.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::{Target, WriteError, assert_width};
use crate::cells::Cells;

const ROWS_PER_BATCH: usize = 8 * 1024;
const ROWS_PER_GROUP: usize = 128 * 1024;

/// Writes row groups of 131,072 rows; memory holds one of them, encoded.
pub struct ParquetWriter {
    target: Target,
    writer: ArrowWriter<File>,
    schema: SchemaRef,
    builders: Vec<StringBuilder>,
    rows_waiting: usize,
    rows: u64,
}

impl std::fmt::Debug for ParquetWriter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { target, rows, .. } = self;
        formatter
            .debug_struct("ParquetWriter")
            .field("target", target)
            .field("rows", rows)
            .finish_non_exhaustive()
    }
}

impl ParquetWriter {
    /// Begins a file.
    pub fn create(path: impl AsRef<Path>, columns: &[&str]) -> Result<Self, WriteError> {
        let (target, file) = Target::create(path.as_ref())?;
        let fields: Vec<Field> = columns
            .iter()
            .map(|name| Field::new(*name, DataType::Utf8, true))
            .collect();
        let schema = Arc::new(Schema::new(fields));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROWS_PER_GROUP))
            .set_statistics_enabled(EnabledStatistics::None)
            .set_created_by("danh".to_owned())
            .build();
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties))
            .map_err(|error| target.failed(io::Error::other(error)))?;
        let builders = columns.iter().map(|_| StringBuilder::new()).collect();
        Ok(Self {
            target,
            writer,
            schema,
            builders,
            rows_waiting: 0,
            rows: 0,
        })
    }

    /// Adds a row with a cell for each column.
    ///
    /// # Panics
    ///
    /// When the row has more or fewer cells than the table has columns.
    pub fn write_row(&mut self, row: &Cells) -> Result<(), WriteError> {
        assert_width(row, self.builders.len());
        for (builder, cell) in self.builders.iter_mut().zip(row.iter()) {
            if cell.is_empty() {
                builder.append_null();
            } else {
                builder.append_value(cell);
            }
        }
        self.rows += 1;
        self.rows_waiting += 1;
        if self.rows_waiting == ROWS_PER_BATCH {
            self.write_batch()
        } else {
            Ok(())
        }
    }

    /// Completes the file and brings it to the disk; the number of rows written.
    pub fn finish(mut self) -> Result<u64, WriteError> {
        self.write_batch()?;
        let file = self.writer.into_inner();
        let file = file.map_err(|error| self.target.failed(io::Error::other(error)))?;
        self.target.complete(&file)?;
        Ok(self.rows)
    }

    fn write_batch(&mut self) -> Result<(), WriteError> {
        self.rows_waiting = 0;
        let finish = |builder: &mut StringBuilder| -> ArrayRef { Arc::new(builder.finish()) };
        let columns = self.builders.iter_mut().map(finish).collect();
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(io::Error::other)
            .and_then(|batch| self.writer.write(&batch).map_err(io::Error::other))
            .map_err(|error| self.target.failed(error))
    }
}
