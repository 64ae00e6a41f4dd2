//! The first pass of the register: numbers, pairs of strangers, a sample.

use super::{LinkError, Run};
use crate::block::{Found, Numbers};
use crate::model::{LevelCounts, Strangers};
use crate::parallel;
use crate::progress::{Meter, Stage};
use crate::read::every;

/// What the first pass finds.
#[derive(Default)]
pub(super) struct FirstPass {
    /// Pairs that share a number.
    pub(super) found: Vec<Vec<Found>>,
    pub(super) random: LevelCounts,
    /// Rows of the register, one behind the other.
    pub(super) sample: Vec<u32>,
}

const RANDOM_PAIRS: usize = 600_000;
const SAMPLE_PERSONS: usize = 100_000;

/// Streams the register past each part of the records.
pub(super) fn first_pass(run: &Run<'_>) -> Result<FirstPass, LinkError> {
    let (register, records) = (&run.prepared.register, &run.prepared.records);
    let layout = run.comparer.layout;
    let strangers = strangers(run)?;
    let numbered = layout.register.numbers > 0;
    let slices = run.slices(if numbered { records.len() } else { 0 });
    let total = (register.len() * slices.len()) as u64;
    let meter = Meter::begin(run.tell, Stage::Numbers, total);
    let step = register.len().div_ceil(SAMPLE_PERSONS).max(1);
    let mut first = FirstPass::default();
    for (number, slice) in slices.into_iter().enumerate() {
        let is_first = number == 0;
        let rows = records.range(slice.clone())?;
        let numbers = Numbers::of(layout, &rows, slice.start);
        let pieces = parallel::run_with(
            run.job.threads,
            register.pieces(),
            Vec::new,
            |room, piece| {
                let persons = (register.piece(piece, room)?, register.start(piece));
                let found = numbers.search(run.comparer, persons);
                let (mut counts, mut sample) = (LevelCounts::default(), Vec::<u32>::new());
                if is_first {
                    counts = strangers.count(run.comparer, persons);
                    let rows = every(persons.0, register.stride, persons.1, step);
                    sample.extend(rows.flatten());
                }
                meter.add((persons.0.len() / register.stride) as u64, total);
                Ok((found, counts, sample))
            },
        );
        for piece in pieces.0 {
            let (found, counts, sample) = piece.map_err(LinkError::Spill)?;
            first.found.push(found);
            first.random = first.random.merged(&counts);
            first.sample.extend(sample);
        }
    }
    Ok(first)
}

/// Pairs that are hardly ever one person. A small nation has few of them; drawing more than there are says
/// nothing new.
fn strangers(run: &Run<'_>) -> Result<Strangers, LinkError> {
    let (persons, records) = (run.prepared.register.len(), &run.prepared.records);
    let pairs = RANDOM_PAIRS.min(persons.saturating_mul(records.len()) / 100);
    let drawn = Strangers::draw(pairs, records.len());
    Ok(Strangers::new(pairs, persons, records.gather(&drawn)?))
}
