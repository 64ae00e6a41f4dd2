//! A personal number cancelled, and another established in its place.
//!
//! Law on Identification 2023, art. 12; Decree 70/2024/ND-CP, art. 11: when the sex was determined anew, the year of birth
//! corrected or the birth registered wrongly, the number is cancelled, kept, and never given again.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{NumberFinding, PersonId, PersonalNumber, UnitCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::allocation::AllocationError;
use crate::event::EventBody;
use crate::facts::{Dated, Fact, Thread};
use crate::person::Identity;
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, subject};

/// A number was taken out of force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberCancelled {
    /// Whose number.
    pub person: PersonId,
    /// The number.
    pub number: PersonalNumber,
    /// Why.
    pub reason: CancellationReason,
    /// From when.
    pub on: Date,
}

/// A person without a number in force was given one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberReestablished {
    /// Whose number.
    pub person: PersonId,
    /// The new number.
    pub number: PersonalNumber,
    /// From when.
    pub on: Date,
}

/// Why a number is cancelled (Decree 70/2024/ND-CP, art. 11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancellationReason {
    /// The sex was determined anew.
    SexDetermined,
    /// The year of birth was corrected.
    BirthYearCorrected,
    /// The number or the birth registration was given wrongly.
    GivenInError,
    /// The papers it was given for were forged.
    ForgedPapers,
}

/// What is ordered.
#[derive(Debug, Clone, Copy)]
pub struct NumberReport {
    /// Whose number, as the officer saw them.
    pub person: Seen,
    /// From when.
    pub on: Date,
}

/// Why a number cannot be cancelled or established.
#[derive(Debug, thiserror::Error)]
pub enum NumberError {
    /// The day is still to come, or before the birth.
    #[error("the day lies in the future or before the birth")]
    OutsideLife,
    /// The day is before another number was given or taken out of force.
    #[error("the day is before {since}, on which the person's number was given or cancelled")]
    TooEarly {
        /// The later day on record.
        since: Date,
    },
    /// There is no number in force to cancel.
    #[error("the person has no personal number in force")]
    NoNumber,
    /// The number says the same sex, or the same year of birth, as the record.
    #[error("the number says the sex or the year of birth on record, which would be the reason")]
    NoSuchChange,
    /// There is a number in force; it would have to be cancelled first.
    #[error("the person has a personal number in force; cancel it first")]
    HasNumber,
    /// The person cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// No number can be given.
    #[error(transparent)]
    Allocation(#[from] AllocationError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl NumberCancelled {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::NumberCancelled(self.number))
    }
}

impl NumberReestablished {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::Numbered(self.number))
    }
}

impl Register {
    /// Cancels the number in force.
    pub fn cancel_number(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: NumberReport,
        reason: CancellationReason,
    ) -> Result<Recorded, NumberError> {
        let holder = subject::load_living(tx, report.person)?;
        self.check_day(report.on, &holder)?;
        let number = holder.state.number().ok_or(NumberError::NoNumber)?;
        check_reason(number, reason, &holder.state.identity)?;
        let (person, on) = (holder.person, report.on);
        let body = EventBody::NumberCancelled(NumberCancelled {
            person,
            number,
            reason,
            on,
        });
        Ok(self.record(tx, act, body, vec![holder])?)
    }

    /// Gives a new number that fits the sex and birth year on record; `registered_in` gives its prefix.
    pub fn reestablish_number(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: NumberReport,
        registered_in: UnitCode,
    ) -> Result<Recorded, NumberError> {
        let holder = subject::load_living(tx, report.person)?;
        self.check_day(report.on, &holder)?;
        if holder.state.number().is_some() {
            return Err(NumberError::HasNumber);
        }
        let (person, on) = (holder.person, report.on);
        let identity = &holder.state.identity;
        let prefix = self.number_prefix(registered_in, self.today())?;
        let number = self.claim_number(tx, person, prefix, identity.sex, identity.born.year())?;
        let body = EventBody::NumberReestablished(NumberReestablished { person, number, on });
        Ok(self.record(tx, act, body, vec![holder])?)
    }

    fn check_day(&self, on: Date, holder: &LoadedSubject) -> Result<(), NumberError> {
        if on > self.today() || on < holder.state.identity.born.earliest() {
            return Err(NumberError::OutsideLife);
        }
        // Otherwise a number would be cancelled before it was given, and come into force again.
        match holder.last_day_in(Thread::Numbers) {
            Some(since) if since > on => Err(NumberError::TooEarly { since }),
            _ => Ok(()),
        }
    }
}

/// Where the number is to follow the record, the two must differ in it.
fn check_reason(
    number: PersonalNumber,
    reason: CancellationReason,
    identity: &Identity,
) -> Result<(), NumberError> {
    let findings = number.check_against(identity.born, identity.sex);
    let holds = match reason {
        CancellationReason::SexDetermined => findings
            .iter()
            .any(|finding| matches!(finding, NumberFinding::Sex { .. })),
        CancellationReason::BirthYearCorrected => findings
            .iter()
            .any(|finding| matches!(finding, NumberFinding::BirthYear { .. })),
        CancellationReason::GivenInError | CancellationReason::ForgedPapers => true,
    };
    if holds {
        Ok(())
    } else {
        Err(NumberError::NoSuchChange)
    }
}
