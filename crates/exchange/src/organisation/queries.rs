//! The tables of organisations and their keys.

use danh_keys::PublicKey;
use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{Timestamp, canonical};

use super::{Organisation, OrganisationKey};
use crate::identifier::OrganisationId;

pub(crate) const TABLES: &str = "
    CREATE TABLE organisation (
        organisation_id TEXT NOT NULL PRIMARY KEY,
        document TEXT NOT NULL
    );
    -- Keys are never removed. The id is the thumbprint of the key.
    CREATE TABLE organisation_key (
        key_id TEXT NOT NULL PRIMARY KEY,
        organisation_id TEXT NOT NULL,
        jwk TEXT NOT NULL,
        valid_from BIGINT NOT NULL,
        valid_until BIGINT NOT NULL,
        revoked_at BIGINT
    );
    CREATE INDEX organisation_key_of ON organisation_key (organisation_id);
";

/// A key with the organisation whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// The key.
    pub key: OrganisationKey,
    /// Whose.
    pub organisation: Organisation,
}

/// Writes an organisation down, or what it is called now.
pub fn organisation_put(tx: &mut Tx<'_>, organisation: &Organisation) -> Result<(), StoreError> {
    let document = canonical::to_string(organisation).expect("an organisation is text");
    tx.put(
        "INSERT INTO organisation (organisation_id, document) VALUES ($1, $2)
         ON CONFLICT (organisation_id) DO UPDATE SET document = $2",
        params![organisation.id.as_str(), &document],
    )
}

/// The organisation of that id.
pub fn organisation_by_id(
    tx: &mut Tx<'_>,
    id: &OrganisationId,
) -> Result<Option<Organisation>, StoreError> {
    let row = tx.query_opt(
        "SELECT document FROM organisation WHERE organisation_id = $1",
        params![id.as_str()],
    )?;
    row.map(|row| organisation(&row.get::<String>(0)?))
        .transpose()
}

/// Every organisation, by id.
pub fn organisation_list(tx: &mut Tx<'_>) -> Result<Vec<Organisation>, StoreError> {
    let rows = tx.query(
        "SELECT document FROM organisation ORDER BY organisation_id",
        &[],
    )?;
    rows.iter()
        .map(|row| organisation(&row.get::<String>(0)?))
        .collect()
}

/// Gives an organisation a key. False when there is a key with that thumbprint already, whosever it is.
pub fn organisation_key_add(tx: &mut Tx<'_>, key: &OrganisationKey) -> Result<bool, StoreError> {
    tx.claim(
        "INSERT INTO organisation_key
         (key_id, organisation_id, jwk, valid_from, valid_until, revoked_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (key_id) DO NOTHING",
        params![
            &key.id,
            key.organisation.as_str(),
            &key.key.to_jwk(),
            key.valid_from.micros(),
            key.valid_until.micros(),
            key.revoked_at.map(Timestamp::micros)
        ],
    )
}

/// Revokes a key from an instant on. False when there is no such key, or it was revoked before.
pub fn organisation_key_revoke(
    tx: &mut Tx<'_>,
    key_id: &str,
    at: Timestamp,
) -> Result<bool, StoreError> {
    tx.claim(
        "UPDATE organisation_key SET revoked_at = $1 WHERE key_id = $2 AND revoked_at IS NULL",
        params![at.micros(), key_id],
    )
}

/// The key of that thumbprint, and whose it is.
pub fn organisation_key_by_id(tx: &mut Tx<'_>, key_id: &str) -> Result<Option<KeyRow>, StoreError> {
    let row = tx.query_opt(
        "SELECT key_id, organisation_key.organisation_id, jwk, valid_from, valid_until, revoked_at, document
         FROM organisation_key JOIN organisation
           ON organisation.organisation_id = organisation_key.organisation_id
         WHERE key_id = $1",
        params![key_id],
    )?;
    row.map(|row| {
        Ok(KeyRow {
            key: key(&row)?,
            organisation: organisation(&row.get::<String>(6)?)?,
        })
    })
    .transpose()
}

/// The keys of an organisation, the earliest first.
pub fn organisation_keys(
    tx: &mut Tx<'_>,
    id: &OrganisationId,
) -> Result<Vec<OrganisationKey>, StoreError> {
    let rows = tx.query(
        "SELECT key_id, organisation_id, jwk, valid_from, valid_until, revoked_at
         FROM organisation_key WHERE organisation_id = $1 ORDER BY valid_from, key_id",
        params![id.as_str()],
    )?;
    rows.iter().map(key).collect()
}

fn key(row: &Row) -> Result<OrganisationKey, StoreError> {
    let id: String = row.get(0)?;
    let jwk: String = row.get(2)?;
    let organisation: String = row.get(1)?;
    Ok(OrganisationKey {
        key: PublicKey::of_jwk(&jwk).map_err(|error| damaged(&id, &error))?,
        organisation: organisation.parse().map_err(|error| damaged(&id, &error))?,
        valid_from: Timestamp::from_micros(row.get(3)?),
        valid_until: Timestamp::from_micros(row.get(4)?),
        revoked_at: row.get::<Option<i64>>(5)?.map(Timestamp::from_micros),
        id,
    })
}

fn organisation(document: &str) -> Result<Organisation, StoreError> {
    serde_json::from_str(document).map_err(|error| damaged(document, &error))
}

fn damaged(what: &str, why: &dyn std::fmt::Display) -> StoreError {
    StoreError::Corrupt {
        detail: format!("`{what}` of an organisation cannot be read: {why}"),
    }
}
