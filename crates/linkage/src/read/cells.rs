//! Columns cell by cell, whatever they come from.

use arrow_array::{Array, ArrayRef};

use super::ReadError;
use super::value::{Value, each};

/// What a cell becomes: as many words as its role has, the others 0.
pub(super) type Words = [u32; 4];

/// A column that is gone through once, from its beginning to its end.
pub(super) trait Cells {
    /// Hands over the next `rows` cells, each as `encode` makes it, with its place among them. Absent
    /// cells are left out, and a value that stands in a dictionary is encoded once.
    fn next(
        &mut self,
        rows: usize,
        encode: &mut impl FnMut(Value<'_>) -> Words,
        set: &mut impl FnMut(usize, Words),
    ) -> Result<(), ReadError>;
}

/// The cells of an array.
pub(super) struct ArrayCells(pub(super) ArrayRef);

impl Cells for ArrayCells {
    fn next(
        &mut self,
        rows: usize,
        encode: &mut impl FnMut(Value<'_>) -> Words,
        set: &mut impl FnMut(usize, Words),
    ) -> Result<(), ReadError> {
        let (now, later) = (
            self.0.slice(0, rows),
            self.0.slice(rows, self.0.len() - rows),
        );
        each(&now, |row, value| {
            if value != Value::Absent {
                set(row, encode(value));
            }
        });
        self.0 = later;
        Ok(())
    }
}
