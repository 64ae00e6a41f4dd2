//! Protection ordered and lifted: from then on only named officers see the person. See [`crate::Viewer`].

use std::collections::BTreeSet;

use danh_store::{StoreError, Tx};
use danh_vocabulary::{OfficerId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::DayError;
use crate::act::Act;
use crate::event::EventBody;
use crate::facts::{Dated, Fact, Thread};
use crate::person::Protection;
use crate::record::Recorded;
use crate::subject::{Seen, SubjectError};
use crate::{Register, subject};

/// What the register keeps of an order; a later order replaces the officers of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtectionOrdered {
    /// Who is protected.
    pub person: PersonId,
    /// Who may see them, ascending.
    pub officers: Vec<OfficerId>,
    /// From when.
    pub on: Date,
}

/// What the register keeps of the end of a protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtectionLifted {
    /// Who was protected.
    pub person: PersonId,
    /// From when.
    pub on: Date,
}

/// What is ordered.
#[derive(Debug, Clone)]
pub struct ProtectionReport {
    /// Who is to be protected, as the officer saw them; the dead may be, for the sake of their family.
    pub person: Seen,
    /// Who may see them.
    pub officers: BTreeSet<OfficerId>,
    /// From when.
    pub on: Date,
}

/// What ends an order.
#[derive(Debug, Clone, Copy)]
pub struct ProtectionEndReport {
    /// Who is protected, as the officer saw them.
    pub person: Seen,
    /// From when no more.
    pub on: Date,
}

/// Why a protection cannot be ordered or lifted.
#[derive(Debug, thiserror::Error)]
pub enum ProtectionError {
    /// Nobody could ever lift it.
    #[error("name at least one officer who may see the person")]
    NoOfficers,
    /// The same officers may see them already.
    #[error("the person is protected and the same officers may see them already")]
    NothingChanges,
    /// There is nothing to lift.
    #[error("the person is not protected")]
    NotProtected,
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

impl ProtectionOrdered {
    pub(crate) fn fact(&self) -> Dated {
        let protection = Protection {
            officers: self.officers.clone(),
            since: self.on,
        };
        Dated::on(self.on, Fact::Protected(protection))
    }
}

impl ProtectionLifted {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::ProtectionLifted)
    }
}

impl Register {
    /// Hides a person from everyone but the officers named, or names others.
    pub fn order_protection(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &ProtectionReport,
    ) -> Result<Recorded, ProtectionError> {
        let officers: Vec<OfficerId> = report.officers.iter().copied().collect();
        if officers.is_empty() {
            return Err(ProtectionError::NoOfficers);
        }
        let subject = subject::load_unmerged(tx, report.person)?;
        self.check_day_in(Thread::Protection, report.on, &subject)?;
        let present = subject.state.protection.as_ref();
        if present.is_some_and(|present| present.officers == officers) {
            return Err(ProtectionError::NothingChanges);
        }
        let body = EventBody::ProtectionOrdered(ProtectionOrdered {
            person: subject.person,
            officers,
            on: report.on,
        });
        Ok(self.record(tx, act, body, vec![subject])?)
    }

    /// Lets everyone see the person again.
    pub fn lift_protection(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: ProtectionEndReport,
    ) -> Result<Recorded, ProtectionError> {
        let subject = subject::load_unmerged(tx, report.person)?;
        self.check_day_in(Thread::Protection, report.on, &subject)?;
        if subject.state.protection.is_none() {
            return Err(ProtectionError::NotProtected);
        }
        let body = EventBody::ProtectionLifted(ProtectionLifted {
            person: subject.person,
            on: report.on,
        });
        Ok(self.record(tx, act, body, vec![subject])?)
    }
}
