//! Where in a file the reading stands: small enough to be kept with every commit of an import.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A place between two rows of one file, from which reading can go on.
///
/// Its text form, three numbers with colons (`120:122:48231`), is what serde writes too.
/// A position means something only for the file it was taken from; compare
/// [`Source::fingerprint`](crate::Source::fingerprint) before using one that was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Rows before this place, rejected ones included, the header not.
    pub rows: u64,
    /// The line the next row begins on (CSV), or its row number (Parquet); counted from 1.
    pub line: u64,
    /// The byte the next row begins at (CSV); 0 in Parquet.
    pub byte: u64,
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.rows, self.line, self.byte)
    }
}

/// The text is not a position.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a position in a file (three numbers with colons between)")]
pub struct PositionError(String);

impl FromStr for Position {
    type Err = PositionError;

    fn from_str(text: &str) -> Result<Self, PositionError> {
        let wrong = || PositionError(text.to_owned());
        let numbers: Vec<u64> = text
            .split(':')
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map_err(|_| wrong())?;
        match numbers[..] {
            [rows, line, byte] => Ok(Self { rows, line, byte }),
            _ => Err(wrong()),
        }
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_form_reads_back(rows: u64, line: u64, byte: u64) {
            let position = Position { rows, line, byte };
            prop_assert_eq!(position.to_string().parse(), Ok(position));
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in ["", "1:2", "1:2:3:4", "1:-2:3", "a:b:c"] {
            assert!(text.parse::<Position>().is_err(), "{text}");
        }
    }
}
