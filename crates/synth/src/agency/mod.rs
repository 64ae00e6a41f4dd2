//! An agency's file about the nation, with the truth beside it: what record linkage is measured on.
//!
//! An agency knows a part of the nation, some people twice, some who are not in the register at
//! all, and writes them its own way: without a number or with one mistyped, names without accents
//! or with a slip, dates with day and month exchanged, addresses people have moved from. How often
//! is the [`ErrorModel`], every share of which is a number in a commented file that anybody may change.
//!
//! Three models are at hand, made to be unlike each other, so that what was built while looking at
//! one can be checked on the others: `clerks` errs in each field on its own; `hasty` has bad days
//! on which everything goes wrong at once, writes middle names as initials, cuts long names and prints dates
//! with the day first; `scanned` has half its records without a number, no accents at all,
//! letters misread, dates missing, and communes by the codes of before July 2025.
//!
//! [`write_agency`] makes three Parquet tables in a folder: `register` ([`REGISTER_COLUMNS`]),
//! `records` ([`RECORD_COLUMNS`]) and `truth` ([`AGENCY_TRUTH_COLUMNS`]). The same nation, model and
//! seed give the same files.

mod errors;
mod model;
mod record;
mod write;

pub use model::{ErrorModel, ErrorModelError};
pub use write::{AGENCY_TRUTH_COLUMNS, RECORD_COLUMNS, REGISTER_COLUMNS, write_agency};
