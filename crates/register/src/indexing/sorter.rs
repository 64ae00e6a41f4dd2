//! Sorting more rows than fit into memory: sorted runs in a file that has no name, merged when all are there.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use danh_store::StoreError;

use super::row::IndexRows;

/// Bytes of rows, and of their places, that are sorted in memory. What is gathered last is sorted while everybody waits for it.
const BYTES_IN_MEMORY: usize = 64 << 20;
/// Bytes read ahead from each run when they are merged.
const BYTES_AHEAD: usize = 128 << 10;
const PREFIX: usize = 16;

/// Takes rows in any order.
pub(crate) struct Sorter {
    folder: PathBuf,
    bytes_max: usize,
    gathered: Gathered,
    runs: Vec<File>,
    count: u64,
}

#[derive(Default)]
struct Gathered {
    bytes: Vec<u8>,
    places: Vec<Place>,
}

/// Where a row stands in memory, with its first bytes, by which nearly all comparisons are decided.
#[derive(Clone, Copy)]
struct Place {
    prefix: u128,
    start: u32,
    length: u32,
}

impl Sorter {
    /// A sorter whose runs are files without a name in `folder`; they are gone with the process.
    pub(crate) fn new(folder: &Path) -> Self {
        Self::with_memory(folder, BYTES_IN_MEMORY)
    }

    pub(super) fn with_memory(folder: &Path, bytes_max: usize) -> Self {
        Self {
            folder: folder.to_owned(),
            bytes_max,
            gathered: Gathered::default(),
            runs: Vec::new(),
            count: 0,
        }
    }

    /// Takes the rows of a person.
    pub(crate) fn push_all(&mut self, rows: &IndexRows) -> Result<(), StoreError> {
        rows.iter().try_for_each(|row| self.push(row))
    }

    fn push(&mut self, row: &[u8]) -> Result<(), StoreError> {
        self.gathered.push(row);
        self.count += 1;
        if self.gathered.size() >= self.bytes_max {
            self.spill().map_err(|error| failed(&error))?;
        }
        Ok(())
    }

    /// The rows in order.
    pub(crate) fn finish(self) -> Result<Sorted, StoreError> {
        self.merged().map_err(|error| failed(&error))
    }

    fn merged(mut self) -> io::Result<Sorted> {
        if !self.runs.is_empty() {
            self.spill()?;
        }
        self.gathered.sort();
        let mut heads = BinaryHeap::with_capacity(self.runs.len());
        for mut file in self.runs {
            file.rewind()?;
            let mut run = Run {
                rows: BufReader::with_capacity(BYTES_AHEAD, file),
                head: Vec::new(),
            };
            if run.advance()? {
                heads.push(Reverse(run));
            }
        }
        Ok(Sorted {
            in_memory: self.gathered,
            next: 0,
            heads,
            count: self.count,
        })
    }

    fn spill(&mut self) -> io::Result<()> {
        self.gathered.sort();
        let mut file = BufWriter::with_capacity(1 << 20, tempfile::tempfile_in(&self.folder)?);
        for place in &self.gathered.places {
            let row = self.gathered.row(*place);
            let length = u16::try_from(row.len()).map_err(io::Error::other)?;
            file.write_all(&length.to_be_bytes())?;
            file.write_all(row)?;
        }
        self.runs.push(file.into_inner()?);
        self.gathered.bytes.clear();
        self.gathered.places.clear();
        Ok(())
    }
}

impl Gathered {
    fn push(&mut self, row: &[u8]) {
        let mut prefix = [0; PREFIX];
        let known = row.len().min(PREFIX);
        prefix[..known].copy_from_slice(&row[..known]);
        self.places.push(Place {
            prefix: u128::from_be_bytes(prefix),
            start: u32::try_from(self.bytes.len()).expect("a run has less than 4 GiB"),
            length: u32::try_from(row.len()).expect("a row has less than 4 GiB"),
        });
        self.bytes.extend_from_slice(row);
    }

    fn size(&self) -> usize {
        self.bytes.len() + self.places.len() * size_of::<Place>()
    }

    fn row(&self, place: Place) -> &[u8] {
        &self.bytes[place.start as usize..][..place.length as usize]
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        let row = |place: &Place| &bytes[place.start as usize..][..place.length as usize];
        self.places
            .sort_unstable_by(|a, b| (a.prefix.cmp(&b.prefix)).then_with(|| row(a).cmp(row(b))));
    }
}

/// The rows in order.
pub(crate) struct Sorted {
    in_memory: Gathered,
    next: usize,
    heads: BinaryHeap<Reverse<Run>>,
    count: u64,
}

struct Run {
    rows: BufReader<File>,
    head: Vec<u8>,
}

impl Run {
    /// Reads the next row; `false` at the end.
    fn advance(&mut self) -> io::Result<bool> {
        if self.rows.fill_buf()?.is_empty() {
            return Ok(false);
        }
        let mut length = [0; 2];
        self.rows.read_exact(&mut length)?;
        self.head.resize(usize::from(u16::from_be_bytes(length)), 0);
        self.rows.read_exact(&mut self.head)?;
        Ok(true)
    }
}

impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        self.head == other.head
    }
}

impl Eq for Run {}

impl PartialOrd for Run {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Run {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.head.cmp(&other.head)
    }
}

impl Sorted {
    /// How many rows there are in all.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Writes the next row into `row`; `false` after the last.
    pub(crate) fn next(&mut self, row: &mut Vec<u8>) -> Result<bool, StoreError> {
        row.clear();
        self.append_next(row).map_err(|error| failed(&error))
    }

    fn append_next(&mut self, row: &mut Vec<u8>) -> io::Result<bool> {
        if let Some(place) = self.in_memory.places.get(self.next) {
            row.extend_from_slice(self.in_memory.row(*place));
            self.next += 1;
            return Ok(true);
        }
        let Some(mut first) = self.heads.peek_mut() else {
            return Ok(false);
        };
        row.extend_from_slice(&first.0.head);
        if !first.0.advance()? {
            PeekMut::pop(first);
        }
        Ok(true)
    }
}

/// The folder of the runs is that of the data, so what is wrong with it is wrong with the database.
fn failed(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull => StoreError::DiskFull,
        _ => StoreError::Io {
            detail: format!("rows cannot be sorted: {error}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn rows_come_out_in_order_whatever_the_memory(
            mut rows in prop::collection::vec(prop::collection::vec(0_u8..3, 0..24), 0..200),
            bytes_max in 1_usize..8_000,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let mut sorter = Sorter::with_memory(folder.path(), bytes_max);
            for row in &rows {
                sorter.push(row).unwrap();
            }
            let mut sorted = sorter.finish().unwrap();
            prop_assert_eq!(sorted.count(), rows.len() as u64);
            let (mut found, mut row) = (Vec::new(), Vec::new());
            while sorted.next(&mut row).unwrap() {
                found.push(row.clone());
            }
            rows.sort();
            prop_assert_eq!(found, rows);
        }
    }
}
