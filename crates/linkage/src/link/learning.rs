//! Learning a model from what was found.

use crate::compare::{Comparer, Kind};
use crate::model::{Group, Model, Training, train};
use crate::settle::Candidates;

/// Fewer pairs that share a number say too little.
const PAIRS_MIN: usize = 1_000;
const RECORDS_MAX: usize = 100_000;
const ROUNDS: usize = 25;
/// What is believed of the share without a match until it is learnt.
const NO_MATCH: f64 = 0.1;

/// Whether numbers found enough to learn from.
pub(super) fn has_numbers(by_number: &Candidates) -> bool {
    by_number.pairs.len() >= PAIRS_MIN
}

/// m of everything but the number, from pairs that share one.
pub(super) fn learn_from_numbers(
    model: &mut Model,
    comparer: &Comparer<'_>,
    by_number: &Candidates,
) {
    let number = comparer
        .comparisons
        .iter()
        .position(|it| it.kind == Kind::Number);
    let with_pairs = (0..by_number.records()).filter(|it| !by_number.range(*it).is_empty());
    let step = by_number.pairs.len().div_ceil(RECORDS_MAX).max(1);
    let sample: Vec<usize> = with_pairs.step_by(step).collect();
    let training = Training {
        among: 1.0,
        leave_out: number,
        rarity_left_out: comparer.rarity.number(),
        rounds: ROUNDS,
    };
    learn(model, by_number, &sample, training);
    model.no_match = NO_MATCH;
}

/// m of everything and the share without a match, from records and all their candidates.
pub(super) fn learn_from_candidates(model: &mut Model, candidates: &Candidates, records: &[u32]) {
    let sample: Vec<usize> = records.iter().map(|record| *record as usize).collect();
    let training = Training {
        among: model.register_rows.max(1) as f64,
        leave_out: None,
        rarity_left_out: 0.0,
        rounds: 2 * ROUNDS,
    };
    learn(model, candidates, &sample, training);
}

fn learn(model: &mut Model, candidates: &Candidates, sample: &[usize], training: Training) {
    let mut pairs = Vec::new();
    let mut groups = Vec::new();
    for record in sample {
        let begin = pairs.len();
        let found = candidates.of_record(*record).iter();
        pairs.extend(found.map(|pair| (pair.levels, pair.rarity)));
        groups.push(Group {
            begin,
            end: pairs.len(),
        });
    }
    train(model, &pairs, &groups, training);
}
