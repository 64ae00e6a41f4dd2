//! Against what is known: the parameters that records were drawn from, and the likelihood climbed directly.

use super::*;
use crate::mix::Draws;
use crate::model::{Calibration, ComparisonModel, LevelModel};

/// Shares of the levels of three comparisons among pairs of one person and of strangers.
const M: [[f64; 3]; 3] = [[0.85, 0.1, 0.05], [0.7, 0.2, 0.1], [0.95, 0.03, 0.02]];
const U: [[f64; 3]; 3] = [[0.02, 0.08, 0.9], [0.1, 0.2, 0.7], [0.3, 0.3, 0.4]];
const NO_MATCH: f64 = 0.2;
/// Persons of the register, all of them candidates of every record.
const PERSONS: usize = 12;

fn model(m: [[f64; 3]; 3], no_match: f64) -> Model {
    let level = |(m, u): (&f64, &f64)| LevelModel {
        name: String::new(),
        m: *m,
        u: *u,
        by_rarity: false,
        correction: 0.0,
    };
    let comparison = |(m, u): (&[f64; 3], &[f64; 3])| ComparisonModel {
        name: String::new(),
        levels: m.iter().zip(u).map(level).collect(),
    };
    Model {
        register_rows: PERSONS as u64,
        no_match,
        calibration: Calibration::default(),
        comparisons: m.iter().zip(&U).map(comparison).collect(),
    }
}

fn draw(shares: &[[f64; 3]; 3], draws: &mut Draws) -> Levels {
    let mut levels = Levels::ALL_NONE;
    for (comparison, shares) in shares.iter().enumerate() {
        let mut left = draws.below(1_000_000) as f64 / 1e6;
        let level = shares.iter().position(|share| {
            left -= share;
            left < 0.0
        });
        levels.set(comparison, level.unwrap_or(2) as u8);
    }
    levels
}

/// Records with all persons as candidates; of one in five nobody is the person.
fn drawn(records: usize, seed: u64) -> (Vec<(Levels, f32)>, Vec<Group>) {
    let mut draws = Draws::new(seed);
    let (mut pairs, mut groups) = (Vec::new(), Vec::new());
    for _ in 0..records {
        let begin = pairs.len();
        let known = draws.below(1_000) as f64 >= 1_000.0 * NO_MATCH;
        for person in 0..PERSONS {
            let of = if known && person == 0 { &M } else { &U };
            pairs.push((draw(of, &mut draws), 0.0));
        }
        groups.push(Group {
            begin,
            end: pairs.len(),
        });
    }
    (pairs, groups)
}

const TRAINING: Training = Training {
    among: PERSONS as f64,
    leave_out: None,
    rarity_left_out: 0.0,
    rounds: 300,
};

/// Far from the truth.
const BEGIN: [[f64; 3]; 3] = [[0.6, 0.2, 0.2]; 3];

#[test]
fn the_parameters_that_records_were_drawn_from_are_found_again() {
    let (pairs, groups) = drawn(8_000, 7);
    let mut found = model(BEGIN, 0.5);
    train(&mut found, &pairs, &groups, TRAINING);
    assert!((found.no_match - NO_MATCH).abs() < 0.02, "{found:?}");
    for (comparison, m) in found.comparisons.iter().zip(&M) {
        for (level, m) in comparison.levels.iter().zip(m) {
            assert!((level.m - m).abs() < 0.02, "{} for {m}", level.m);
        }
    }
}

/// What training makes as large as it can be.
fn log_likelihood(model: &Model, pairs: &[(Levels, f32)], groups: &[Group]) -> f64 {
    let weights = model.weights();
    let of_group = |group: &Group| {
        let odds = pairs[group.begin..group.end]
            .iter()
            .map(|(levels, _)| f64::from(weights.of(*levels)).exp2());
        let share = (1.0 - model.no_match) / TRAINING.among;
        (model.no_match + share * odds.sum::<f64>()).ln()
    };
    groups.iter().map(of_group).sum()
}

/// Moves a little share from one level to another, or to those without a match.
fn moved(model: &Model, step: f64) -> Vec<Model> {
    let mut all = Vec::new();
    for (index, comparison) in model.comparisons.iter().enumerate() {
        for (from, to) in [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)] {
            let mut next = model.clone();
            let left = comparison.levels[from].m - step;
            next.comparisons[index].levels[from].m = left;
            next.comparisons[index].levels[to].m += step;
            all.extend((left > 0.0).then_some(next));
        }
    }
    for no_match in [model.no_match - step, model.no_match + step] {
        let next = Model {
            no_match,
            ..model.clone()
        };
        all.extend((0.0..1.0).contains(&no_match).then_some(next));
    }
    all
}

#[test]
fn climbing_the_likelihood_directly_ends_in_the_same_place() {
    let (pairs, groups) = drawn(700, 11);
    let mut trained = model(BEGIN, 0.5);
    train(&mut trained, &pairs, &groups, TRAINING);

    let mut climbed = model(BEGIN, 0.5);
    let mut best = log_likelihood(&climbed, &pairs, &groups);
    let mut step = 0.1;
    while step > 0.001 {
        let next = moved(&climbed, step)
            .into_iter()
            .map(|it| (log_likelihood(&it, &pairs, &groups), it))
            .max_by(|one, other| one.0.total_cmp(&other.0));
        match next {
            Some((likelihood, next)) if likelihood > best => (best, climbed) = (likelihood, next),
            _ => step /= 2.0,
        }
    }

    // What was believed beforehand holds training back a little.
    let of_trained = log_likelihood(&trained, &pairs, &groups);
    assert!((of_trained - best).abs() < 0.5, "{of_trained} {best}");
    assert!((trained.no_match - climbed.no_match).abs() < 0.01);
    for (one, other) in trained.comparisons.iter().zip(&climbed.comparisons) {
        for (one, other) in one.levels.iter().zip(&other.levels) {
            assert!((one.m - other.m).abs() < 0.02, "{} {}", one.m, other.m);
        }
    }
}
