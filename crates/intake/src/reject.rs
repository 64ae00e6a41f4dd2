//! The file of rows an import did not take: CSV, one line per finding, for a person to read.
//!
//! It grows in step with the import's own commits: [`RejectFile::sync`] gives the length that
//! goes into the database with the position, [`RejectFile::truncate_to`] cuts off what a killed
//! run wrote after its last commit. It holds personal data, so only its owner may read it.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::cells::Cells;
use crate::durable::sync_folder_of;

/// The columns of a reject file.
pub const REJECT_COLUMNS: [&str; 5] = ["line", "field", "value", "reason", "row"];

const REASON_COLUMN: usize = 3;

/// The reject file cannot be written or read.
#[derive(Debug, thiserror::Error)]
#[error("cannot use the reject file `{}`: {source}", file.display())]
pub struct RejectError {
    /// The reject file.
    pub file: PathBuf,
    /// What the operating system says.
    pub source: io::Error,
}

/// One thing that is wrong with one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejection<'a> {
    /// The line in the source file, as [`Record::line`](crate::Record::line) gives it.
    pub line: u64,
    /// The field; empty when the whole row is malformed.
    pub field: &'a str,
    /// The value found.
    pub value: &'a str,
    /// What is wrong with it. Rejections are counted by this text, so it should not hold the
    /// value.
    pub reason: &'a str,
}

/// A reject file open for adding.
#[derive(Debug)]
pub struct RejectFile {
    path: PathBuf,
    writer: csv::Writer<BufWriter<File>>,
}

impl RejectFile {
    /// Opens a reject file to add to it, or begins one with its header.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, RejectError> {
        let path = path.as_ref().to_owned();
        let failed = |source| RejectError {
            file: path.clone(),
            source,
        };
        let mut options = OpenOptions::new();
        options.create(true).read(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(failed)?;
        let is_new = file.metadata().map_err(failed)?.len() == 0;
        let writer = csv::WriterBuilder::new()
            .has_headers(false)
            .from_writer(BufWriter::new(file));
        let mut rejects = Self { path, writer };
        if is_new {
            sync_folder_of(&rejects.path).map_err(|error| rejects.failed(error))?;
            rejects.write_line(&REJECT_COLUMNS)?;
        }
        Ok(rejects)
    }

    /// Adds a finding about a row that was read.
    pub fn write(&mut self, rejection: Rejection<'_>, row: &Cells) -> Result<(), RejectError> {
        let mut line = csv::Writer::from_writer(Vec::new());
        line.write_record(row.iter())
            .map_err(|error| self.failed(error.into()))?;
        let line = line
            .into_inner()
            .map_err(|error| self.failed(error.into_error()))?;
        let line = String::from_utf8_lossy(&line);
        self.write_text(rejection, line.trim_end_matches('\n'))
    }

    /// Adds a finding about a row that could not be taken apart, with its text.
    pub fn write_text(&mut self, rejection: Rejection<'_>, row: &str) -> Result<(), RejectError> {
        let Rejection {
            line,
            field,
            value,
            reason,
        } = rejection;
        self.write_line(&[&line.to_string(), field, value, reason, row])
    }

    /// Brings everything to the disk; the file's length in bytes.
    pub fn sync(&mut self) -> Result<u64, RejectError> {
        self.writer.flush().map_err(|error| self.failed(error))?;
        let file = self.writer.get_ref().get_ref();
        let length = file
            .sync_data()
            .and_then(|()| file.metadata())
            .map(|it| it.len());
        length.map_err(|error| self.failed(error))
    }

    /// Cuts the file back to a length that [`RejectFile::sync`] gave; 0 begins it anew. A file
    /// that is shorter than that is an error: what it held cannot be made up.
    pub fn truncate_to(&mut self, length: u64) -> Result<(), RejectError> {
        let present = self.sync()?;
        if present < length {
            let reason = format!("it has {present} bytes and should have {length}");
            return Err(self.failed(io::Error::new(io::ErrorKind::UnexpectedEof, reason)));
        }
        let file = self.writer.get_ref().get_ref();
        file.set_len(length).map_err(|error| self.failed(error))?;
        if length == 0 {
            self.write_line(&REJECT_COLUMNS)?;
        }
        Ok(())
    }

    /// How many findings there are for each reason, counted in the file.
    pub fn count_by_reason(&mut self) -> Result<BTreeMap<String, u64>, RejectError> {
        self.writer.flush().map_err(|error| self.failed(error))?;
        let mut file = self.writer.get_ref().get_ref();
        file.seek(SeekFrom::Start(0))
            .map_err(|error| self.failed(error))?;
        let mut counts = BTreeMap::new();
        for row in csv::Reader::from_reader(file).into_records() {
            let row = row.map_err(|error| self.failed(error.into()))?;
            let reason = row.get(REASON_COLUMN).unwrap_or_default();
            *counts.entry(reason.to_owned()).or_default() += 1;
        }
        Ok(counts)
    }

    fn write_line(&mut self, cells: &[&str]) -> Result<(), RejectError> {
        self.writer
            .write_record(cells)
            .map_err(|error| self.failed(error.into()))
    }

    fn failed(&self, source: io::Error) -> RejectError {
        RejectError {
            file: self.path.clone(),
            source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REJECTION: Rejection<'_> = Rejection {
        line: 7,
        field: "born",
        value: "31/02/1950",
        reason: "no such day",
    };

    #[test]
    fn what_came_after_the_last_commit_is_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rejects.csv");
        let row: Cells = ["a,b", "31/02/1950"].into_iter().collect();

        let mut rejects = RejectFile::open(&path).unwrap();
        rejects.write(REJECTION, &row).unwrap();
        let length = rejects.sync().unwrap();
        let committed = std::fs::read_to_string(&path).unwrap();
        assert_eq!(
            committed,
            "line,field,value,reason,row\n7,born,31/02/1950,no such day,\"\"\"a,b\"\",31/02/1950\"\n"
        );
        rejects
            .write_text(
                Rejection {
                    line: 8,
                    ..REJECTION
                },
                "x",
            )
            .unwrap();
        drop(rejects);

        let mut rejects = RejectFile::open(&path).unwrap();
        rejects.truncate_to(length).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), committed);
        rejects
            .write_text(
                Rejection {
                    line: 9,
                    reason: "other",
                    ..REJECTION
                },
                "y",
            )
            .unwrap();
        let counts = rejects.count_by_reason().unwrap();
        assert_eq!(
            counts.into_iter().collect::<Vec<_>>(),
            [("no such day".to_owned(), 1), ("other".to_owned(), 1)]
        );
        rejects.truncate_to(0).unwrap();
        rejects.sync().unwrap();
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            "line,field,value,reason,row\n"
        );
        assert!(rejects.truncate_to(length).is_err());
    }
}
