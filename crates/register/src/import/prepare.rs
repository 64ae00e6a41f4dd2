//! The side that reads: rows become enrolments, with everything that needs no database.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

use danh_intake::{Batch, Binding, Mapping, Position, ReadError, Reader, Record, Source};
use danh_vocabulary::NumberFinding;
use jiff::civil::Date;

use super::FIELDS;
use super::row::{self, Fault, RowContext};
use crate::Register;
use crate::act::Act;
use crate::enrol::{Enrolling, PreparedEnrolment};
use crate::event::EnrolmentError;

/// Rows that are written in one transaction.
pub(super) struct Chunk {
    pub(super) prepared: Arc<Vec<PreparedEnrolment>>,
    /// The rows of `prepared`, for the case that the register refuses them.
    pub(super) records: Vec<Record>,
    pub(super) rejected: Vec<(Record, Vec<Fault>)>,
    pub(super) malformed: Vec<danh_intake::RejectedRow>,
    pub(super) findings: BTreeMap<String, u64>,
    pub(super) next: Position,
}

/// What reading needs.
pub(super) struct Preparation<'a> {
    pub(super) register: &'a Register,
    pub(super) act: &'a Act,
    pub(super) mapping: &'a Mapping,
    pub(super) today: Date,
    pub(super) rows_a_transaction: usize,
}

/// A chunk that somebody has begun to prepare. The order of the promises is that of the file.
pub(super) type Promise = Receiver<Result<Chunk, ReadError>>;

/// Where a promised chunk goes.
type Keep = SyncSender<Result<Chunk, ReadError>>;

/// Threads that prepare: with more, the one writer is the slowest anyway.
const THREADS_MAX: usize = 4;

impl Preparation<'_> {
    /// Reads and prepares on as many threads as there are processors, and promises the chunks in the order of the file.
    pub(super) fn read_all(
        &self,
        source: &Source,
        binding: Binding,
        from: Position,
        promises: &SyncSender<Promise>,
    ) {
        let name = source_name(self.mapping, source.path());
        let context = RowContext {
            register: self.register,
            source: &name,
            dates: self.mapping.date_order(),
            today: self.today,
        };
        let reader = match source.read(binding, from) {
            Ok(reader) => Mutex::new(Some(reader)),
            Err(error) => {
                promise(promises, Some(Err(error)));
                return;
            }
        };
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        std::thread::scope(|scope| {
            for _ in 0..threads.min(THREADS_MAX) {
                scope.spawn(|| self.prepare_chunks(&context, &reader, promises));
            }
        });
    }

    /// Prepares one chunk after another until none is left.
    fn prepare_chunks(
        &self,
        context: &RowContext<'_>,
        reader: &Mutex<Option<Reader>>,
        promises: &SyncSender<Promise>,
    ) {
        while let Some((batch, enrolling, keep)) = self.next_batch(reader, promises) {
            // The other side may have stopped; then nobody wants to know.
            drop(keep.send(Ok(prepare(context, batch, enrolling))));
        }
    }

    /// The next rows, with the ids that are theirs, and where to send what becomes of them; nothing at the end of the file, or
    /// when the other side has stopped.
    fn next_batch(
        &self,
        reader: &Mutex<Option<Reader>>,
        promises: &SyncSender<Promise>,
    ) -> Option<(Batch, Enrolling<'_>, Keep)> {
        // One at a time, so that rows, ids and promises have one order. Who finds the reader in the hands of somebody who
        // panicked has nothing to go on with.
        let mut reader = reader.lock().ok()?;
        let batch = reader.as_mut()?.next_batch(self.rows_a_transaction);
        let Ok(Some(batch)) = batch else {
            *reader = None;
            if let Err(error) = batch {
                promise(promises, Some(Err(error)));
            }
            return None;
        };
        let Some(keep) = promise(promises, None) else {
            *reader = None;
            return None;
        };
        let enrolling = self.register.enrolling(self.act, batch.records.len());
        Some((batch, enrolling, keep))
    }
}

fn prepare(context: &RowContext<'_>, batch: Batch, mut enrolling: Enrolling<'_>) -> Chunk {
    let mut prepared = Vec::with_capacity(batch.records.len());
    let (mut records, mut rejected) = (Vec::with_capacity(batch.records.len()), Vec::new());
    let mut findings = BTreeMap::new();
    for record in batch.records {
        let read = row::enrolment_of(context, &record).and_then(|enrolment| {
            let identity = &enrolment.identity;
            let found = enrolment
                .number
                .map(|number| number.check_against(identity.born, identity.sex))
                .unwrap_or_default();
            let prepared = enrolling
                .prepare(enrolment)
                .map_err(|error| vec![fault_of(&error, &record)])?;
            Ok((prepared, found))
        });
        match read {
            Ok((person, found)) => {
                for finding in found {
                    *findings
                        .entry(finding_name(finding).to_owned())
                        .or_default() += 1;
                }
                prepared.push(person);
                records.push(record);
            }
            Err(faults) => rejected.push((record, faults)),
        }
    }
    Chunk {
        prepared: Arc::new(prepared),
        records,
        rejected,
        malformed: batch.rejected,
        findings,
        next: batch.next,
    }
}

/// Promises a chunk, which may be there already; where to send it, unless the other side has stopped.
fn promise(
    promises: &SyncSender<Promise>,
    chunk: Option<Result<Chunk, ReadError>>,
) -> Option<Keep> {
    let (keep, kept) = sync_channel(1);
    if let Some(chunk) = chunk {
        keep.send(chunk).ok()?;
    }
    promises.send(kept).ok()?;
    Some(keep)
}

fn finding_name(finding: NumberFinding) -> &'static str {
    match finding {
        NumberFinding::Sex { .. } => "number: says another sex",
        NumberFinding::BirthYear { .. } => "number: says another birth year",
    }
}

fn source_name(mapping: &Mapping, file: &Path) -> String {
    if mapping.name().is_empty() {
        file.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    } else {
        mapping.name().to_owned()
    }
}

/// A refusal as a line of the reject file.
pub(super) fn fault_of(error: &EnrolmentError, record: &Record) -> Fault {
    let field = FIELDS.iter().position(|name| *name == error.field());
    let value = field.map_or("", |field| record.field(field)).to_owned();
    Fault {
        field: error.field(),
        value,
        reason: error.to_string(),
    }
}
