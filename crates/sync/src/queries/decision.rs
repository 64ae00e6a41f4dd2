//! Officers' decisions.

use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{LinkDecisionId, PersonId, Timestamp};

use super::corrupt;
use crate::review::{LinkDecision, Verdict};

const COLUMNS: &str = "decision_id, record_key, person_id, verdict, actor, decided_at, record_digest, person_digest, note";

pub(crate) fn decision_insert(
    tx: &mut Tx<'_>,
    agency: &str,
    decision: &LinkDecision,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO sync_decision (decision_id, agency, record_key, person_id, verdict, actor, decided_at,
             record_digest, person_digest, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            decision.id.as_i64(),
            agency,
            &decision.key,
            decision.person.as_i64(),
            decision.verdict.as_str(),
            &decision.actor.to_string(),
            decision.at.micros(),
            decision.record_digest,
            decision.person_digest,
            &decision.note
        ],
    )
    .map(drop)
}

/// What was decided of a record, the oldest first.
pub(crate) fn decisions_of_record(
    tx: &mut Tx<'_>,
    agency: &str,
    key: &str,
) -> Result<Vec<LinkDecision>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sync_decision WHERE agency = $1 AND record_key = $2 ORDER BY decision_id"
    );
    let rows = tx.query(&sql, params![agency, key])?;
    rows.iter().map(decision).collect()
}

/// The last decision of an agency's records, by which it is seen that there was another.
pub(crate) fn decision_last(
    tx: &mut Tx<'_>,
    agency: &str,
) -> Result<Option<LinkDecisionId>, StoreError> {
    let row = tx.query_one(
        "SELECT MAX(decision_id) FROM sync_decision WHERE agency = $1",
        params![agency],
    )?;
    Ok(row.get::<Option<i64>>(0)?.map(LinkDecisionId::from_i64))
}

fn decision(row: &Row) -> Result<LinkDecision, StoreError> {
    Ok(LinkDecision {
        id: LinkDecisionId::from_i64(row.get(0)?),
        key: row.get(1)?,
        person: PersonId::from_i64(row.get(2)?),
        verdict: row.get::<String>(3)?.parse::<Verdict>().map_err(corrupt)?,
        actor: row.get::<String>(4)?.parse().map_err(corrupt)?,
        at: Timestamp::from_micros(row.get(5)?),
        record_digest: row.get(6)?,
        person_digest: row.get(7)?,
        note: row.get(8)?,
    })
}
