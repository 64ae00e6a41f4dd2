//! Import of persons from a file: each row becomes an enrolment, or a line of the reject file.
//!
//! Rows, and how far the import has come, are written in one transaction; so an import that is killed goes on where it
//! stopped, with no row missing and none twice. The reject file is synchronised before that transaction, and cut back to the
//! length that the transaction names when an import goes on.
//!
//! A long import puts off the rows by which people are found until it has read the file: see [`crate::indexing`].

mod content;
mod deferred;
mod fields;
mod prepare;
mod progress;
mod row;
mod run;
mod write;

pub use fields::{FIELDS, Field};
pub use progress::{UnfinishedImport, imports_unfinished};
pub use run::{ImportError, ImportOptions, ImportProgress, ImportReport, Indexing, check, run};
