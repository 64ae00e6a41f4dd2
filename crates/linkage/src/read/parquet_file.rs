//! Parquet, row group by row group, only the columns that are wanted.

use std::fs::File;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_schema::FieldRef;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;

use super::cells::ArrayCells;
use super::pages::{self, PageCells};
use super::value::{self, Value};
use super::{Piece, ReadError, Reading, Role};
use crate::parallel;

const BATCH_ROWS: usize = 4096;
/// Rows encoded together, all their columns after each other: they stay in the processor.
const BLOCK_ROWS: usize = 4096;
/// Rows of a piece.
const PIECE_ROWS: usize = 1 << 16;

/// A Parquet file whose wanted columns are there.
pub(super) struct Opened<'a> {
    path: &'a Path,
    metadata: ArrowReaderMetadata,
    /// For each wanted column, where it stands among those of the file.
    places: Vec<usize>,
}

/// Reads the planned columns of all row groups into pieces of rows.
pub(super) fn read(
    path: &Path,
    plan: &[(Role, String)],
    reading: &Reading<'_>,
) -> Result<(Vec<Piece>, Vec<super::Encoder>), ReadError> {
    let wanted: Vec<&str> = plan.iter().map(|(_, column)| column.as_str()).collect();
    let opened = Opened::open(path, &wanted)?;
    let groups = opened.groups();
    let total: u64 = (0..groups).map(|group| opened.rows_of(group) as u64).sum();
    let (pieces, encoders) = parallel::run_with(
        reading.threads,
        groups,
        || reading.encoder(),
        |encoder, group| {
            let mut pieces = Vec::new();
            let stride = encoder.side.stride;
            let mut rows = Vec::new();
            opened.each_block(group, |cells, count| {
                if rows.capacity() == 0 {
                    rows.reserve_exact(PIECE_ROWS.min(opened.rows_of(group)) * stride);
                }
                match cells {
                    Block::Pages(cells) => encoder.add(reading.lexicon, cells, count, &mut rows)?,
                    Block::Arrays(cells) => {
                        encoder.add(reading.lexicon, cells, count, &mut rows)?;
                    }
                }
                reading.progress.add(count as u64, total);
                if rows.len() >= PIECE_ROWS * stride {
                    pieces.push(reading.spill.keep(std::mem::take(&mut rows))?);
                }
                Ok(())
            })?;
            if !rows.is_empty() {
                pieces.push(reading.spill.keep(rows)?);
            }
            Ok(pieces)
        },
    );
    let pieces: Result<Vec<Vec<Piece>>, ReadError> = pieces.into_iter().collect();
    Ok((pieces?.into_iter().flatten().collect(), encoders))
}

/// Some rows of the wanted columns.
pub(super) enum Block<'a> {
    Pages(&'a mut [PageCells]),
    Arrays(&'a mut [ArrayCells]),
}

/// Hands over a column's cells, row group by row group in parallel; the results in order. `begin` is told the
/// number of the first row.
pub(crate) fn each_cell<T: Send>(
    path: &Path,
    column: &str,
    threads: NonZeroUsize,
    begin: impl Fn(usize) -> T + Sync,
    take: impl Fn(&mut T, Value<'_>) + Sync,
) -> Result<Vec<T>, ReadError> {
    let opened = Opened::open(path, &[column])?;
    let mut starts = vec![0];
    for group in 0..opened.groups() {
        starts.push(starts[group] + opened.rows_of(group));
    }
    let results = parallel::run(threads, opened.groups(), |group| {
        let mut result = begin(starts[group]);
        opened.each_value(group, |value| take(&mut result, value))?;
        Ok(result)
    });
    results.into_iter().collect()
}

impl<'a> Opened<'a> {
    pub(super) fn open(path: &'a Path, wanted: &[&str]) -> Result<Self, ReadError> {
        let file = open(path)?;
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&file, options).map_err(damaged(path))?;
        let fields = metadata.schema().fields();
        let place = |column: &&str| -> Result<usize, ReadError> {
            let found = fields.iter().position(|field| field.name() == column);
            let index = found.ok_or_else(|| ReadError::NoSuchColumn {
                file: path.to_owned(),
                column: (*column).to_owned(),
                present: fields.iter().map(|field| field.name().clone()).collect(),
            })?;
            if !value::is_readable(fields[index].data_type()) {
                return Err(ReadError::ColumnType {
                    file: path.to_owned(),
                    column: (*column).to_owned(),
                    found: fields[index].data_type().to_string(),
                });
            }
            Ok(index)
        };
        let places: Result<Vec<usize>, ReadError> = wanted.iter().map(place).collect();
        Ok(Self {
            places: places?,
            path,
            metadata,
        })
    }

    pub(super) fn groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    pub(super) fn rows_of(&self, group: usize) -> usize {
        usize::try_from(self.metadata.metadata().row_group(group).num_rows()).unwrap_or(0)
    }

    fn field(&self, place: usize) -> &FieldRef {
        &self.metadata.schema().fields()[place]
    }

    /// The wanted columns of a row group, if all of them can be read page by page.
    fn pages(&self, group: usize) -> Result<Option<Vec<PageCells>>, ReadError> {
        let columns = self.metadata.metadata().row_group(group).columns();
        let file = Arc::new(open(self.path)?);
        let mut cells = Vec::new();
        for place in &self.places {
            let field = self.field(*place);
            let Some(column) = column_of(columns, field.name()) else {
                return Ok(None);
            };
            if !pages::is_readable(column, field.data_type()) {
                return Ok(None);
            }
            let of = (field.data_type(), self.rows_of(group));
            cells.push(PageCells::open(self.path, &file, column, of)?);
        }
        Ok(Some(cells))
    }

    /// Hands over a row group some thousand rows at a time, and how many they are.
    fn each_block(
        &self,
        group: usize,
        mut take: impl FnMut(Block<'_>, usize) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let Some(mut cells) = self.pages(group)? else {
            return self.each_batch(group, |arrays| {
                let rows = arrays.first().map_or(0, |array| array.len());
                let mut cells: Vec<ArrayCells> = arrays.iter().cloned().map(ArrayCells).collect();
                take(Block::Arrays(&mut cells), rows)
            });
        };
        let rows = self.rows_of(group);
        for begin in (0..rows).step_by(BLOCK_ROWS) {
            take(Block::Pages(&mut cells), BLOCK_ROWS.min(rows - begin))?;
        }
        Ok(())
    }

    /// Hands over the cells of the only wanted column, absent ones too.
    fn each_value(&self, group: usize, mut take: impl FnMut(Value<'_>)) -> Result<(), ReadError> {
        match self.pages(group)?.as_deref_mut() {
            Some([cells]) => cells.each_value(self.rows_of(group), take),
            _ => self.each_batch(group, |arrays| {
                value::each(&arrays[0], |_, value| take(value));
                Ok(())
            }),
        }
    }

    fn each_batch(
        &self,
        group: usize,
        mut take: impl FnMut(&[ArrayRef]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let roots = self.metadata.parquet_schema();
        let mask = ProjectionMask::roots(roots, self.places.iter().copied());
        let mut sorted = self.places.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let file = open(self.path)?;
        let builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        let batches = builder
            .with_row_groups(vec![group])
            .with_projection(mask)
            .with_batch_size(BATCH_ROWS)
            .build()
            .map_err(damaged(self.path))?;
        for batch in batches {
            let batch = batch.map_err(|error| ReadError::Damaged {
                file: self.path.to_owned(),
                reason: error.to_string(),
            })?;
            let in_batch = |place: &usize| {
                let at = sorted.binary_search(place).expect("it is among them");
                Arc::clone(batch.column(at))
            };
            let columns: Vec<ArrayRef> = self.places.iter().map(in_batch).collect();
            take(&columns)?;
        }
        Ok(())
    }
}

fn column_of<'c>(
    columns: &'c [ColumnChunkMetaData],
    name: &str,
) -> Option<&'c ColumnChunkMetaData> {
    columns.iter().find(|column| {
        let path = column.column_path().parts();
        path.len() == 1 && path[0] == name
    })
}

fn open(path: &Path) -> Result<File, ReadError> {
    File::open(path).map_err(|source| ReadError::Unreadable {
        file: path.to_owned(),
        source,
    })
}

fn damaged(path: &Path) -> impl Fn(ParquetError) -> ReadError {
    move |error| ReadError::Damaged {
        file: path.to_owned(),
        reason: error.to_string(),
    }
}
