//! How far an import has come, kept with the rows it wrote.

use danh_intake::Position;
use danh_store::{StoreError, Tx, params};

use super::content::{self, Key};

/// The row of one file's import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Checkpoint {
    pub(super) position: Position,
    pub(super) rows_read: u64,
    pub(super) rows_rejected: u64,
    pub(super) reject_bytes: u64,
    pub(super) finished: bool,
}

pub(super) fn import_checkpoint(
    tx: &mut Tx<'_>,
    key: &str,
) -> Result<Option<Checkpoint>, StoreError> {
    let row = tx.query_opt(
        "SELECT position, rows_read, rows_rejected, reject_bytes, finished FROM import_run WHERE import_key = $1",
        params![key],
    )?;
    row.map(|row| {
        let position: String = row.get(0)?;
        let position = position.parse().map_err(|_| StoreError::Corrupt {
            detail: "an import's position cannot be read".into(),
        })?;
        Ok(Checkpoint {
            position,
            rows_read: row.get::<i64>(1)?.unsigned_abs(),
            rows_rejected: row.get::<i64>(2)?.unsigned_abs(),
            reject_bytes: row.get::<i64>(3)?.unsigned_abs(),
            finished: row.get(4)?,
        })
    })
    .transpose()
}

pub(super) fn import_keep_checkpoint(
    tx: &mut Tx<'_>,
    key: &str,
    at: Checkpoint,
) -> Result<(), StoreError> {
    let number = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    tx.execute(
        "INSERT INTO import_run (import_key, position, rows_read, rows_rejected, reject_bytes, finished)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (import_key) DO UPDATE SET position = excluded.position, rows_read = excluded.rows_read,
             rows_rejected = excluded.rows_rejected, reject_bytes = excluded.reject_bytes,
             finished = excluded.finished",
        params![
            key,
            &at.position.to_string(),
            number(at.rows_read),
            number(at.rows_rejected),
            number(at.reject_bytes),
            at.finished,
        ],
    )
    .map(drop)
}

/// An import that was begun and is not finished: it is at work, or was interrupted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnfinishedImport {
    /// The file's [fingerprint](danh_intake::Source::fingerprint) in 16 hexadecimal digits; the file's name is not kept.
    pub fingerprint: String,
    /// Rows of the file that were read.
    pub rows_read: u64,
    /// Those of them that did not become persons.
    pub rows_rejected: u64,
}

/// The imports that were begun and are not finished.
pub fn imports_unfinished(tx: &mut Tx<'_>) -> Result<Vec<UnfinishedImport>, StoreError> {
    let rows = tx.query(
        "SELECT import_key, rows_read, rows_rejected FROM import_run WHERE NOT finished ORDER BY import_key",
        params![],
    )?;
    let unfinished = rows.iter().map(|row| {
        Ok(UnfinishedImport {
            fingerprint: content::edges_of(&row.get::<String>(0)?).to_owned(),
            rows_read: row.get::<i64>(1)?.unsigned_abs(),
            rows_rejected: row.get::<i64>(2)?.unsigned_abs(),
        })
    });
    unfinished.collect()
}

/// Whether the import of a file with the same edges and another content was begun and not finished, having taken somebody.
pub(super) fn import_interrupted_of(tx: &mut Tx<'_>, key: &Key) -> Result<bool, StoreError> {
    // Keys are the edges, a hyphen and the content; a full stop comes after the hyphen.
    let row = tx.query_opt(
        "SELECT 1 FROM import_run
         WHERE import_key >= $1 AND import_key < $2 AND import_key <> $3
           AND NOT finished AND rows_rejected < rows_read",
        params![
            &format!("{}-", key.edges),
            &format!("{}.", key.edges),
            &key.to_string()
        ],
    )?;
    Ok(row.is_some())
}
