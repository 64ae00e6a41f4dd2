//! What was copied, in few bytes.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

/// Rows between two reports of progress.
const REPORT_EVERY_ROWS: u64 = 10_000;

/// What a table holds: equal for equal rows, on either engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDigest {
    /// The table.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// How long its copy is.
    pub bytes: u64,
    /// SHA-256 of its copy.
    pub sha256: [u8; 32],
}

/// Passes on what is written to it, and counts and hashes it.
pub struct Digesting<'sink> {
    sink: &'sink mut dyn Write,
    progress: &'sink mut dyn FnMut(u64),
    hash: Sha256,
    rows: u64,
    bytes: u64,
    reported: u64,
}

impl<'sink> Digesting<'sink> {
    /// Passes on to `sink`; `progress` is told now and then how many rows there were.
    pub fn new(sink: &'sink mut dyn Write, progress: &'sink mut dyn FnMut(u64)) -> Self {
        Self {
            sink,
            progress,
            hash: Sha256::new(),
            rows: 0,
            bytes: 0,
            reported: 0,
        }
    }

    /// What went through.
    pub fn finish(self, table: &str) -> TableDigest {
        (self.progress)(self.rows);
        TableDigest {
            table: table.to_owned(),
            rows: self.rows,
            bytes: self.bytes,
            sha256: self.hash.finalize().into(),
        }
    }
}

impl Write for Digesting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sink.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        let ends = bytes.iter().map(|byte| u64::from(*byte == b'\n'));
        self.rows += ends.sum::<u64>();
        if self.rows - self.reported >= REPORT_EVERY_ROWS {
            self.reported = self.rows;
            (self.progress)(self.rows);
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}
