//! Links.

use danh_store::{Param, Row, StoreError, Tx, params};
use danh_vocabulary::{PersonId, SyncRunId};

use super::corrupt;
use crate::link_row::{Decision, LinkRow};

/// Which rows of `sync_link` are seen: those of the agency's published run.
const SEEN: &str = "since_run <= (SELECT published_run FROM sync_agency WHERE sync_agency.agency = sync_link.agency)
    AND (until_run IS NULL OR until_run >
        (SELECT published_run FROM sync_agency WHERE sync_agency.agency = sync_link.agency))";

const COLUMNS: &str = "record_key, since_run, content, person_id, decision, method, probability, levels, review_use, record";

const INSERTED: [&str; 11] = [
    "agency",
    "record_key",
    "since_run",
    "content",
    "person_id",
    "decision",
    "method",
    "probability",
    "levels",
    "review_use",
    "record",
];

/// Puts links into the database.
pub(crate) fn links_insert(
    tx: &mut Tx<'_>,
    agency: &str,
    links: &[LinkRow],
) -> Result<(), StoreError> {
    let row = |link| row_of(agency, link);
    tx.bulk_insert("sync_link", &INSERTED, links.iter().map(row))
        .map(drop)
}

fn row_of<'a>(agency: &'a str, link: &'a LinkRow) -> [Param<'a>; 11] {
    [
        agency.into(),
        (&link.key).into(),
        link.since.as_i64().into(),
        link.content.into(),
        link.person.map(PersonId::as_i64).into(),
        link.decision.as_str().into(),
        (&link.method).into(),
        link.probability.into(),
        (&link.levels).into(),
        link.review_use.into(),
        (&link.record).into(),
    ]
}

/// Ends a record's link with a run: what is seen until that run is published stays.
pub(crate) fn link_end(
    tx: &mut Tx<'_>,
    (agency, key): (&str, &str),
    run: SyncRunId,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE sync_link SET until_run = $1
         WHERE agency = $2 AND record_key = $3 AND until_run IS NULL AND since_run < $1",
        params![run.as_i64(), agency, key],
    )
}

/// The link of a record that is seen.
pub fn link_of_record(
    tx: &mut Tx<'_>,
    agency: &str,
    key: &str,
) -> Result<Option<LinkRow>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM sync_link WHERE agency = $1 AND record_key = $2 AND {SEEN}");
    let row = tx.query_opt(&sql, params![agency, key])?;
    row.map(|row| link(&row)).transpose()
}

/// The links of an agency that are seen, in the order of their keys, after one of them.
pub fn links_after(
    tx: &mut Tx<'_>,
    agency: &str,
    after: &str,
    limit: u32,
) -> Result<Vec<LinkRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sync_link WHERE agency = $1 AND record_key > $2 AND {SEEN}
         ORDER BY record_key LIMIT $3"
    );
    let rows = tx.query(&sql, params![agency, after, i64::from(limit)])?;
    rows.iter().map(link).collect()
}

/// The records that are surely a person's, as they are seen.
pub fn links_of_person(
    tx: &mut Tx<'_>,
    agency: &str,
    person: PersonId,
) -> Result<Vec<LinkRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sync_link
         WHERE person_id = $1 AND agency = $2 AND decision = 'match' AND {SEEN} ORDER BY record_key"
    );
    let rows = tx.query(&sql, params![person.as_i64(), agency])?;
    rows.iter().map(link).collect()
}

/// The doubtful links that are seen, the most useful first, after one of them.
pub(crate) fn links_for_review(
    tx: &mut Tx<'_>,
    agency: &str,
    after: Option<(i64, &str)>,
    limit: u32,
) -> Result<Vec<LinkRow>, StoreError> {
    let (most, key) = after.unwrap_or((i64::MAX, ""));
    let sql = format!(
        "SELECT {COLUMNS} FROM sync_link
         WHERE agency = $1 AND review_use IS NOT NULL
           AND (review_use < $2 OR (review_use = $2 AND record_key > $3)) AND {SEEN}
         ORDER BY review_use DESC, record_key LIMIT $4"
    );
    let rows = tx.query(&sql, params![agency, most, key, i64::from(limit)])?;
    rows.iter().map(link).collect()
}

/// How many links are seen, by decision.
pub fn link_counts(tx: &mut Tx<'_>, agency: &str) -> Result<Vec<(String, u64)>, StoreError> {
    let sql = format!(
        "SELECT decision, COUNT(*) FROM sync_link WHERE agency = $1 AND {SEEN}
         GROUP BY decision ORDER BY decision"
    );
    let rows = tx.query(&sql, params![agency])?;
    rows.iter()
        .map(|row| Ok((row.get(0)?, row.get::<i64>(1)?.unsigned_abs())))
        .collect()
}

/// Writes what an officer decided into every row of the record that counts, now or when it is published.
pub(crate) fn link_decide(
    tx: &mut Tx<'_>,
    (agency, key, person): (&str, &str, PersonId),
    decision: Decision,
) -> Result<u64, StoreError> {
    let kept = (decision == Decision::Match).then_some(person.as_i64());
    tx.execute(
        "UPDATE sync_link SET decision = $1, method = 'officer', review_use = NULL, person_id = $2
         WHERE agency = $3 AND record_key = $4 AND person_id = $5 AND until_run IS NULL",
        params![decision.as_str(), kept, agency, key, person.as_i64()],
    )
}

/// Whether another record of the agency is the person's, published or staged.
pub(crate) fn person_has_other_record(
    tx: &mut Tx<'_>,
    (agency, key): (&str, &str),
    person: PersonId,
) -> Result<bool, StoreError> {
    let row = tx.query_opt(
        "SELECT 1 FROM sync_link WHERE person_id = $1 AND agency = $2 AND record_key <> $3
           AND decision = 'match' AND until_run IS NULL LIMIT 1",
        params![person.as_i64(), agency, key],
    )?;
    Ok(row.is_some())
}

/// Takes back what a run put into some of the database; the last key that was looked at, if there may be more.
pub(crate) fn links_take_back(
    tx: &mut Tx<'_>,
    (agency, after): (&str, &str),
    run: SyncRunId,
    limit: u32,
) -> Result<Option<String>, StoreError> {
    let rows = tx.query(
        "SELECT record_key FROM sync_link WHERE agency = $1 AND record_key > $2
         ORDER BY record_key LIMIT $3",
        params![agency, after, i64::from(limit)],
    )?;
    let Some(last) = rows.last() else {
        return Ok(None);
    };
    let last: String = last.get(0)?;
    let range = params![run.as_i64(), agency, after, &last];
    tx.execute(
        "DELETE FROM sync_link
         WHERE since_run = $1 AND agency = $2 AND record_key > $3 AND record_key <= $4",
        range,
    )?;
    tx.execute(
        "UPDATE sync_link SET until_run = NULL
         WHERE until_run = $1 AND agency = $2 AND record_key > $3 AND record_key <= $4",
        range,
    )?;
    Ok(Some(last))
}

fn link(row: &Row) -> Result<LinkRow, StoreError> {
    Ok(LinkRow {
        key: row.get(0)?,
        since: SyncRunId::from_i64(row.get(1)?),
        content: row.get(2)?,
        person: row.get::<Option<i64>>(3)?.map(PersonId::from_i64),
        decision: row.get::<String>(4)?.parse().map_err(corrupt)?,
        method: row.get(5)?,
        probability: row.get(6)?,
        levels: row.get(7)?,
        review_use: row.get(8)?,
        record: row.get(9)?,
    })
}
