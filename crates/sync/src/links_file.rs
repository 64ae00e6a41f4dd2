//! What linkage wrote, row by row.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, RecordBatch};
use danh_linkage::Model;
use danh_vocabulary::PersonId;
use parquet::arrow::ProjectionMask;
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

/// Of records that others repeat, by their keys: whose they are, and how probably.
pub(crate) type Repeated = HashMap<String, (PersonId, f64)>;

/// What the engine decides of a record that repeats another one of the same person.
const DUPLICATE: &str = "duplicate";

/// Reads links, some at a time.
pub(crate) struct LinksFile {
    path: PathBuf,
    reader: ParquetRecordBatchReader,
    /// Of every comparison, how its level of entire agreement is called.
    agreements: BTreeMap<String, String>,
    repeated: Arc<Repeated>,
}

impl LinksFile {
    /// Opens a file behind its first `skipped` rows, to be read in batches of `rows`.
    pub(crate) fn open(
        path: &Path,
        (model, repeated): (&Model, &Arc<Repeated>),
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
            repeated: Arc::clone(repeated),
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
        let probability = probability(batch, row);
        let link = EngineLink {
            key: text(batch, "record_id", row).unwrap_or_default().to_owned(),
            person,
            probability: probability.ok_or_else(|| wrong("it has no probabilities".to_owned()))?,
            decision: Decision::None,
            method: text(batch, "method", row).unwrap_or_default().to_owned(),
            levels: self.differences(batch, row),
        };
        match text(batch, "decision", row).unwrap_or_default() {
            DUPLICATE => Ok(self.duplicate(link, text(batch, "duplicate_of", row))),
            decision => Ok(EngineLink {
                decision: decision.parse().map_err(wrong)?,
                ..link
            }),
        }
    }

    /// A record that repeats another one is that one's person's, as surely as that one.
    fn duplicate(&self, link: EngineLink, of: Option<&str>) -> EngineLink {
        match of.and_then(|key| self.repeated.get(key)) {
            None => link,
            Some((person, probability)) => EngineLink {
                person: Some(*person),
                probability: *probability,
                decision: Decision::Match,
                method: DUPLICATE.to_owned(),
                levels: "{}".to_owned(),
                ..link
            },
        }
    }

    /// The comparisons that do not agree entirely.
    fn differences(&self, batch: &RecordBatch, row: usize) -> String {
        let differing = self.agreements.iter().filter_map(|(name, agreement)| {
            let level = text(batch, name, row);
            (level != Some(agreement.as_str())).then_some((name.as_str(), level))
        });
        let differing: BTreeMap<&str, Option<&str>> = differing.collect();
        serde_json::to_string(&differing).expect("a map of texts")
    }
}

/// The records of a file that others repeat.
pub(crate) fn repeated(path: &Path) -> Result<Repeated, SyncError> {
    let mut keys = HashSet::new();
    each_batch(path, &["duplicate_of"], |batch| {
        let of = (0..batch.num_rows()).filter_map(|row| text(batch, "duplicate_of", row));
        keys.extend(of.map(str::to_owned));
    })?;
    let mut repeated = Repeated::new();
    if keys.is_empty() {
        return Ok(repeated);
    }
    each_batch(path, &["record_id", "person_id", "probability"], |batch| {
        for row in 0..batch.num_rows() {
            let key = text(batch, "record_id", row).filter(|key| keys.contains(*key));
            let person = text(batch, "person_id", row).and_then(|it| it.parse().ok());
            if let (Some(key), Some(person)) = (key, person) {
                let probability = probability(batch, row).unwrap_or_default();
                repeated.insert(key.to_owned(), (person, probability));
            }
        }
    })?;
    Ok(repeated)
}

fn each_batch(
    path: &Path,
    columns: &[&str],
    mut take: impl FnMut(&RecordBatch),
) -> Result<(), SyncError> {
    let builder = builder(path)?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
    let reader = builder.with_projection(mask).build();
    for batch in reader.map_err(|error| SyncError::damaged(path, error))? {
        take(&batch.map_err(|error| SyncError::damaged(path, error))?);
    }
    Ok(())
}

fn probability(batch: &RecordBatch, row: usize) -> Option<f64> {
    let column = batch.column_by_name("probability")?;
    Some(column.as_primitive_opt::<Float64Type>()?.value(row))
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
