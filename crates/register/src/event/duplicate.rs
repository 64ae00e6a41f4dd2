//! Two records that are one person, merged; and un-merged when they were two after all.
//!
//! Law on Identification 2023, art. 12; Decree 70/2024/ND-CP, art. 4 and 11: a person has one record and one number. A merge moves
//! nothing from one record to the other: it says which one is to be read. So taking it back leaves nothing behind.
//!
//! While a record is merged into another, its number is not in force ([`PersonState::number`] gives none) and still leads to the
//! person; no event but un-merging and correcting concerns it; it is no member of its household any more. The number is not
//! cancelled by the merge, because a cancelled number never comes back (art. 11), and a merge may turn out to be an error.

use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::DayError;
use crate::act::Act;
use crate::event::EventBody;
use crate::facts::{Dated, Fact, Thread};
use crate::person::PersonState;
use crate::record::Recorded;
use crate::subject::{Seen, SubjectError};
use crate::{Register, subject};

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

/// What is decided of two records, each as the officer saw it.
#[derive(Debug, Clone, Copy)]
pub struct DuplicateReport {
    /// The second record.
    pub duplicate: Seen,
    /// The record that is read, with the number that is the person's.
    pub survivor: Seen,
    /// From when.
    pub on: Date,
}

/// What speaks against two records being one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The sexes on record differ.
    Sex,
    /// No day can be the birthday of both.
    Born,
    /// One is on record as dead, the other is not.
    Death,
}

/// Why two records cannot be merged or un-merged.
#[derive(Debug, thiserror::Error)]
pub enum DuplicateError {
    /// One record.
    #[error("both are the same record")]
    SameRecord,
    /// The records differ, and the act names no decision.
    #[error(
        "the records differ in {}; name the decision that says they are one person", words(.differences)
    )]
    NeedsReason {
        /// In what.
        differences: Vec<Difference>,
    },
    /// The person would be without a number.
    #[error(
        "the second record has a number in force and the other has none; keep the one with the number"
    )]
    KeepTheOther,
    /// What is hidden would come to light, or the other way round.
    #[error("one of the records is protected and the other is not, or not by the same order")]
    ProtectionDiffers,
    /// The one is not merged into the other.
    #[error("the record is not merged into that one")]
    NotMerged,
    /// The day does not fit.
    #[error(transparent)]
    Day(#[from] DayError),
    /// A record cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
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

impl Register {
    /// Merges a second record of somebody into the one that is read.
    ///
    /// Where the records contradict each other, the act must name the decision ([`Act::basis`]) that found them to be one person.
    pub fn merge_duplicate(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: DuplicateReport,
    ) -> Result<Recorded, DuplicateError> {
        let pair = pair_of(report)?;
        let duplicate = subject::load_unmerged(tx, report.duplicate)?;
        let survivor = subject::load_unmerged(tx, report.survivor)?;
        for record in [&duplicate, &survivor] {
            self.check_day_in(Thread::Merging, pair.on, record)?;
        }
        let (one, other) = (&duplicate.state, &survivor.state);
        let differences = differences(one, other);
        if !differences.is_empty() && act.basis().is_none() {
            return Err(DuplicateError::NeedsReason { differences });
        }
        if one.number().is_some() && other.number().is_none() {
            return Err(DuplicateError::KeepTheOther);
        }
        let officers = |state: &PersonState| {
            let protection = state.protection.as_ref();
            protection.map(|protection| protection.officers.clone())
        };
        if officers(one) != officers(other) {
            return Err(DuplicateError::ProtectionDiffers);
        }
        let body = EventBody::DuplicateMerged(pair);
        Ok(self.record(tx, act, body, vec![duplicate, survivor])?)
    }

    /// Takes a merge back: both records are read again, each as it was.
    pub fn unmerge_duplicate(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: DuplicateReport,
    ) -> Result<Recorded, DuplicateError> {
        let pair = pair_of(report)?;
        let duplicate = subject::load_as_seen(tx, report.duplicate)?;
        // A record that was merged further is un-merged first.
        let survivor = subject::load_unmerged(tx, report.survivor)?;
        if duplicate.state.merged_into != Some(pair.survivor) {
            return Err(DuplicateError::NotMerged);
        }
        for record in [&duplicate, &survivor] {
            self.check_day_in(Thread::Merging, pair.on, record)?;
        }
        let body = EventBody::DuplicateUnmerged(pair);
        Ok(self.record(tx, act, body, vec![duplicate, survivor])?)
    }
}

fn pair_of(report: DuplicateReport) -> Result<DuplicatePair, DuplicateError> {
    let (duplicate, survivor) = (report.duplicate.person, report.survivor.person);
    if duplicate == survivor {
        return Err(DuplicateError::SameRecord);
    }
    Ok(DuplicatePair {
        duplicate,
        survivor,
        on: report.on,
    })
}

fn differences(one: &PersonState, other: &PersonState) -> Vec<Difference> {
    let (born, other_born) = (one.identity.born, other.identity.born);
    let one_birthday =
        born.earliest().max(other_born.earliest()) <= born.latest().min(other_born.latest());
    let found = [
        (one.identity.sex != other.identity.sex, Difference::Sex),
        (!one_birthday, Difference::Born),
        (
            one.death.is_some() != other.death.is_some(),
            Difference::Death,
        ),
    ];
    found
        .into_iter()
        .filter_map(|(differs, difference)| differs.then_some(difference))
        .collect()
}

fn words(differences: &[Difference]) -> String {
    let words: Vec<&str> = differences
        .iter()
        .map(|difference| match difference {
            Difference::Sex => "sex",
            Difference::Born => "birth date",
            Difference::Death => "death",
        })
        .collect();
    words.join(", ")
}
