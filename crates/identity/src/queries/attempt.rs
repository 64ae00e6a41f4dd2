//! Counted attempts.

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::Timestamp;

use super::instant;

/// Attempts for one login from one place.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) attempts: i64,
    pub(crate) last_at: Timestamp,
}

pub(crate) fn attempts_by_hash(
    tx: &mut Tx<'_>,
    attempt_hash: &[u8; 32],
) -> Result<Option<Counted>, StoreError> {
    let row = tx.query_opt(
        "SELECT attempts, last_at FROM sign_in_attempt WHERE attempt_hash = $1",
        params![attempt_hash],
    )?;
    row.map(|row| {
        Ok(Counted {
            attempts: row.get(0)?,
            last_at: instant(&row, 1)?,
        })
    })
    .transpose()
}

pub(crate) fn attempts_set(
    tx: &mut Tx<'_>,
    attempt_hash: &[u8; 32],
    counted: &Counted,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO sign_in_attempt (attempt_hash, attempts, last_at) VALUES ($1, $2, $3)
         ON CONFLICT (attempt_hash)
         DO UPDATE SET attempts = excluded.attempts, last_at = excluded.last_at",
        params![attempt_hash, counted.attempts, counted.last_at.micros()],
    )?;
    Ok(())
}

pub(crate) fn attempts_remove(tx: &mut Tx<'_>, attempt_hash: &[u8; 32]) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM sign_in_attempt WHERE attempt_hash = $1",
        params![attempt_hash],
    )?;
    Ok(())
}

pub(crate) fn attempts_remove_before(
    tx: &mut Tx<'_>,
    last_before: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM sign_in_attempt WHERE last_at < $1",
        params![last_before.micros()],
    )
}

/// How many attempts are counted for how many clients whose last one was then or later.
pub(crate) fn attempts_since(
    tx: &mut Tx<'_>,
    last_from: Timestamp,
) -> Result<(u64, u64), StoreError> {
    let row = tx.query_one(
        "SELECT CAST(COALESCE(SUM(attempts), 0) AS BIGINT), COUNT(*)
         FROM sign_in_attempt WHERE last_at >= $1",
        params![last_from.micros()],
    )?;
    let (attempts, clients): (i64, i64) = (row.get(0)?, row.get(1)?);
    Ok((attempts.unsigned_abs(), clients.unsigned_abs()))
}
