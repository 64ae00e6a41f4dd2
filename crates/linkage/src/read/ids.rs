//! The ids of rows, read once more at the end: while linking nobody needs them, and a hundred
//! million of them are much memory.

use std::num::NonZeroUsize;
use std::path::Path;

use super::value::{Value, each};
use super::{ReadError, csv_file, each_text, is_csv};
use crate::day::Day;

/// Texts one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ids {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Ids {
    pub(crate) fn get(&self, index: usize) -> &str {
        let begin = if index == 0 { 0 } else { self.ends[index - 1] };
        // What was read is text, or came as text from a number.
        std::str::from_utf8(&self.bytes[begin..self.ends[index]]).unwrap_or("\u{fffd}")
    }

    fn push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
    }

    fn append(&mut self, other: &Self) {
        let before = self.bytes.len();
        self.bytes.extend_from_slice(&other.bytes);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }

    /// The ids of all rows, or of the wanted ones only, which are in ascending order.
    pub(crate) fn read(
        path: &Path,
        column: &str,
        (starts, wanted): (&[usize], Option<&[u32]>),
        threads: NonZeroUsize,
    ) -> Result<Self, ReadError> {
        if is_csv(path) {
            return Self::read_csv(path, column, wanted);
        }
        let parts = each_text(
            path,
            column,
            threads,
            |group| Picker::new(starts[group], wanted),
            Picker::take,
        )?;
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
        let look = |seen: &mut (usize, Option<usize>), text: &[u8]| {
            if seen.1.is_none() && text == id.as_bytes() {
                seen.1 = Some(seen.0);
            }
            seen.0 += 1;
        };
        if is_csv(path) {
            let mut seen = (0, None);
            csv_file::each_batch(path, &[column.to_owned()], |arrays| {
                each(&arrays[0], |_, value| {
                    with_text(value, |text| look(&mut seen, text));
                });
            })?;
            return Ok(seen.1);
        }
        let parts = each_text(path, column, threads, |_| (0, None), look)?;
        let mut before = 0;
        for (rows, found) in parts {
            if let Some(row) = found {
                return Ok(Some(before + row));
            }
            before += rows;
        }
        Ok(None)
    }

    fn read_csv(path: &Path, column: &str, wanted: Option<&[u32]>) -> Result<Self, ReadError> {
        let mut picker = Picker::new(0, wanted);
        csv_file::each_batch(path, &[column.to_owned()], |arrays| {
            each(&arrays[0], |_, value| {
                with_text(value, |text| picker.take(text));
            });
        })?;
        Ok(picker.ids)
    }
}

/// Takes the wanted of the rows that come by.
struct Picker<'a> {
    row: usize,
    /// Those still to come; without, all.
    wanted: Option<&'a [u32]>,
    ids: Ids,
}

impl<'a> Picker<'a> {
    fn new(row: usize, wanted: Option<&'a [u32]>) -> Self {
        let rest = |all: &'a [u32]| &all[all.partition_point(|it| (*it as usize) < row)..];
        Self {
            row,
            wanted: wanted.map(rest),
            ids: Ids::default(),
        }
    }

    fn take(&mut self, text: &[u8]) {
        match &mut self.wanted {
            None => self.ids.push(text),
            Some([next, rest @ ..]) if *next as usize == self.row => {
                self.ids.push(text);
                self.wanted = Some(rest);
            }
            Some(_) => {}
        }
        self.row += 1;
    }
}

/// A cell as text.
pub(super) fn with_text(value: Value<'_>, take: impl FnOnce(&[u8])) {
    match value {
        Value::Absent => take(b""),
        Value::Text(text) => take(text),
        Value::Integer(value) => take(value.to_string().as_bytes()),
        Value::Days(days) => take(Day::of_days(days).to_string().as_bytes()),
    }
}
