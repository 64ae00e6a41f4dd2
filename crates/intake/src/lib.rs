//! Tabular files in and out: CSV and Parquet, with a mapping from columns to fields, rejected
//! rows with reasons, and positions an interrupted run can go on from.
//!
//! This crate knows nothing of what a row means. Its caller hands over a list of field names,
//! reads records by a field's index in that list, and decides what a good value is.
//!
//! What holds here:
//!
//! - Memory is flat, however large the file.
//! - A malformed row costs that row. Only what makes every later row doubtful (bytes that are no
//!   text, a damaged Parquet file) ends the reading.
//! - What is read is Unicode, whatever the file is in, and the file says what that was
//!   ([`Source::encoding`]). What can be read in two ways is not guessed.
//! - Reading from a stored [`Position`] gives the rows that reading on would have given.
//! - A written file appears under its name only when it is complete.
//!
//! # An import, from file to end
//!
//! ```
//! use danh_intake::{Mapping, RejectFile, Rejection, Source};
//! # let folder = tempfile::tempdir()?;
//! # let (file, rejects) = (folder.path().join("a.csv"), folder.path().join("rejects.csv"));
//! # std::fs::write(&file, "Họ tên;Giới tính\nLê Thị Hoa;Nữ\nTrần Văn An\nLý Văn Bình;?\n")?;
//!
//! const FIELDS: [&str; 2] = ["full_name", "sex"];
//! let mapping = Mapping::parse(
//!     r#"
//!     [source]
//!     delimiter = ";"
//!     [columns]
//!     full_name = "Họ tên"
//!     sex = "Giới tính"
//!     [values.sex]
//!     "Nam" = "M"
//!     "Nữ" = "F"
//!     "#,
//!     "mapping.toml",
//!     &FIELDS,
//! )?;
//!
//! let source = Source::open_with(&file, mapping.source_options())?;
//! let binding = mapping.bind(source.header())?;
//! let mut rejects = RejectFile::open(&rejects)?;
//! let mut reader = source.read(binding, source.start())?;
//! let mut names = Vec::new();
//! while let Some(batch) = reader.next_batch(1000)? {
//!     for row in &batch.rejected {
//!         let (line, reason) = (row.line, row.reason.as_str());
//!         rejects.write_text(Rejection { line, field: "", value: "", reason }, &row.text)?;
//!     }
//!     for record in &batch.records {
//!         match record.field(1) {
//!             "M" | "F" => names.push(record.field(0).to_owned()),
//!             value => rejects.write(
//!                 Rejection { line: record.line, field: "sex", value, reason: "neither M nor F" },
//!                 record.source_row(),
//!             )?,
//!         }
//!     }
//!     let length = rejects.sync()?;
//!     // Now commit the batch together with `batch.next` and `length`: a run that is killed
//!     // begins again with `source.read(binding, next)` and `rejects.truncate_to(length)`.
//! }
//! assert_eq!(names, ["Lê Thị Hoa"]);
//! let reasons: Vec<_> = rejects.count_by_reason()?.into_iter().collect();
//! assert_eq!(reasons, [
//!     ("1 cells where the header has 2".to_owned(), 1),
//!     ("neither M nor F".to_owned(), 1),
//! ]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cells;
mod durable;
mod encoding;
mod mapping;
mod position;
mod reader;
mod reject;
mod source;
mod writer;

pub use cells::Cells;
pub use encoding::{
    Carrier, Certainty, ColumnEncoding, ColumnForm, EncodingNameError, FileEncoding, NamedEncoding,
};
pub use mapping::{BindError, Binding, DateOrder, KeyProblem, Mapping, MappingError};
pub use position::{Position, PositionError};
pub use reader::{Batch, ReadError, Reader, Record, RejectedRow};
pub use reject::{REJECT_COLUMNS, RejectError, RejectFile, Rejection};
pub use source::{Format, OpenError, Source, SourceOptions};
pub use writer::{CsvWriter, ParquetWriter, TableWriter, WriteError};
