//! Records that say too little: even if the register had somebody with just what they have, it would not be a match.

use crate::compare::Comparer;
use crate::model::Model;

/// The share of some records that could not reach a probability.
pub(crate) fn share_unlinkable<'r>(
    comparer: &Comparer<'_>,
    model: &Model,
    records: impl Iterator<Item = &'r [u32]>,
    match_from: f64,
) -> f64 {
    let weights = model.weights();
    let prior = model.log_odds_before();
    let stride = comparer.layout.register.stride;
    let (mut seen, mut unlinkable) = (0_u64, 0_u64);
    for record in records {
        // The same row as a person's, who may have fewer or more numbers.
        let mut person = record.to_vec();
        person.resize(stride, 0);
        let pair = comparer.compare(record, &person);
        let rarity = pair.rarity - comparer.context_bits(pair.levels, &person);
        let weight = f64::from(weights.of(pair.levels) + rarity);
        let odds = model.calibration.of(weight + prior).exp2();
        seen += 1;
        unlinkable += u64::from(odds / (1.0 + odds) < match_from);
    }
    unlinkable as f64 / seen.max(1) as f64
}
