//! Opening a tabular file: what kind it is, its columns, how large it is, whether it is still
//! the file a stored [`Position`] was taken from.

mod csv_file;
mod csv_rows;
mod error;
mod fingerprint;
mod parquet_file;
mod parquet_text;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use danh_vocabulary::TextForm;

use crate::encoding::{
    Detected, FileEncoding, NamedEncoding, NamedEncodings, Sample, columns_of, first_fault,
};
use crate::mapping::Binding;
use crate::position::Position;
use crate::reader::{ReadError, Reader};

pub(crate) use csv_file::{CsvFile, sample_rows};
pub(crate) use parquet_file::ParquetFile;

pub use error::OpenError;

/// The kinds of table this crate reads and writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated values in any encoding, RFC 4180 quoting, one header row.
    Csv,
    /// Apache Parquet, uncompressed or Snappy.
    Parquet,
}

impl Format {
    /// The file name extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }
}

/// What a CSV file does not say about itself. Parquet ignores it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceOptions {
    /// The character between two cells, an ASCII character.
    pub delimiter: u8,
    /// The encoding; recognised from the file when it is not named.
    pub encoding: Option<NamedEncoding>,
    /// The form of columns that are written otherwise than the rest, by the column's name.
    pub column_forms: BTreeMap<String, TextForm>,
}

impl Default for SourceOptions {
    fn default() -> Self {
        Self {
            delimiter: b',',
            encoding: None,
            column_forms: BTreeMap::new(),
        }
    }
}

/// A tabular file that was opened and whose header was understood.
///
/// Reading it starts with [`Source::read`] and may be done any number of times.
#[derive(Clone, Debug)]
pub struct Source {
    path: PathBuf,
    format: Format,
    options: SourceOptions,
    encoding: FileEncoding,
    header: Vec<String>,
    rows_total: Option<u64>,
    bytes_total: u64,
    fingerprint: u64,
    start: Position,
}

impl Source {
    /// Opens a Parquet file, or a CSV file with commas.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        Self::open_with(path, SourceOptions::default())
    }

    /// Opens a file; the first four bytes decide whether it is Parquet.
    pub fn open_with(path: impl AsRef<Path>, options: SourceOptions) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let mut file = open_file(path)?;
        let unreadable = |source| OpenError::Unreadable {
            file: path.to_owned(),
            source,
        };
        let fingerprint = fingerprint::of_file(&mut file).map_err(unreadable)?;
        let bytes_total = file.metadata().map_err(unreadable)?.len();
        let format = format_of(path, &mut file)?;
        let (encoding, rows_total, start) = match format {
            Format::Csv => {
                let (encoding, start) = csv_encoding(path, file, &options)?;
                (encoding, None, start)
            }
            Format::Parquet => {
                let (header, rows) = parquet_file::describe(path, &file)?;
                let start = Position {
                    rows: 0,
                    line: 1,
                    byte: 0,
                };
                (FileEncoding::unicode(&header), Some(rows), start)
            }
        };
        let columns = encoding.columns.iter();
        let header: Vec<String> = columns.map(|column| column.column.clone()).collect();
        check_header(path, &header)?;
        Ok(Self {
            path: path.to_owned(),
            format,
            options,
            encoding,
            header,
            rows_total,
            bytes_total,
            fingerprint,
            start,
        })
    }

    /// Reads the rows after `from`: [`Source::start`], or the position an earlier batch ended at.
    pub fn read(&self, binding: Binding, from: Position) -> Result<Reader, ReadError> {
        Reader::open(self, binding, from)
    }

    /// The path it was opened with.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The kind of table it is.
    pub fn format(&self) -> Format {
        self.format
    }

    /// In which encoding it is: what the mapping named, or what was recognised. A Parquet file is
    /// always Unicode.
    pub fn encoding(&self) -> &FileEncoding {
        &self.encoding
    }

    /// The names of the columns, in order and in Unicode.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// How many rows there are, when the file says so (Parquet). For a CSV file, progress is
    /// the ratio of [`Position::byte`] to [`Source::bytes_total`].
    pub fn rows_total(&self) -> Option<u64> {
        self.rows_total
    }

    /// The file's size in bytes.
    pub fn bytes_total(&self) -> u64 {
        self.bytes_total
    }

    /// A number that changes when the file is replaced by another: made from its length and its
    /// first and last 64 KiB. It tells whether a stored position still fits; it is no signature.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The position before the first row.
    pub fn start(&self) -> Position {
        self.start
    }

    pub(crate) fn options(&self) -> &SourceOptions {
        &self.options
    }
}

/// Finds out the encoding of a CSV file, with the names of its columns in Unicode.
fn csv_encoding(
    path: &Path,
    mut file: File,
    options: &SourceOptions,
) -> Result<(FileEncoding, Position), OpenError> {
    let unreadable = |source| OpenError::Unreadable {
        file: path.to_owned(),
        source,
    };
    let sample = Sample::take(&mut file, options.encoding).map_err(unreadable)?;
    let reading = file.try_clone().map_err(unreadable)?;
    let (header, start) = csv_file::read_header(path, reading, options.delimiter, &sample)?;
    let named = NamedEncodings {
        file: options.encoding,
        columns: &options.column_forms,
    };
    let detected = columns_of(&sample, options.delimiter, &header, &named);
    if let Detected::Encoding(encoding) = detected {
        return Ok((encoding, start));
    }
    let fault = first_fault(&mut file).map_err(unreadable)?;
    let (line, byte) = fault.unwrap_or((1, 0));
    let file = path.to_owned();
    Err(match detected {
        Detected::Ambiguous(forms) => OpenError::AmbiguousEncoding {
            file,
            forms,
            line,
            byte,
        },
        _ => OpenError::UnknownEncoding { file, line, byte },
    })
}

fn open_file(path: &Path) -> Result<File, OpenError> {
    let file = File::open(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => OpenError::Missing {
            file: path.to_owned(),
        },
        _ => OpenError::Unreadable {
            file: path.to_owned(),
            source,
        },
    })?;
    let is_directory = file.metadata().is_ok_and(|metadata| metadata.is_dir());
    if is_directory {
        let source = io::Error::from(io::ErrorKind::IsADirectory);
        return Err(OpenError::Unreadable {
            file: path.to_owned(),
            source,
        });
    }
    Ok(file)
}

fn format_of(path: &Path, file: &mut File) -> Result<Format, OpenError> {
    let unreadable = |source| OpenError::Unreadable {
        file: path.to_owned(),
        source,
    };
    let mut magic = Vec::with_capacity(4);
    file.take(4).read_to_end(&mut magic).map_err(unreadable)?;
    file.rewind().map_err(unreadable)?;
    if magic == b"PAR1" {
        return Ok(Format::Parquet);
    }
    let extension = path.extension().unwrap_or_default();
    if extension.eq_ignore_ascii_case("parquet") {
        let reason = "it does not begin with `PAR1`".to_owned();
        return Err(OpenError::NotParquet {
            file: path.to_owned(),
            reason,
        });
    }
    Ok(Format::Csv)
}

fn check_header(path: &Path, header: &[String]) -> Result<(), OpenError> {
    for (index, column) in header.iter().enumerate() {
        if column.is_empty() {
            return Err(OpenError::UnnamedColumn {
                file: path.to_owned(),
                number: index + 1,
            });
        }
        if header[..index].contains(column) {
            let column = column.clone();
            return Err(OpenError::DuplicateColumn {
                file: path.to_owned(),
                column,
            });
        }
    }
    Ok(())
}
