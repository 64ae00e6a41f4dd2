//! Tables and description lists.

use super::value::Value;
use crate::messages::{Key, Message};

/// A table that a narrow screen shows as cards, one a row, each value under its column's
/// name.
#[derive(Clone, Debug)]
pub struct Table {
    /// What the table holds, read out before it.
    pub caption: Message,
    /// The columns from left to right. The first names the row.
    pub columns: Vec<Column>,
    /// The rows; each has a value for every column.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub label: Key,
    /// Whether it holds amounts, which align to the right.
    pub amounts: bool,
}

impl Column {
    /// A column of words.
    pub const fn words(label: Key) -> Self {
        Self {
            label,
            amounts: false,
        }
    }

    /// A column of amounts.
    pub const fn amounts(label: Key) -> Self {
        Self {
            label,
            amounts: true,
        }
    }
}

impl Table {
    /// A row's cells, each with its column.
    pub(crate) fn cells<'a>(
        &'a self,
        row: &'a [Value],
    ) -> impl Iterator<Item = (&'a Column, &'a Value)> {
        debug_assert_eq!(
            row.len(),
            self.columns.len(),
            "a row has a value for every column"
        );
        self.columns.iter().zip(row)
    }
}

/// Names and values of one thing.
#[derive(Clone, Debug, Default)]
pub struct DescriptionList {
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// A name and its value.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub term: Key,
    /// How it stands.
    pub value: Value,
}

impl Row {
    /// A row of a description list.
    pub fn new(term: Key, value: impl Into<Value>) -> Self {
        Self {
            term,
            value: value.into(),
        }
    }
}
