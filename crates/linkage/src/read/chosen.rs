//! Some rows of many, and the how manieth each is.

/// A set of rows.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    /// A bit for each row.
    bits: Vec<u64>,
    /// How many are chosen before each word of them.
    before: Vec<u32>,
}

impl Chosen {
    /// Some rows of so many, in any order, also more than once.
    pub(crate) fn of(rows: impl Iterator<Item = u32>, all: usize) -> Self {
        let mut bits = vec![0_u64; all.div_ceil(64)];
        for row in rows {
            bits[row as usize / 64] |= 1 << (row % 64);
        }
        let mut next = 0;
        let before = bits.iter().map(|word| {
            let before = next;
            next += word.count_ones();
            before
        });
        Self {
            before: before.collect(),
            bits,
        }
    }

    #[inline]
    pub(crate) fn has(&self, row: usize) -> bool {
        let word = self.bits.get(row / 64).copied().unwrap_or(0);
        word >> (row % 64) & 1 != 0
    }

    /// How many chosen rows come before a chosen one.
    #[inline]
    pub(crate) fn place(&self, row: u32) -> usize {
        let word = row as usize / 64;
        let below = self.bits[word] & ((1 << (row % 64)) - 1);
        (self.before[word] + below.count_ones()) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chosen_rows_are_counted_through() {
        let rows = [700, 3, 64, 3, 0, 127];
        let chosen = Chosen::of(rows.into_iter(), 701);
        for (place, row) in [0, 3, 64, 127, 700].into_iter().enumerate() {
            assert!(chosen.has(row as usize));
            assert_eq!(chosen.place(row), place);
        }
        assert!(!chosen.has(1) && !chosen.has(699) && !chosen.has(5000));
    }
}
