//! A file of links, read again.

use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type};
use arrow_array::{Array, ArrayRef, Float32Array, Float64Array, StringArray};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};

use crate::link::LinkSummary;
use crate::output::SUMMARY_KEY;

/// A file of links that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LinksError {
    /// It cannot be opened.
    #[error("cannot open `{}`", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is no Parquet file, or damaged.
    #[error("cannot read `{}`: {reason}", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A column is missing, or of another type than a file of links has.
    #[error("`{}` has no column `{column}` as `danh link` writes it", file.display())]
    NoSuchColumn {
        /// The file.
        file: PathBuf,
        /// The column.
        column: String,
    },
    /// It does not say what came of linking.
    #[error("`{}` has no summary in it; was it written by `danh link`?", file.display())]
    NoSummary {
        /// The file.
        file: PathBuf,
    },
}

impl LinkSummary {
    /// The summary in a file of links, the model among it.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or has none.
    pub fn read(links: &Path) -> Result<Self, LinksError> {
        let metadata = Table::open(links)?.metadata;
        let pairs = metadata.metadata().file_metadata().key_value_metadata();
        let pair = pairs.and_then(|pairs| pairs.iter().find(|pair| pair.key == SUMMARY_KEY));
        let text = pair.and_then(|pair| pair.value.as_deref());
        let text = text.ok_or_else(|| LinksError::NoSummary {
            file: links.to_owned(),
        })?;
        serde_json::from_str(text).map_err(|error| LinksError::Damaged {
            file: links.to_owned(),
            reason: error.to_string(),
        })
    }
}

/// A Parquet file of links, or of the truth about them.
pub(crate) struct Table {
    path: PathBuf,
    file: File,
    metadata: ArrowReaderMetadata,
}

/// Some columns of a few thousand rows.
pub(crate) struct Columns<'a> {
    path: &'a Path,
    names: &'a [&'a str],
    arrays: Vec<ArrayRef>,
}

impl Table {
    pub(crate) fn open(path: &Path) -> Result<Self, LinksError> {
        let file = File::open(path).map_err(|source| LinksError::Unreadable {
            file: path.to_owned(),
            source,
        })?;
        // Dictionaries come as the texts they stand for.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&file, options);
        Ok(Self {
            path: path.to_owned(),
            file,
            metadata: metadata.map_err(|error| LinksError::Damaged {
                file: path.to_owned(),
                reason: error.to_string(),
            })?,
        })
    }

    /// Hands over the rows in order.
    pub(crate) fn each(
        &self,
        names: &[&str],
        mut take: impl FnMut(&Columns<'_>) -> Result<(), LinksError>,
    ) -> Result<(), LinksError> {
        let damaged = |reason: String| LinksError::Damaged {
            file: self.path.clone(),
            reason,
        };
        let roots = self.metadata.parquet_schema();
        let mask = ProjectionMask::columns(roots, names.iter().copied());
        let file = self.file.try_clone();
        let file = file.map_err(|error| damaged(error.to_string()))?;
        let builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        let batches = builder.with_projection(mask).build();
        for batch in batches.map_err(|error| damaged(error.to_string()))? {
            let batch = batch.map_err(|error| damaged(error.to_string()))?;
            let column = |name: &&str| {
                let found = batch.column_by_name(name).cloned();
                found.ok_or_else(|| self.no_such_column(name))
            };
            let arrays: Result<Vec<ArrayRef>, LinksError> = names.iter().map(column).collect();
            take(&Columns {
                path: &self.path,
                names,
                arrays: arrays?,
            })?;
        }
        Ok(())
    }

    fn no_such_column(&self, column: &str) -> LinksError {
        LinksError::NoSuchColumn {
            file: self.path.clone(),
            column: column.to_owned(),
        }
    }
}

impl Columns<'_> {
    pub(crate) fn rows(&self) -> usize {
        self.arrays.first().map_or(0, Array::len)
    }

    pub(crate) fn text(&self, index: usize) -> Result<&StringArray, LinksError> {
        let found = self.arrays[index].as_string_opt::<i32>();
        found.ok_or_else(|| self.other_type(index))
    }

    pub(crate) fn double(&self, index: usize) -> Result<&Float64Array, LinksError> {
        let found = self.arrays[index].as_primitive_opt::<Float64Type>();
        found.ok_or_else(|| self.other_type(index))
    }

    pub(crate) fn single(&self, index: usize) -> Result<&Float32Array, LinksError> {
        let found = self.arrays[index].as_primitive_opt::<Float32Type>();
        found.ok_or_else(|| self.other_type(index))
    }

    fn other_type(&self, index: usize) -> LinksError {
        LinksError::NoSuchColumn {
            file: self.path.to_owned(),
            column: self.names[index].to_owned(),
        }
    }
}

/// A cell; nothing where it is empty.
pub(crate) fn cell(texts: &StringArray, row: usize) -> Option<&str> {
    let text = (!texts.is_null(row)).then(|| texts.value(row));
    text.filter(|text| !text.is_empty())
}
