//! How pairs of anybody with anybody compare: drawn at random, which hardly ever is one person.

use crate::compare::Comparer;
use crate::layout::COMPARISONS_MAX;
use crate::mix::Draws;
use crate::read::Rows;

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

/// Compares persons of one chunk of the register with records, all drawn.
pub(crate) fn count_random(
    comparer: &Comparer<'_>,
    (chunk, number): (&[u32], usize),
    records: &Rows,
    pairs: usize,
) -> LevelCounts {
    let stride = comparer.layout.register.stride;
    let persons = chunk.len() / stride;
    let mut counts = LevelCounts::default();
    if persons == 0 || records.len() == 0 {
        return counts;
    }
    let mut draws = Draws::new(number as u64);
    for _ in 0..pairs {
        let person = &chunk[draws.below(persons) * stride..][..stride];
        let record = records.row(draws.below(records.len()));
        let mut levels = comparer.compare(record, person).levels.0;
        for of in counts.counts.iter_mut().take(comparer.comparisons.len()) {
            of[(levels & 0xf) as usize] += 1;
            levels >>= 4;
        }
    }
    counts
}
