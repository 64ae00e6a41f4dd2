//! The ids of rows, read once more at the end: while linking nobody needs them, and a hundred
//! million of them are much memory.

use std::num::NonZeroUsize;
use std::path::Path;

use super::value::{Value, each};
use super::{Chosen, ReadError, csv_file, each_cell, is_csv};
use crate::day::Day;

/// Texts one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ids {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Ids {
    pub(crate) fn get(&self, index: usize) -> &str {
        std::str::from_utf8(self.bytes(index)).expect("it was when it came")
    }

    pub(crate) fn bytes(&self, index: usize) -> &[u8] {
        let begin = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.bytes[begin..self.ends[index]]
    }

    /// What is no UTF-8 gets replacement characters.
    fn push(&mut self, text: &[u8]) {
        if text.is_ascii() {
            self.bytes.extend_from_slice(text);
        } else {
            let text = String::from_utf8_lossy(text);
            self.bytes.extend_from_slice(text.as_bytes());
        }
        self.ends.push(self.bytes.len());
    }

    fn append(&mut self, other: &Self) {
        let before = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }

    /// The ids of all rows, or of the wanted ones only, in the order of the rows.
    pub(crate) fn read(
        path: &Path,
        column: &str,
        wanted: Option<&Chosen>,
        threads: NonZeroUsize,
    ) -> Result<Self, ReadError> {
        if is_csv(path) {
            let mut picker = Picker::new(0, wanted);
            csv_file::each_batch(path, &[column.to_owned()], |arrays| {
                each(&arrays[0], |_, value| picker.take(value));
                Ok(())
            })?;
            return Ok(picker.ids);
        }
        let begin = |first| Picker::new(first, wanted);
        let parts = each_cell(path, column, threads, begin, Picker::take)?;
        let mut ids = Self::default();
        for part in parts {
            ids.append(&part.ids);
        }
        Ok(ids)
    }

    /// The first row of an id, if there is one.
    pub(crate) fn position(
        path: &Path,
        column: &str,
        id: &str,
        threads: NonZeroUsize,
    ) -> Result<Option<usize>, ReadError> {
        let look = |(next, found): &mut (usize, Option<usize>), value: Value<'_>| {
            with_text(value, |text| {
                if found.is_none() && text == id.as_bytes() {
                    *found = Some(*next);
                }
            });
            *next += 1;
        };
        if is_csv(path) {
            let mut seen = (0, None);
            csv_file::each_batch(path, &[column.to_owned()], |arrays| {
                each(&arrays[0], |_, value| look(&mut seen, value));
                Ok(())
            })?;
            return Ok(seen.1);
        }
        let parts = each_cell(path, column, threads, |first| (first, None), look)?;
        Ok(parts.into_iter().find_map(|(_, found)| found))
    }
}

/// Takes the wanted of the rows that come by.
struct Picker<'a> {
    row: usize,
    /// Without, all.
    wanted: Option<&'a Chosen>,
    ids: Ids,
}

impl<'a> Picker<'a> {
    const fn new(row: usize, wanted: Option<&'a Chosen>) -> Self {
        Self {
            row,
            wanted,
            ids: Ids {
                bytes: Vec::new(),
                ends: Vec::new(),
            },
        }
    }

    #[inline]
    fn take(&mut self, value: Value<'_>) {
        if self.wanted.is_none_or(|wanted| wanted.has(self.row)) {
            with_text(value, |text| self.ids.push(text));
        }
        self.row += 1;
    }
}

/// A cell as text.
fn with_text(value: Value<'_>, take: impl FnOnce(&[u8])) {
    match value {
        Value::Absent => take(b""),
        Value::Text(text) => take(text),
        Value::Integer(value) => take(value.to_string().as_bytes()),
        Value::Days(days) => take(Day::of_days(days).to_string().as_bytes()),
    }
}
