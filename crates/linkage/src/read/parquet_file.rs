//! Parquet, row group by row group, only the columns that are wanted.

use std::fs::File;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use parquet::basic::Encoding;
use parquet::errors::ParquetError;

use super::value::is_readable;
use super::{Encoder, ReadError, Role, ids, value};
use crate::lexicon::GrowingLexicon;
use crate::parallel;

const BATCH_ROWS: usize = 4096;

/// A Parquet file whose wanted columns are there.
pub(super) struct Opened<'a> {
    path: &'a Path,
    metadata: ArrowReaderMetadata,
    mask: ProjectionMask,
    /// For each wanted column, where it stands in a batch.
    places: Vec<usize>,
}

/// Reads the wanted columns of all row groups, a chunk each.
pub(super) fn read(
    path: &Path,
    plan: &[(Role, String)],
    encoder: impl Fn() -> Encoder + Sync,
    lexicon: &GrowingLexicon,
    threads: NonZeroUsize,
) -> Result<(Vec<Vec<u32>>, Vec<Encoder>), ReadError> {
    let wanted: Vec<(&str, bool)> = plan
        .iter()
        .map(|(role, column)| {
            let few = matches!(role, Role::Day | Role::Sex | Role::Word(_));
            (column.as_str(), few)
        })
        .collect();
    let opened = Opened::open(path, &wanted)?;
    let (chunks, encoders) =
        parallel::run_with(threads, opened.groups(), encoder, |encoder, group| {
            let mut chunk = Vec::with_capacity(opened.rows_of(group) * encoder.side.stride);
            opened.each_batch(group, |columns| encoder.add(lexicon, columns, &mut chunk))?;
            Ok(chunk)
        });
    let chunks: Result<Vec<Vec<u32>>, ReadError> = chunks.into_iter().collect();
    Ok((chunks?, encoders))
}

/// Hands over a column's cells as text, row group by row group in parallel; the results in order.
pub(crate) fn each_text<T: Send>(
    path: &Path,
    column: &str,
    threads: NonZeroUsize,
    begin: impl Fn(usize) -> T + Sync,
    take: impl Fn(&mut T, &[u8]) + Sync,
) -> Result<Vec<T>, ReadError> {
    let opened = Opened::open(path, &[(column, false)])?;
    let results = parallel::run(threads, opened.groups(), |group| {
        let mut result = begin(group);
        opened.each_batch(group, |columns| {
            value::each(&columns[0], |_, value| {
                ids::with_text(value, |text| take(&mut result, text));
            });
        })?;
        Ok(result)
    });
    results.into_iter().collect()
}

impl<'a> Opened<'a> {
    /// `wanted`: the names of columns, and whether each has few values.
    pub(super) fn open(path: &'a Path, wanted: &[(&str, bool)]) -> Result<Self, ReadError> {
        let file = open(path)?;
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let load = |options| ArrowReaderMetadata::load(&file, options).map_err(damaged(path));
        let metadata = load(options)?;
        let fields = metadata.schema().fields().clone();
        let mut places = Vec::new();
        let mut dictionaries = Vec::new();
        for (column, few) in wanted {
            let found = fields.iter().position(|field| field.name() == column);
            let index = found.ok_or_else(|| ReadError::NoSuchColumn {
                file: path.to_owned(),
                column: (*column).to_owned(),
                present: fields.iter().map(|field| field.name().clone()).collect(),
            })?;
            if !is_readable(fields[index].data_type()) {
                return Err(ReadError::ColumnType {
                    file: path.to_owned(),
                    column: (*column).to_owned(),
                    found: fields[index].data_type().to_string(),
                });
            }
            let is_text = *fields[index].data_type() == DataType::Utf8;
            if *few && is_text && has_dictionary(&metadata, column) {
                dictionaries.push(index);
            }
            places.push(index);
        }
        let metadata = load(options_with(&metadata, &dictionaries))?;
        let roots = metadata.parquet_schema();
        let mask = ProjectionMask::roots(roots, places.iter().copied());
        let mut sorted = places.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let in_batch = |index: &usize| sorted.binary_search(index).expect("it is among them");
        Ok(Self {
            path,
            mask,
            places: places.iter().map(in_batch).collect(),
            metadata,
        })
    }

    pub(super) fn groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    pub(super) fn rows_of(&self, group: usize) -> usize {
        usize::try_from(self.metadata.metadata().row_group(group).num_rows()).unwrap_or(0)
    }

    pub(super) fn each_batch(
        &self,
        group: usize,
        mut take: impl FnMut(&[ArrayRef]),
    ) -> Result<(), ReadError> {
        let file = open(self.path)?;
        let builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        let batches = builder
            .with_row_groups(vec![group])
            .with_projection(self.mask.clone())
            .with_batch_size(BATCH_ROWS)
            .build()
            .map_err(damaged(self.path))?;
        for batch in batches {
            let batch = batch.map_err(|error| ReadError::Damaged {
                file: self.path.to_owned(),
                reason: error.to_string(),
            })?;
            let columns: Vec<ArrayRef> = self
                .places
                .iter()
                .map(|place| Arc::clone(batch.column(*place)))
                .collect();
            take(&columns);
        }
        Ok(())
    }
}

/// Whether a column's values lie in a dictionary, at least at the beginning of the file.
fn has_dictionary(metadata: &ArrowReaderMetadata, column: &str) -> bool {
    let groups = metadata.metadata().row_groups();
    let found = groups.first().and_then(|group| {
        let mut columns = group.columns().iter();
        columns.find(|chunk| chunk.column_path().string() == column)
    });
    found.is_some_and(|chunk| {
        chunk
            .encodings()
            .any(|it| matches!(it, Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY))
    })
}

/// Reads some columns as the dictionaries they are in the file.
fn options_with(metadata: &ArrowReaderMetadata, dictionaries: &[usize]) -> ArrowReaderOptions {
    let fields = metadata.schema().fields().iter().enumerate();
    let fields: Vec<Arc<Field>> = fields
        .map(|(index, field)| {
            if dictionaries.contains(&index) {
                let values = Box::new(field.data_type().clone());
                let data_type = DataType::Dictionary(Box::new(DataType::Int32), values);
                Arc::new(field.as_ref().clone().with_data_type(data_type))
            } else {
                Arc::clone(field)
            }
        })
        .collect();
    ArrowReaderOptions::new().with_schema(Arc::new(Schema::new(fields)))
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
