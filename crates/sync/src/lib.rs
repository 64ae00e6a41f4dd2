//! Agencies' files kept in step with the register: whose record is each health-insurance card, tax code, pupil, customer.
//!
//! An agency hands over a file of all its records of one day. A run of [`SyncDesk::run`] takes it through phases:
//!
//! | phase | what was done | what it leaves |
//! |---|---|---|
//! | received | the file is whole, in its encoding, has its columns, is new and not older than the last | the run's row |
//! | compared | one pass over the rows: each checked, and compared with what is published by key and content | reject file, records to link, keys that are gone |
//! | linked | `linkage` finds out whose the records are | a file of links |
//! | staged | links, cases, access records and findings, chunk by chunk | rows that nobody sees |
//! | published | one small transaction moves the agency's pointer | the links that are seen, the file of findings |
//!
//! A run that is killed goes on with the same files: a phase begins anew, or, in staging, after its last chunk.
//!
//! # What always holds
//!
//! - **The published links are always one complete run.** A row counts from the run that wrote it until the run that ended
//!   it; which run is seen is one row ([`published_of_agency`]). What officers decide at the review desk is seen at once.
//! - **The register is never changed by a file.** What it may have wrong becomes a case ([`cases_open`]).
//! - **An agency is told no more than its agreement tells**, of its own records only, and of no link that is not sure. The
//!   access record of every finding about somebody is on the disk before the file of findings has its name.
//! - **A protected person is not there**: not linked to, not found by a number, not in a finding.
//! - A record that is as it was, about somebody of whom nothing happened, is not linked again.
//! - What an officer decided holds until the record or the person changes in what is compared.
//! - A bad row costs that row, and what is published of its key stays. A bad file is refused whole, in a sentence.
//!
//! # Agencies
//!
//! What an agency is stands in a file, `data/vn/agencies/*.toml`: see [`agency`].
//!
//! ```
//! let agencies = danh_sync::agency::Agency::all()?;
//! let insurance = &agencies[0];
//! assert_eq!(insurance.records.en, "health-insurance cards");
//! // Both forms of a card name one record.
//! assert_eq!(insurance.key.parse("DN4010123456789"), insurance.key.parse("0123456789"));
//! # Ok::<(), danh_sync::agency::AgencyError>(())
//! ```

pub mod agency;
mod changed;
mod compare;
mod delivery;
mod desk;
mod error;
mod findings;
mod findings_file;
mod folder;
mod link_row;
mod linking;
mod links_file;
mod look_up;
mod phase;
mod published_keys;
mod queries;
mod record;
mod refusal;
mod report;
mod review;
mod run;
mod schema;
mod snapshot;
mod stage;

pub use delivery::{Delivery, Shrinking};
pub use desk::{Step, SyncDesk, SyncDeskParts};
pub use error::SyncError;
pub use findings::{CaseCode, Finding, FindingCode};
pub use findings_file::FINDING_COLUMNS;
pub use folder::RunFolder;
pub use link_row::{Decision, LinkRow};
pub use look_up::{
    LinkedPerson, ValidCard, person_of_record, valid_card_by_number, valid_card_of_person,
};
pub use phase::Phase;
pub use queries::case::{RegisterCase, case_settle, cases_open};
pub use queries::link::{link_counts, link_of_record, links_after, links_of_person};
pub use queries::published::{Published, published_of_agency};
pub use queries::run::{Run, run_by_id, run_unfinished, runs_of_agency};
pub use refusal::{Refusal, RefusalCode};
pub use report::RunReport;
pub use review::{
    ComparedField, DecideError, LinkDecision, NewDecision, ReviewPage, ReviewPair, Verdict, decide,
    review_list, review_pair,
};
pub use schema::MIGRATIONS;
