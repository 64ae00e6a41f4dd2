//! The rows of a file as words ([`Layout`](crate::layout::Layout)), in pieces, in memory or beside it.

use std::borrow::Cow;
use std::ops::Range;

use super::spill::{Piece, Spill, SpillError};

/// The rows of a file.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) stride: usize,
    pieces: Vec<Piece>,
    /// The number of the first row of each piece, and of the row after the last.
    starts: Vec<usize>,
    spill: Spill,
}

impl Rows {
    /// From pieces of whole rows in their order, and the lengths of each in words.
    pub(super) fn new(stride: usize, pieces: Vec<Piece>, spill: Spill) -> Self {
        let mut starts = vec![0];
        let mut next = 0;
        for piece in &pieces {
            let words = match piece {
                Piece::Held(words) => words.len(),
                Piece::Spilled { words, .. } => *words,
            };
            next += words / stride;
            starts.push(next);
        }
        Self {
            stride,
            pieces,
            starts,
            spill,
        }
    }

    pub(crate) fn len(&self) -> usize {
        *self
            .starts
            .last()
            .expect("it ends where it starts, if empty")
    }

    pub(crate) fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// The number of the first row of a piece.
    pub(crate) fn start(&self, piece: usize) -> usize {
        self.starts[piece]
    }

    /// The rows of a piece; `room` takes those that are not in memory.
    pub(crate) fn piece<'a>(
        &'a self,
        piece: usize,
        room: &'a mut Vec<u32>,
    ) -> Result<&'a [u32], SpillError> {
        self.spill.words(&self.pieces[piece], room)
    }

    /// All rows in one piece, if they are in memory.
    pub(crate) fn in_one_piece(mut self) -> Self {
        let is_held = |piece: &Piece| matches!(piece, Piece::Held(_));
        if self.pieces.len() < 2 || !self.pieces.iter().all(is_held) {
            return self;
        }
        let mut whole = Vec::with_capacity(self.len() * self.stride);
        for piece in self.pieces.drain(..) {
            if let Piece::Held(words) = piece {
                whole.extend_from_slice(&words);
            }
        }
        Self::new(self.stride, vec![Piece::Held(whole)], self.spill)
    }

    /// Rows one behind the other.
    pub(crate) fn range(&self, rows: Range<usize>) -> Result<Cow<'_, [u32]>, SpillError> {
        let stride = self.stride;
        if let [Piece::Held(all)] = self.pieces.as_slice() {
            return Ok(Cow::Borrowed(&all[rows.start * stride..rows.end * stride]));
        }
        let mut all = Vec::with_capacity(rows.len() * stride);
        let mut room = Vec::new();
        for piece in 0..self.pieces.len() {
            let (start, end) = (self.starts[piece], self.starts[piece + 1]);
            let (from, to) = (rows.start.max(start), rows.end.min(end));
            if from < to {
                let words = self.piece(piece, &mut room)?;
                all.extend_from_slice(&words[(from - start) * stride..(to - start) * stride]);
            }
        }
        Ok(Cow::Owned(all))
    }

    /// Some rows, one behind the other, in the order in which they are asked for.
    pub(crate) fn gather(&self, rows: &[u32]) -> Result<Vec<u32>, SpillError> {
        let stride = self.stride;
        let mut all = vec![0; rows.len() * stride];
        let mut order: Vec<(u32, u32)> = rows.iter().copied().zip(0..).collect();
        order.sort_unstable();
        let mut room = Vec::new();
        let mut rest = order.as_slice();
        for piece in 0..self.pieces.len() {
            let (start, end) = (self.starts[piece], self.starts[piece + 1]);
            let count = rest.partition_point(|(row, _)| (*row as usize) < end);
            let (now, later) = rest.split_at(count);
            rest = later;
            if now.is_empty() {
                continue;
            }
            let words = self.piece(piece, &mut room)?;
            for (row, at) in now {
                let from = &words[(*row as usize - start) * stride..][..stride];
                all[*at as usize * stride..][..stride].copy_from_slice(from);
            }
        }
        Ok(all)
    }
}

/// Every so many'th of some rows, of which the first has a number.
pub(crate) fn every(
    rows: &[u32],
    stride: usize,
    first: usize,
    step: usize,
) -> impl Iterator<Item = &[u32]> {
    let skipped = first.next_multiple_of(step) - first;
    rows.chunks_exact(stride).skip(skipped).step_by(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of two words, in pieces of three rows, of which so many bytes are held.
    fn rows(count: u32, hold_at_most: usize) -> (tempfile::TempDir, Rows) {
        let folder = tempfile::tempdir().unwrap();
        let spill = Spill::new(&folder.path().join("out"), hold_at_most);
        let words: Vec<u32> = (0..count).flat_map(|row| [row, row * row]).collect();
        let pieces = words.chunks(6).map(|it| spill.keep(it.to_vec()).unwrap());
        let pieces = pieces.collect();
        (folder, Rows::new(2, pieces, spill))
    }

    #[test]
    fn rows_are_the_same_in_memory_and_beside_it() {
        for hold_at_most in [0, 30, 1_000] {
            let (folder, rows) = rows(10, hold_at_most);
            let files = std::fs::read_dir(folder.path()).unwrap().count();
            assert_eq!(files, 0, "the file has no name");
            assert_eq!((rows.len(), rows.pieces(), rows.start(3)), (10, 4, 9));
            let rows = rows.in_one_piece();
            assert_eq!(rows.range(2..5).unwrap().as_ref(), [2, 4, 3, 9, 4, 16]);
            assert_eq!(rows.gather(&[7, 0, 7]).unwrap(), [7, 49, 0, 0, 7, 49]);
            assert_eq!(rows.range(3..3).unwrap().len(), 0);
        }
    }

    #[test]
    fn every_third_row_is_counted_from_the_first_of_all() {
        let words: Vec<u32> = (4..20).collect();
        let found: Vec<u32> = every(&words, 1, 4, 3).flatten().copied().collect();
        assert_eq!(found, [6, 9, 12, 15, 18]);
    }
}
