//! Runs.

use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{SyncRunId, Timestamp};
use jiff::civil::Date;

use super::corrupt;
use crate::phase::Phase;
use crate::report::RunReport;

/// A run with an agency's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its key; a later run has a larger one.
    pub id: SyncRunId,
    /// Whose file.
    pub agency: String,
    /// What the files hold, as a digest.
    pub content: String,
    /// Of which day the files are.
    pub as_of: Date,
    /// How far it is.
    pub phase: Phase,
    /// When it began.
    pub started_at: Timestamp,
    /// When anything of it was last written down.
    pub changed_at: Timestamp,
    /// How much of the journal it knows.
    pub journal_size: u64,
    /// How many of the linked records are in the database.
    pub rows_staged: u64,
    /// How long the file of findings is with them.
    pub findings_bytes: u64,
    /// What came of it so far.
    pub report: RunReport,
}

const COLUMNS: &str = "run_id, agency, content, as_of, phase, started_at, changed_at, journal_size, rows_staged, \
                       findings_bytes, report";

pub(crate) fn run_insert(tx: &mut Tx<'_>, run: &Run) -> Result<(), StoreError> {
    let sql = "INSERT INTO sync_run (run_id, agency, content, as_of, phase, started_at, changed_at, journal_size,
                   rows_staged, findings_bytes, report)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    tx.execute(
        sql,
        params![
            run.id.as_i64(),
            &run.agency,
            &run.content,
            &run.as_of.to_string(),
            run.phase.as_str(),
            run.started_at.micros(),
            run.changed_at.micros(),
            run.journal_size.cast_signed(),
            run.rows_staged.cast_signed(),
            run.findings_bytes.cast_signed(),
            &report_text(&run.report)
        ],
    )
    .map(drop)
}

/// Writes down how far a run is, unless another process has written of it since it was `seen`.
pub(crate) fn run_keep(tx: &mut Tx<'_>, run: &Run, seen: Timestamp) -> Result<(), StoreError> {
    let sql =
        "UPDATE sync_run SET phase = $1, changed_at = $2, journal_size = $3, rows_staged = $4,
                   findings_bytes = $5, report = $6
               WHERE run_id = $7 AND changed_at = $8";
    let changed = tx.execute(
        sql,
        params![
            run.phase.as_str(),
            run.changed_at.micros(),
            run.journal_size.cast_signed(),
            run.rows_staged.cast_signed(),
            run.findings_bytes.cast_signed(),
            &report_text(&run.report),
            run.id.as_i64(),
            seen.micros()
        ],
    )?;
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Contention)
    }
}

/// The run that is not over, of which an agency has one at most.
pub fn run_unfinished(tx: &mut Tx<'_>, agency: &str) -> Result<Option<Run>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sync_run
         WHERE agency = $1 AND phase IN ('received', 'compared', 'linked', 'staged')
         ORDER BY run_id DESC LIMIT 1"
    );
    let row = tx.query_opt(&sql, params![agency])?;
    row.map(|row| run(&row)).transpose()
}

/// The published run with these files, if there was one.
pub(crate) fn run_published_of_content(
    tx: &mut Tx<'_>,
    agency: &str,
    content: &str,
) -> Result<Option<Run>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sync_run
         WHERE agency = $1 AND content = $2 AND phase = 'published' ORDER BY run_id DESC LIMIT 1"
    );
    let row = tx.query_opt(&sql, params![agency, content])?;
    row.map(|row| run(&row)).transpose()
}

/// A run.
pub fn run_by_id(tx: &mut Tx<'_>, id: SyncRunId) -> Result<Option<Run>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM sync_run WHERE run_id = $1");
    let row = tx.query_opt(&sql, params![id.as_i64()])?;
    row.map(|row| run(&row)).transpose()
}

/// An agency's runs, the newest first, before one of them or from the last.
pub fn runs_of_agency(
    tx: &mut Tx<'_>,
    agency: &str,
    before: Option<SyncRunId>,
    limit: u32,
) -> Result<Vec<Run>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sync_run WHERE agency = $1 AND run_id < $2 ORDER BY run_id DESC LIMIT $3"
    );
    let before = before.map_or(i64::MAX, SyncRunId::as_i64);
    let rows = tx.query(&sql, params![agency, before, i64::from(limit)])?;
    rows.iter().map(run).collect()
}

fn run(row: &Row) -> Result<Run, StoreError> {
    Ok(Run {
        id: SyncRunId::from_i64(row.get(0)?),
        agency: row.get(1)?,
        content: row.get(2)?,
        as_of: row.get::<String>(3)?.parse().map_err(corrupt)?,
        phase: row.get::<String>(4)?.parse().map_err(corrupt)?,
        started_at: Timestamp::from_micros(row.get(5)?),
        changed_at: Timestamp::from_micros(row.get(6)?),
        journal_size: row.get::<i64>(7)?.cast_unsigned(),
        rows_staged: row.get::<i64>(8)?.cast_unsigned(),
        findings_bytes: row.get::<i64>(9)?.cast_unsigned(),
        report: serde_json::from_str(&row.get::<String>(10)?).map_err(corrupt)?,
    })
}

fn report_text(report: &RunReport) -> String {
    serde_json::to_string(report).expect("a report holds text and counts only")
}
