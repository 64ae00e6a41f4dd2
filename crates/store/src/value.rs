//! The handful of kinds of value that cross the border to the engine.

use crate::StoreError;

/// A value handed to a statement. Made with [`crate::params!`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Param<'a> {
    /// SQL `NULL`.
    Null,
    /// `BIGINT`.
    Int(i64),
    /// `TEXT`.
    Text(&'a str),
    /// `BOOLEAN`.
    Bool(bool),
    /// `BLOB`, `BYTEA` on `PostgreSQL`.
    Blob(&'a [u8]),
}

impl From<i64> for Param<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<bool> for Param<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a String> for Param<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a [u8]> for Param<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Blob(value)
    }
}

impl<'a> From<&'a Vec<u8>> for Param<'a> {
    fn from(value: &'a Vec<u8>) -> Self {
        Self::Blob(value)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Param<'a> {
    fn from(value: &'a [u8; N]) -> Self {
        Self::Blob(value)
    }
}

impl<'a, T: Into<Param<'a>>> From<Option<T>> for Param<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The values of a statement, in the order of their placeholders: `params![person_id, name.as_str()]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::Param::from($value)),*] as &[$crate::Param<'_>]
    };
}

/// A value that came back.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// SQL `NULL`.
    Null,
    /// An integer; on `SQLite` also a boolean.
    Int(i64),
    /// Text.
    Text(String),
    /// A boolean, from `PostgreSQL`.
    Bool(bool),
    /// Bytes.
    Blob(Vec<u8>),
}

impl Cell {
    /// The value handed to a statement again.
    pub(crate) fn as_param(&self) -> Param<'_> {
        match self {
            Self::Null => Param::Null,
            Self::Int(value) => Param::Int(*value),
            Self::Text(value) => Param::Text(value),
            Self::Bool(value) => Param::Bool(*value),
            Self::Blob(value) => Param::Blob(value),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Int(_) => "an integer",
            Self::Text(_) => "text",
            Self::Bool(_) => "a boolean",
            Self::Blob(_) => "bytes",
        }
    }
}

/// One row of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub(crate) Vec<Cell>);

impl Row {
    /// The value of the column at `index`, counted from 0 in the order of the `SELECT`.
    pub fn get<T: FromCell>(&self, index: usize) -> Result<T, StoreError> {
        let cell = self.0.get(index).ok_or(StoreError::MissingRow)?;
        T::from_cell(cell).ok_or_else(|| StoreError::WrongKind {
            column: index,
            found: cell.kind(),
            wanted: T::KIND,
        })
    }
}

/// What a cell can be read as.
pub trait FromCell: Sized {
    /// How an error names it.
    const KIND: &'static str;

    /// The value, or `None` when the cell holds another kind.
    fn from_cell(cell: &Cell) -> Option<Self>;
}

impl FromCell for i64 {
    const KIND: &'static str = "an integer";

    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Int(value) => Some(*value),
            _ => None,
        }
    }
}

impl FromCell for String {
    const KIND: &'static str = "text";

    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Text(value) => Some(value.clone()),
            _ => None,
        }
    }
}

impl FromCell for bool {
    const KIND: &'static str = "a boolean";

    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Bool(value) => Some(*value),
            Cell::Int(value @ (0 | 1)) => Some(*value == 1),
            _ => None,
        }
    }
}

impl FromCell for Vec<u8> {
    const KIND: &'static str = "bytes";

    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Blob(value) => Some(value.clone()),
            _ => None,
        }
    }
}

impl<const N: usize> FromCell for [u8; N] {
    const KIND: &'static str = "bytes of a fixed length";

    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Blob(value) => value.as_slice().try_into().ok(),
            _ => None,
        }
    }
}

impl<T: FromCell> FromCell for Option<T> {
    const KIND: &'static str = T::KIND;

    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            other => T::from_cell(other).map(Some),
        }
    }
}
