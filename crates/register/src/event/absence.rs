//! Absence declared and ended (khai báo tạm vắng): Law on Residence 2020, art. 31.

use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::{DayError, check_order_in};
use crate::act::Act;
use crate::event::EventBody;
use crate::facts::{Dated, Fact, Thread};
use crate::person::Absence;
use crate::record::Recorded;
use crate::subject::{Seen, SubjectError};
use crate::{Register, subject};

/// What the register keeps of a declared absence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbsenceDeclared {
    /// Who is away.
    pub person: PersonId,
    /// Since when and until when.
    pub absence: Absence,
}

/// What the register keeps of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbsenceEnded {
    /// Who is back.
    pub person: PersonId,
    /// Since when.
    pub on: Date,
}

/// Why an absence has to be declared (art. 31.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AbsenceGround {
    /// Accused, on probation, under a measure of the law, of the age of military service: from one day on (a to c).
    UnderObligation,
    /// Anybody else: from twelve months on, unless they have a temporary residence where they go (d).
    TwelveMonths,
}

/// What is declared, before leaving.
#[derive(Debug, Clone)]
pub struct AbsenceReport {
    /// Who, as the officer saw them.
    pub person: Seen,
    /// Why it has to be declared.
    pub ground: AbsenceGround,
    /// The first day, which may be still to come.
    pub since: Date,
    /// The day of return, where it is known.
    pub until: Option<Date>,
    /// Where to, in the words of the declaration.
    pub whereabouts: Option<String>,
}

/// What is declared on return.
#[derive(Debug, Clone, Copy)]
pub struct AbsenceEndReport {
    /// Who, as the officer saw them.
    pub person: Seen,
    /// Since when they are back.
    pub on: Date,
}

/// Why an absence or a return cannot be recorded.
#[derive(Debug, thiserror::Error)]
pub enum AbsenceError {
    /// The first day is more than a year away: a slip of the pen.
    #[error("the first day is more than a year away")]
    TooFarAhead,
    /// Back before leaving.
    #[error("the day of return is not after the first day of absence")]
    EndsBeforeItBegins,
    /// Shorter than this ground has it (art. 31.1d).
    #[error("an absence of less than twelve months need not be declared on this ground")]
    TooShort,
    /// Who is registered where they go is not absent (art. 31.1d).
    #[error("the person has a temporary residence; it need not be declared on this ground")]
    HasTemporaryResidence,
    /// There is no residence to be away from.
    #[error("the person has neither a permanent nor a temporary residence to be away from")]
    HasNoResidence,
    /// Nobody declared an absence that holds on the day.
    #[error("the person is not declared absent on {on}")]
    NotAbsent {
        /// The day asked about.
        on: Date,
    },
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

impl AbsenceDeclared {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.absence.since, Fact::Absent(self.absence.clone()))
    }
}

impl AbsenceEnded {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::AbsenceEnded(self.on))
    }
}

impl Register {
    /// Records a declared absence.
    pub fn declare_absence(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &AbsenceReport,
    ) -> Result<Recorded, AbsenceError> {
        let absentee = subject::load_living(tx, report.person)?;
        let (since, until) = (report.since, report.until);
        if since > self.today().saturating_add(1.year()) {
            return Err(AbsenceError::TooFarAhead);
        }
        check_order_in(Thread::Absence, since, &absentee)?;
        if until.is_some_and(|until| until <= since) {
            return Err(AbsenceError::EndsBeforeItBegins);
        }
        let state = &absentee.state;
        let is_elsewhere = state
            .temporary_residence
            .as_ref()
            .is_some_and(|residence| residence.holds_on(since));
        if state.residence.is_none() && !is_elsewhere {
            return Err(AbsenceError::HasNoResidence);
        }
        if report.ground == AbsenceGround::TwelveMonths {
            if is_elsewhere {
                return Err(AbsenceError::HasTemporaryResidence);
            }
            if until.is_some_and(|until| until < since.saturating_add(12.months())) {
                return Err(AbsenceError::TooShort);
            }
        }
        let body = EventBody::AbsenceDeclared(AbsenceDeclared {
            person: absentee.person,
            absence: Absence {
                since,
                until,
                whereabouts: report.whereabouts.clone(),
            },
        });
        Ok(self.record(tx, act, body, vec![absentee])?)
    }

    /// Records that somebody came back, from a journey without a day of return or before that day.
    pub fn end_absence(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: AbsenceEndReport,
    ) -> Result<Recorded, AbsenceError> {
        let absentee = subject::load_living(tx, report.person)?;
        let (person, on) = (absentee.person, report.on);
        self.check_day_in(Thread::Absence, on, &absentee)?;
        let absence = absentee.state.absence.as_ref();
        if !absence.is_some_and(|absence| absence.holds_on(on)) {
            return Err(AbsenceError::NotAbsent { on });
        }
        let body = EventBody::AbsenceEnded(AbsenceEnded { person, on });
        Ok(self.record(tx, act, body, vec![absentee])?)
    }
}
