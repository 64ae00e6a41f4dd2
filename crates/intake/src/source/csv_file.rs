//! Reading a CSV file row by row, knowing the line and byte of each.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::csv_rows::{Extent, RowExtent, extent, split};
use super::{OpenError, Source, SourceOptions};
use crate::position::Position;
use crate::reader::{ReadError, Row};

const BLOCK_BYTES: usize = 256 * 1024;
/// How much of a malformed line is kept to be shown.
const SHOWN_BYTES_MAX: usize = 4096;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A CSV file being read. Memory: two blocks, or one row if it is larger.
#[derive(Debug)]
pub(crate) struct CsvFile {
    path: PathBuf,
    file: File,
    delimiter: u8,
    width: usize,
    buffer: Vec<u8>,
    /// Where in the buffer the next row begins.
    begin: usize,
    at_end: bool,
    position: Position,
}

enum Found {
    Row(RowExtent),
    Malformed(&'static str),
    End,
}

impl CsvFile {
    pub(crate) fn open(source: &Source, from: Position) -> Result<Self, ReadError> {
        let path = source.path().to_owned();
        let unreadable = |source| ReadError::Unreadable {
            file: path.clone(),
            source,
        };
        let mut file = File::open(&path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        if from.byte > length || from.byte < source.start().byte {
            return Err(ReadError::NoSuchPosition {
                file: path,
                position: from,
            });
        }
        file.seek(SeekFrom::Start(from.byte)).map_err(unreadable)?;
        let width = source.header().len();
        Ok(Self::new(path, file, source.options(), width, from))
    }

    fn new(
        path: PathBuf,
        file: File,
        options: SourceOptions,
        width: usize,
        position: Position,
    ) -> Self {
        let delimiter = options.delimiter;
        let buffer = Vec::with_capacity(2 * BLOCK_BYTES);
        Self {
            path,
            file,
            delimiter,
            width,
            buffer,
            begin: 0,
            at_end: false,
            position,
        }
    }

    pub(crate) fn position(&self) -> Position {
        self.position
    }

    /// The next row, malformed or not; blank lines are passed over.
    pub(crate) fn next_row(&mut self) -> Result<Option<Row>, ReadError> {
        match self.find_row()? {
            Found::End => Ok(None),
            Found::Malformed(reason) => self.malformed_line(reason).map(Some),
            Found::Row(row) => {
                let line = self.position.line;
                let content = self.text(row.content)?;
                let cells = split(content, self.delimiter, row.quoted);
                let read = if cells.len() == self.width {
                    Row::Cells { line, cells }
                } else {
                    let reason = width_reason(cells.len(), self.width);
                    Row::Malformed {
                        line,
                        reason,
                        text: shown(content),
                    }
                };
                self.pass(row.length, row.lines);
                self.position.rows += 1;
                Ok(Some(read))
            }
        }
    }

    fn find_row(&mut self) -> Result<Found, ReadError> {
        loop {
            match extent(&self.buffer[self.begin..], self.delimiter, self.at_end) {
                Extent::NeedsMore => self.read_block()?,
                Extent::Malformed(reason) => return Ok(Found::Malformed(reason)),
                Extent::Row(row) if row.length == 0 => return Ok(Found::End),
                Extent::Row(row) if row.content == 0 => self.pass(row.length, row.lines),
                Extent::Row(row) => return Ok(Found::Row(row)),
            }
        }
    }

    /// Gives up one line and goes on behind it: the lines after a lost quote may be whole rows.
    fn malformed_line(&mut self, reason: &str) -> Result<Row, ReadError> {
        let rest = &self.buffer[self.begin..];
        let content = match line_end(rest) {
            Some(end) => end,
            None if self.at_end => rest.len(),
            None => char_boundary(rest, SHOWN_BYTES_MAX),
        };
        let text = shown(self.text(content)?);
        let line = self.position.line;
        while !self.pass_line() {
            self.read_block()?;
        }
        self.position.rows += 1;
        Ok(Row::Malformed {
            line,
            reason: reason.to_owned(),
            text,
        })
    }

    /// Passes what there is of a line, and tells whether that was all of it.
    fn pass_line(&mut self) -> bool {
        let rest = &self.buffer[self.begin..];
        if let Some(end) = line_end(rest) {
            self.pass(end + 1, 1);
            return true;
        }
        self.pass(rest.len(), u64::from(self.at_end));
        self.at_end
    }

    fn pass(&mut self, bytes: usize, lines: u64) {
        self.begin += bytes;
        self.position.byte += bytes as u64;
        self.position.line += lines;
    }

    /// The first `length` bytes of what is left, as text.
    fn text(&self, length: usize) -> Result<&str, ReadError> {
        let bytes = &self.buffer[self.begin..self.begin + length];
        std::str::from_utf8(bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            let line_ends = before.split(|byte| *byte == b'\n').count() - 1;
            ReadError::NotUtf8 {
                file: self.path.clone(),
                line: self.position.line + line_ends as u64,
                byte: self.position.byte + before.len() as u64,
            }
        })
    }

    fn read_block(&mut self) -> Result<(), ReadError> {
        self.buffer.drain(..self.begin);
        self.begin = 0;
        let read = (&mut self.file)
            .take(BLOCK_BYTES as u64)
            .read_to_end(&mut self.buffer)
            .map_err(|source| ReadError::Unreadable {
                file: self.path.clone(),
                source,
            })?;
        self.at_end = read == 0;
        Ok(())
    }
}

/// Reads the column names, and says where the first row begins.
pub(super) fn read_header(
    path: &Path,
    mut file: File,
    options: SourceOptions,
) -> Result<(Vec<String>, Position), OpenError> {
    let mut mark = Vec::with_capacity(BYTE_ORDER_MARK.len());
    let unreadable = |source| OpenError::Unreadable {
        file: path.to_owned(),
        source,
    };
    (&mut file)
        .take(3)
        .read_to_end(&mut mark)
        .map_err(unreadable)?;
    let byte = if mark == BYTE_ORDER_MARK { 3 } else { 0 };
    file.seek(SeekFrom::Start(byte)).map_err(unreadable)?;

    let no_header = |reason: String| OpenError::NoHeader {
        file: path.to_owned(),
        reason,
    };
    let start = Position {
        rows: 0,
        line: 1,
        byte,
    };
    let mut rows = CsvFile::new(path.to_owned(), file, options, 0, start);
    let text = |error| match error {
        ReadError::Unreadable { source, .. } => unreadable(source),
        error => no_header(error.to_string()),
    };
    match rows.find_row().map_err(text)? {
        Found::End => Err(no_header("the file is empty".to_owned())),
        Found::Malformed(reason) => Err(no_header(reason.to_owned())),
        Found::Row(row) => {
            let cells = split(
                rows.text(row.content).map_err(text)?,
                options.delimiter,
                row.quoted,
            );
            rows.pass(row.length, row.lines);
            Ok((
                cells.iter().map(|cell| cell.trim().to_owned()).collect(),
                rows.position,
            ))
        }
    }
}

fn line_end(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == b'\n')
}

/// The last place not behind `length` where no character of UTF-8 is cut.
fn char_boundary(bytes: &[u8], length: usize) -> usize {
    let is_boundary = |at: &usize| bytes.get(*at).is_none_or(|byte| byte & 0xc0 != 0x80);
    (0..=length.min(bytes.len()))
        .rev()
        .find(is_boundary)
        .unwrap_or(0)
}

fn width_reason(found: usize, wanted: usize) -> String {
    format!("{found} cells where the header has {wanted}")
}

fn shown(line: &str) -> String {
    line[..line.floor_char_boundary(SHOWN_BYTES_MAX)].to_owned()
}
