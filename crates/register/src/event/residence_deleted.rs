//! Permanent residence deleted (xoá đăng ký thường trú): Law on Residence 2020, art. 24.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{HouseholdId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::DayError;
use crate::act::Act;
use crate::event::EventBody;
use crate::facts::{Dated, Fact, Thread};
use crate::person::Relationship;
use crate::record::Recorded;
use crate::subject::{Seen, SubjectError};
use crate::{Register, person_queries, subject};

/// What the register keeps of a residence deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResidenceDeleted {
    /// Whose.
    pub person: PersonId,
    /// The household they belonged to.
    pub left: HouseholdId,
    /// Why.
    pub reason: DeletionReason,
    /// From when.
    pub on: Date,
}

/// Why a permanent residence is deleted (art. 24.1). Death deletes it without an event of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeletionReason {
    /// Went abroad to settle there (b).
    SettledAbroad,
    /// The registration was revoked (c).
    RegistrationRevoked,
    /// Away for twelve months and more without temporary residence or declared absence (d).
    AwayForAYear,
    /// Gave up Vietnamese nationality, or it was revoked (đ).
    NationalityLost,
    /// The right to live there ended twelve months ago (e, g).
    RightToLiveThereEnded,
    /// The owner no longer agrees (h).
    OwnerDisagrees,
    /// The dwelling was pulled down or taken back (i).
    DwellingGone,
}

/// What is decided.
#[derive(Debug, Clone, Copy)]
pub struct ResidenceDeletionReport {
    /// Whose, as the officer saw them.
    pub person: Seen,
    /// Why.
    pub reason: DeletionReason,
    /// From when.
    pub on: Date,
}

/// Why a residence cannot be deleted.
#[derive(Debug, thiserror::Error)]
pub enum ResidenceDeletionError {
    /// There is none.
    #[error("the person has no permanent residence")]
    HasNoResidence,
    /// The household would be left without a head (art. 10.4).
    #[error("the person is the head of a household of others; appoint another head first")]
    IsHead,
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

impl ResidenceDeleted {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::ResidenceDeleted)
    }
}

impl Register {
    /// Deletes a permanent residence; another can be registered afterwards.
    pub fn delete_residence(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: ResidenceDeletionReport,
    ) -> Result<Recorded, ResidenceDeletionError> {
        let resident = subject::load_living(tx, report.person)?;
        let home = resident.state.residence.as_ref();
        let home = home.ok_or(ResidenceDeletionError::HasNoResidence)?;
        let (person, left) = (resident.person, home.household);
        self.check_day_in(Thread::Residence, report.on, &resident)?;
        if home.relationship == Relationship::Head {
            // Whoever is hidden from the officer stays where they are; who sees them names another head.
            let members = person_queries::living_members_seen_by(tx, left, act.viewer())?;
            if members.iter().any(|(member, _)| *member != person) {
                return Err(ResidenceDeletionError::IsHead);
            }
        }
        let body = EventBody::ResidenceDeleted(ResidenceDeleted {
            person,
            left,
            reason: report.reason,
            on: report.on,
        });
        Ok(self.record(tx, act, body, vec![resident])?)
    }
}
