//! The side that writes: rejects first, then rows and checkpoint together.

use std::sync::Arc;

use danh_intake::{Record, RejectError, RejectFile, Rejection};
use danh_store::{Store, StoreError};

use super::deferred::Deferred;
use super::prepare::{Chunk, fault_of};
use super::progress::{self, Checkpoint};
use super::row::Fault;
use super::run::ImportError;
use crate::enrol;
use crate::event::EnrolmentError;
use crate::numbers::Numbers;

/// What writing needs.
pub(super) struct Writer<'a> {
    pub(super) store: &'a Store,
    pub(super) key: &'a str,
    pub(super) mode: Mode,
    /// Rows that an earlier run did.
    pub(super) rows_before: u64,
    pub(super) rejects: &'a mut RejectFile,
}

/// What becomes of the rows by which people are found.
pub(super) enum Mode {
    /// Nothing is written. The numbers seen so far, as the database cannot be asked about rows it does not have.
    DryRun(Numbers),
    /// They are written with the people, for so many rows of the file.
    IndexWithEachTransaction { at_most: u64 },
    /// They are put off.
    IndexAtTheEnd(Box<Deferred>),
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
        self.choose_mode(chunk, before)?;
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
        match &mut self.mode {
            Mode::IndexWithEachTransaction { .. } => self
                .store
                .write(move |tx| {
                    same(enrol::enrol_many(tx, &prepared)?)?;
                    progress::import_keep_checkpoint(tx, &key, after)?;
                    Ok(())
                })
                .wait(),
            Mode::IndexAtTheEnd(deferred) => {
                let refused = deferred.refusals(&prepared);
                same(refused.clone())?;
                let note = deferred.note(&enrol::without(&prepared, &refused));
                let (people, left_out) = (Arc::clone(&prepared), refused.clone());
                self.store
                    .write::<_, StoreError, _>(move |tx| {
                        enrol::insert_people(tx, &enrol::without(&people, &left_out))?;
                        note(tx)?;
                        progress::import_keep_checkpoint(tx, &key, after)
                    })
                    .wait()?;
                deferred.enrolled(prepared, refused);
                Ok(())
            }
            Mode::DryRun(seen) => {
                let asked = Arc::clone(&prepared);
                let mut refused = self
                    .store
                    .read(move |tx| enrol::refusals(tx, &asked))
                    .wait()?;
                refused.extend(seen.refusals(&prepared));
                refused.sort_unstable();
                refused.dedup();
                same(refused.clone())?;
                for person in enrol::without(&prepared, &refused) {
                    if let Some(number) = person.number() {
                        seen.insert(number);
                    }
                }
                Ok(())
            }
        }
    }

    /// Begins to put the index off when the import turns out to be a long one.
    fn choose_mode(&mut self, chunk: &Chunk, before: Checkpoint) -> Result<(), ImportError> {
        let Mode::IndexWithEachTransaction { at_most } = &mut self.mode else {
            return Ok(());
        };
        let begins = before.rows_read - self.rows_before >= *at_most;
        let Some(first) = chunk
            .prepared
            .iter()
            .map(|person| person.person().person)
            .min()
        else {
            return Ok(());
        };
        if begins {
            match Deferred::begin(self.store, first)? {
                Some(deferred) => self.mode = Mode::IndexAtTheEnd(Box::new(deferred)),
                None => *at_most = u64::MAX,
            }
        }
        Ok(())
    }

    /// Writes what was put off.
    pub(super) fn finish_index(
        &mut self,
        rows_a_transaction: usize,
        progress: impl FnMut(u64, u64),
    ) -> Result<(), ImportError> {
        let done = Mode::IndexWithEachTransaction { at_most: u64::MAX };
        match std::mem::replace(&mut self.mode, done) {
            Mode::IndexAtTheEnd(deferred) => {
                Ok(deferred.finish(self.store, rows_a_transaction, progress)?)
            }
            other => {
                self.mode = other;
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
        if matches!(self.mode, Mode::DryRun(_)) {
            return Ok(());
        }
        let key = self.key.to_owned();
        self.store
            .write(move |tx| progress::import_keep_checkpoint(tx, &key, at))
            .wait()
    }
}
