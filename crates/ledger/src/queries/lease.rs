//! `ledger_lease`: which process integrates a log.

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::Timestamp;
use serde::Serialize;

use crate::log::Log;

/// Who integrates a log, and until when if it is not heard of again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lease {
    /// The name of the process.
    pub holder: String,
    /// When another may take over.
    pub expires_at: Timestamp,
}

pub(crate) fn lease_current(tx: &mut Tx<'_>, log: Log) -> Result<Option<Lease>, StoreError> {
    let row = tx.query_opt(
        "SELECT holder, expires_at FROM ledger_lease WHERE log = $1",
        params![log.name()],
    )?;
    row.map(|row| {
        Ok(Lease {
            holder: row.get(0)?,
            expires_at: Timestamp::from_micros(row.get(1)?),
        })
    })
    .transpose()
}

/// Takes or renews the lease unless another holds it at `now`, and tells whether it is had.
///
/// A lease with more than twice its time to go was given by a clock that is far ahead. Waiting for
/// its end could take hours, so it holds nobody off; the database keeps the two apart.
pub(crate) fn lease_take(
    tx: &mut Tx<'_>,
    log: Log,
    lease: &Lease,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let duration = lease.expires_at.micros() - now.micros();
    let implausible = lease.expires_at.micros().saturating_add(duration);
    let renewed = tx.execute(
        "UPDATE ledger_lease SET holder = $1, expires_at = $2 \
         WHERE log = $3 AND (holder = $1 OR expires_at <= $4 OR expires_at > $5)",
        params![
            &lease.holder,
            lease.expires_at.micros(),
            log.name(),
            now.micros(),
            implausible
        ],
    )?;
    if renewed == 1 {
        return Ok(true);
    }
    let inserted = tx.execute(
        "INSERT INTO ledger_lease (log, holder, expires_at) VALUES ($1, $2, $3) \
         ON CONFLICT (log) DO NOTHING",
        params![log.name(), &lease.holder, lease.expires_at.micros()],
    )?;
    Ok(inserted == 1)
}

/// Gives the lease back, so that another need not wait for it to run out.
pub(crate) fn lease_release(tx: &mut Tx<'_>, log: Log, holder: &str) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM ledger_lease WHERE log = $1 AND holder = $2",
        params![log.name(), holder],
    )?;
    Ok(())
}
