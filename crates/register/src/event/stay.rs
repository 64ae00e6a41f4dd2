//! Notification of a stay (thông báo lưu trú): Law on Residence 2020, art. 2.6 and 30.

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
use crate::person::Stay;
use crate::record::Recorded;
use crate::subject::{Seen, SubjectError};
use crate::{Register, subject};

/// A stay has less than this many days (art. 2.6).
const DAYS_LIMIT: i32 = 30;

/// What the register keeps of a stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StayNotified {
    /// Who.
    pub person: PersonId,
    /// Where and how long.
    pub stay: Stay,
}

/// What the house, hotel or hospital notifies.
#[derive(Debug, Clone)]
pub struct StayReport {
    /// Who, as the officer saw them.
    pub person: Seen,
    /// The commune, by its code on the first day.
    pub unit: UnitCode,
    /// House, hotel, hospital.
    pub detail: Option<String>,
    /// The first day.
    pub since: Date,
    /// The last day.
    pub until: Date,
}

/// Why a stay cannot be recorded.
#[derive(Debug, thiserror::Error)]
pub enum StayError {
    /// It ends before it begins.
    #[error("the last day is before the first")]
    EndsBeforeItBegins,
    /// So long a stay is a temporary residence.
    #[error("a stay is for less than 30 days; register a temporary residence")]
    TooLong,
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

impl StayNotified {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.stay.since, Fact::Stays(self.stay.clone()))
    }
}

impl Register {
    /// Records a notified stay.
    pub fn notify_stay(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &StayReport,
    ) -> Result<Recorded, StayError> {
        let guest = subject::load_living(tx, report.person)?;
        let (since, until) = (report.since, report.until);
        self.check_day_in(Thread::Stay, since, &guest)?;
        if until < since {
            return Err(StayError::EndsBeforeItBegins);
        }
        if until >= since.saturating_add((DAYS_LIMIT - 1).days()) {
            return Err(StayError::TooLong);
        }
        let stay = Stay {
            place: self.commune(report.unit, since)?,
            detail: report.detail.clone(),
            since,
            until,
        };
        let body = EventBody::StayNotified(StayNotified {
            person: guest.person,
            stay,
        });
        Ok(self.record(tx, act, body, vec![guest])?)
    }
}
