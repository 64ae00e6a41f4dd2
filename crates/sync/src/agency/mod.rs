//! Agencies as data: one TOML file each, `data/vn/agencies/*.toml`.
//!
//! | section | says |
//! |---|---|
//! | `[agency]` | id, organisation in the directory, names, the kind of number that names a record (`key`), whether a person has one record or many, cadence in days |
//! | `[delivery]` | where a file says of which day it is, whether its last line ends, how much smaller than the last one, and how faulty, a file may be |
//! | `[layout]` | columns, encoding, dates and values: a mapping as [`danh_intake::Mapping`] reads it, of the fields in [`FIELDS`] |
//! | `[link]` | which fields are compared with the register, and from which probability on a link is one, or is looked at |
//! | `[agreement]` | on which basis and for which purpose the agency is told, until when, and which of the register's fields |
//! | `[findings]` | which findings it is told, and how sure a link must be for it |
//! | `[cases]` | what becomes a case for a registrar |
//! | `[review]` | how many officers decide a doubtful link |
//! | `[feed]` | which fields are written back when they change |
//!
//! [`Agency::parse`] checks a file as a whole; what is wrong is told with file, line and field.

mod field;
mod key;
mod parse;

use std::collections::BTreeSet;
use std::path::Path;

use danh_exchange::Purpose;
use danh_intake::Mapping;
use jiff::civil::Date;
use serde::Deserialize;

pub use field::{FIELDS, Field};
pub use key::KeyKind;
pub use parse::AgencyError;

use crate::findings::{CaseCode, FindingCode};

/// The files that are compiled in.
const EMBEDDED: [(&str, &str); 4] = [
    (
        "data/vn/agencies/vss.toml",
        include_str!("../../../../data/vn/agencies/vss.toml"),
    ),
    (
        "data/vn/agencies/tax.toml",
        include_str!("../../../../data/vn/agencies/tax.toml"),
    ),
    (
        "data/vn/agencies/education.toml",
        include_str!("../../../../data/vn/agencies/education.toml"),
    ),
    (
        "data/vn/agencies/electricity.toml",
        include_str!("../../../../data/vn/agencies/electricity.toml"),
    ),
];

/// An agency that hands over its file.
#[derive(Clone, Debug)]
pub struct Agency {
    /// Its short name: `vss`.
    pub id: String,
    /// Its id among the organisations of the directory.
    pub organisation: String,
    /// What it is called.
    pub name: Words,
    /// What its records are.
    pub records: Words,
    /// What names a record.
    pub key: KeyKind,
    /// Whether a person has one record at most.
    pub people: People,
    /// Every how many days a file is expected.
    pub cadence_days: u16,
    /// What a delivery must be like.
    pub delivery: DeliveryRules,
    /// Which column is which field.
    pub layout: Mapping,
    /// What is compared, and from which probability on something follows.
    pub link: LinkRules,
    /// What it may be told.
    pub agreement: AgreementRules,
    /// Which findings it is told.
    pub findings: FindingRules,
    /// What becomes a case.
    pub cases: BTreeSet<CaseCode>,
    /// How many officers decide a doubtful link.
    pub reviewers: u8,
    /// Fields of the register that are written back when they change.
    pub feed: BTreeSet<ToldField>,
}

/// A sentence or a name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// How many records a person may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum People {
    /// One: a second one is a finding.
    OneRecordEach,
    /// Several, such as contracts.
    ManyRecordsEach,
}

/// What a delivery must be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveryRules {
    /// Where a file says of which day it is.
    pub as_of: AsOfFrom,
    /// Whether the last line of a CSV file ends like the others; one that does not was cut off.
    pub ends_with_line_end: bool,
    /// How many percent of the published records may be missing from a new file.
    pub shrink_percent_max: u8,
    /// How many percent of the rows may be faulty.
    pub reject_percent_max: u8,
}

/// Where a file says of which day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsOfFrom {
    /// Eight digits in its name, `YYYYMMDD`.
    FileName,
    /// Nowhere: whoever starts the run says it.
    Argument,
}

/// What is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkRules {
    /// The fields.
    pub compare: Vec<Field>,
    /// From this probability on a link is one.
    pub match_from: f64,
    /// From this one on it is looked at.
    pub possible_from: f64,
}

/// What an agency may be told, until `exchange` keeps agreements as rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementRules {
    /// The law.
    pub basis: String,
    /// What for.
    pub purpose: Purpose,
    /// The last day.
    pub until: Date,
    /// Which of the register's fields it may be told.
    pub tells: BTreeSet<ToldField>,
}

/// A field of the register that an agency may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToldField {
    /// The personal number in force.
    Number,
    /// The name.
    FullName,
    /// The birth date.
    Born,
    /// The sex.
    Sex,
    /// The commune of residence.
    Commune,
    /// The day of death.
    Death,
}

/// Which findings an agency is told.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingRules {
    /// How probable a link must be for its findings to be told: a wrong link would tell of somebody else.
    pub from: f64,
    /// Which.
    pub codes: BTreeSet<FindingCode>,
}

impl Agency {
    /// Reads an agency from text; `file` is what errors call it.
    pub fn parse(text: &str, file: impl AsRef<Path>) -> Result<Self, AgencyError> {
        parse::agency(text, &file.as_ref().display().to_string())
    }

    /// Reads the agencies of this country that are compiled in.
    pub fn all() -> Result<Vec<Self>, AgencyError> {
        EMBEDDED
            .iter()
            .map(|(file, text)| Self::parse(text, file))
            .collect()
    }
}

#[cfg(test)]
mod tests;
