//! Two records that are one person, merged; and un-merged when they were two after all.
//!
//! Law on Identification 2023, art. 12; Decree 70/2024/ND-CP, art. 4 and 11: a person has one record and one number. A merge moves
//! nothing from one record to the other: it says which one is to be read. So taking it back leaves nothing behind.

use danh_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};

/// What the register keeps of a merge, and of its being taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DuplicatePair {
    /// The second record of the person.
    pub duplicate: PersonId,
    /// The record that is read from now on.
    pub survivor: PersonId,
    /// From when.
    pub on: Date,
}

impl DuplicatePair {
    pub(crate) fn merged(&self, person: PersonId) -> Dated {
        let fact = if person == self.duplicate {
            Fact::MergedInto(self.survivor)
        } else {
            Fact::Absorbed(self.duplicate)
        };
        Dated::on(self.on, fact)
    }

    pub(crate) fn unmerged(&self, person: PersonId) -> Dated {
        let fact = if person == self.duplicate {
            Fact::Unmerged
        } else {
            Fact::Released(self.duplicate)
        };
        Dated::on(self.on, fact)
    }
}
