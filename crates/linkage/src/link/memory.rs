//! What may lie in memory, worked out before it does.
//!
//! Whatever does not fit lies beside the answer: rows of the register stream from there; of the records as many
//! are taken at a time as fit with their tables, and the register streams once for each part. The answer is the
//! same, for nothing that is compared depends on what lies where.

use super::LinkError;
use crate::layout::Layout;

/// The bound, and what follows from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Memory {
    at_most: u64,
}

/// Lexicon, counts and what each thread has in hand.
const FIXED: u64 = 192 << 20;
/// What is kept of a record to the end: its pairs (twice while they are sorted) and what was settled.
const KEPT_BYTES: u64 = 120;
/// Tables of numbers or keys, for each record in them, while they are made.
const TABLES_BYTES: u64 = 130;
/// The register streams at most so many times, and for no fewer records than these.
const SLICES_MAX: u64 = 64;
const SLICE_MIN: u64 = 1_000;

impl Memory {
    pub(super) fn new(at_most: Option<u64>) -> Self {
        Self {
            at_most: at_most.unwrap_or(u64::MAX),
        }
    }

    /// How many bytes of the records' rows are held while they are read.
    pub(super) fn hold_of_records(self) -> usize {
        usize::try_from(self.at_most / 5).unwrap_or(usize::MAX)
    }

    /// How many records are taken at a time, and how many bytes of the register's rows are held.
    pub(super) fn plan(self, layout: &Layout, records: usize) -> Result<(usize, usize), LinkError> {
        let count = records as u64;
        let row = 4 * layout.records.stride as u64;
        let of_slice = |records: u64| records * (TABLES_BYTES + row);
        let slice_min = count.div_ceil(SLICES_MAX).max(SLICE_MIN).min(count);
        // Without rows that are held while they are read: all of them, or a fifth of what there is.
        let bare = FIXED + count * KEPT_BYTES + of_slice(slice_min);
        let needed = bare + (count * row).min(bare.div_ceil(4) + 1);
        if self.at_most < needed {
            return Err(LinkError::Memory { needed });
        }
        let held = (count * row).min(self.hold_of_records() as u64);
        let kept = FIXED + count * KEPT_BYTES + held;
        let rest = self.at_most - kept - of_slice(slice_min);
        let slice = (rest / (TABLES_BYTES + row) + slice_min).clamp(1, count.max(1));
        let left = (self.at_most - kept).saturating_sub(of_slice(slice));
        Ok((
            usize::try_from(slice).unwrap_or(usize::MAX),
            usize::try_from(left).unwrap_or(usize::MAX),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::LinkConfig;

    fn plan(at_most: Option<u64>, records: usize) -> Result<(usize, usize), LinkError> {
        let text = "[register]\nid = \"a\"\nname = \"b\"\n[records]\nid = \"c\"\nname = \"d\"";
        let config = LinkConfig::parse(text, "LINK.toml").unwrap();
        Memory::new(at_most).plan(&Layout::of(&config).unwrap(), records)
    }

    #[test]
    fn less_memory_means_smaller_parts_until_it_is_said_that_it_cannot_be() {
        let (all, hold) = plan(None, 10_000_000).unwrap();
        assert!(all == 10_000_000 && hold > 1 << 60);
        let (all, hold) = plan(Some(8 << 30), 10_000_000).unwrap();
        assert!(all == 10_000_000 && (1 << 30..8 << 30).contains(&hold));
        let (part, hold) = plan(Some(2 << 30), 10_000_000).unwrap();
        assert!((SLICE_MIN as usize..10_000_000).contains(&part), "{part}");
        assert!(hold < 1 << 10);
        let error = plan(Some(1 << 30), 10_000_000).unwrap_err();
        let LinkError::Memory { needed } = error else {
            panic!("{error}")
        };
        assert!((1300 << 20..2000 << 20).contains(&needed), "{error}");
        let (part, hold) = plan(Some(needed), 10_000_000).unwrap();
        assert!(part == 10_000_000 / 64 && hold < 1 << 10, "{part} {hold}");
        assert!(plan(Some(1 << 30), 0).is_ok());
    }
}
