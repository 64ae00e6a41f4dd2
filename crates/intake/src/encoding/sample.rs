//! A sample of a file, from which its encoding is recognised: the beginning, and pieces from all
//! over the rest, so that a file put together from several shows it. The same file always gives
//! the same sample, so a run that goes on reads as the run before it did.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use super::{Carrier, NamedEncoding, Utf16};

const BEGINNING_BYTES: u64 = 128 * 1024;
const PIECE_BYTES: u64 = 32 * 1024;
const PIECES: u64 = 15;

/// Some of a file.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) carrier: Carrier,
    /// Where the text begins: behind the byte order mark.
    pub(crate) begin: u64,
    /// Whole lines, as UTF-8 or as bytes of one character. The first piece begins with the header.
    pub(crate) pieces: Vec<Vec<u8>>,
}

impl Sample {
    /// Takes the sample and leaves the file at its beginning.
    pub(crate) fn take(file: &mut File, named: Option<NamedEncoding>) -> io::Result<Self> {
        let length = file.metadata()?.len();
        let mut raw = vec![read_at(file, 0, BEGINNING_BYTES)?];
        let rest = length.saturating_sub(BEGINNING_BYTES);
        if rest > 0 {
            let step = (rest / PIECES).max(PIECE_BYTES) & !1;
            let mut at = BEGINNING_BYTES;
            while at < length {
                raw.push(read_at(file, at, PIECE_BYTES)?);
                at += step;
            }
        }
        file.rewind()?;
        let (carrier, begin) = carrier_of(&raw, named);
        Ok(Self {
            carrier,
            begin,
            pieces: pieces(&raw, carrier, begin, length),
        })
    }
}

fn read_at(file: &mut File, at: u64, bytes: u64) -> io::Result<Vec<u8>> {
    let mut piece = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    file.take(bytes).read_to_end(&mut piece)?;
    Ok(piece)
}

/// What carries the text, and how many bytes its mark has.
fn carrier_of(raw: &[Vec<u8>], named: Option<NamedEncoding>) -> (Carrier, u64) {
    let first = &raw[0];
    let marked = match first.as_slice() {
        [0xef, 0xbb, 0xbf, ..] => Some((Carrier::Utf8, 3)),
        [0xff, 0xfe, ..] => Some((Carrier::Utf16Le, 2)),
        [0xfe, 0xff, ..] => Some((Carrier::Utf16Be, 2)),
        _ => None,
    };
    let begin = |carrier| {
        marked
            .filter(|(by_mark, _)| *by_mark == carrier)
            .map_or(0, |(_, bytes)| bytes)
    };
    match named {
        Some(NamedEncoding::Utf8) => (Carrier::Utf8, begin(Carrier::Utf8)),
        Some(NamedEncoding::Utf16Le) => (Carrier::Utf16Le, begin(Carrier::Utf16Le)),
        Some(NamedEncoding::Utf16Be) => (Carrier::Utf16Be, begin(Carrier::Utf16Be)),
        Some(NamedEncoding::Legacy(_)) | None => marked
            .or_else(|| utf16_without_mark(first).map(|carrier| (carrier, 0)))
            .unwrap_or_else(|| (one_or_more_bytes(raw, named.is_some()), 0)),
    }
}

/// UTF-16 is full of zero bytes, all on one side: delimiters, line ends and digits are ASCII.
fn utf16_without_mark(first: &[u8]) -> Option<Carrier> {
    let zeros = |side: usize| {
        first
            .iter()
            .skip(side)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = first.len() / 8;
    if odd > many && even == 0 {
        Some(Carrier::Utf16Le)
    } else if even > many && odd == 0 {
        Some(Carrier::Utf16Be)
    } else {
        None
    }
}

/// UTF-8 when it is throughout, or nearly: a few bad bytes among many good characters are a
/// damaged UTF-8 file, and reading says where. Of pure ASCII it depends on whether an older
/// encoding is expected behind the sample.
fn one_or_more_bytes(raw: &[Vec<u8>], expects_legacy: bool) -> Carrier {
    let (mut characters, mut faults) = (0, 0);
    for (index, piece) in raw.iter().enumerate() {
        let piece = if index == 0 {
            piece
        } else {
            after_line_end(piece)
        };
        let chunks = piece.utf8_chunks().collect::<Vec<_>>();
        let last = chunks.len().saturating_sub(1);
        for (index, chunk) in chunks.iter().enumerate() {
            characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            // A character cut at the end of a piece is no fault.
            let is_cut = index == last && chunk.invalid().len() < 4 && is_begun(chunk.invalid());
            faults += usize::from(!chunk.invalid().is_empty() && !is_cut);
        }
    }
    let is_utf8 = if characters == 0 {
        faults == 0 && !expects_legacy
    } else {
        characters >= faults * 4
    };
    if is_utf8 {
        Carrier::Utf8
    } else {
        Carrier::SingleByte
    }
}

/// Whether the bytes are the beginning of a character and no more.
fn is_begun(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// The line and the byte where a file is no UTF-8, the whole of it read in blocks.
pub(crate) fn first_fault(file: &mut File) -> io::Result<Option<(u64, u64)>> {
    let (mut line, mut before, mut rest) = (1, 0, Vec::new());
    file.rewind()?;
    loop {
        let read = file.take(BEGINNING_BYTES).read_to_end(&mut rest)?;
        let (good, is_cut) = match std::str::from_utf8(&rest) {
            Ok(_) => (rest.len(), true),
            Err(error) => (error.valid_up_to(), error.error_len().is_none()),
        };
        line += rest[..good].split(|byte| *byte == b'\n').count() as u64 - 1;
        before += good as u64;
        if !is_cut || (read == 0 && good < rest.len()) {
            return Ok(Some((line, before)));
        }
        if read == 0 {
            return Ok(None);
        }
        rest.drain(..good);
    }
}

/// Whole lines of each piece, as they are looked at. The last line of the file counts as whole.
fn pieces(raw: &[Vec<u8>], carrier: Carrier, begin: u64, length: u64) -> Vec<Vec<u8>> {
    let is_whole = raw.len() == 1 && raw[0].len() as u64 == length;
    let piece = |(index, bytes): (usize, &Vec<u8>)| {
        let begin = if index == 0 {
            usize::try_from(begin).unwrap_or(0)
        } else {
            0
        };
        let text = match carrier {
            Carrier::Utf8 | Carrier::SingleByte => bytes[begin..].to_vec(),
            Carrier::Utf16Le | Carrier::Utf16Be => {
                let mut text = Vec::new();
                Utf16::new(carrier == Carrier::Utf16Be).append(&bytes[begin..], &mut text);
                text
            }
        };
        let text = if index == 0 {
            &text[..]
        } else {
            after_line_end(&text)
        };
        let end = text
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        if is_whole {
            text.to_vec()
        } else {
            text[..end].to_vec()
        }
    };
    raw.iter().enumerate().map(piece).collect()
}

fn after_line_end(bytes: &[u8]) -> &[u8] {
    let line_end = bytes.iter().position(|byte| *byte == b'\n');
    line_end.map_or(&[], |at| &bytes[at + 1..])
}
