//! How pairs of anybody with anybody compare: drawn at random, which hardly ever is one person.

use crate::compare::Comparer;
use crate::layout::COMPARISONS_MAX;
use crate::mix::Draws;

/// How often each level was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LevelCounts {
    pub(crate) counts: [[u64; 16]; COMPARISONS_MAX],
}

impl LevelCounts {
    pub(crate) fn merged(mut self, other: &Self) -> Self {
        for (mine, others) in self.counts.iter_mut().zip(&other.counts) {
            for (count, more) in mine.iter_mut().zip(others) {
                *count += more;
            }
        }
        self
    }
}

/// Pairs of anybody with anybody: persons from the first to the last of the register, each with a record
/// that is drawn.
pub(crate) struct Strangers {
    pairs: usize,
    persons: usize,
    /// The records' rows, one behind the other.
    rows: Vec<u32>,
}

impl Strangers {
    /// Which records are drawn for so many pairs.
    pub(crate) fn draw(pairs: usize, records: usize) -> Vec<u32> {
        let mut draws = Draws::new(0);
        (0..pairs).map(|_| draws.below(records) as u32).collect()
    }

    /// From the rows of the records that were drawn.
    pub(crate) const fn new(pairs: usize, persons: usize, rows: Vec<u32>) -> Self {
        Self {
            pairs,
            persons,
            rows,
        }
    }

    /// Compares those pairs whose persons are among some rows of the register, of which the first
    /// has a number.
    pub(crate) fn count(
        &self,
        comparer: &Comparer<'_>,
        (persons, first): (&[u32], usize),
    ) -> LevelCounts {
        let layout = comparer.layout;
        let stride = layout.register.stride;
        let last = first + persons.len() / stride;
        // The person of a pair is `pair * persons / pairs`.
        let pair_of = |person: usize| {
            let product = person as u128 * self.pairs as u128;
            product.div_ceil(self.persons.max(1) as u128) as usize
        };
        let mut counts = LevelCounts::default();
        for pair in pair_of(first)..pair_of(last).min(self.pairs) {
            let person = (pair as u128 * self.persons as u128 / self.pairs as u128) as usize;
            let person = &persons[(person - first) * stride..][..stride];
            let record = &self.rows[pair * layout.records.stride..][..layout.records.stride];
            let mut levels = comparer.compare(record, person).levels.0;
            for of in counts.counts.iter_mut().take(comparer.comparisons.len()) {
                of[(levels & 0xf) as usize] += 1;
                levels >>= 4;
            }
        }
        counts
    }
}
