//! Reading a CSV file row by row, knowing the line and byte of each.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use danh_vocabulary::widen;

use super::csv_rows::{Extent, RowExtent, extent, split};
use super::{OpenError, Source};
use crate::cells::Cells;
use crate::encoding::{Carrier, RowDecoder, Sample, Utf16, source_bytes};
use crate::position::Position;
use crate::reader::{ReadError, Row};

const BLOCK_BYTES: usize = 256 * 1024;
/// How much of a malformed line is kept to be shown.
const SHOWN_BYTES_MAX: usize = 4096;

/// A CSV file being read. Memory: two blocks, or one row if it is larger.
#[derive(Debug)]
pub(crate) struct CsvFile {
    path: PathBuf,
    file: File,
    delimiter: u8,
    carrier: Carrier,
    decoder: Option<RowDecoder>,
    width: usize,
    /// UTF-8, or the bytes of the file when each is a character.
    buffer: Vec<u8>,
    utf16: Option<Utf16>,
    /// Behind what the buffer holds, the file is not what carries it.
    is_damaged: bool,
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
        let encoding = source.encoding();
        let delimiter = source.options().delimiter;
        Ok(Self {
            width: source.header().len(),
            decoder: Some(RowDecoder::new(encoding)),
            ..Self::new(path, file, delimiter, encoding.carrier, from)
        })
    }

    fn new(path: PathBuf, file: File, delimiter: u8, carrier: Carrier, position: Position) -> Self {
        let utf16 = match carrier {
            Carrier::Utf16Le => Some(Utf16::new(false)),
            Carrier::Utf16Be => Some(Utf16::new(true)),
            Carrier::Utf8 | Carrier::SingleByte => None,
        };
        Self {
            path,
            file,
            delimiter,
            carrier,
            decoder: None,
            width: 0,
            buffer: Vec::with_capacity(2 * BLOCK_BYTES),
            utf16,
            is_damaged: false,
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
                let cells = split(&content, self.delimiter, row.quoted);
                let read = self.read_row(line, cells, &content);
                self.pass(row.length, row.lines);
                self.position.rows += 1;
                Ok(Some(read))
            }
        }
    }

    fn read_row(&self, line: u64, cells: Cells, content: &str) -> Row {
        let found = cells.len();
        let decoded = match &self.decoder {
            _ if found != self.width => Err(width_reason(found, self.width)),
            Some(decoder) => decoder.row(cells),
            None => Ok(cells),
        };
        match decoded {
            Ok(cells) => Row::Cells { line, cells },
            Err(reason) => Row::Malformed {
                line,
                reason,
                text: self.shown(content),
            },
        }
    }

    /// A line to be shown, in Unicode, not all of it when it is long.
    fn shown(&self, line: &str) -> String {
        let line = &line[..line.floor_char_boundary(SHOWN_BYTES_MAX)];
        match &self.decoder {
            Some(decoder) => decoder.line(line).into_owned(),
            None => line.to_owned(),
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
        let text = self.shown(&self.text(content)?);
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
        let passed = &self.buffer[self.begin..self.begin + bytes];
        self.position.byte += self.bytes_of(passed);
        self.position.line += lines;
        self.begin += bytes;
    }

    /// How many bytes of the file are what the buffer holds here.
    fn bytes_of(&self, buffered: &[u8]) -> u64 {
        let bytes = match self.utf16 {
            Some(_) => source_bytes(buffered),
            None => buffered.len(),
        };
        bytes as u64
    }

    /// The first `length` bytes of what is left, as text.
    fn text(&self, length: usize) -> Result<Cow<'_, str>, ReadError> {
        let bytes = &self.buffer[self.begin..self.begin + length];
        if self.carrier == Carrier::SingleByte {
            return Ok(Cow::Owned(widen(bytes)));
        }
        let text = std::str::from_utf8(bytes);
        text.map(Cow::Borrowed)
            .map_err(|error| self.fault_behind(&bytes[..error.valid_up_to()]))
    }

    /// The file is not what carries it, behind these bytes of the buffer.
    fn fault_behind(&self, before: &[u8]) -> ReadError {
        let line_ends = before.split(|byte| *byte == b'\n').count() - 1;
        ReadError::NotText {
            file: self.path.clone(),
            line: self.position.line + line_ends as u64,
            byte: self.position.byte + self.bytes_of(before),
            carrier: self.carrier,
        }
    }

    fn read_block(&mut self) -> Result<(), ReadError> {
        if self.is_damaged {
            return Err(self.fault_behind(&self.buffer[self.begin..]));
        }
        self.buffer.drain(..self.begin);
        self.begin = 0;
        let mut block = Vec::new();
        let into = match self.utf16 {
            Some(_) => &mut block,
            None => &mut self.buffer,
        };
        let read = (&mut self.file)
            .take(BLOCK_BYTES as u64)
            .read_to_end(into)
            .map_err(|source| ReadError::Unreadable {
                file: self.path.clone(),
                source,
            })?;
        if let Some(utf16) = &mut self.utf16 {
            self.is_damaged = !utf16.append(&block, &mut self.buffer);
        }
        self.at_end = read == 0 && !self.is_damaged;
        Ok(())
    }
}

/// Reads the column names as the carrier has them, and says where the first row begins.
pub(super) fn read_header(
    path: &Path,
    mut file: File,
    delimiter: u8,
    sample: &Sample,
) -> Result<(Vec<String>, Position), OpenError> {
    let unreadable = |source| OpenError::Unreadable {
        file: path.to_owned(),
        source,
    };
    file.seek(SeekFrom::Start(sample.begin))
        .map_err(unreadable)?;
    let no_header = |reason: String| OpenError::NoHeader {
        file: path.to_owned(),
        reason,
    };
    let start = Position {
        rows: 0,
        line: 1,
        byte: sample.begin,
    };
    let mut rows = CsvFile::new(path.to_owned(), file, delimiter, sample.carrier, start);
    let text = |error| match error {
        ReadError::Unreadable { source, .. } => unreadable(source),
        error => no_header(error.to_string()),
    };
    let found = rows.find_row().map_err(text)?;
    if ends_lines_with_carriage_returns(&rows.buffer) {
        return Err(OpenError::CarriageReturns {
            file: path.to_owned(),
        });
    }
    match found {
        Found::End => Err(no_header("the file is empty".to_owned())),
        Found::Malformed(reason) => Err(no_header(reason.to_owned())),
        Found::Row(row) => {
            let cells = split(
                &rows.text(row.content).map_err(text)?,
                delimiter,
                row.quoted,
            );
            rows.pass(row.length, row.lines);
            Ok((cells.iter().map(str::to_owned).collect(), rows.position))
        }
    }
}

/// Whether the beginning of a file has carriage returns between its lines, and no line feed.
fn ends_lines_with_carriage_returns(beginning: &[u8]) -> bool {
    let has_return = || {
        let mut returns = beginning
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\r');
        returns.any(|(at, _)| at + 1 < beginning.len())
    };
    !beginning.contains(&b'\n') && has_return()
}

/// The rows of a sample whose quoting is sound, the header left out.
pub(crate) fn sample_rows(
    pieces: &[Vec<u8>],
    delimiter: u8,
    text: impl Fn(&[u8]) -> String,
    mut see: impl FnMut(&Cells),
) {
    let mut is_header = true;
    for piece in pieces {
        let mut rest = piece.as_slice();
        while !rest.is_empty() {
            let passed = match extent(rest, delimiter, true) {
                Extent::Row(row) => {
                    if row.content > 0 && !std::mem::take(&mut is_header) {
                        see(&split(&text(&rest[..row.content]), delimiter, row.quoted));
                    }
                    row.length
                }
                Extent::Malformed(_) | Extent::NeedsMore => {
                    line_end(rest).map_or(rest.len(), |at| at + 1)
                }
            };
            rest = &rest[passed.max(1).min(rest.len())..];
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
