//! The abode of who has neither permanent nor temporary residence (khai báo thông tin về cư trú): Law on Residence 2020, art. 19;
//! Decree 154/2024/ND-CP, art. 4.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, UnitCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::commune::UnknownCommune;
use super::day::DayError;
use crate::act::Act;
use crate::event::EventBody;
use crate::facts::{Dated, Fact, Thread};
use crate::person::Abode;
use crate::record::Recorded;
use crate::subject::{Seen, SubjectError};
use crate::{Register, subject};

/// What the register keeps of a declared abode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbodeDeclared {
    /// Who.
    pub person: PersonId,
    /// Where, since when.
    pub abode: Abode,
}

/// What is declared to the residence officer.
#[derive(Debug, Clone)]
pub struct AbodeReport {
    /// Who, as the officer saw them.
    pub person: Seen,
    /// The commune where they actually live, by its code on the day. Who lives at no address has a commune all the same (art. 19.1).
    pub unit: UnitCode,
    /// House number, street, hamlet.
    pub detail: Option<String>,
    /// Since when.
    pub since: Date,
}

/// Why an abode cannot be recorded.
#[derive(Debug, thiserror::Error)]
pub enum AbodeError {
    /// Art. 19 is for who has no residence.
    #[error("the person has a permanent residence")]
    HasResidence,
    /// Art. 19 is for who has no residence.
    #[error("the person has a temporary residence until {until}")]
    HasTemporaryResidence {
        /// Its last day.
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

impl AbodeDeclared {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.abode.since, Fact::Dwells(self.abode.clone()))
    }
}

impl Register {
    /// Records where somebody lives who can register a residence nowhere.
    pub fn declare_abode(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &AbodeReport,
    ) -> Result<Recorded, AbodeError> {
        let dweller = subject::load_living(tx, report.person)?;
        let since = report.since;
        self.check_day_in(Thread::Abode, since, &dweller)?;
        if dweller.state.residence.is_some() {
            return Err(AbodeError::HasResidence);
        }
        let temporary = dweller.state.temporary_residence.as_ref();
        if let Some(residence) = temporary.filter(|residence| residence.holds_on(since)) {
            let until = residence.until;
            return Err(AbodeError::HasTemporaryResidence { until });
        }
        let abode = Abode {
            place: self.commune(report.unit, since)?,
            detail: report.detail.clone(),
            since,
        };
        let body = EventBody::AbodeDeclared(AbodeDeclared {
            person: dweller.person,
            abode,
        });
        Ok(self.record(tx, act, body, vec![dweller])?)
    }
}
