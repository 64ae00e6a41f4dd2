//! Why a file cannot be used as a table.

use std::io;
use std::path::PathBuf;

use danh_vocabulary::TextForm;

use crate::encoding::either;

/// The file cannot be used as a table.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("there is no file `{}`", file.display())]
    Missing {
        /// The path asked for.
        file: PathBuf,
    },
    /// The file is there and cannot be read.
    #[error("cannot read `{}`: {source}", file.display())]
    Unreadable {
        /// The path asked for.
        file: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// The name says Parquet, the content does not, or its description is damaged.
    #[error("`{}` is not a Parquet file: {reason}", file.display())]
    NotParquet {
        /// The path asked for.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A Parquet column is compressed in a way this program does not read.
    #[error("column `{column}` of `{}` is compressed with {codec}; only SNAPPY and UNCOMPRESSED are read", file.display())]
    Compression {
        /// The path asked for.
        file: PathBuf,
        /// The column's name.
        column: String,
        /// The codec's name.
        codec: String,
    },
    /// The first line of a CSV file is missing or cannot be read as a header.
    #[error("`{}` has no header: {reason}", file.display())]
    NoHeader {
        /// The path asked for.
        file: PathBuf,
        /// What was found instead.
        reason: String,
    },
    /// Its lines end as no other file's do any more, so it reads as one.
    #[error(
        "the lines of `{}` end with a carriage return alone, as on old Macintosh systems; save it with line feeds",
        file.display()
    )]
    CarriageReturns {
        /// The path asked for.
        file: PathBuf,
    },
    /// It is no UTF-8, and no encoding that is known makes Vietnamese of it.
    #[error("`{}`, line {line}, byte {byte}: not UTF-8, and no other encoding fits; name it in the mapping (`source.encoding`)", file.display())]
    UnknownEncoding {
        /// The path asked for.
        file: PathBuf,
        /// The first line that is no UTF-8, counted from 1.
        line: u64,
        /// The first byte that is no UTF-8, counted from 0.
        byte: u64,
    },
    /// It is no UTF-8, and several encodings make Vietnamese of it, or of too few words to be sure.
    #[error("`{}`, line {line}, byte {byte}: not UTF-8, and it can be {}; name it in the mapping (`source.encoding`)", file.display(), either(forms))]
    AmbiguousEncoding {
        /// The path asked for.
        file: PathBuf,
        /// What it can be.
        forms: Vec<TextForm>,
        /// The first line that is no UTF-8, counted from 1.
        line: u64,
        /// The first byte that is no UTF-8, counted from 0.
        byte: u64,
    },
    /// A column has no name.
    #[error("column {number} of `{}` has no name", file.display())]
    UnnamedColumn {
        /// The path asked for.
        file: PathBuf,
        /// The column, counted from 1.
        number: usize,
    },
    /// Two columns have the same name.
    #[error("`{}` has two columns named `{column}`", file.display())]
    DuplicateColumn {
        /// The path asked for.
        file: PathBuf,
        /// The name.
        column: String,
    },
}
