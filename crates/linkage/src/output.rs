//! The links as a Parquet file: one row a record, in the order of the file.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::builder::{Float32Builder, Float64Builder, StringBuilder, UInt8Builder};
use arrow_array::types::UInt8Type;
use arrow_array::{Array, ArrayRef, DictionaryArray, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use crate::compare::Comparison;
use crate::compare::level::{Levels, NONE};
use crate::link::LinkSummary;

/// The links cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write `{}`: {reason}", file.display())]
pub struct OutputError {
    /// The file.
    pub file: PathBuf,
    /// Why.
    pub reason: String,
}

/// What is written of a record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OutputRow<'a> {
    pub(crate) record: &'a str,
    pub(crate) person: Option<&'a str>,
    pub(crate) probability: f64,
    pub(crate) weight: Option<f32>,
    pub(crate) decision: u8,
    pub(crate) method: Option<u8>,
    pub(crate) duplicate_of: Option<&'a str>,
    pub(crate) levels: Levels,
}

/// Under which name the summary stands in the metadata of the file.
pub(crate) const SUMMARY_KEY: &str = "danh.link";
const GROUP_ROWS: usize = 128 * 1024;
const BATCH_ROWS: usize = 16 * 1024;

/// What the file is called until it is complete.
fn partial(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    path.with_file_name(name)
}

/// Writes links.
pub(crate) struct Output {
    path: PathBuf,
    writer: ArrowWriter<File>,
    schema: SchemaRef,
    /// Of decisions, of methods, and of the levels of each comparison.
    dictionaries: Vec<Arc<StringArray>>,
    records: StringBuilder,
    persons: StringBuilder,
    probabilities: Float64Builder,
    weights: Float32Builder,
    duplicates: StringBuilder,
    codes: Vec<UInt8Builder>,
    waiting: usize,
}

impl Output {
    /// Begins a file; its columns are `record_id`, `person_id`, `probability`, `weight`, `duplicate_of`,
    /// `decision`, `method`, and one for each comparison that holds the name of the level.
    pub(crate) fn create(
        path: &Path,
        decisions: &[&str],
        methods: &[String],
        comparisons: &[Comparison],
    ) -> Result<Self, OutputError> {
        let failed = |reason: String| OutputError {
            file: path.to_owned(),
            reason,
        };
        let text = |name: &str| Field::new(name, DataType::Utf8, true);
        let coded = |name: &str| {
            let data_type =
                DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Utf8));
            Field::new(name, data_type, true)
        };
        let mut fields = vec![
            text("record_id"),
            text("person_id"),
            Field::new("probability", DataType::Float64, true),
            Field::new("weight", DataType::Float32, true),
            text("duplicate_of"),
            coded("decision"),
            coded("method"),
        ];
        fields.extend(comparisons.iter().map(|it| coded(&it.name)));
        let schema = Arc::new(Schema::new(fields));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_statistics_enabled(EnabledStatistics::None)
            .set_column_dictionary_enabled("record_id".into(), false)
            .set_column_dictionary_enabled("person_id".into(), false)
            .set_column_dictionary_enabled("probability".into(), false)
            .set_column_dictionary_enabled("weight".into(), false)
            .set_created_by("danh".to_owned())
            .build();
        let file = File::create(partial(path)).map_err(|error| failed(error.to_string()))?;
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties))
            .map_err(|error| failed(error.to_string()))?;
        let mut dictionaries = vec![
            Arc::new(StringArray::from(decisions.to_vec())),
            Arc::new(StringArray::from(methods.to_vec())),
        ];
        let of_levels = |it: &Comparison| Arc::new(StringArray::from(it.levels.clone()));
        dictionaries.extend(comparisons.iter().map(of_levels));
        Ok(Self {
            path: path.to_owned(),
            writer,
            schema,
            codes: dictionaries.iter().map(|_| UInt8Builder::new()).collect(),
            dictionaries,
            records: StringBuilder::new(),
            persons: StringBuilder::new(),
            probabilities: Float64Builder::new(),
            weights: Float32Builder::new(),
            duplicates: StringBuilder::new(),
            waiting: 0,
        })
    }

    pub(crate) fn write(&mut self, row: &OutputRow<'_>) -> Result<(), OutputError> {
        self.records.append_value(row.record);
        self.persons.append_option(row.person);
        self.probabilities.append_value(row.probability);
        self.weights.append_option(row.weight);
        self.duplicates.append_option(row.duplicate_of);
        let [decision, method, levels @ ..] = self.codes.as_mut_slice() else {
            unreachable!("decision and method have their columns");
        };
        decision.append_value(row.decision);
        method.append_option(row.method);
        for (index, level) in levels.iter_mut().enumerate() {
            let found = row.levels.get(index);
            level.append_option((found != NONE).then_some(found));
        }
        self.waiting += 1;
        if self.waiting == BATCH_ROWS {
            self.write_batch()?;
        }
        Ok(())
    }

    /// Completes the file; what came of it all stands in its metadata.
    pub(crate) fn finish(mut self, summary: &LinkSummary) -> Result<(), OutputError> {
        self.write_batch()?;
        let path = self.path;
        let failed = |reason: String| OutputError {
            file: path.clone(),
            reason,
        };
        let text = serde_json::to_string(summary).map_err(|error| failed(error.to_string()))?;
        let summary = KeyValue::new(SUMMARY_KEY.to_owned(), text);
        self.writer.append_key_value_metadata(summary);
        let file = self.writer.into_inner();
        let file = file.map_err(|error| failed(error.to_string()))?;
        file.sync_all()
            .and_then(|()| std::fs::rename(partial(&path), &path))
            .map_err(|error| failed(error.to_string()))
    }

    fn write_batch(&mut self) -> Result<(), OutputError> {
        self.waiting = 0;
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(self.records.finish()),
            Arc::new(self.persons.finish()),
            Arc::new(self.probabilities.finish()),
            Arc::new(self.weights.finish()),
            Arc::new(self.duplicates.finish()),
        ];
        let failed = |reason: String| OutputError {
            file: self.path.clone(),
            reason,
        };
        for (codes, dictionary) in self.codes.iter_mut().zip(&self.dictionaries) {
            let values: ArrayRef = Arc::clone(dictionary) as ArrayRef;
            let array = DictionaryArray::<UInt8Type>::try_new(codes.finish(), values);
            columns.push(Arc::new(array.map_err(|error| failed(error.to_string()))?));
        }
        if columns[0].is_empty() {
            return Ok(());
        }
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(|error| failed(error.to_string()))
            .and_then(|batch| {
                let written = self.writer.write(&batch);
                written.map_err(|error| failed(error.to_string()))
            })
    }
}
