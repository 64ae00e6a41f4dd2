//! Cases for registrars.

use danh_register::Actor;
use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{PersonId, SyncRunId, Timestamp};

use super::corrupt;
use crate::findings::CaseCode;

/// What the register may have wrong, as an agency's record makes one think.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterCase {
    /// Whose file.
    pub agency: String,
    /// The record.
    pub key: String,
    /// Why somebody should look.
    pub code: CaseCode,
    /// About whom.
    pub person: PersonId,
    /// The run that found it.
    pub run: SyncRunId,
    /// What the record says.
    pub record_says: String,
}

/// Opens a case, unless there is one; whether it was opened.
pub(crate) fn case_open(tx: &mut Tx<'_>, case: &RegisterCase) -> Result<bool, StoreError> {
    let opened = tx.execute(
        "INSERT INTO sync_case (agency, record_key, code, person_id, since_run, record_says)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (agency, record_key, code, person_id) DO NOTHING",
        params![
            &case.agency,
            &case.key,
            case.code.as_str(),
            case.person.as_i64(),
            case.run.as_i64(),
            &case.record_says
        ],
    )?;
    Ok(opened == 1)
}

/// Cases of published runs that nobody has settled, the oldest first, after the first so many.
pub fn cases_open(
    tx: &mut Tx<'_>,
    agency: &str,
    after: u32,
    limit: u32,
) -> Result<Vec<RegisterCase>, StoreError> {
    let rows = tx.query(
        "SELECT agency, record_key, code, person_id, since_run, record_says FROM sync_case
         WHERE agency = $1 AND settled_at IS NULL
           AND since_run <= (SELECT published_run FROM sync_agency WHERE sync_agency.agency = $1)
         ORDER BY since_run, record_key, code LIMIT $2 OFFSET $3",
        params![agency, i64::from(limit), i64::from(after)],
    )?;
    rows.iter().map(case).collect()
}

/// Settles a case: the registrar has looked, and has written a correction or has not.
pub fn case_settle(
    tx: &mut Tx<'_>,
    case: &RegisterCase,
    (actor, note): (&Actor, &str),
    now: Timestamp,
) -> Result<bool, StoreError> {
    let settled = tx.execute(
        "UPDATE sync_case SET settled_by = $1, settled_at = $2, note = $3
         WHERE agency = $4 AND record_key = $5 AND code = $6 AND person_id = $7 AND settled_at IS NULL",
        params![
            &actor.to_string(),
            now.micros(),
            note,
            &case.agency,
            &case.key,
            case.code.as_str(),
            case.person.as_i64()
        ],
    )?;
    Ok(settled == 1)
}

/// Takes back the cases of a run that is given up.
pub(crate) fn cases_take_back(tx: &mut Tx<'_>, run: SyncRunId) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM sync_case WHERE since_run = $1",
        params![run.as_i64()],
    )
    .map(drop)
}

fn case(row: &Row) -> Result<RegisterCase, StoreError> {
    Ok(RegisterCase {
        agency: row.get(0)?,
        key: row.get(1)?,
        code: row.get::<String>(2)?.parse().map_err(corrupt)?,
        person: PersonId::from_i64(row.get(3)?),
        run: SyncRunId::from_i64(row.get(4)?),
        record_says: row.get(5)?,
    })
}
