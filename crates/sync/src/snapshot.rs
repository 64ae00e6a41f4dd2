//! The register as linkage reads it: a Parquet file with the columns that are compared, and no more.
//!
//! It is written anew, or, when little happened since, copied with the rows of those of whom something happened replaced.
//! Protected persons and second records are not in it: whoever is not there for an outsider cannot be linked to.

mod person_row;

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use danh_intake::{Cells, Mapping, ParquetWriter, Source};
use danh_register::person_queries::{persons_after, persons_by_ids};
use danh_vocabulary::PersonId;
use serde::{Deserialize, Serialize};

use crate::changed::{Changed, changed_between, journal_size};
use crate::desk::{Step, SyncDesk};
use crate::error::SyncError;
use crate::folder::{keep_to_the_owner, write_whole};

pub(crate) use person_row::{COLUMNS, PersonRow, unit_codes};

const PAGE: u32 = 2_000;
/// One more whenever what is written changes.
const VERSION: u32 = 1;

/// The register's file, and how much of the journal it knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Snapshot {
    pub(crate) path: PathBuf,
    pub(crate) journal_size: u64,
}

/// What stands beside the file.
#[derive(Debug, Serialize, Deserialize)]
struct State {
    version: u32,
    journal_size: u64,
    rows: u64,
}

/// Brings the register's file up to the journal as it is now.
pub(crate) fn refresh(desk: &SyncDesk, progress: &dyn Fn(Step)) -> Result<Snapshot, SyncError> {
    desk.folder.make()?;
    let path = desk.folder.register();
    // Read first: what happens while persons are read is looked at again the next time.
    let now = journal_size(&desk.store)?;
    let before = state(desk).filter(|_| path.exists());
    let rows = match before {
        Some(before) if before.journal_size == now => before.rows,
        Some(before) if before.journal_size < now => {
            match changed_between(&desk.store, before.journal_size, now)? {
                Changed::Persons(persons) if (persons.len() as u64) < before.rows / 4 => {
                    copy_with(desk, &persons, progress)?
                }
                _ => write_all(desk, progress)?,
            }
        }
        _ => write_all(desk, progress)?,
    };
    keep_to_the_owner(&path)?;
    let state = State {
        version: VERSION,
        journal_size: now,
        rows,
    };
    let text = serde_json::to_string(&state).expect("numbers only");
    write_whole(&desk.folder.register_state(), &text)?;
    Ok(Snapshot {
        path,
        journal_size: now,
    })
}

fn state(desk: &SyncDesk) -> Option<State> {
    let text = fs::read_to_string(desk.folder.register_state()).ok()?;
    let state: State = serde_json::from_str(&text).ok()?;
    (state.version == VERSION).then_some(state)
}

fn write_all(desk: &SyncDesk, progress: &dyn Fn(Step)) -> Result<u64, SyncError> {
    // A file that is replaced does not stand beside a state of another one.
    forget_state(desk)?;
    let mut file = ParquetWriter::create(desk.folder.register(), &COLUMNS)?;
    let rows = PersonRow::of(desk);
    let (mut after, mut cells, mut done) = (None, Cells::new(), 0);
    loop {
        let page = desk
            .store
            .read(move |tx| persons_after(tx, after, PAGE))
            .wait()?;
        let Some((last, _, _)) = page.last() else {
            break;
        };
        after = Some(*last);
        for (person, _, state) in &page {
            if rows.fill(*person, state, &mut cells) {
                file.write_row(&cells)?;
            }
        }
        done += page.len() as u64;
        progress(Step::Register { persons: done });
    }
    Ok(file.finish()?)
}

fn copy_with(
    desk: &SyncDesk,
    persons: &HashSet<PersonId>,
    progress: &dyn Fn(Step),
) -> Result<u64, SyncError> {
    let path = desk.folder.register();
    let source = Source::open(&path)?;
    let binding = Mapping::same_names(&COLUMNS).bind(source.header());
    let binding = binding.map_err(|error| SyncError::damaged(&path, error))?;
    let mut reader = source.read(binding, source.start())?;
    forget_state(desk)?;
    let mut file = ParquetWriter::create(&path, &COLUMNS)?;
    let (mut cells, mut done) = (Cells::new(), 0);
    while let Some(batch) = reader.next_batch(PAGE as usize)? {
        for record in &batch.records {
            let person: PersonId = record
                .field(0)
                .parse()
                .map_err(|error| SyncError::damaged(&path, error))?;
            if persons.contains(&person) {
                continue;
            }
            cells.clear();
            (0..COLUMNS.len()).for_each(|column| cells.push(record.field(column)));
            file.write_row(&cells)?;
        }
        done += batch.records.len() as u64;
        progress(Step::Register { persons: done });
    }
    add(desk, persons, &mut file)?;
    Ok(file.finish()?)
}

fn add(
    desk: &SyncDesk,
    persons: &HashSet<PersonId>,
    file: &mut ParquetWriter,
) -> Result<(), SyncError> {
    let mut persons: Vec<PersonId> = persons.iter().copied().collect();
    persons.sort_unstable();
    let (rows, mut cells) = (PersonRow::of(desk), Cells::new());
    for some in persons.chunks(PAGE as usize) {
        let some = some.to_vec();
        let states = desk
            .store
            .read(move |tx| persons_by_ids(tx, &some))
            .wait()?;
        for (person, state) in &states {
            if rows.fill(*person, state, &mut cells) {
                file.write_row(&cells)?;
            }
        }
    }
    Ok(())
}

fn forget_state(desk: &SyncDesk) -> Result<(), SyncError> {
    let path = desk.folder.register_state();
    match fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(SyncError::folder(path)(error))
        }
        _ => Ok(()),
    }
}
