//! Expectation maximisation over records and their candidates: each record is one of its
//! candidates, or nobody.
//!
//! That a record has at most one person is what keeps the estimate from drifting where the
//! register is dense: two people of one name and birthday in one commune cannot both be it.

use super::{Model, Weights};
use crate::compare::level::{Levels, NONE};

/// A record's candidates: where they stand in the list of pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) begin: usize,
    pub(crate) end: usize,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Training {
    /// Among how many persons a candidate was found; 1 when what found it is no chance.
    pub(crate) among: f64,
    /// A comparison that is not to be learnt and does not count: what the candidates were found by.
    pub(crate) leave_out: Option<usize>,
    /// What agreeing in it added to the rarity.
    pub(crate) rarity_left_out: f32,
    pub(crate) rounds: usize,
}

/// Each level's m is as if that many pairs more had been seen, spread as it was before.
const BELIEVED_PAIRS: f64 = 4.0;
const SETTLED: f64 = 1e-5;

/// Learns m of every level and the share without a match from pairs: levels and rarity.
pub(crate) fn train(model: &mut Model, pairs: &[(Levels, f32)], groups: &[Group], how: Training) {
    for _ in 0..how.rounds {
        let seen = expect(model, pairs, groups, how);
        if maximise(model, &seen, groups.len(), how) < SETTLED {
            return;
        }
    }
}

struct Expected {
    /// By comparison and level: how many pairs that are one person.
    levels: Vec<[f64; 16]>,
    matched: f64,
}

fn weights(model: &Model, how: Training) -> Weights {
    let mut weights = model.weights();
    if let Some(left_out) = how.leave_out {
        weights.0[left_out] = [0.0; 16];
    }
    weights
}

fn expect(model: &Model, pairs: &[(Levels, f32)], groups: &[Group], how: Training) -> Expected {
    let weights = weights(model, how);
    let before = ((1.0 - model.no_match) / how.among).log2() as f32;
    let mut seen = Expected {
        levels: vec![[0.0; 16]; model.comparisons.len()],
        matched: 0.0,
    };
    let mut odds = Vec::new();
    for group in groups {
        let candidates = &pairs[group.begin..group.end];
        odds.clear();
        odds.extend(candidates.iter().map(|(levels, rarity)| {
            let left_out = how.leave_out.filter(|it| levels.get(*it) < 2);
            let rarity = rarity - left_out.map_or(0.0, |_| how.rarity_left_out);
            f64::from(weights.of(*levels) + rarity + before).exp2()
        }));
        let sum = model.no_match + odds.iter().sum::<f64>();
        for ((levels, _), odds) in candidates.iter().zip(&odds) {
            let share = odds / sum;
            seen.matched += share;
            if share < 1e-6 {
                continue;
            }
            for (comparison, counts) in seen.levels.iter_mut().enumerate() {
                counts[usize::from(levels.get(comparison))] += share;
            }
        }
    }
    seen
}

/// Sets the model to what was seen; by how much the largest share changed.
fn maximise(model: &mut Model, seen: &Expected, records: usize, how: Training) -> f64 {
    let records = records.max(1) as f64;
    let no_match = (1.0 - seen.matched / records).clamp(1e-4, 0.999);
    let mut change = (model.no_match - no_match).abs();
    model.no_match = no_match;
    for (index, comparison) in model.comparisons.iter_mut().enumerate() {
        if how.leave_out == Some(index) {
            continue;
        }
        let counts = &seen.levels[index];
        let total: f64 = counts[..usize::from(NONE)].iter().sum();
        for (level, count) in comparison.levels.iter_mut().zip(counts) {
            let m = (count + BELIEVED_PAIRS * level.m) / (total + BELIEVED_PAIRS);
            change = change.max((level.m - m).abs());
            level.m = m;
        }
    }
    change
}

#[cfg(test)]
mod tests;
