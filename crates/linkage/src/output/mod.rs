//! The links as a Parquet file: one row a record, in the order of the file.

mod chunk;
mod hybrid;

use std::fs::File;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::{ArrowSchemaConverter, add_encoded_arrow_schema_to_metadata};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;

use crate::compare::Comparison;
use crate::compare::level::{Levels, NONE};
use crate::link::LinkSummary;
use crate::parallel;
use chunk::{Chunk, Column};

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
    pub(crate) record: &'a [u8],
    pub(crate) person: Option<&'a [u8]>,
    pub(crate) probability: f64,
    pub(crate) weight: Option<f32>,
    pub(crate) decision: u8,
    pub(crate) method: Option<u8>,
    pub(crate) duplicate_of: Option<&'a [u8]>,
    pub(crate) levels: Levels,
}

/// Under which name the summary stands in the metadata of the file.
pub(crate) const SUMMARY_KEY: &str = "danh.link";
const GROUP_ROWS: usize = 128 * 1024;
/// Columns before the levels.
const FIXED_COLUMNS: usize = 7;

/// What the file is called until it is complete.
fn partial(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    path.with_file_name(name)
}

/// Writes links.
pub(crate) struct Output {
    path: PathBuf,
    writer: SerializedFileWriter<File>,
    /// Of each column, or nothing.
    dictionaries: Vec<Vec<String>>,
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
        let plain = |name: &str, data_type: DataType| Field::new(name, data_type, true);
        let coded = |name: &str| {
            let (code, text) = (Box::new(DataType::UInt8), Box::new(DataType::Utf8));
            Field::new(name, DataType::Dictionary(code, text), true)
        };
        let mut fields = vec![
            plain("record_id", DataType::Utf8),
            plain("person_id", DataType::Utf8),
            plain("probability", DataType::Float64),
            plain("weight", DataType::Float32),
            plain("duplicate_of", DataType::Utf8),
            coded("decision"),
            coded("method"),
        ];
        fields.extend(comparisons.iter().map(|it| coded(&it.name)));
        let decisions = decisions.iter().map(|it| (*it).to_owned()).collect();
        let mut dictionaries = vec![Vec::new(); FIXED_COLUMNS - 2];
        dictionaries.extend([decisions, methods.to_vec()]);
        dictionaries.extend(comparisons.iter().map(|it| it.levels.clone()));
        let schema = Schema::new(fields);
        let mut properties = WriterProperties::builder()
            .set_created_by("danh".to_owned())
            .build();
        add_encoded_arrow_schema_to_metadata(&schema, &mut properties);
        let writer = ArrowSchemaConverter::new()
            .convert(&schema)
            .and_then(|schema| {
                let file = File::create(partial(path))?;
                SerializedFileWriter::new(file, schema.root_schema_ptr(), Arc::new(properties))
            });
        Ok(Self {
            path: path.to_owned(),
            writer: writer.map_err(failed(path))?,
            dictionaries,
        })
    }

    /// Writes so many rows, which `row` makes; `done` is told how many are written.
    pub(crate) fn write<'r>(
        &mut self,
        rows: usize,
        threads: NonZeroUsize,
        row: impl Fn(usize) -> OutputRow<'r> + Sync,
        done: impl Fn(usize),
    ) -> Result<(), OutputError> {
        let groups = rows.div_ceil(GROUP_ROWS);
        // So many at a time as keep all threads busy: they wait in memory until they are written.
        let window = 2 * threads.get();
        for from in (0..groups).step_by(window) {
            let at_a_time = window.min(groups - from);
            let encoded = parallel::run(threads, at_a_time, |number| {
                let begin = (from + number) * GROUP_ROWS;
                self.encode((begin..rows.min(begin + GROUP_ROWS)).map(&row))
            });
            for group in encoded {
                let group = group.map_err(failed(&self.path))?;
                let rows = group.first().map_or(0, |chunk| chunk.close.rows_written);
                self.append(group).map_err(failed(&self.path))?;
                done(usize::try_from(rows).unwrap_or(usize::MAX));
            }
        }
        Ok(())
    }

    fn encode<'r>(
        &self,
        rows: impl Iterator<Item = OutputRow<'r>>,
    ) -> parquet::errors::Result<Vec<Chunk>> {
        let coded = |dictionary: &Vec<String>| {
            if dictionary.is_empty() {
                Column::default()
            } else {
                Column::coded()
            }
        };
        let mut columns: Vec<Column> = self.dictionaries.iter().map(coded).collect();
        for row in rows {
            let [
                record,
                person,
                probability,
                weight,
                duplicate_of,
                decision,
                method,
                levels @ ..,
            ] = columns.as_mut_slice()
            else {
                unreachable!("there are columns before the levels");
            };
            record.text(Some(row.record));
            person.text(row.person);
            probability.number(Some(row.probability.to_le_bytes()));
            weight.number(row.weight.map(f32::to_le_bytes));
            duplicate_of.text(row.duplicate_of);
            decision.code(Some(row.decision));
            method.code(row.method);
            for (index, level) in levels.iter_mut().enumerate() {
                let found = row.levels.get(index);
                level.code((found != NONE).then_some(found));
            }
        }
        let descriptor = self.writer.schema_descr();
        let columns = columns.into_iter().zip(&self.dictionaries).enumerate();
        columns
            .map(|(index, (column, dictionary))| {
                column.encode(&descriptor.column(index), dictionary)
            })
            .collect()
    }

    fn append(&mut self, group: Vec<Chunk>) -> parquet::errors::Result<()> {
        let mut writer = self.writer.next_row_group()?;
        for chunk in group {
            writer.append_column(&chunk.bytes, chunk.close)?;
        }
        writer.close().map(|_| ())
    }

    /// Completes the file; what came of it all stands in its metadata.
    pub(crate) fn finish(mut self, summary: &LinkSummary) -> Result<(), OutputError> {
        let path = self.path;
        let text = serde_json::to_string(summary).map_err(|error| OutputError {
            file: path.clone(),
            reason: error.to_string(),
        })?;
        let summary = KeyValue::new(SUMMARY_KEY.to_owned(), text);
        self.writer.append_key_value_metadata(summary);
        let file = self.writer.into_inner().map_err(failed(&path))?;
        file.sync_all()
            .and_then(|()| std::fs::rename(partial(&path), &path))
            .map_err(|error| OutputError {
                file: path,
                reason: error.to_string(),
            })
    }
}

fn failed(path: &Path) -> impl Fn(parquet::errors::ParquetError) -> OutputError {
    move |error| OutputError {
        file: path.to_owned(),
        reason: error.to_string(),
    }
}
