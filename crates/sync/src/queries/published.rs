//! Which run of an agency is seen.

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{SyncRunId, Timestamp};
use jiff::civil::Date;

use super::corrupt;
use super::run::{Run, run_keep};

/// What is published of an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The run.
    pub run: SyncRunId,
    /// Of which day its file was.
    pub as_of: Date,
    /// How much of the journal it knew.
    pub journal_size: u64,
    /// What was learnt from the last file that was linked as a whole, as JSON.
    pub model: Option<String>,
}

/// What is published of an agency, if anything is.
pub fn published_of_agency(tx: &mut Tx<'_>, agency: &str) -> Result<Option<Published>, StoreError> {
    let row = tx.query_opt(
        "SELECT published_run, as_of, journal_size, model FROM sync_agency WHERE agency = $1",
        params![agency],
    )?;
    row.map(|row| {
        Ok(Published {
            run: SyncRunId::from_i64(row.get(0)?),
            as_of: row.get::<String>(1)?.parse().map_err(corrupt)?,
            journal_size: row.get::<i64>(2)?.cast_unsigned(),
            model: row.get(3)?,
        })
    })
    .transpose()
}

/// Lets a run be the one that is seen: the whole of its links appears with this transaction.
pub(crate) fn publish(
    tx: &mut Tx<'_>,
    (run, seen): (&Run, Timestamp),
    model: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO sync_agency (agency, published_run, as_of, journal_size, model)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (agency) DO UPDATE SET published_run = excluded.published_run,
             as_of = excluded.as_of, journal_size = excluded.journal_size,
             model = COALESCE(excluded.model, sync_agency.model)",
        params![
            &run.agency,
            run.id.as_i64(),
            &run.as_of.to_string(),
            run.journal_size.cast_signed(),
            model
        ],
    )?;
    run_keep(tx, run, seen)
}
