//! Who stands for whom: adoption and guardianship.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Relative;

/// Adoptive parents (Law on Adoption 2010, art. 24): from the day on, they are the parents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    /// The adoptive father.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub father: Option<Relative>,
    /// The adoptive mother.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mother: Option<Relative>,
    /// From when.
    pub since: Date,
}

impl Adoption {
    /// The father and the mother who came by the adoption. Whose spouse adopts the child is named in the adoption too, and stays the
    /// parent of birth.
    pub fn new_parents(&self, birth: [&Option<Relative>; 2]) -> [Option<&Relative>; 2] {
        [&self.father, &self.mother]
            .map(|parent| parent.as_ref().filter(|_| !birth.contains(&parent)))
    }
}

/// A guardian and their ward (Civil Code 2015, art. 46 to 63), seen from the ward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guardianship {
    /// Who stands for the ward.
    pub guardian: Relative,
    /// Why the ward needs one.
    pub ground: GuardianshipGround,
    /// From when.
    pub since: Date,
}

/// Why somebody has a guardian (Civil Code 2015, art. 47.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuardianshipGround {
    /// Not of age, and without parents who can look after them.
    Minor,
    /// A court found that they cannot act for themselves (art. 22).
    NoCapacity,
    /// A court found that they have difficulty in cognition or in controlling their acts (art. 23).
    CognitiveDifficulty,
}
