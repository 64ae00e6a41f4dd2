//! The lines of a copy: the text form of `COPY` of `PostgreSQL`.

use super::Kind;
use crate::{Param, StoreError};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Writes a cell to the end of a line.
pub(crate) fn write_cell(line: &mut Vec<u8>, cell: Param<'_>) {
    match cell {
        Param::Null => line.extend_from_slice(b"\\N"),
        Param::Int(value) => line.extend_from_slice(value.to_string().as_bytes()),
        Param::Bool(value) => line.push(if value { b't' } else { b'f' }),
        Param::Text(value) => write_text(line, value.as_bytes()),
        Param::Blob(value) => {
            line.extend_from_slice(b"\\\\x");
            for byte in value {
                line.push(HEX[usize::from(byte >> 4)]);
                line.push(HEX[usize::from(byte & 15)]);
            }
        }
    }
}

fn write_text(line: &mut Vec<u8>, text: &[u8]) {
    for byte in text {
        let letter = match byte {
            b'\\' => b'\\',
            0x08 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            0x0b => b'v',
            0x0c => b'f',
            b'\r' => b'r',
            other => {
                line.push(*other);
                continue;
            }
        };
        line.extend_from_slice(&[b'\\', letter]);
    }
}

/// A cell as it is kept until it is bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Read {
    Null,
    Int(i64),
    Bool(bool),
    Text(String),
    Blob(Vec<u8>),
}

impl Read {
    pub(crate) fn as_param(&self) -> Param<'_> {
        match self {
            Self::Null => Param::Null,
            Self::Int(value) => Param::Int(*value),
            Self::Bool(value) => Param::Bool(*value),
            Self::Text(value) => Param::Text(value),
            Self::Blob(value) => Param::Blob(value),
        }
    }
}

/// The cells of a line without its end; `None` when it is damaged.
pub(crate) fn read_line(line: &[u8], kinds: &[Kind], cells: &mut Vec<Read>) -> Option<()> {
    cells.clear();
    for text in line.split(|byte| *byte == b'\t') {
        let kind = kinds.get(cells.len())?;
        cells.push(read_cell(text, *kind)?);
    }
    (cells.len() == kinds.len()).then_some(())
}

fn read_cell(text: &[u8], kind: Kind) -> Option<Read> {
    if text == b"\\N" {
        return Some(Read::Null);
    }
    Some(match kind {
        Kind::Int => Read::Int(std::str::from_utf8(text).ok()?.parse().ok()?),
        Kind::Bool => Read::Bool(match text {
            b"t" => true,
            b"f" => false,
            _ => return None,
        }),
        Kind::Text => Read::Text(String::from_utf8(read_text(text)?).ok()?),
        Kind::Blob => Read::Blob(read_hex(text.strip_prefix(b"\\\\x")?)?),
    })
}

fn read_text(text: &[u8]) -> Option<Vec<u8>> {
    let mut read = Vec::with_capacity(text.len());
    let mut bytes = text.iter();
    while let Some(byte) = bytes.next() {
        read.push(match byte {
            b'\\' => match bytes.next()? {
                b'\\' => b'\\',
                b'b' => 0x08,
                b't' => b'\t',
                b'n' => b'\n',
                b'v' => 0x0b,
                b'f' => 0x0c,
                b'r' => b'\r',
                _ => return None,
            },
            other => *other,
        });
    }
    Some(read)
}

fn read_hex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect()
}

/// A cell of `SQLite`, which keeps booleans as integers, as the column's kind has it.
pub(crate) fn as_kind(cell: Param<'_>, kind: Kind) -> Result<Param<'_>, StoreError> {
    match (cell, kind) {
        (Param::Null, _)
        | (Param::Int(_), Kind::Int)
        | (Param::Text(_), Kind::Text)
        | (Param::Blob(_), Kind::Blob) => Ok(cell),
        (Param::Int(value @ (0 | 1)), Kind::Bool) => Ok(Param::Bool(value == 1)),
        _ => Err(StoreError::Corrupt {
            detail: "a cell holds another kind of value than its column".into(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [Kind; 4] = [Kind::Int, Kind::Text, Kind::Bool, Kind::Blob];

    #[test]
    fn a_line_is_what_postgresql_documents() {
        let mut line = Vec::new();
        for cell in [
            Param::Int(-7),
            Param::Text("a\tb\\N\n"),
            Param::Bool(true),
            Param::Blob(&[0, 255]),
            Param::Null,
        ] {
            write_cell(&mut line, cell);
            line.push(b'|');
        }
        assert_eq!(
            String::from_utf8(line).unwrap(),
            r"-7|a\tb\\N\n|t|\\x00ff|\N|"
        );
    }

    #[test]
    fn damaged_lines_are_refused() {
        let mut cells = Vec::new();
        for line in [
            "1\ta\tt",
            "1\ta\tt\t\\\\x00\tmore",
            "x\ta\tt\t\\\\x00",
            "1\ta\ttrue\t\\\\x00",
            "1\ta\tt\t\\\\x0",
            "1\ta\\q\tt\t\\\\x00",
            "1\ta\\\tt\t\\\\x00",
            "1\ta\tt\t00",
        ] {
            assert_eq!(
                read_line(line.as_bytes(), &KINDS, &mut cells),
                None,
                "{line}"
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            int in proptest::option::of(any::<i64>()),
            text in proptest::option::of(any::<String>()),
            flag in proptest::option::of(any::<bool>()),
            blob in proptest::option::of(proptest::collection::vec(any::<u8>(), 0..40)),
        ) {
            let params = [
                Param::from(int),
                Param::from(text.as_deref()),
                Param::from(flag),
                Param::from(blob.as_deref()),
            ];
            let mut line = Vec::new();
            for (index, param) in params.iter().enumerate() {
                if index > 0 {
                    line.push(b'\t');
                }
                write_cell(&mut line, *param);
            }
            prop_assert!(!line.contains(&b'\n'));
            let mut cells = Vec::new();
            prop_assert!(read_line(&line, &KINDS, &mut cells).is_some());
            let read: Vec<Param<'_>> = cells.iter().map(Read::as_param).collect();
            prop_assert_eq!(&read[..], &params[..]);
        }
    }
}
