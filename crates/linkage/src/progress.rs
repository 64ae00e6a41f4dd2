//! How far a run is, for whoever waits for it.

use std::sync::atomic::{AtomicU64, Ordering};

/// Where the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The records are being read.
    ReadRecords,
    /// The register is being read.
    ReadRegister,
    /// Numbers are being looked up.
    Numbers,
    /// The model is being learnt and rules are being chosen.
    Learn,
    /// Open records are being searched for.
    Search,
    /// Probabilities are being worked out.
    Settle,
    /// The links are being written.
    Write,
    /// Done.
    Done,
}

/// How far a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// How many rows are done.
    pub done: u64,
    /// Of how many; 0 where that is not known, or where there are none to count.
    pub total: u64,
}

/// Whom to tell.
pub(crate) type Tell<'a> = &'a (dyn Fn(Progress) + Sync);

/// Counts the rows of one stage.
pub(crate) struct Meter<'a> {
    stage: Stage,
    done: AtomicU64,
    tell: Tell<'a>,
}

impl<'a> Meter<'a> {
    /// Begins a stage.
    pub(crate) fn begin(tell: Tell<'a>, stage: Stage, total: u64) -> Self {
        tell(Progress {
            stage,
            done: 0,
            total,
        });
        Self {
            stage,
            done: AtomicU64::new(0),
            tell,
        }
    }

    /// So many rows more are done.
    pub(crate) fn add(&self, rows: u64, total: u64) {
        let done = self.done.fetch_add(rows, Ordering::Relaxed) + rows;
        (self.tell)(Progress {
            stage: self.stage,
            done,
            total,
        });
    }
}
