//! What others ask of a log: its state, and proofs.

use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;
use serde::Serialize;

use crate::database::TxSource;
use crate::log::Log;
use crate::merkle::TreeHash;
use crate::proof::{ConsistencyProof, InclusionProof, ProofError};
use crate::queries::head::checkpoint;
use crate::queries::lease::{Lease, lease_current};
use crate::queries::pending::pending_count;

/// How a log is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Which log.
    pub log: Log,
    /// How many entries have their position.
    pub size: u64,
    /// The signed root over them; `None` before the first checkpoint.
    pub root: Option<TreeHash>,
    /// How many are committed and wait for their position.
    pub pending: u64,
    /// When the newest checkpoint was signed.
    pub signed_at: Option<Timestamp>,
    /// Which process integrates, or did last.
    pub lease: Option<Lease>,
}

/// How a log is doing. Counts what is pending, so it takes as long as that is much.
pub fn status(tx: &mut Tx<'_>, log: Log) -> Result<Status, StoreError> {
    let head = checkpoint(tx, log)?;
    Ok(Status {
        log,
        size: head.as_ref().map_or(0, |head| head.size),
        root: head.as_ref().map(|head| head.root),
        pending: pending_count(tx, log)?,
        signed_at: head.map(|head| head.at),
        lease: lease_current(tx, log)?,
    })
}

/// Shows that the entry at `position` is in the log at `size`, any size up to the present one.
pub fn inclusion_proof(
    tx: &mut Tx<'_>,
    log: Log,
    position: u64,
    size: u64,
) -> Result<InclusionProof, ProofError> {
    InclusionProof::from_tiles(&mut TxSource { tx, log }, position, size)
}

/// Shows that the log at `old_size` is the beginning of the log at `new_size`.
pub fn consistency_proof(
    tx: &mut Tx<'_>,
    log: Log,
    old_size: u64,
    new_size: u64,
) -> Result<ConsistencyProof, ProofError> {
    ConsistencyProof::from_tiles(&mut TxSource { tx, log }, old_size, new_size)
}
