//! The side that writes: rejects first, then rows and checkpoint together.

use std::collections::HashSet;
use std::sync::Arc;

use danh_intake::{Record, RejectError, RejectFile, Rejection};
use danh_store::{Store, StoreError};

use super::prepare::{Chunk, fault_of};
use super::progress::{self, Checkpoint};
use super::row::Fault;
use super::run::ImportError;
use crate::enrol::{self, PreparedEnrolment};
use crate::event::EnrolmentError;

/// What writing needs.
pub(super) struct Writer<'a> {
    pub(super) store: &'a Store,
    pub(super) key: &'a str,
    /// Numbers seen so far by a dry run, which cannot ask the database about rows it did not write.
    pub(super) dry_run: Option<HashSet<String>>,
    pub(super) rejects: &'a mut RejectFile,
}

/// What stops a transaction whose refusals are not yet in the reject file.
enum Stopped {
    Refused(Vec<usize>),
    Store(StoreError),
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Writer<'_> {
    pub(super) fn write(
        &mut self,
        chunk: &Chunk,
        before: Checkpoint,
    ) -> Result<Checkpoint, ImportError> {
        for row in &chunk.malformed {
            let rejection = Rejection {
                line: row.line,
                field: "",
                value: "",
                reason: &row.reason,
            };
            self.rejects.write_text(rejection, &row.text)?;
        }
        for (record, faults) in &chunk.rejected {
            for fault in faults {
                self.reject(record, fault)?;
            }
        }
        let rejected = (chunk.malformed.len() + chunk.rejected.len()) as u64;
        // Nothing to bring to the disk, so nothing to wait for.
        let clean_bytes = match rejected {
            0 => before.reject_bytes,
            _ => self.rejects.sync()?,
        };
        let (mut refused, mut reject_bytes) = (Vec::new(), clean_bytes);
        loop {
            let after = Checkpoint {
                position: chunk.next,
                rows_read: chunk.next.rows,
                rows_rejected: before.rows_rejected + rejected + refused.len() as u64,
                reject_bytes,
                finished: false,
            };
            match self.enrol(chunk, &refused, after) {
                Ok(()) => return Ok(after),
                // The register has some of the numbers. They go to the reject file, and then the same again: so the
                // file is on the disk before the transaction that counts on it.
                Err(Stopped::Refused(now)) => {
                    self.rejects.truncate_to(clean_bytes)?;
                    for place in &now {
                        let fault = fault_of(&EnrolmentError::NumberTaken, &chunk.records[*place]);
                        self.reject(&chunk.records[*place], &fault)?;
                    }
                    reject_bytes = self.rejects.sync()?;
                    refused = now;
                }
                Err(Stopped::Store(error)) => return Err(error.into()),
            }
        }
    }

    fn enrol(
        &mut self,
        chunk: &Chunk,
        expected: &[usize],
        after: Checkpoint,
    ) -> Result<(), Stopped> {
        let prepared = Arc::clone(&chunk.prepared);
        let (expected, key) = (expected.to_vec(), self.key.to_owned());
        let same = move |refused: Vec<usize>| {
            if refused == expected {
                Ok(())
            } else {
                Err(Stopped::Refused(refused))
            }
        };
        match &mut self.dry_run {
            None => self
                .store
                .write(move |tx| {
                    same(enrol::enrol_many(tx, &prepared)?)?;
                    progress::import_keep_checkpoint(tx, &key, after)?;
                    Ok(())
                })
                .wait(),
            Some(seen) => {
                let asked = Arc::clone(&prepared);
                let mut refused = self
                    .store
                    .read(move |tx| enrol::refusals(tx, &asked))
                    .wait()?;
                refused.extend(enrol::repeated(&prepared, seen));
                refused.sort_unstable();
                refused.dedup();
                same(refused)?;
                seen.extend(
                    prepared
                        .iter()
                        .flat_map(PreparedEnrolment::numbers)
                        .cloned(),
                );
                Ok(())
            }
        }
    }

    fn reject(&mut self, record: &Record, fault: &Fault) -> Result<(), RejectError> {
        let reason = format!("{}: {}", fault.field, fault.reason);
        let rejection = Rejection {
            line: record.line,
            field: fault.field,
            value: &fault.value,
            reason: &reason,
        };
        self.rejects.write(rejection, record.source_row())
    }

    pub(super) fn keep(&self, at: Checkpoint) -> Result<(), StoreError> {
        if self.dry_run.is_some() {
            return Ok(());
        }
        let key = self.key.to_owned();
        self.store
            .write(move |tx| progress::import_keep_checkpoint(tx, &key, at))
            .wait()
    }
}
