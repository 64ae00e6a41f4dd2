//! `ledger_checkpoint`: the head of the log.

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::Timestamp;

use super::{count_at, to_bigint};
use crate::log::Log;
use crate::merkle::TreeHash;

/// A log at its newest checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How many entries it has.
    pub size: u64,
    /// The root of its tree.
    pub root: TreeHash,
    /// The signed note that says so.
    pub note: String,
    /// When that was signed.
    pub at: Timestamp,
}

/// The newest checkpoint of a log; `None` before its integrator has run for the first time.
pub fn checkpoint(tx: &mut Tx<'_>, log: Log) -> Result<Option<Head>, StoreError> {
    let row = tx.query_opt(
        "SELECT size, root, note, at FROM ledger_checkpoint WHERE log = $1 \
         ORDER BY size DESC LIMIT 1",
        params![log.name()],
    )?;
    row.map(|row| {
        Ok(Head {
            size: count_at(&row, 0)?,
            root: TreeHash::from_bytes(row.get(1)?),
            note: row.get(2)?,
            at: Timestamp::from_micros(row.get(3)?),
        })
    })
    .transpose()
}

pub(crate) fn head_insert(tx: &mut Tx<'_>, log: Log, head: &Head) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO ledger_checkpoint (log, size, root, note, at) VALUES ($1, $2, $3, $4, $5)",
        params![
            log.name(),
            to_bigint(head.size),
            head.root.as_bytes(),
            &head.note,
            head.at.micros()
        ],
    )?;
    Ok(())
}

pub(crate) fn head_remove(tx: &mut Tx<'_>, log: Log, size: u64) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM ledger_checkpoint WHERE log = $1 AND size = $2",
        params![log.name(), to_bigint(size)],
    )?;
    Ok(())
}
