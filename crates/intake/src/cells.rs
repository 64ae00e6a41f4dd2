//! One row of a table as text: all cells in one string, so a row costs two allocations
//! (or none, when the buffer is used again) however many columns it has.

use std::fmt::{Display, Write};

/// The cells of one row, in the order of the table's columns.
///
/// An empty cell and an absent one are the same: CSV cannot tell them apart.
///
/// ```
/// let mut cells = danh_intake::Cells::new();
/// cells.push("Nguyễn Văn An");
/// cells.push_display(1950);
/// assert_eq!(cells.get(1), Some("1950"));
/// assert_eq!(cells.iter().collect::<Vec<_>>(), ["Nguyễn Văn An", "1950"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cells {
    text: String,
    ends: Vec<usize>,
}

impl Cells {
    /// A row without cells.
    pub fn new() -> Self {
        Self::default()
    }

    /// A row without cells, with room for so many and for about so many bytes of text.
    pub(crate) fn with_capacity(cells: usize, text_bytes: usize) -> Self {
        Self {
            text: String::with_capacity(text_bytes + text_bytes / 4),
            ends: Vec::with_capacity(cells),
        }
    }

    /// Bytes of the text of all cells.
    pub(crate) fn text_bytes(&self) -> usize {
        self.text.len()
    }

    /// Adds a cell at the end.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Adds a cell holding what `value` displays.
    pub fn push_display(&mut self, value: impl Display) {
        write!(self.text, "{value}").expect("writing to a string cannot fail");
        self.ends.push(self.text.len());
    }

    /// Adds a cell holding what `value` displays, or an empty cell.
    pub fn push_option(&mut self, value: Option<impl Display>) {
        match value {
            Some(value) => self.push_display(value),
            None => self.push(""),
        }
    }

    /// Forgets the cells and keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// The cell of column `index`, counted from 0.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        Some(&self.text[start..end])
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no cell at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cells from first to last.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.get(index).unwrap_or_default())
    }
}

impl<'a> FromIterator<&'a str> for Cells {
    fn from_iter<T: IntoIterator<Item = &'a str>>(cells: T) -> Self {
        let mut row = Self::new();
        for cell in cells {
            row.push(cell);
        }
        row
    }
}
