//! Rows that lie anywhere, brought together before they are compared: fetching many at a time, the
//! processor waits for the memory once and not once for each.

/// Rows that were asked for, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Fetched {
    words: Vec<u32>,
}

/// Rows fetched at a time: little enough to stay next to the processor until they are compared.
pub(super) const FETCH: usize = 256;

impl Fetched {
    /// Fetches rows of `all`, by their numbers.
    #[inline]
    pub(super) fn fetch(&mut self, all: &[u32], stride: usize, rows: impl Iterator<Item = u32>) {
        self.words.clear();
        for row in rows {
            let from = row as usize * stride;
            self.words.extend_from_slice(&all[from..from + stride]);
        }
    }

    /// The rows in the order they were asked for.
    #[inline]
    pub(super) fn rows(&self, stride: usize) -> std::slice::ChunksExact<'_, u32> {
        self.words.chunks_exact(stride)
    }
}
