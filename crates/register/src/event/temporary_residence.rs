//! Temporary residence registered, extended and deleted (đăng ký, gia hạn, xoá tạm trú): Law on Residence 2020, art. 27 to 29.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, UnitCode};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::commune::UnknownCommune;
use super::day::DayError;
use crate::act::Act;
use crate::event::EventBody;
use crate::facts::{Dated, Fact, Thread};
use crate::person::TemporaryResidence;
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, subject};

/// Days from which a stay elsewhere is a temporary residence (art. 27.1).
const DAYS_MIN: i32 = 30;
/// Years for which it is registered or extended at a time (art. 27.2).
const YEARS_MAX: i32 = 2;
/// Days before its end in which it is extended (art. 28.3).
const EXTENSION_DAYS: i32 = 15;

/// What the register keeps of a temporary residence; an extension is registered anew, from the day of the extension until a later
/// last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemporaryResidenceRegistered {
    /// Whose.
    pub person: PersonId,
    /// Where and how long.
    pub residence: TemporaryResidence,
}

/// What the register keeps of a temporary residence deleted before its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemporaryResidenceDeleted {
    /// Whose.
    pub person: PersonId,
    /// From when.
    pub on: Date,
}

/// What is declared to the residence officer.
#[derive(Debug, Clone)]
pub struct TemporaryResidenceReport {
    /// Who, as the officer saw them.
    pub person: Seen,
    /// The commune, by its code on the first day.
    pub unit: UnitCode,
    /// House number, street, hamlet.
    pub detail: Option<String>,
    /// The first day.
    pub since: Date,
    /// The last day.
    pub until: Date,
}

/// What is asked for when a temporary residence nears its end.
#[derive(Debug, Clone, Copy)]
pub struct ExtensionReport {
    /// Whose, as the officer saw them.
    pub person: Seen,
    /// The day of the extension.
    pub on: Date,
    /// The new last day.
    pub until: Date,
}

/// What is decided when somebody left the place.
#[derive(Debug, Clone, Copy)]
pub struct TemporaryResidenceDeletionReport {
    /// Whose, as the officer saw them.
    pub person: Seen,
    /// From when.
    pub on: Date,
}

/// Why a temporary residence cannot be registered, extended or deleted.
#[derive(Debug, thiserror::Error)]
pub enum TemporaryResidenceError {
    /// Shorter than art. 27.1 has it.
    #[error("a temporary residence is for 30 days or more; notify a stay")]
    TooShort,
    /// Longer than art. 27.2 has it.
    #[error("a temporary residence is for two years at the most; it can be extended")]
    TooLong,
    /// In the commune of the permanent residence (art. 27.1).
    #[error("the permanent residence is in the same commune")]
    AtHome,
    /// There is none that holds on the day.
    #[error("the person has no temporary residence that holds on {on}")]
    HasNone {
        /// The day asked about.
        on: Date,
    },
    /// It does not end soon (art. 28.3).
    #[error("the temporary residence is extended from {from} on")]
    TooSoon {
        /// The first day on which it can be extended.
        from: Date,
    },
    /// The new last day is not later than the old one.
    #[error("the temporary residence lasts until {until} already")]
    NotLonger {
        /// The last day on record.
        until: Date,
    },
    /// No such commune on the day.
    #[error(transparent)]
    UnknownCommune(#[from] UnknownCommune),
    /// The day does not fit.
    #[error(transparent)]
    Day(#[from] DayError),
    /// The person cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl TemporaryResidenceRegistered {
    pub(crate) fn fact(&self) -> Dated {
        let fact = Fact::TemporarilyResides(self.residence.clone());
        Dated::on(self.residence.since, fact)
    }
}

impl TemporaryResidenceDeleted {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::TemporaryResidenceDeleted)
    }
}

impl Register {
    /// Registers a temporary residence. Another one that still holds ends with it: a person has one.
    pub fn register_temporary_residence(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &TemporaryResidenceReport,
    ) -> Result<Recorded, TemporaryResidenceError> {
        let resident = subject::load_living(tx, report.person)?;
        let (since, until) = (report.since, report.until);
        self.check_day_in(Thread::TemporaryResidence, since, &resident)?;
        if until < last_of_days(since, DAYS_MIN) {
            return Err(TemporaryResidenceError::TooShort);
        }
        if until > since.saturating_add(YEARS_MAX.years()) {
            return Err(TemporaryResidenceError::TooLong);
        }
        let place = self.commune(report.unit, since)?;
        let home = resident.state.residence.as_ref();
        if home.is_some_and(|home| self.is_same_commune(home.place, place)) {
            return Err(TemporaryResidenceError::AtHome);
        }
        let residence = TemporaryResidence {
            place,
            detail: report.detail.clone(),
            since,
            until,
        };
        self.record_temporary_residence(tx, act, resident, residence)
    }

    /// Extends the temporary residence that holds, in the last days before its end.
    pub fn extend_temporary_residence(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: ExtensionReport,
    ) -> Result<Recorded, TemporaryResidenceError> {
        let resident = subject::load_living(tx, report.person)?;
        let present = holding(&resident, report.on)?.clone();
        self.check_day_in(Thread::TemporaryResidence, report.on, &resident)?;
        let from = present.until.saturating_sub(EXTENSION_DAYS.days());
        if report.on < from {
            return Err(TemporaryResidenceError::TooSoon { from });
        }
        if report.until <= present.until {
            let until = present.until;
            return Err(TemporaryResidenceError::NotLonger { until });
        }
        if report.until > present.until.saturating_add(YEARS_MAX.years()) {
            return Err(TemporaryResidenceError::TooLong);
        }
        let residence = TemporaryResidence {
            since: report.on,
            until: report.until,
            ..present
        };
        self.record_temporary_residence(tx, act, resident, residence)
    }

    /// Deletes the temporary residence that holds.
    pub fn delete_temporary_residence(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: TemporaryResidenceDeletionReport,
    ) -> Result<Recorded, TemporaryResidenceError> {
        let resident = subject::load_living(tx, report.person)?;
        self.check_day_in(Thread::TemporaryResidence, report.on, &resident)?;
        holding(&resident, report.on)?;
        let body = EventBody::TemporaryResidenceDeleted(TemporaryResidenceDeleted {
            person: resident.person,
            on: report.on,
        });
        Ok(self.record(tx, act, body, vec![resident])?)
    }

    fn record_temporary_residence(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        resident: LoadedSubject,
        residence: TemporaryResidence,
    ) -> Result<Recorded, TemporaryResidenceError> {
        let body = EventBody::TemporaryResidence(TemporaryResidenceRegistered {
            person: resident.person,
            residence,
        });
        Ok(self.record(tx, act, body, vec![resident])?)
    }
}

fn holding(
    resident: &LoadedSubject,
    on: Date,
) -> Result<&TemporaryResidence, TemporaryResidenceError> {
    let present = resident.state.temporary_residence.as_ref();
    present
        .filter(|residence| residence.holds_on(on))
        .ok_or(TemporaryResidenceError::HasNone { on })
}

/// The last of so many days of which `since` is the first.
fn last_of_days(since: Date, days: i32) -> Date {
    since.saturating_add((days - 1).days())
}
