//! Copies of tables out of and into a file, and a file that is made as a whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rusqlite::CachedStatement;
use rusqlite::types::ValueRef;

use super::SqliteStore;
use super::held::HeldFile;
use super::session::{SqliteSession, store_error};
use crate::copy::{CopyError, Kind, Table, text};
use crate::{OpenError, Param, StoreError};

impl SqliteSession {
    pub(crate) fn copy_out(&self, table: &Table, sink: &mut dyn Write) -> Result<(), CopyError> {
        let engine = |error: rusqlite::Error| CopyError::Store(store_error(&error));
        let mut statement = self.statement(&table.select())?;
        let mut rows = statement.raw_query();
        let mut line = Vec::new();
        while let Some(row) = rows.next().map_err(engine)? {
            line.clear();
            for (index, column) in table.columns.iter().enumerate() {
                if index > 0 {
                    line.push(b'\t');
                }
                let cell = param(row.get_ref(index).map_err(engine)?)?;
                text::write_cell(&mut line, text::as_kind(cell, column.kind)?);
            }
            line.push(b'\n');
            sink.write_all(&line)?;
        }
        Ok(())
    }

    pub(crate) fn copy_in(
        &self,
        table: &Table,
        feed: impl FnOnce(&mut dyn Write) -> Result<(), CopyError>,
    ) -> Result<(), CopyError> {
        let places: Vec<String> = (1..=table.columns.len())
            .map(|number| format!("?{number}"))
            .collect();
        let insert = format!(
            "INSERT INTO \"{}\" ({}) VALUES ({})",
            table.name,
            table.column_list(),
            places.join(", ")
        );
        let mut rows = RowsIn {
            table: &table.name,
            statement: self.statement(&insert)?,
            kinds: table.kinds(),
            cells: Vec::new(),
            unfinished: Vec::new(),
            line: 0,
        };
        feed(&mut rows)?;
        rows.finish()
    }
}

fn param(value: ValueRef<'_>) -> Result<Param<'_>, StoreError> {
    let corrupt = |detail: String| StoreError::Corrupt { detail };
    Ok(match value {
        ValueRef::Null => Param::Null,
        ValueRef::Integer(value) => Param::Int(value),
        ValueRef::Text(bytes) => {
            Param::Text(std::str::from_utf8(bytes).map_err(|error| corrupt(error.to_string()))?)
        }
        ValueRef::Blob(bytes) => Param::Blob(bytes),
        ValueRef::Real(_) => return Err(corrupt("a cell holds a floating-point number".into())),
    })
}

/// Inserts every line that is written to it.
struct RowsIn<'session> {
    table: &'session str,
    statement: CachedStatement<'session>,
    kinds: Vec<Kind>,
    cells: Vec<text::Read>,
    /// The beginning of a line whose end has yet to come.
    unfinished: Vec<u8>,
    line: u64,
}

impl RowsIn<'_> {
    fn insert(&mut self, line: &[u8]) -> Result<(), CopyError> {
        self.line += 1;
        text::read_line(line, &self.kinds, &mut self.cells).ok_or_else(|| self.damaged())?;
        let engine = |error: rusqlite::Error| CopyError::Store(store_error(&error));
        for (index, cell) in self.cells.iter().enumerate() {
            self.statement
                .raw_bind_parameter(index + 1, cell.as_param())
                .map_err(engine)?;
        }
        self.statement.raw_execute().map(|_| ()).map_err(engine)
    }

    fn damaged(&self) -> CopyError {
        CopyError::Malformed {
            table: self.table.to_owned(),
            line: self.line,
        }
    }

    fn finish(mut self) -> Result<(), CopyError> {
        if self.unfinished.is_empty() {
            return Ok(());
        }
        self.line += 1;
        Err(self.damaged())
    }
}

impl Write for RowsIn<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            if self.unfinished.is_empty() {
                self.insert(&rest[..end])?;
            } else {
                let mut line = std::mem::take(&mut self.unfinished);
                line.extend_from_slice(&rest[..end]);
                self.insert(&line)?;
                line.clear();
                self.unfinished = line;
            }
            rest = &rest[end + 1..];
        }
        self.unfinished.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl SqliteStore {
    /// Runs one transaction on an existing file that nobody else writes to.
    pub(crate) fn in_one_transaction(
        path: &Path,
        body: impl FnOnce(&SqliteSession) -> Result<(), StoreError>,
    ) -> Result<(), OpenError> {
        let _held = HeldFile::take(path)?;
        let session = SqliteSession::open_writer(path)?;
        Ok(session.in_transaction("IMMEDIATE", body)?)
    }
}

/// A file that is filled under another name and renamed when it is whole and on the disk.
pub(crate) struct NewFile {
    _held: HeldFile,
    session: Option<SqliteSession>,
    path: PathBuf,
    building: PathBuf,
}

impl NewFile {
    pub(crate) fn building_name(path: &Path) -> PathBuf {
        let mut name = path.as_os_str().to_owned();
        name.push(".unfinished");
        name.into()
    }

    pub(crate) fn begin(path: &Path) -> Result<Self, CopyError> {
        let held = HeldFile::take(path)?;
        if path.exists() {
            return Err(CopyError::NotEmpty {
                found: format!("the database `{}`", path.display()),
            });
        }
        expect_no_log(path)?;
        let building = Self::building_name(path);
        remove(&building)?;
        let mut file = Self {
            _held: held,
            session: None,
            path: path.to_owned(),
            building,
        };
        let session = SqliteSession::open_writer(&file.building)?;
        // After a crash the file is thrown away, so nothing needs to be undone in it.
        session.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN IMMEDIATE",
        )?;
        file.session = Some(session);
        Ok(file)
    }

    pub(crate) fn session(&self) -> &SqliteSession {
        self.session.as_ref().expect("open until it is finished")
    }

    pub(crate) fn finish(mut self) -> Result<(), CopyError> {
        // With its final form from the beginning: a writer killed while it changes the form of a file leaves a journal that
        // readers cannot roll back.
        self.session()
            .execute_batch("COMMIT; PRAGMA journal_mode = WAL")?;
        self.session = None;
        File::open(&self.building)?.sync_all()?;
        // Empty ones, as a database that was taken away leaves them.
        remove(&self.path)?;
        fs::rename(&self.building, &self.path)?;
        let folder = self
            .path
            .parent()
            .filter(|path| !path.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        self.session = None;
        // What stays is thrown away by whoever begins anew.
        drop(remove(&self.building));
    }
}

/// A log that a killed process left holds what its database lacks. Beside another database it would be read into that one.
fn expect_no_log(path: &Path) -> Result<(), CopyError> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log = PathBuf::from(log);
    match fs::metadata(&log) {
        Ok(metadata) if metadata.len() > 0 => Err(CopyError::NotEmpty {
            found: format!(
                "`{}`, the log of a database that is not there; put it back beside its database, or away",
                log.display()
            ),
        }),
        _ => Ok(()),
    }
}

fn remove(building: &Path) -> Result<(), CopyError> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = building.as_os_str().to_owned();
        name.push(suffix);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}
