//! The file of findings for the agency: CSV, one line a finding. It grows in step with the staging of links, under a name
//! nobody is given, and takes its own when the run is published; by then the access records of everything it tells are on
//! the disk.

use std::fs::{File, OpenOptions};
use std::io::BufWriter;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::error::SyncError;
use crate::findings::Finding;

/// Its columns.
pub const FINDING_COLUMNS: [&str; 5] = ["record_key", "code", "field", "value", "register_value"];

pub(crate) struct FindingsFile {
    path: PathBuf,
    writer: csv::Writer<BufWriter<File>>,
}

impl FindingsFile {
    /// Opens the file and cuts it back to a length that was written down; 0 begins it.
    pub(crate) fn open(path: &Path, length: u64) -> Result<Self, SyncError> {
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(path)
            .map_err(SyncError::folder(path))?;
        let present = file.metadata().map_err(SyncError::folder(path))?.len();
        if present < length {
            let detail = format!("it has {present} bytes and should have {length}");
            return Err(SyncError::damaged(path, detail));
        }
        file.set_len(length).map_err(SyncError::folder(path))?;
        let mut opened = Self {
            path: path.to_owned(),
            writer: csv::WriterBuilder::new()
                .has_headers(false)
                .from_writer(BufWriter::new(file)),
        };
        if length == 0 {
            opened.write(&FINDING_COLUMNS)?;
        }
        Ok(opened)
    }

    pub(crate) fn add(&mut self, key: &str, finding: &Finding) -> Result<(), SyncError> {
        let answer = finding.answer.as_deref().unwrap_or_default();
        self.write(&[
            key,
            finding.code.as_str(),
            finding.field.name(),
            &finding.said,
            answer,
        ])
    }

    /// Brings everything to the disk; the file's length.
    pub(crate) fn sync(&mut self) -> Result<u64, SyncError> {
        let flushed = self.writer.flush();
        flushed.map_err(SyncError::folder(&self.path))?;
        let buffer = self.writer.get_ref();
        let file = buffer.get_ref();
        let length = file.sync_data().and_then(|()| file.metadata());
        length
            .map(|it| it.len())
            .map_err(SyncError::folder(&self.path))
    }

    fn write(&mut self, cells: &[&str]) -> Result<(), SyncError> {
        self.writer
            .write_record(cells)
            .map_err(|error| SyncError::folder(&self.path)(error.into()))
    }
}
