//! Requests that were refused before it was known whose they are: a wrong signature, a key that nobody has.
//!
//! Whoever sends them could fill the access log, so they are counted by day, code and key, and stand in no ledger. A key that is
//! not known is not written down: it is whatever a stranger typed.

use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::Timestamp;
use jiff::civil::Date;

pub(crate) const TABLES: &str = "
    -- Requests that were refused before it was known whose they are.
    CREATE TABLE stranger_refused (
        on_day TEXT NOT NULL,
        code TEXT NOT NULL,
        -- The key that was named, where somebody has it; else empty.
        key_id TEXT NOT NULL,
        times BIGINT NOT NULL,
        last_at BIGINT NOT NULL,
        PRIMARY KEY (on_day, code, key_id)
    ) WITHOUT ROWID;
";

/// What was refused to strangers on a day, by code and key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrangersRefused {
    /// The stable code.
    pub code: String,
    /// The key that was named, where somebody has it.
    pub key_id: Option<String>,
    /// How often.
    pub times: u64,
    /// When last.
    pub last_at: Timestamp,
}

/// Counts a request that was refused with a code, in the name of a key if that is known.
pub fn stranger_refuse(
    tx: &mut Tx<'_>,
    (code, key_id): (&str, Option<&str>),
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.put(
        "INSERT INTO stranger_refused (on_day, code, key_id, times, last_at)
         VALUES ($1, $2, $3, 1, $4)
         ON CONFLICT (on_day, code, key_id)
         DO UPDATE SET times = stranger_refused.times + 1, last_at = $4",
        params![
            &now.date_in_viet_nam().to_string(),
            code,
            key_id.unwrap_or_default(),
            now.micros()
        ],
    )
}

/// What was refused to strangers on a day, by code and key.
pub fn strangers_refused(tx: &mut Tx<'_>, on: Date) -> Result<Vec<StrangersRefused>, StoreError> {
    let rows = tx.query(
        "SELECT code, key_id, times, last_at FROM stranger_refused
         WHERE on_day = $1 ORDER BY code, key_id",
        params![&on.to_string()],
    )?;
    rows.iter().map(refused).collect()
}

fn refused(row: &Row) -> Result<StrangersRefused, StoreError> {
    let key_id: String = row.get(1)?;
    Ok(StrangersRefused {
        code: row.get(0)?,
        key_id: (!key_id.is_empty()).then_some(key_id),
        times: row.get::<i64>(2)?.unsigned_abs(),
        last_at: Timestamp::from_micros(row.get(3)?),
    })
}
