//! The import itself: one thread reads and prepares, the store's writer writes.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use danh_intake::{
    BindError, Binding, Mapping, OpenError, Position, ReadError, Record, RejectError, RejectFile,
    Rejection, Source,
};
use danh_store::{Store, StoreError};
use danh_vocabulary::NumberFinding;
use jiff::civil::Date;

use super::progress::{self, Checkpoint};
use super::row::{self, Fault, RowContext};
use crate::Register;
use crate::act::Act;
use crate::enrol::{self, PreparedEnrolment};
use crate::event::EnrolmentError;

/// Rows of one transaction.
const ROWS_A_CHUNK: usize = 4_000;
/// Prepared chunks that may wait for the writer.
const CHUNKS_AHEAD: usize = 2;

/// What to import and how.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The file.
    pub file: PathBuf,
    /// Which column is which field.
    pub mapping: Mapping,
    /// Where rejected rows go.
    pub rejects: PathBuf,
    /// Read and check everything, write nothing.
    pub dry_run: bool,
}

/// How far the import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportProgress {
    /// Rows done, also by an earlier run that was interrupted.
    pub rows: u64,
    /// Rows of the whole file, when the file says so.
    pub rows_total: Option<u64>,
    /// Bytes done, for files that do not tell their rows.
    pub bytes: u64,
    /// Bytes of the whole file.
    pub bytes_total: u64,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows of the file that were read, by this run and those it went on from.
    pub rows_read: u64,
    /// Rows that did not become persons.
    pub rows_rejected: u64,
    /// Rejections by reason, `field: reason`.
    pub rejections: BTreeMap<String, u64>,
    /// What was noticed in this run about rows that were taken, such as a number that does not fit the birth date.
    pub findings: BTreeMap<String, u64>,
    /// Whether the file had been imported to its end before, so that nothing was done.
    pub already_done: bool,
}

/// Why an import stopped. What was written before stays; the same command goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The file lacks columns of the mapping.
    #[error("`{}`: {source}", file.display())]
    Bind {
        /// The file.
        file: PathBuf,
        /// Which columns.
        source: BindError,
    },
    /// The file cannot be read further.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The reject file cannot be written.
    #[error(transparent)]
    Reject(#[from] RejectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

struct Chunk {
    prepared: Arc<Vec<PreparedEnrolment>>,
    /// The rows of `prepared`, for the case that the register refuses them.
    records: Vec<Record>,
    rejected: Vec<(Record, Vec<Fault>)>,
    malformed: Vec<danh_intake::RejectedRow>,
    findings: BTreeMap<String, u64>,
    next: Position,
}

/// Imports one file, or goes on with it.
pub fn run(
    store: &Store,
    register: &Register,
    act: &Act,
    options: &ImportOptions,
    mut progress: impl FnMut(ImportProgress),
) -> Result<ImportReport, ImportError> {
    let source = Source::open_with(&options.file, options.mapping.source_options())?;
    let binding = options
        .mapping
        .bind(source.header())
        .map_err(|error| ImportError::Bind {
            file: options.file.clone(),
            source: error,
        })?;
    let key = format!("{:016x}", source.fingerprint());
    let mut at = checkpoint(store, &key, &source, options.dry_run)?;
    if at.finished {
        return Ok(ImportReport {
            rows_read: at.rows_read,
            rows_rejected: at.rows_rejected,
            already_done: true,
            ..ImportReport::default()
        });
    }
    let mut rejects = RejectFile::open(&options.rejects)?;
    rejects.truncate_to(at.reject_bytes)?;
    let mut writer = Writer {
        store,
        key: &key,
        dry_run: options.dry_run.then(HashSet::new),
        rejects: &mut rejects,
    };
    let mut report = ImportReport::default();
    let preparation = Preparation {
        register,
        act,
        mapping: &options.mapping,
        today: register.today(),
    };
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(CHUNKS_AHEAD);
        let (source, position) = (&source, at.position);
        scope.spawn(move || preparation.read_all(source, binding, position, &sender));
        write_all(&receiver, &mut writer, &mut at, |at, chunk| {
            for (finding, count) in &chunk.findings {
                *report.findings.entry(finding.clone()).or_default() += count;
            }
            progress(ImportProgress {
                rows: at.rows_read,
                rows_total: source.rows_total(),
                bytes: at.position.byte,
                bytes_total: source.bytes_total(),
            });
        })
    })?;
    at.finished = true;
    at.reject_bytes = writer.rejects.sync()?;
    writer.keep(at)?;
    report.rejections = rejects.count_by_reason()?;
    report.rows_read = at.rows_read;
    report.rows_rejected = at.rows_rejected;
    Ok(report)
}

fn checkpoint(
    store: &Store,
    key: &str,
    source: &Source,
    dry_run: bool,
) -> Result<Checkpoint, StoreError> {
    let beginning = Checkpoint {
        position: source.start(),
        rows_read: 0,
        rows_rejected: 0,
        reject_bytes: 0,
        finished: false,
    };
    if dry_run {
        return Ok(beginning);
    }
    let key = key.to_owned();
    let kept = store
        .read(move |tx| progress::import_checkpoint(tx, &key))
        .wait()?;
    Ok(kept.unwrap_or(beginning))
}

fn write_all(
    chunks: &Receiver<Result<Chunk, ReadError>>,
    writer: &mut Writer<'_>,
    at: &mut Checkpoint,
    mut done: impl FnMut(&Checkpoint, &Chunk),
) -> Result<(), ImportError> {
    for chunk in chunks {
        let chunk = chunk?;
        *at = writer.write(&chunk, *at)?;
        done(at, &chunk);
    }
    Ok(())
}

/// The side that reads: everything that needs no database.
struct Preparation<'a> {
    register: &'a Register,
    act: &'a Act,
    mapping: &'a Mapping,
    today: Date,
}

impl Preparation<'_> {
    fn read_all(
        &self,
        source: &Source,
        binding: Binding,
        from: Position,
        chunks: &SyncSender<Result<Chunk, ReadError>>,
    ) {
        let name = source_name(self.mapping, source.path());
        let context = RowContext {
            directory: self.register.directory(),
            source: &name,
            dates: self.mapping.date_order(),
            today: self.today,
        };
        let mut reader = match source.read(binding, from) {
            Ok(reader) => reader,
            Err(error) => {
                // The other side may have stopped already; then nobody wants to know.
                drop(chunks.send(Err(error)));
                return;
            }
        };
        while let Some(batch) = reader.next_batch(ROWS_A_CHUNK).transpose() {
            let chunk = batch.map(|batch| self.prepare(&context, batch));
            let failed = chunk.is_err();
            if chunks.send(chunk).is_err() || failed {
                return;
            }
        }
    }

    fn prepare(&self, context: &RowContext<'_>, batch: danh_intake::Batch) -> Chunk {
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
                let prepared = self
                    .register
                    .prepare_enrolment(self.act, enrolment)
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

fn fault_of(error: &EnrolmentError, record: &Record) -> Fault {
    let field = super::FIELDS.iter().position(|name| *name == error.field());
    let value = field.map_or("", |field| record.field(field)).to_owned();
    Fault {
        field: error.field(),
        value,
        reason: error.to_string(),
    }
}

/// The side that writes: rejects first, then rows and checkpoint together.
struct Writer<'a> {
    store: &'a Store,
    key: &'a str,
    /// Numbers seen so far by a dry run, which cannot ask the database about rows it did not write.
    dry_run: Option<HashSet<String>>,
    rejects: &'a mut RejectFile,
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
    fn write(&mut self, chunk: &Chunk, before: Checkpoint) -> Result<Checkpoint, ImportError> {
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
        let mut refused: Vec<usize> = Vec::new();
        let clean_bytes = self.rejects.sync()?;
        let rejected = (chunk.malformed.len() + chunk.rejected.len()) as u64;
        loop {
            let after = Checkpoint {
                position: chunk.next,
                rows_read: chunk.next.rows,
                rows_rejected: before.rows_rejected + rejected + refused.len() as u64,
                reject_bytes: self.rejects.sync()?,
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

    fn keep(&self, at: Checkpoint) -> Result<(), StoreError> {
        if self.dry_run.is_some() {
            return Ok(());
        }
        let key = self.key.to_owned();
        self.store
            .write(move |tx| progress::import_keep_checkpoint(tx, &key, at))
            .wait()
    }
}
