//! The thread that integrates.

use std::sync::Arc;
use std::time::Duration;

use danh_store::StoreError;
use danh_vocabulary::Timestamp;

use super::{IntegrateError, Integrator};
use crate::bell::Bell;
use crate::queries::head::checkpoint;
use crate::queries::lease::lease_release;
use crate::queries::pending::pending_exists;

/// How long an idle integrator waits before it looks by itself; entries of other processes ring
/// no bell here.
const IDLE_WAIT: Duration = Duration::from_millis(100);

/// How long it rests after a batch that was not full, whoever rings: so a stream of single entries
/// becomes batches instead of one signed checkpoint each.
const REST: Duration = Duration::from_millis(5);

/// How long it waits after the database failed it, and at most while another holds the lease.
const SETBACK_WAIT: Duration = Duration::from_secs(1);

/// What one look at the log has come to.
enum Turn {
    Idle,
    CaughtUp,
    HasMore,
}

impl Integrator {
    /// Integrates until `bell` says stop; for a thread of its own.
    ///
    /// While the database fails or another process holds the lease, it waits and tries again. It
    /// returns with an error only when what is stored does not fit what was signed: going on
    /// would bury the evidence.
    pub fn run(&self, bell: &Bell) -> Result<(), IntegrateError> {
        let mut turn = Turn::Idle;
        while !bell.is_stopped() {
            turn = match self.turn(&turn) {
                Ok(turn) => turn,
                Err(IntegrateError::NotLeader { expires_at, .. }) => {
                    bell.rest(self.until(expires_at));
                    Turn::Idle
                }
                Err(IntegrateError::Store(error)) => {
                    tracing::warn!(log = %self.options.log, %error, "integration is held up");
                    bell.rest(SETBACK_WAIT);
                    Turn::Idle
                }
                Err(error) => return Err(error),
            };
            match turn {
                Turn::Idle => bell.wait(IDLE_WAIT),
                Turn::CaughtUp => bell.rest(REST),
                Turn::HasMore => {}
            }
        }
        self.release()
    }

    /// Integrates if there is something to do.
    fn turn(&self, last: &Turn) -> Result<Turn, IntegrateError> {
        if !matches!(last, Turn::HasMore) && !self.is_needed()? {
            return Ok(Turn::Idle);
        }
        let sweep = self.sweep()?;
        tracing::debug!(log = %self.options.log, sweep.integrated, sweep.size, "integrated");
        Ok(if sweep.has_more {
            Turn::HasMore
        } else {
            Turn::CaughtUp
        })
    }

    fn is_needed(&self) -> Result<bool, StoreError> {
        let log = self.options.log;
        self.store
            .read(move |tx| Ok(checkpoint(tx, log)?.is_none() || pending_exists(tx, log)?))
            .wait()
    }

    fn until(&self, expires_at: Timestamp) -> Duration {
        let micros = expires_at.micros() - self.options.clock.now().micros();
        Duration::from_micros(u64::try_from(micros).unwrap_or(0)).clamp(IDLE_WAIT, SETBACK_WAIT)
    }

    pub(super) fn release(&self) -> Result<(), IntegrateError> {
        let options = Arc::clone(&self.options);
        self.store
            .write(move |tx| lease_release(tx, options.log, &options.holder))
            .wait()?;
        Ok(())
    }
}
