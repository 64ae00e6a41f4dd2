//! Permanent residence deleted (xoá đăng ký thường trú): Law on Residence 2020, art. 24.

use danh_vocabulary::{HouseholdId, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};

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

impl ResidenceDeleted {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::ResidenceDeleted)
    }
}
