//! What came of a run, for the agency and for the register.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Counts of a run, filled in as it goes. It names nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RunReport {
    /// Rows of the files.
    pub rows_read: u64,
    /// Rows that cannot be used; what is published of their keys stays.
    pub rows_rejected: u64,
    /// Rejected rows by reason, `field: reason`.
    pub rejections: BTreeMap<String, u64>,
    /// Records that are as they are published.
    pub unchanged: u64,
    /// Records that were not published before.
    pub new: u64,
    /// Records that differ from what is published.
    pub changed: u64,
    /// Records that are as published, but the register is not: doubtful ones, and those of people of whom something happened.
    pub reconsidered: u64,
    /// Published records that are in the file no more.
    pub ended: u64,
    /// Records that were linked, by decision: `match`, `possible`, `none`.
    pub decisions: BTreeMap<String, u64>,
    /// Links among them, by what found them: `number`, a blocking rule, `officer`.
    pub methods: BTreeMap<String, u64>,
    /// What the agency is told that it has wrong, by code.
    pub findings: BTreeMap<String, u64>,
    /// New cases for registrars, by code.
    pub cases: BTreeMap<String, u64>,
    /// Why it was refused: the kind, the sentence in Vietnamese and in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<(String, String, String)>,
}

impl RunReport {
    /// Records that were linked: new, changed and reconsidered ones.
    pub const fn linked(&self) -> u64 {
        self.new + self.changed + self.reconsidered
    }
}

/// Counts one more.
pub(crate) fn count(counts: &mut BTreeMap<String, u64>, what: &str) {
    match counts.get_mut(what) {
        Some(count) => *count += 1,
        None => drop(counts.insert(what.to_owned(), 1)),
    }
}

impl fmt::Display for RunReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((code, _, sentence)) = &self.refusal {
            writeln!(formatter, "refused ({code}): {sentence}")?;
        }
        writeln!(
            formatter,
            "{} rows read, {} rejected; {} unchanged, {} new, {} changed, {} reconsidered, {} ended",
            self.rows_read,
            self.rows_rejected,
            self.unchanged,
            self.new,
            self.changed,
            self.reconsidered,
            self.ended,
        )?;
        for (heading, counts) in [
            ("rejected", &self.rejections),
            ("decision", &self.decisions),
            ("found by", &self.methods),
            ("finding", &self.findings),
            ("case", &self.cases),
        ] {
            for (what, count) in counts {
                writeln!(formatter, "  {heading:<9} {count:>10}  {what}")?;
            }
        }
        Ok(())
    }
}
