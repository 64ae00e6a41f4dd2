//! Whose record is whose: one link.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use danh_vocabulary::{PersonId, SyncRunId};

use crate::agency::Field;

/// What was decided of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// It is the person's.
    Match,
    /// It may be; somebody looks.
    Possible,
    /// It is nobody's.
    None,
}

impl Decision {
    /// As it is stored and as the engine writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Possible => "possible",
            Self::None => "none",
        }
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Decision {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "match" => Ok(Self::Match),
            "possible" => Ok(Self::Possible),
            "none" => Ok(Self::None),
            _ => Err(format!("`{text}` is no decision about a link")),
        }
    }
}

/// A record and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// What names the record.
    pub key: String,
    /// The run that wrote it.
    pub since: SyncRunId,
    /// 64 bits that change when the record does.
    pub content: i64,
    /// The person; of a possible link, who it may be.
    pub person: Option<PersonId>,
    /// What was decided.
    pub decision: Decision,
    /// What found it: `number`, a blocking rule, `officer`.
    pub method: String,
    /// How probable the engine held it, in millionths.
    pub probability: i64,
    /// Comparisons that do not agree entirely, and their levels, as JSON; nothing where one side has no value.
    pub levels: String,
    /// How useful it is that somebody looks; nothing where nobody has to.
    pub review_use: Option<i64>,
    /// Fields of the record as JSON: those that are kept, of a doubtful one all.
    pub record: String,
}

impl LinkRow {
    /// The fields of the record that are kept.
    pub fn fields(&self) -> BTreeMap<Field, String> {
        let written: BTreeMap<String, String> =
            serde_json::from_str(&self.record).unwrap_or_default();
        written
            .into_iter()
            .filter_map(|(name, value)| Some((Field::of_name(&name)?, value)))
            .collect()
    }

    /// Comparisons that do not agree entirely, by their names.
    pub fn differences(&self) -> BTreeMap<String, Option<String>> {
        serde_json::from_str(&self.levels).unwrap_or_default()
    }

    /// Whether this says of a record what another does.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.content == other.content
            && self.person == other.person
            && self.decision == other.decision
            && (self.review_use.is_some() == other.review_use.is_some())
    }
}
