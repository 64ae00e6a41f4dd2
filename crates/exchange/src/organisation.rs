//! Organisations that ask the register, and the keys by which their requests are known.
//!
//! A key is named by its thumbprint (RFC 7638) and belongs to one organisation. It counts from a day until another, and not
//! from the instant at which it is revoked; it is never removed, so that old receipts and records can be explained.

mod queries;

use danh_keys::PublicKey;
use danh_vocabulary::Timestamp;
use serde::{Deserialize, Serialize};

pub(crate) use self::queries::TABLES;
pub use self::queries::{
    KeyRow, organisation_by_id, organisation_key_add, organisation_key_by_id,
    organisation_key_revoke, organisation_keys, organisation_list, organisation_put,
};
use crate::identifier::OrganisationId;

/// An organisation that asks the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its stable name.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// The name, as in `Ngân hàng Mẫu`.
    pub name: String,
    /// The name in English.
    pub name_english: String,
}

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// Tổ chức tín dụng.
    Bank,
    /// Cơ sở khám bệnh, chữa bệnh.
    Hospital,
    /// Cổng dịch vụ công.
    Portal,
    /// Cơ quan nhà nước.
    Agency,
    /// Tổ chức hành nghề công chứng.
    Notary,
}

/// A key of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationKey {
    /// Its thumbprint.
    pub id: String,
    /// Whose.
    pub organisation: OrganisationId,
    /// The key.
    pub key: PublicKey,
    /// The first instant at which it counts.
    pub valid_from: Timestamp,
    /// The first instant at which it counts no more.
    pub valid_until: Timestamp,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Timestamp>,
}

/// Whether a key counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStanding {
    /// It counts.
    Valid,
    /// Its time has not come.
    NotYetValid,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

impl OrganisationKey {
    /// A key that counts for a time.
    pub fn new(
        organisation: OrganisationId,
        key: PublicKey,
        valid: std::ops::Range<Timestamp>,
    ) -> Self {
        Self {
            id: key.thumbprint(),
            organisation,
            key,
            valid_from: valid.start,
            valid_until: valid.end,
            revoked_at: None,
        }
    }

    /// Whether it counts at an instant. That it was revoked is told before all else.
    pub fn standing_at(&self, now: Timestamp) -> KeyStanding {
        if self.revoked_at.is_some_and(|revoked| revoked <= now) {
            KeyStanding::Revoked
        } else if now < self.valid_from {
            KeyStanding::NotYetValid
        } else if now >= self.valid_until {
            KeyStanding::Expired
        } else {
            KeyStanding::Valid
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_counts_for_its_time_unless_it_is_revoked() {
        let at = Timestamp::from_micros;
        let key = PublicKey::ed25519(danh_keys::Signer::from_seed(&[1; 32]).public_key());
        let mut key = OrganisationKey::new("ngan-hang".parse().unwrap(), key, at(10)..at(20));
        let standings = |key: &OrganisationKey| [9, 10, 19, 20].map(|now| key.standing_at(at(now)));
        assert_eq!(
            standings(&key),
            [
                KeyStanding::NotYetValid,
                KeyStanding::Valid,
                KeyStanding::Valid,
                KeyStanding::Expired
            ]
        );
        key.revoked_at = Some(at(19));
        assert_eq!(
            standings(&key),
            [
                KeyStanding::NotYetValid,
                KeyStanding::Valid,
                KeyStanding::Revoked,
                KeyStanding::Revoked
            ]
        );
    }
}
