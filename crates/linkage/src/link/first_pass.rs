//! The first pass of the register: numbers, pairs of strangers, a sample.

use super::Run;
use crate::block::{Found, number_table, search_numbers};
use crate::model::{LevelCounts, count_random};
use crate::parallel;

/// What the first pass finds.
pub(super) struct FirstPass {
    /// Pairs that share a number, by chunk.
    pub(super) found: Vec<Vec<Found>>,
    pub(super) random: LevelCounts,
    /// Rows of the register, one behind the other.
    pub(super) sample: Vec<u32>,
}

const RANDOM_PAIRS: usize = 600_000;
const SAMPLE_PERSONS: usize = 100_000;

pub(super) fn first_pass(run: &Run<'_>) -> FirstPass {
    let (register, records) = (&run.prepared.register, &run.prepared.records);
    let layout = run.comparer.layout;
    let persons = register.len();
    let step = persons.div_ceil(SAMPLE_PERSONS).max(1);
    // A small nation has few pairs of strangers; drawing more than there are says nothing new.
    let random = RANDOM_PAIRS.min(persons.saturating_mul(records.len()) / 100);
    let table = (layout.register.numbers > 0).then(|| number_table(layout, records));
    let chunks = parallel::run(run.job.threads, register.chunks.len(), |number| {
        let (chunk, first) = (&register.chunks[number], register.starts[number]);
        let found = table.as_ref().map_or_else(Vec::new, |table| {
            search_numbers(run.comparer, table, records, (chunk, first))
        });
        let rows = chunk.len() / register.stride;
        let pairs = (random as u64 * rows as u64).div_ceil(persons as u64) as usize;
        let counts = count_random(run.comparer, (chunk, number), records, pairs);
        let skipped = first.next_multiple_of(step) - first;
        let sample = chunk.chunks_exact(register.stride).skip(skipped);
        let sample: Vec<u32> = sample.step_by(step).flatten().copied().collect();
        (found, counts, sample)
    });
    let mut first = FirstPass {
        found: Vec::new(),
        random: LevelCounts::default(),
        sample: Vec::new(),
    };
    for (found, counts, sample) in chunks {
        first.found.push(found);
        first.random = first.random.merged(&counts);
        first.sample.extend(sample);
    }
    first
}
