//! Reading a Parquet file row group by row group, as text.

use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};
use parquet::basic::Compression;
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};

use super::parquet_text::{is_text_type, push_cell};
use super::{OpenError, Source};
use crate::cells::Cells;
use crate::mapping::Binding;
use crate::position::Position;
use crate::reader::{ReadError, Row};

const ROWS_PER_BATCH: usize = 4096;

/// A Parquet file being read. Memory: the pages of one row group's columns, and one batch.
pub(crate) struct ParquetFile {
    path: PathBuf,
    batches: ParquetRecordBatchReader,
    /// For each column of the file, where it stands in a batch; only mapped columns are read.
    columns: Vec<Option<usize>>,
    batch: Option<RecordBatch>,
    next_in_batch: usize,
    /// Bytes of the text of the last row.
    row_bytes: usize,
    position: Position,
}

impl ParquetFile {
    pub(crate) fn open(
        source: &Source,
        binding: &Binding,
        from: Position,
    ) -> Result<Self, ReadError> {
        let path = source.path().to_owned();
        let file = File::open(&path).map_err(|source| ReadError::Unreadable {
            file: path.clone(),
            source,
        })?;
        let damaged = |error: parquet::errors::ParquetError| ReadError::Damaged {
            file: path.clone(),
            reason: error.to_string(),
        };
        let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, reader_options())
            .map_err(damaged)?;
        let wanted = wanted_columns(&builder, binding, &path)?;
        let (groups, rows_to_skip) =
            groups_after(builder.metadata(), from).ok_or_else(|| ReadError::NoSuchPosition {
                file: path.clone(),
                position: from,
            })?;
        let mask = ProjectionMask::roots(builder.parquet_schema(), wanted.iter().copied());
        let width = source.header().len();
        let batches = builder
            .with_projection(mask)
            .with_row_groups(groups)
            .with_offset(rows_to_skip)
            .with_batch_size(ROWS_PER_BATCH)
            .build()
            .map_err(damaged)?;
        let columns = (0..width)
            .map(|column| wanted.iter().position(|it| *it == column))
            .collect();
        Ok(Self {
            path,
            batches,
            columns,
            batch: None,
            next_in_batch: 0,
            row_bytes: 0,
            position: from,
        })
    }

    pub(crate) fn position(&self) -> Position {
        self.position
    }

    pub(crate) fn next_row(&mut self) -> Result<Option<Row>, ReadError> {
        let damaged = |reason: String| ReadError::Damaged {
            file: self.path.clone(),
            reason,
        };
        let batch = match &self.batch {
            Some(batch) if self.next_in_batch < batch.num_rows() => batch,
            _ => match self.batches.next() {
                None => return Ok(None),
                Some(batch) => {
                    let batch = batch.map_err(|error| damaged(error.to_string()))?;
                    self.next_in_batch = 0;
                    self.batch.insert(batch)
                }
            },
        };
        let line = self.position.line;
        // A row is about as long as the one before it.
        let mut cells = Cells::with_capacity(self.columns.len(), self.row_bytes);
        for column in &self.columns {
            match column {
                None => cells.push(""),
                Some(index) => push_cell(batch.column(*index), self.next_in_batch, &mut cells)
                    .map_err(|reason| damaged(format!("row {line}: {reason}")))?,
            }
        }
        self.row_bytes = cells.text_bytes();
        self.next_in_batch += 1;
        self.position.rows += 1;
        self.position.line += 1;
        Ok(Some(Row::Cells { line, cells }))
    }
}

/// The column names and the number of rows.
pub(super) fn describe(path: &Path, file: &File) -> Result<(Vec<String>, u64), OpenError> {
    let not_parquet = |reason: String| OpenError::NotParquet {
        file: path.to_owned(),
        reason,
    };
    let metadata = ArrowReaderMetadata::load(file, reader_options())
        .map_err(|error| not_parquet(error.to_string()))?;
    check_compression(path, metadata.metadata())?;
    let header = metadata
        .schema()
        .fields()
        .iter()
        .map(|field| field.name().clone())
        .collect();
    let rows = metadata.metadata().file_metadata().num_rows();
    let rows = u64::try_from(rows).map_err(|_| not_parquet(format!("it claims {rows} rows")))?;
    Ok((header, rows))
}

/// The types as the file's own schema has them: what a writer's Arrow version thought of them
/// (dictionaries, views) makes no difference to their text.
fn reader_options() -> ArrowReaderOptions {
    ArrowReaderOptions::new().with_skip_arrow_metadata(true)
}

fn check_compression(path: &Path, metadata: &ParquetMetaData) -> Result<(), OpenError> {
    for column in metadata
        .row_groups()
        .iter()
        .flat_map(RowGroupMetaData::columns)
    {
        let codec = column.compression();
        if !matches!(codec, Compression::SNAPPY | Compression::UNCOMPRESSED) {
            return Err(OpenError::Compression {
                file: path.to_owned(),
                column: column.column_path().string(),
                codec: codec.to_string(),
            });
        }
    }
    Ok(())
}

fn wanted_columns(
    builder: &ParquetRecordBatchReaderBuilder<File>,
    binding: &Binding,
    path: &Path,
) -> Result<Vec<usize>, ReadError> {
    let wanted = binding.columns();
    for field in wanted.iter().map(|index| builder.schema().field(*index)) {
        if !is_text_type(field.data_type()) {
            return Err(ReadError::ColumnType {
                file: path.to_owned(),
                column: field.name().clone(),
                found: field.data_type().to_string(),
            });
        }
    }
    Ok(wanted)
}

/// The row groups that hold rows after `from`, and how many rows of the first to leave out.
fn groups_after(metadata: &ParquetMetaData, from: Position) -> Option<(Vec<usize>, usize)> {
    let mut rows_before = 0;
    for (index, group) in metadata.row_groups().iter().enumerate() {
        let rows = u64::try_from(group.num_rows()).ok()?;
        if rows_before + rows > from.rows {
            let groups = (index..metadata.num_row_groups()).collect();
            return Some((groups, usize::try_from(from.rows - rows_before).ok()?));
        }
        rows_before += rows;
    }
    (rows_before == from.rows).then(|| (Vec::new(), 0))
}
