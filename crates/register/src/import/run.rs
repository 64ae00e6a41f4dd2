//! The import itself: threads read and prepare, the store's writer writes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};

use danh_intake::{
    BindError, Binding, Mapping, OpenError, ReadError, RejectError, RejectFile, Source,
};
use danh_store::{Store, StoreError};

use super::content;
use super::fields::Field;
use super::prepare::{Chunk, Preparation, Promise};
use super::progress::{self, Checkpoint};
use super::write::{Mode, Writer};
use crate::Register;
use crate::act::Act;
use crate::indexing;
use crate::numbers::Numbers;
use crate::person_queries::person_id_last;

/// Chunks that may be in preparation, or wait for the writer.
const CHUNKS_AHEAD: usize = 4;

/// Index rows that cost about as much as enrolling a person.
const INDEX_ROWS_A_ROW: usize = 20;

/// Fields that every person has: without a column for each, no row can be taken.
const NEEDED: [Field; 3] = [Field::FullName, Field::Sex, Field::Born];

/// What to import and how.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The file.
    pub file: PathBuf,
    /// Which column is which field.
    pub mapping: Mapping,
    /// Where rejected rows go; for a dry run see [`ImportOptions::reject_file`].
    pub rejects: PathBuf,
    /// Read and check everything, write nothing into the register.
    pub dry_run: bool,
    /// Rows of one transaction. More are faster and lose more work when killed; see [`ImportOptions::ROWS_A_TRANSACTION`].
    pub rows_a_transaction: usize,
    /// When the rows by which people are found are written.
    pub indexing: Indexing,
}

/// When the rows by which people are found are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Indexing {
    /// With the people.
    WithEachTransaction,
    /// After the file has been read, when it has more rows than that or the register is empty. Many times faster for many
    /// rows; nobody else may write or look for people meanwhile.
    AtTheEndOfMoreThan(u64),
}

impl Indexing {
    /// At the end of a long import where this process has the database to itself.
    pub fn of(store: &Store) -> Self {
        if store.is_exclusive() {
            Self::AtTheEndOfMoreThan(100_000)
        } else {
            Self::WithEachTransaction
        }
    }
}

impl ImportOptions {
    /// Less than a second of work on two cores.
    pub const ROWS_A_TRANSACTION: usize = 10_000;

    /// The file that rejected rows go to: `rejects`, or for a dry run a file beside it, because an interrupted import needs
    /// its own as it is.
    pub fn reject_file(&self) -> PathBuf {
        if !self.dry_run {
            return self.rejects.clone();
        }
        let mut name = self.rejects.file_name().unwrap_or_default().to_owned();
        name.push(".dry-run");
        self.rejects.with_file_name(name)
    }
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
    /// Index rows that were put off and are written now, and how many there are; nothing while the file is read.
    pub index_rows: Option<(u64, u64)>,
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
    /// The encoding the file is in, as it was recognised or as the mapping names it.
    pub encoding: String,
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
    /// Every row would be rejected, because nothing gives a field that every person has.
    #[error(
        "`{}`: no column gives {}, without which nobody is enrolled; its columns are {}; say in a mapping which is which",
        file.display(), quoted(missing), quoted(columns)
    )]
    FieldsMissing {
        /// The file.
        file: PathBuf,
        /// The fields.
        missing: Vec<&'static str>,
        /// The columns there are.
        columns: Vec<String>,
    },
    /// The file is not what it was when its import was interrupted.
    #[error(
        "`{}` was changed since its import was interrupted; go on with the file as it was, and import what is new from \
         a file of its own",
        file.display()
    )]
    Changed {
        /// The file.
        file: PathBuf,
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

fn quoted<T: std::fmt::Display>(names: &[T]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// Refuses a file that cannot be opened, or of which a mapping makes nobody; nothing is read but its beginning.
pub fn check(file: &Path, mapping: &Mapping) -> Result<(), ImportError> {
    open(file, mapping).map(drop)
}

fn open(file: &Path, mapping: &Mapping) -> Result<(Source, Binding), ImportError> {
    let source = Source::open_with(file, mapping.source_options())?;
    let bound = mapping.bind(source.header());
    let binding = bound.map_err(|error| ImportError::Bind {
        file: file.to_owned(),
        source: error,
    })?;
    let missing: Vec<&'static str> = NEEDED
        .into_iter()
        .filter(|field| !binding.gives(*field as usize))
        .map(Field::name)
        .collect();
    if missing.is_empty() {
        return Ok((source, binding));
    }
    Err(ImportError::FieldsMissing {
        file: file.to_owned(),
        missing,
        columns: source.header().to_vec(),
    })
}

/// Imports one file, or goes on with it.
pub fn run(
    store: &Store,
    register: &Register,
    act: &Act,
    options: &ImportOptions,
    mut progress: impl FnMut(ImportProgress),
) -> Result<ImportReport, ImportError> {
    let (source, binding) = open(&options.file, &options.mapping)?;
    if !options.dry_run {
        indexing::catch_up(store, |_, _| ())?;
    }
    let key = content::key_of(&source).map_err(|error| ReadError::Unreadable {
        file: options.file.clone(),
        source: error,
    })?;
    expect_unchanged(store, options, &key)?;
    let key = key.to_string();
    let mut at = checkpoint(store, &key, &source, options.dry_run)?;
    if at.finished {
        return Ok(ImportReport {
            rows_read: at.rows_read,
            rows_rejected: at.rows_rejected,
            already_done: true,
            encoding: source.encoding().to_string(),
            ..ImportReport::default()
        });
    }
    let mut rejects = RejectFile::open(options.reject_file())?;
    rejects.truncate_to(at.reject_bytes)?;
    let mut writer = Writer {
        store,
        key: &key,
        mode: mode(store, options)?,
        rows_before: at.rows_read,
        rejects: &mut rejects,
    };
    let mut report = ImportReport {
        encoding: source.encoding().to_string(),
        ..ImportReport::default()
    };
    let preparation = Preparation {
        register,
        act,
        mapping: &options.mapping,
        today: register.today(),
        rows_a_transaction: options.rows_a_transaction,
    };
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(CHUNKS_AHEAD);
        let (source, position) = (&source, at.position);
        scope.spawn(move || preparation.read_all(source, binding, position, &sender));
        write_all(&receiver, &mut writer, &mut at, |at, chunk| {
            for (finding, count) in &chunk.findings {
                *report.findings.entry(finding.clone()).or_default() += count;
            }
            progress(progress_of(source, at, None));
        })
    })?;
    // An index row is a fraction of a person.
    let index_rows = INDEX_ROWS_A_ROW * options.rows_a_transaction;
    writer.finish_index(index_rows, |done, total| {
        progress(progress_of(&source, &at, Some((done, total))));
    })?;
    at.finished = true;
    at.reject_bytes = writer.rejects.sync()?;
    writer.keep(at)?;
    report.rejections = rejects.count_by_reason()?;
    report.rows_read = at.rows_read;
    report.rows_rejected = at.rows_rejected;
    Ok(report)
}

/// Going on in the middle of a file that has changed would leave rows out, or take them twice.
fn expect_unchanged(
    store: &Store,
    options: &ImportOptions,
    key: &content::Key,
) -> Result<(), ImportError> {
    let (key, is_dry) = (key.clone(), options.dry_run);
    let interrupted = store
        .read(move |tx| progress::import_interrupted_of(tx, &key))
        .wait()?;
    if interrupted && !is_dry {
        return Err(ImportError::Changed {
            file: options.file.clone(),
        });
    }
    Ok(())
}

fn progress_of(source: &Source, at: &Checkpoint, index_rows: Option<(u64, u64)>) -> ImportProgress {
    ImportProgress {
        rows: at.rows_read,
        rows_total: source.rows_total(),
        bytes: at.position.byte,
        bytes_total: source.bytes_total(),
        index_rows,
    }
}

fn mode(store: &Store, options: &ImportOptions) -> Result<Mode, StoreError> {
    if options.dry_run {
        return Ok(Mode::DryRun(Numbers::default()));
    }
    let at_most = match options.indexing {
        Indexing::WithEachTransaction => u64::MAX,
        Indexing::AtTheEndOfMoreThan(rows) => {
            let is_empty = store.read(person_id_last).wait()?.is_none();
            if is_empty { 0 } else { rows }
        }
    };
    Ok(Mode::IndexWithEachTransaction { at_most })
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
    // An import that took nobody is begun anew: the mapping was wrong, and has been mended perhaps.
    Ok(kept
        .filter(|at| at.rows_rejected < at.rows_read)
        .unwrap_or(beginning))
}

fn write_all(
    promises: &Receiver<Promise>,
    writer: &mut Writer<'_>,
    at: &mut Checkpoint,
    mut done: impl FnMut(&Checkpoint, &Chunk),
) -> Result<(), ImportError> {
    for promise in promises {
        let Ok(chunk) = promise.recv() else {
            // Who prepared it panicked; that is told where its thread is waited for.
            return Ok(());
        };
        let chunk = chunk?;
        *at = writer.write(&chunk, *at)?;
        done(at, &chunk);
    }
    Ok(())
}
