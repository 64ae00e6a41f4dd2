//! The table of agreements: one row a version, whose text never changes.

use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{OfficerId, Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Agreement, Standing};
use crate::identifier::{AgreementId, OrganisationId};
use crate::organisation::organisation_by_id;

pub(crate) const TABLES: &str = "
    -- One row an approved version; its document is never changed.
    CREATE TABLE agreement (
        agreement_id TEXT NOT NULL,
        version BIGINT NOT NULL,
        organisation_id TEXT NOT NULL,
        document TEXT NOT NULL,
        -- Who drafted and who approved it, when.
        approval TEXT NOT NULL,
        -- Who stopped it, when; nothing while it is not stopped.
        suspension TEXT,
        PRIMARY KEY (agreement_id, version)
    );
    CREATE INDEX agreement_of ON agreement (organisation_id);
";

/// Who decided something about an agreement, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Who drafted or proposed it; nobody, where it came with the demo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<OfficerId>,
    /// The second officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<OfficerId>,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// An approved version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementRow {
    /// What it says.
    pub agreement: Agreement,
    /// Who approved it.
    pub approval: Approval,
    /// Who stopped it, if it is stopped.
    pub suspended: Option<Approval>,
}

/// Why a version is not written down.
#[derive(Debug, thiserror::Error)]
pub enum AgreementRecordError {
    /// There is no such organisation.
    #[error("there is no organisation `{0}`")]
    UnknownOrganisation(OrganisationId),
    /// Another version is next.
    #[error("the next version is {next}")]
    NotNext {
        /// Which.
        next: u32,
    },
    /// An agreement is with one organisation.
    #[error("the agreement is with another organisation")]
    OtherOrganisation,
    /// There is no such agreement, or it is stopped already, or it is not stopped.
    #[error("the agreement does not stand so that this can be done")]
    NotStanding,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes an approved version down. It must be without [fault](super::faults) and the next one.
pub fn agreement_record(
    tx: &mut Tx<'_>,
    agreement: &Agreement,
    approval: &Approval,
) -> Result<(), AgreementRecordError> {
    let organisation = organisation_by_id(tx, &agreement.organisation)?;
    if organisation.is_none() {
        let id = agreement.organisation.clone();
        return Err(AgreementRecordError::UnknownOrganisation(id));
    }
    let before = agreement_versions(tx, &agreement.id)?;
    let last = before.last().map(|row| &row.agreement);
    let next = last.map_or(1, |last| last.version + 1);
    if agreement.version != next {
        return Err(AgreementRecordError::NotNext { next });
    }
    if last.is_some_and(|last| last.organisation != agreement.organisation) {
        return Err(AgreementRecordError::OtherOrganisation);
    }
    tx.execute(
        "INSERT INTO agreement (agreement_id, version, organisation_id, document, approval)
         VALUES ($1, $2, $3, $4, $5)",
        params![
            agreement.id.as_str(),
            i64::from(agreement.version),
            agreement.organisation.as_str(),
            &agreement.to_document(),
            &approval_document(approval)
        ],
    )?;
    Ok(())
}

/// Stops an agreement: its newest version, and so all of them.
pub fn agreement_suspend(
    tx: &mut Tx<'_>,
    id: &AgreementId,
    decision: &Approval,
) -> Result<(), AgreementRecordError> {
    let changed = tx.execute(
        "UPDATE agreement SET suspension = $1
         WHERE agreement_id = $2 AND suspension IS NULL",
        params![&approval_document(decision), id.as_str()],
    )?;
    expect_changed(changed)
}

/// Lets a stopped agreement count again.
pub fn agreement_resume(tx: &mut Tx<'_>, id: &AgreementId) -> Result<(), AgreementRecordError> {
    let changed = tx.execute(
        "UPDATE agreement SET suspension = NULL
         WHERE agreement_id = $1 AND suspension IS NOT NULL",
        params![id.as_str()],
    )?;
    expect_changed(changed)
}

const fn expect_changed(changed: u64) -> Result<(), AgreementRecordError> {
    if changed == 0 {
        return Err(AgreementRecordError::NotStanding);
    }
    Ok(())
}

/// All versions of an agreement, the first first.
pub fn agreement_versions(
    tx: &mut Tx<'_>,
    id: &AgreementId,
) -> Result<Vec<AgreementRow>, StoreError> {
    let rows = tx.query(
        "SELECT document, approval, suspension FROM agreement
         WHERE agreement_id = $1 ORDER BY version",
        params![id.as_str()],
    )?;
    rows.iter().map(agreement_row).collect()
}

/// One version of an agreement.
pub fn agreement_version(
    tx: &mut Tx<'_>,
    id: &AgreementId,
    version: u32,
) -> Result<Option<AgreementRow>, StoreError> {
    let row = tx.query_opt(
        "SELECT document, approval, suspension FROM agreement
         WHERE agreement_id = $1 AND version = $2",
        params![id.as_str(), i64::from(version)],
    )?;
    row.as_ref().map(agreement_row).transpose()
}

/// The newest version of every agreement, by its id.
pub fn agreements_newest(tx: &mut Tx<'_>) -> Result<Vec<AgreementRow>, StoreError> {
    let rows = tx.query(
        "SELECT document, approval, suspension FROM agreement
         WHERE NOT EXISTS (
            SELECT 1 FROM agreement AS later
            WHERE later.agreement_id = agreement.agreement_id AND later.version > agreement.version)
         ORDER BY agreement_id",
        &[],
    )?;
    rows.iter().map(agreement_row).collect()
}

/// The version of an agreement that counts on a day.
pub fn agreement_in_force(
    tx: &mut Tx<'_>,
    id: &AgreementId,
    today: Date,
) -> Result<Option<Agreement>, StoreError> {
    let versions = agreement_versions(tx, id)?;
    let mut numbers = versions.iter().map(|row| row.agreement.version);
    let in_force = numbers.find(|version| {
        let standing = Standing::of(&versions, *version, today);
        matches!(standing, Some(Standing::InForce { .. }))
    });
    let mut rows = versions.into_iter();
    Ok(rows
        .find(|row| Some(row.agreement.version) == in_force)
        .map(|row| row.agreement))
}

fn agreement_row(row: &Row) -> Result<AgreementRow, StoreError> {
    let suspended: Option<String> = row.get(2)?;
    Ok(AgreementRow {
        agreement: parse(&row.get::<String>(0)?)?,
        approval: parse(&row.get::<String>(1)?)?,
        suspended: suspended.map(|text| parse(&text)).transpose()?,
    })
}

fn approval_document(approval: &Approval) -> String {
    danh_vocabulary::canonical::to_string(approval).expect("an approval is text")
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt {
        detail: format!("an agreement cannot be read: {error}"),
    })
}
