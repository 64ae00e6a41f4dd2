//! A request is answered once: the word that makes it one of its kind is remembered for as long as it could come again.

use std::str::FromStr;

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::Timestamp;

use crate::identifier::OrganisationId;

pub(crate) const TABLES: &str = "
    -- What was asked once is not asked again while its signature could still count.
    CREATE TABLE request_nonce (
        organisation_id TEXT NOT NULL,
        nonce TEXT NOT NULL,
        until_at BIGINT NOT NULL,
        PRIMARY KEY (organisation_id, nonce)
    ) WITHOUT ROWID;
    CREATE INDEX request_nonce_until ON request_nonce (until_at);
";

/// A word that a request bears and no other of its organisation: 16 to 128 visible characters of ASCII.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Nonce(Box<str>);

/// The text is no such word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a nonce has 16 to 128 visible characters of ASCII")]
pub struct NonceError;

impl Nonce {
    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Nonce {
    type Err = NonceError;

    fn from_str(text: &str) -> Result<Self, NonceError> {
        let fits = (16..=128).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| Self(text.into())).ok_or(NonceError)
    }
}

/// Notes that a request came; false when it came before. It is remembered until `until_at`.
pub(crate) fn nonce_claim(
    tx: &mut Tx<'_>,
    organisation: &OrganisationId,
    nonce: &Nonce,
    until_at: Timestamp,
) -> Result<bool, StoreError> {
    tx.claim(
        "INSERT INTO request_nonce (organisation_id, nonce, until_at) VALUES ($1, $2, $3)
         ON CONFLICT (organisation_id, nonce) DO NOTHING",
        params![organisation.as_str(), nonce.as_str(), until_at.micros()],
    )
}

/// Forgets those that could not come again.
pub fn nonces_remove_expired(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM request_nonce WHERE until_at <= $1",
        params![now.micros()],
    )
}
