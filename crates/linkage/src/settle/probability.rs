//! Probability, per record: `p = odds / (c + sum of odds)`.
//!
//! Exactly one of a record's candidates is the person, or none is; `c` is the share of records
//! of which none is, found by fixed point: it is one less the mean of what the candidates'
//! probabilities sum up to. Odds are kept relative to `c`, so that nobody's are 1.

use std::num::NonZeroUsize;

use super::candidates::Candidates;
use crate::compare::Comparison;
use crate::compare::Kind;
use crate::compare::level::NONE;
use crate::model::Model;
use crate::parallel;

/// The best person for a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Settled {
    /// The place of the pair among the candidates; nothing if there is none.
    pub(crate) pair: Option<u32>,
    pub(crate) probability: f64,
    /// In bits, of the pair alone.
    pub(crate) weight: f32,
}

const ROUNDS: usize = 6;
const RECORDS_LEARNT_FROM: usize = 200_000;
/// Records to a task.
const TASK_RECORDS: usize = 1 << 16;

/// Learns, from all that was found, the share without a match and how numbers agree.
pub(crate) fn learn_rest(model: &mut Model, comparisons: &[Comparison], candidates: &Candidates) {
    let number = comparisons.iter().position(|it| it.kind == Kind::Number);
    let step = candidates.records().div_ceil(RECORDS_LEARNT_FROM).max(1);
    let mut odds = Vec::new();
    for _ in 0..ROUNDS {
        let weights = model.weights();
        let prior = model.log_odds_before();
        let calibration = model.calibration;
        let mut levels = [1e-3; 16];
        let mut sums = Vec::new();
        for record in (0..candidates.records()).step_by(step) {
            odds.clear();
            odds.extend(candidates.of_record(record).iter().map(|pair| {
                let log_odds = f64::from(weights.of(pair.levels) + pair.rarity) + prior;
                calibration.of(log_odds).exp2()
            }));
            let sum: f64 = odds.iter().sum();
            sums.push(sum);
            let Some(number) = number else { continue };
            for (pair, odds) in candidates.of_record(record).iter().zip(&odds) {
                levels[usize::from(pair.levels.get(number))] += odds / (1.0 + sum);
            }
        }
        model.no_match = share_without(&sums, model.no_match, calibration.slope);
        if let Some(number) = number {
            let total: f64 = levels[..usize::from(NONE)].iter().sum();
            let shares = levels.map(|level| level / total);
            model.set_m(number, &shares);
            model.unstretch(number);
        }
    }
}

/// The fixed point of `c = 1 - mean(g s / (1 + g s))`, where `s` are sums of odds relative to a
/// share `begin`, and `g` is what another share makes of them.
fn share_without(sums: &[f64], begin: f64, slope: f64) -> f64 {
    let odds = |c: f64| (1.0 - c) / c;
    let mut c = begin;
    for _ in 0..30 {
        let factor = (odds(c) / odds(begin)).powf(slope);
        let matched = sums.iter().map(|sum| factor * sum / (1.0 + factor * sum));
        let matched: f64 = matched.sum();
        let next = (1.0 - matched / sums.len().max(1) as f64).clamp(1e-5, 0.9999);
        if (next - c).abs() < 1e-7 {
            return next;
        }
        c = next;
    }
    c
}

/// The best person for every record.
pub(crate) fn settle(
    model: &Model,
    candidates: &Candidates,
    threads: NonZeroUsize,
) -> Vec<Settled> {
    let weights = model.weights();
    let prior = model.log_odds_before();
    let records = candidates.records();
    let tasks = records.div_ceil(TASK_RECORDS);
    let of_task = |task: usize| -> Vec<Settled> {
        let of_record = |record: usize| {
            let mut best = Settled {
                pair: None,
                probability: 0.0,
                weight: f32::NEG_INFINITY,
            };
            let mut sum = 1.0;
            let mut best_odds = 0.0;
            for at in candidates.range(record) {
                let pair = &candidates.pairs[at];
                let weight = weights.of(pair.levels) + pair.rarity;
                let odds = model.calibration.of(f64::from(weight) + prior).exp2();
                sum += odds;
                if odds > best_odds {
                    best_odds = odds;
                    best.pair = Some(at as u32);
                    best.weight = weight;
                }
            }
            best.probability = best_odds / sum;
            best
        };
        let end = records.min((task + 1) * TASK_RECORDS);
        (task * TASK_RECORDS..end).map(of_record).collect()
    };
    parallel::run(threads, tasks, of_task).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_without_a_match_is_found() {
        // Three in four have overwhelming odds, the rest next to none.
        let sums: Vec<f64> = (0..1000)
            .map(|it| if it % 4 == 0 { 1e-9 } else { 1e9 })
            .collect();
        assert!((share_without(&sums, 0.9, 1.0) - 0.25).abs() < 1e-3);
    }
}
