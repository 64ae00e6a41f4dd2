//! Persons whom only named officers may see: protected witnesses, officers under cover.
//!
//! Law on Identification 2023, art. 5 and 10; Criminal Procedure Code 2015, art. 484 to 490 (protection of those who denounce,
//! witness and suffer). To everyone else such a person is not there: not in a search, not in a count, not as somebody's relative.

use danh_vocabulary::OfficerId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PersonState;

/// That a person is protected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protection {
    /// Who may see them, ascending.
    pub officers: Vec<OfficerId>,
    /// From when.
    pub since: Date,
}

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// An officer.
    Officer(OfficerId),
    /// Nobody in particular: files that leave the register, figures, whoever reads without a name.
    Outsider,
    /// The register's own checks, such as whether a number is taken: nobody is told what they see.
    Register,
}

impl PersonState {
    /// Whether the person is there for somebody who looks.
    pub fn is_visible_to(&self, viewer: Viewer) -> bool {
        match (&self.protection, viewer) {
            (None, _) | (_, Viewer::Register) => true,
            (Some(_), Viewer::Outsider) => false,
            (Some(protection), Viewer::Officer(officer)) => protection.officers.contains(&officer),
        }
    }
}
