//! How the program runs, in facts: what runs, what waits, how far the ledgers are and when they were last verified, room on the
//! disk, backups, keys, slow statements, what should make somebody look.
//!
//! The facts are collected in one place, [`Installation::look`], and told in three: the operator's page, `/metrics` and
//! `danh doctor`. So none of them knows what the others do not. A [`Finding`] is in no language: a face says its [`Sentence`] and,
//! where something has to be done, its [`Remedy`]. What it measured is in numbers beside it, for graphs and alarms.
//!
//! ```
//! use danh_operation::{Fact, Installation, Limits, Standing, Transport};
//! use danh_store::{Store, StoreConfig};
//! # let folder = tempfile::tempdir()?;
//! # std::fs::create_dir(folder.path().join("keys"))?;
//! # let tables = [
//! #     danh_ledger::MIGRATIONS, danh_identity::MIGRATIONS, danh_register::MIGRATIONS,
//! #     danh_exchange::MIGRATIONS, danh_desk::MIGRATIONS,
//! # ];
//! # let store = Store::open(&StoreConfig::sqlite(folder.path().join("danh.db")), &tables)?;
//! let installation = Installation {
//!     version: "0.2.0",
//!     folder: folder.path().to_owned(),
//!     limits: Limits::default(),
//!     serving: None,
//!     transport: Transport::Loopback,
//!     is_demo: false,
//! };
//! let findings = installation.look(&store, "2026-11-23T07:00:00Z".parse()?).wait()?;
//! let backup = findings.iter().find(|finding| finding.fact == Fact::Backup).expect("all facts are told");
//! assert_eq!(backup.standing, Standing::Note, "none was ever made");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What always holds
//!
//! - Looking is cheap: no walk through a ledger, no check of all pages. What takes long is done by a command, and what came of it
//!   is kept (see [`LastVerifications`]).
//! - No finding tells anything about a person, and none holds a value that a statement was run with.
//!
//! # To add a fact
//!
//! A variant of [`Fact`] with its section, one of [`Sentence`], a function that finds it, called in `installation.rs`; then its words in
//! `portal/messages/{vi,en}/operator.ftl`, to which the compiler leads.

mod backup;
mod clock;
mod disk;
mod finding;
mod installation;
mod keys;
mod ledgers;
mod metrics;
mod oversight;
mod program;
mod queues;
mod remedy;
mod sentence;
mod slow;
mod verification;

pub use backup::LastBackup;
pub use finding::{Fact, Finding, Measure, Section, Standing};
pub use installation::{Installation, Limits, Serving, Transport};
pub use metrics::exposition;
pub use remedy::Remedy;
pub use sentence::{DiskSays, KeySays, LedgerSays, ProgramSays, QueueSays, Sentence, WatchSays};
pub use verification::{LastVerification, LastVerifications, Outcome};

#[cfg(test)]
mod tests;
