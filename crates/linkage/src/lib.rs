//! Record linkage: whose record is each line of an agency's file, how sure is that, and why.
//!
//! Fellegi and Sunter's model, learnt without labels. [`link`] takes two files and a [`LinkConfig`] and
//! writes a third; [`Model`] is what it learnt.
//!
//! # How it goes
//!
//! 1. **Read** (`read`). Rows become a few 32-bit words each; every distinct word, code and line of
//!    text is looked at once (`lexicon`), everything after that is numbers.
//! 2. **Numbers** (`block/numbers.rs`). The register streams past a table of the records' numbers.
//!    What shares a number is compared like any other pair, so that a number of somebody else's
//!    is caught by name and date.
//! 3. **Learn** (`model`). u, how often strangers agree, from pairs drawn at random and from how often each
//!    value is in the register; m, how often a person's records do, from the pairs that share a number,
//!    where there are any. Where there are none, by expectation maximisation over records with their candidates.
//! 4. **Block** (`block`). For the records still open: rules chosen by what they cost and find in samples,
//!    all of them in one pass of the register.
//! 5. **Settle** (`settle`). A record is one of its candidates or nobody: `p = odds / (c + sum of odds)`.
//!    Log-odds are stretched and shifted so that they fit records whose person the number tells and which
//!    were searched for as if they had none.
//! 6. **Assign** (`assign`), where the agency has each person once: the best assignment one-to-one. Records
//!    that repeat another one are told either way.
//!
//! # What holds
//!
//! - The answer is the same with any number of threads and any memory: what does not fit lies beside
//!   the answer, in a file without a name. Kept of each record to the end are its pairs.
//! - The order of the rows decides which of them are drawn into the samples that are learnt from, and
//!   nothing else: fewer than one link in a thousand changes with it.
//! - No rate of error is built in, and nothing is compared but what the configuration names.
//! - The answer appears under its name when it is complete.
//!
//! [`explain`] says what each comparison of a pair weighs, [`Report`] what a run found and how far it can be
//! believed, [`evaluate`] how good links are where the truth is known.
//!
//! # Decisions
//!
//! - **The register streams, the records are looked up.** What is random access is the smaller side's open
//!   part, so the larger side may one day lie on disk.
//! - **Rows, not columns.** A compared pair touches all fields of a random row: one or two cache
//!   misses instead of one a field.
//! - **Agreeing is weighed by the very value** (Winkler): a Nguyễn is worth less than a Nông, a birth on
//!   1 January less than another. Accents are a comparison of their own, given the words agree without them,
//!   as a name typed without accents is one accident and not three.
//! - **m from number-linked pairs**: expectation maximisation alone drifts where many people share name and day.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "rows are numbered in 32 bits, which reading checks; counts become shares"
)]

mod assign;
mod block;
mod compare;
mod config;
mod day;
mod drawing;
mod evaluate;
mod explain;
mod layout;
mod lexicon;
mod link;
mod links;
mod mix;
mod model;
mod name;
mod number;
mod output;
mod parallel;
mod progress;
mod read;
mod report;
mod settle;

pub use assign::Assignment;
pub use config::{BlockingConfig, Columns, ConfigError, DecisionConfig, LinkConfig, UnitsConfig};
pub use evaluate::{Evaluation, Quality, evaluate};
pub use explain::{ExplainError, ExplainJob, Explanation, FieldPair, Part, explain};
pub use lexicon::TooManyWords;
pub use link::{LinkError, LinkJob, LinkSummary, RuleSummary, link};
pub use links::LinksError;
pub use model::{Calibration, ComparisonModel, LevelModel, Model};
pub use output::OutputError;
pub use progress::{Progress, Stage};
pub use read::{ReadError, SpillError};
pub use report::{Estimate, Report, WeightBar};
pub use settle::{Trial, TrialBin};
