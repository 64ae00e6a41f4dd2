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
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub label: Key,
    /// Whether it holds amounts, which align to the right.
    pub amounts: bool,
    /// How the list is sorted by it; nothing where it cannot be.
    pub sort: Option<Sort>,
}

/// Sorting by a column, by a link on its name.
#[derive(Clone, Debug)]
pub struct Sort {
    /// Where the list is sorted by it, or the other way round where it is already.
    pub href: String,
    /// How it is sorted by it now.
    pub order: Option<SortOrder>,
}

/// Which way a list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortOrder {
    /// The least first.
    Ascending,
    /// The greatest first.
    Descending,
}

impl SortOrder {
    /// As `aria-sort` says it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

impl Column {
    /// A column of words.
    pub const fn words(label: Key) -> Self {
        Self {
            label,
            amounts: false,
            sort: None,
        }
    }

    /// A column of amounts.
    pub const fn amounts(label: Key) -> Self {
        Self {
            label,
            amounts: true,
            sort: None,
        }
    }
}

impl Column {
    /// Makes its name a link that sorts.
    #[must_use]
    pub fn sorted_by(mut self, href: impl Into<String>, order: Option<SortOrder>) -> Self {
        self.sort = Some(Sort {
            href: href.into(),
            order,
        });
        self
    }
}

impl Column {
    /// How the list is sorted by it now, as `aria-sort` says it.
    pub(crate) fn order(&self) -> Option<&'static str> {
        Some(self.sort.as_ref()?.order?.name())
    }
}

impl Table {
    pub(crate) fn sorts(&self) -> bool {
        self.columns.iter().any(|column| column.sort.is_some())
    }

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
