//! Where a CSV row ends and how it falls into cells (RFC 4180), on bytes in memory.
//!
//! Lenient readers take a stray quote for the beginning of a very long cell and swallow the
//! rows behind it. Here bad quoting is found where it stands, and costs one line.

use crate::cells::Cells;

/// A row that needs more bytes than this has lost a quote.
pub(super) const ROW_BYTES_MAX: usize = 1 << 20;

/// What stands at the beginning of the bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// A row, and how far it goes.
    Row(RowExtent),
    /// Quoting that cannot be understood.
    Malformed(&'static str),
    /// The row is longer than the bytes.
    NeedsMore,
}

/// The size of one row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RowExtent {
    /// Bytes up to the line end, without it.
    pub(super) content: usize,
    /// Bytes with the line end.
    pub(super) length: usize,
    /// Line ends in it, its own included.
    pub(super) lines: u64,
    /// Whether any cell is quoted.
    pub(super) quoted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Bare,
    Quoted,
    QuoteInQuoted,
}

/// Finds the end of the row that begins at the first byte. `at_end` says that no bytes follow.
pub(super) fn extent(bytes: &[u8], delimiter: u8, at_end: bool) -> Extent {
    let mut state = State::CellStart;
    let (mut lines, mut quoted) = (1, false);
    for (index, &byte) in bytes.iter().enumerate() {
        if byte == b'\n' && state != State::Quoted {
            return Extent::Row(row(bytes, index, index + 1, lines, quoted));
        }
        state = match (state, byte) {
            (State::CellStart, b'"') => {
                quoted = true;
                State::Quoted
            }
            (State::Bare, b'"') => {
                return Extent::Malformed("a quote inside a cell without quotes");
            }
            (State::Quoted, b'"') => State::QuoteInQuoted,
            (State::Quoted, _) => {
                lines += u64::from(byte == b'\n');
                State::Quoted
            }
            (State::QuoteInQuoted, b'"') => State::Quoted,
            (_, byte) if byte == delimiter => State::CellStart,
            (State::QuoteInQuoted, b'\r') if matches!(bytes.get(index + 1), Some(b'\n') | None) => {
                State::QuoteInQuoted
            }
            (State::QuoteInQuoted, _) => return Extent::Malformed("text after a closing quote"),
            (State::CellStart | State::Bare, _) => State::Bare,
        };
    }
    match state {
        State::Quoted if at_end || bytes.len() > ROW_BYTES_MAX => {
            Extent::Malformed("a quote that is never closed")
        }
        _ if at_end => Extent::Row(row(bytes, bytes.len(), bytes.len(), lines, quoted)),
        _ if bytes.len() > ROW_BYTES_MAX => Extent::Malformed("a line longer than 1 MiB"),
        _ => Extent::NeedsMore,
    }
}

fn row(bytes: &[u8], content: usize, length: usize, lines: u64, quoted: bool) -> RowExtent {
    let content = if bytes[..content].ends_with(b"\r") {
        content - 1
    } else {
        content
    };
    RowExtent {
        content,
        length,
        lines,
        quoted,
    }
}

/// Falls a row that [`extent`] found into its cells, unquoted.
pub(super) fn split(content: &str, delimiter: u8, quoted: bool) -> Cells {
    let delimiter = char::from(delimiter);
    if !quoted {
        return content.split(delimiter).collect();
    }
    let mut cells = Cells::new();
    let mut rest = content;
    loop {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(inside) => quoted_cell(inside),
            None => match rest.find(delimiter) {
                Some(end) => (rest[..end].into(), &rest[end..]),
                None => (rest.into(), ""),
            },
        };
        cells.push(&cell);
        match after.strip_prefix(delimiter) {
            Some(next) => rest = next,
            None => return cells,
        }
    }
}

/// The text of a cell whose opening quote was taken off, and what follows its closing quote.
fn quoted_cell(inside: &str) -> (std::borrow::Cow<'_, str>, &str) {
    let bytes = inside.as_bytes();
    let mut index = 0;
    let mut doubled = false;
    while index < bytes.len() {
        if bytes[index] == b'"' {
            if bytes.get(index + 1) != Some(&b'"') {
                break;
            }
            doubled = true;
            index += 1;
        }
        index += 1;
    }
    let cell = &inside[..index];
    let after = inside.get(index + 1..).unwrap_or("");
    if doubled {
        (cell.replace("\"\"", "\"").into(), after)
    } else {
        (cell.into(), after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells_of(text: &str) -> Vec<String> {
        let Extent::Row(row) = extent(text.as_bytes(), b',', true) else {
            panic!("{text}")
        };
        split(&text[..row.content], b',', row.quoted)
            .iter()
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn quotes_and_line_ends_inside_cells() {
        assert_eq!(
            cells_of("a,\"b,\"\"c\"\"\n d\",\r\nnext"),
            ["a", "b,\"c\"\n d", ""]
        );
        assert_eq!(cells_of("\"a\"\r\n"), ["a"]);
        assert_eq!(cells_of(",,"), ["", "", ""]);
    }

    #[test]
    fn bad_quoting_is_named() {
        for (text, reason) in [
            ("a,b\"c,d\n", "a quote inside a cell without quotes"),
            ("a,\"b\" c\n", "text after a closing quote"),
            ("a,\"b\n", "a quote that is never closed"),
        ] {
            assert_eq!(
                extent(text.as_bytes(), b',', true),
                Extent::Malformed(reason)
            );
        }
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read_back(
            row in prop::collection::vec("[a-zà-ỹ\"\n\r, ]{0,12}", 2..6),
            delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        ) {
            let mut writer =
                csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
            writer.write_record(&row).unwrap();
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let Extent::Row(found) = extent(text.as_bytes(), delimiter, false) else {
                panic!("{text}")
            };
            prop_assert_eq!(found.length, text.len());
            let cells = split(&text[..found.content], delimiter, found.quoted);
            prop_assert_eq!(cells.iter().collect::<Vec<_>>(), row);
        }
    }
}
