//! The integrator: gives committed entries their positions and signs the tree.
//!
//! Writers append to `ledger_pending` in their own transactions and never wait for each other.
//! One integrator a log takes what is pending, in batches: each [`Integrator::step`] is one write
//! transaction that places the entries, extends the tree and signs a checkpoint, or does nothing.
//! So positions follow the order of commits (within a batch, the order of ids), have no gaps, and
//! a process killed at any instant loses nothing.
//!
//! The lease keeps several processes on one database from doing the same work. It is no more
//! than that: were two clocks to disagree and two processes both think they hold it, the database
//! would still let only one of their transactions through.

use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

use danh_store::{Store, StoreError};
use danh_vocabulary::{Clock, Timestamp};
use thiserror::Error;

use crate::checkpoint::CheckpointError;
use crate::log::Log;
use crate::note::NoteSigner;
use crate::tile::TilePath;

mod run;
mod step;

use step::Batch;

/// Steps upwards before the lowest ids are looked for again.
const SWEEP_STEPS: usize = 15;

/// What an integrator needs to know.
#[derive(Clone)]
pub struct IntegratorOptions {
    /// The log it integrates.
    pub log: Log,
    /// Signs the checkpoints; its name is the origin of the log.
    pub signer: NoteSigner,
    /// Tells when the lease runs out.
    pub clock: Arc<dyn Clock>,
    /// What this process calls itself; no other on the same database has this name.
    pub holder: String,
    /// How long after its last step another may take over.
    pub lease_duration: Duration,
    /// At most so many entries are integrated in one transaction.
    pub batch_size: NonZeroU64,
}

impl IntegratorOptions {
    /// A lease that outlives a pause of any healthy process, yet not a citizen's patience.
    pub const LEASE_DURATION: Duration = Duration::from_secs(10);

    /// Keeps one transaction well under a second.
    pub const BATCH_SIZE: NonZeroU64 = NonZeroU64::new(20_000).expect("not zero");
}

/// Integrates one log of one database.
#[derive(Clone)]
pub struct Integrator {
    store: Store,
    options: Arc<IntegratorOptions>,
}

/// What one step has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// How many entries got their position.
    pub integrated: u64,
    /// How many entries the log has now.
    pub size: u64,
    /// Whether the batch was full, so that more may be pending.
    pub has_more: bool,
}

/// Why a step did nothing.
#[derive(Debug, Error)]
pub enum IntegrateError {
    /// Another process integrates this log.
    #[error("`{holder}` integrates this log until {expires_at}")]
    NotLeader {
        /// The name of that process.
        holder: String,
        /// Until when it does, if it is not heard of again.
        expires_at: Timestamp,
    },
    /// The newest checkpoint was not signed by this integrator's key, or was changed.
    #[error("the newest checkpoint of `{log}` does not hold, so nothing is built on it")]
    Checkpoint {
        /// The log.
        log: Log,
        /// What is wrong with it.
        source: CheckpointError,
    },
    /// A tile at the right edge is gone.
    #[error("`{path}` of `{log}` is missing or damaged, so nothing is built on it")]
    TileMissing {
        /// The log.
        log: Log,
        /// The tile.
        path: TilePath,
    },
    /// The stored tree is not the one that was signed.
    #[error("the stored tree of `{log}` is not the one that was signed at {size} entries")]
    TreeDiffers {
        /// The log.
        log: Log,
        /// The size of the newest checkpoint.
        size: u64,
    },
    /// Entries were added or removed behind the integrator's back.
    #[error("`{log}` has {found} placed entries where {expected} were signed")]
    PositionsDiffer {
        /// The log.
        log: Log,
        /// The size of the newest checkpoint.
        expected: u64,
        /// What the positions say.
        found: u64,
    },
    /// What was pending changed while it was being integrated.
    #[error("{read} pending entries of `{log}` were integrated but {removed} would be removed")]
    PendingDiffers {
        /// The log.
        log: Log,
        /// Entries that were read.
        read: u64,
        /// Entries that would have been removed.
        removed: u64,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Integrator {
    /// Integrates as `options` say; nothing happens before the first step.
    pub fn new(store: Store, options: IntegratorOptions) -> Self {
        Self {
            store,
            options: Arc::new(options),
        }
    }

    /// Integrates one batch, in one transaction. Signs the empty tree if there is no checkpoint
    /// yet; without anything pending it changes nothing but the lease.
    pub fn step(&self) -> Result<Step, IntegrateError> {
        self.step_over(Batch::Lowest)
    }

    /// Steps until nothing is pending, gives the lease back, and tells how many entries were
    /// integrated.
    pub fn drain(&self) -> Result<u64, IntegrateError> {
        let mut integrated = 0;
        loop {
            let sweep = self.sweep()?;
            integrated += sweep.integrated;
            if !sweep.has_more {
                self.release()?;
                return Ok(integrated);
            }
        }
    }

    /// A step and, if its batch was full, others over the full batches that are pending then.
    ///
    /// They go upwards: what was removed below may still lie in the engine's index, and looking
    /// through it again at each step would make a bulk load slower the longer it lasts. They take
    /// what was there when they began and nothing that came later: an entry and one that rests on
    /// it could both have come meanwhile, one below the place reached and one above it. Where
    /// something came between, the sweep ends and the next begins at the bottom.
    fn sweep(&self) -> Result<Step, IntegrateError> {
        let mut sweep = self.step()?;
        if !sweep.has_more {
            return Ok(sweep);
        }
        for batch in self.full_batches()? {
            let step = self.step_over(batch)?;
            if step.integrated == 0 {
                break;
            }
            sweep.integrated += step.integrated;
            sweep.size = step.size;
        }
        Ok(sweep)
    }

    fn full_batches(&self) -> Result<Vec<Batch>, StoreError> {
        let options = Arc::clone(&self.options);
        self.store
            .read(move |tx| step::full_batches(tx, &options, SWEEP_STEPS))
            .wait()
    }

    fn step_over(&self, batch: Batch) -> Result<Step, IntegrateError> {
        let options = Arc::clone(&self.options);
        self.store
            .write(move |tx| step::step(tx, &options, &batch))
            .wait()
    }
}

#[cfg(test)]
mod tests;
