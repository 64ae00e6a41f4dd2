//! What linkage wrote, row by row.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, RecordBatch};
use danh_linkage::Model;
use danh_vocabulary::PersonId;
use parquet::arrow::arrow_reader::{
    ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};

use crate::error::SyncError;
use crate::link_row::Decision;

/// What the engine found of a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EngineLink {
    pub(crate) key: String,
    pub(crate) person: Option<PersonId>,
    pub(crate) probability: f64,
    pub(crate) decision: Decision,
    pub(crate) method: String,
    pub(crate) levels: String,
}

/// The columns before those of the comparisons.
const FIRST: [&str; 6] = [
    "record_id",
    "person_id",
    "probability",
    "weight",
    "decision",
    "method",
];

/// Reads links, some at a time.
pub(crate) struct LinksFile {
    path: PathBuf,
    reader: ParquetRecordBatchReader,
    /// Of every comparison, how its level of entire agreement is called.
    agreements: BTreeMap<String, String>,
}

impl LinksFile {
    /// Opens a file behind its first `skipped` rows, to be read in batches of `rows`.
    pub(crate) fn open(
        path: &Path,
        model: &Model,
        (skipped, rows): (u64, usize),
    ) -> Result<Self, SyncError> {
        let reader = builder(path)?
            .with_offset(usize::try_from(skipped).unwrap_or(usize::MAX))
            .with_batch_size(rows)
            .build()
            .map_err(|error| SyncError::damaged(path, error))?;
        let agreement = |it: &danh_linkage::ComparisonModel| {
            let first = it.levels.first().map(|level| level.name.clone());
            (it.name.clone(), first.unwrap_or_default())
        };
        Ok(Self {
            path: path.to_owned(),
            reader,
            agreements: model.comparisons.iter().map(agreement).collect(),
        })
    }

    /// The next links; none after the last.
    pub(crate) fn next_links(&mut self) -> Result<Vec<EngineLink>, SyncError> {
        let Some(batch) = self.reader.next() else {
            return Ok(Vec::new());
        };
        let batch = batch.map_err(|error| SyncError::damaged(&self.path, error))?;
        (0..batch.num_rows())
            .map(|row| self.link(&batch, row))
            .collect()
    }

    fn link(&self, batch: &RecordBatch, row: usize) -> Result<EngineLink, SyncError> {
        let wrong = |detail: String| SyncError::damaged(&self.path, detail);
        let person = text(batch, "person_id", row)
            .map(str::parse)
            .transpose()
            .map_err(|error: danh_vocabulary::IdError| wrong(error.to_string()))?;
        let probability = batch
            .column_by_name("probability")
            .and_then(|column| column.as_primitive_opt::<Float64Type>())
            .map(|column| column.value(row));
        let decision = text(batch, "decision", row).unwrap_or_default();
        Ok(EngineLink {
            key: text(batch, "record_id", row).unwrap_or_default().to_owned(),
            person,
            probability: probability.ok_or_else(|| wrong("it has no probabilities".to_owned()))?,
            decision: decision.parse().map_err(wrong)?,
            method: text(batch, "method", row).unwrap_or_default().to_owned(),
            levels: self.differences(batch, row),
        })
    }

    /// The comparisons that do not agree entirely.
    fn differences(&self, batch: &RecordBatch, row: usize) -> String {
        let schema = batch.schema();
        let names = schema.fields().iter().map(|field| field.name().as_str());
        let differing = names
            .filter(|name| !FIRST.contains(name))
            .filter_map(|name| {
                let level = text(batch, name, row);
                let agrees =
                    level.is_some() && level == self.agreements.get(name).map(String::as_str);
                (!agrees).then_some((name, level))
            });
        let differing: BTreeMap<&str, Option<&str>> = differing.collect();
        serde_json::to_string(&differing).expect("a map of texts")
    }
}

/// Whom several records of a file are surely.
pub(crate) fn persons_of_several(path: &Path) -> Result<HashSet<PersonId>, SyncError> {
    let builder = builder(path)?;
    let mask = parquet::arrow::ProjectionMask::columns(
        builder.parquet_schema(),
        ["person_id", "decision"],
    );
    let reader = builder
        .with_projection(mask)
        .build()
        .map_err(|error| SyncError::damaged(path, error))?;
    let mut persons: Vec<PersonId> = Vec::new();
    for batch in reader {
        let batch = batch.map_err(|error| SyncError::damaged(path, error))?;
        let matches = (0..batch.num_rows())
            .filter(|row| text(&batch, "decision", *row) == Some(Decision::Match.as_str()));
        persons.extend(
            matches.filter_map(|row| text(&batch, "person_id", row)?.parse::<PersonId>().ok()),
        );
    }
    persons.sort_unstable();
    let twice = persons.windows(2).filter(|pair| pair[0] == pair[1]);
    Ok(twice.map(|pair| pair[0]).collect())
}

/// Without the Arrow schema in it, texts that are written with a dictionary are read as texts.
fn builder(path: &Path) -> Result<ParquetRecordBatchReaderBuilder<File>, SyncError> {
    let file = File::open(path).map_err(SyncError::folder(path))?;
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)
        .map_err(|error| SyncError::damaged(path, error))
}

fn text<'a>(batch: &'a RecordBatch, column: &str, row: usize) -> Option<&'a str> {
    let column = batch.column_by_name(column)?.as_string_opt::<i32>()?;
    column.is_valid(row).then(|| column.value(row))
}
