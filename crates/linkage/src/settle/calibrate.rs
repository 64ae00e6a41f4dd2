//! Calibration against controls: records whose person the number tells, searched for as if they had none.
//!
//! Fields that depend on each other make a model too sure of itself, and in some things more than in
//! others. How much, the controls show: with their person among the candidates they are what a known
//! person's record looks like, with the person taken away what a stranger's does. Log-odds are stretched
//! and shifted and levels corrected (`fit.rs`) so that both are foretold as well as possible; nothing but
//! numbers, which the file has itself, serves as truth.

use super::Trial;
use super::candidates::Candidates;
use super::fit::{Control, Fit, Pair};
use crate::block::Found;
use crate::compare::level::NONE;
use crate::compare::{Comparison, Kind};
use crate::model::{Calibration, Model, Weights};

/// Fewer controls say too little.
const CONTROLS_MIN: usize = 1_000;
/// So many are fitted to; all are looked at to see how well.
const FITTED_MAX: usize = 20_000;

/// Sets the calibration of a model from controls and whose they are, both by record; how the model fares with them.
pub(crate) fn calibrate(
    model: &mut Model,
    comparisons: &[Comparison],
    found: &Candidates,
    truth: &[(u32, u32)],
    rarity_of_number: f32,
) -> Option<Trial> {
    if truth.len() < CONTROLS_MIN {
        return None;
    }
    let blind = Blind {
        weights: model.weights(),
        number: comparisons.iter().position(|it| it.kind == Kind::Number),
        rarity_of_number,
        prior: model.log_odds_before(),
    };
    let mut pairs = Vec::new();
    let mut controls = Vec::new();
    for (record, person) in truth {
        let begin = pairs.len();
        let candidates = found.of_record(*record as usize);
        pairs.extend(candidates.iter().map(|pair| blind.pair(pair)));
        controls.push(Control {
            pairs: begin..pairs.len(),
            person: candidates.iter().position(|pair| pair.person == *person),
        });
    }
    let step = controls.len().div_ceil(FITTED_MAX);
    let fitted: Vec<Control> = controls.iter().step_by(step).cloned().collect();
    let fit = Fit::best(&pairs, &fitted, model.no_match);
    model.calibration = Calibration {
        slope: fit.slope,
        shift: fit.shift,
    };
    for (comparison, corrections) in model.comparisons.iter_mut().zip(&fit.corrections) {
        for (level, correction) in comparison.levels.iter_mut().zip(corrections) {
            // What is corrected is stretched with the rest.
            level.correction = correction / fit.slope;
        }
    }
    Some(Trial::of(&pairs, &controls, model.no_match, &fit))
}

/// Weighs pairs as if nobody had a number.
struct Blind {
    weights: Weights,
    number: Option<usize>,
    rarity_of_number: f32,
    prior: f64,
}

impl Blind {
    fn pair(&self, pair: &Found) -> Pair {
        let mut levels = pair.levels;
        let mut rarity = pair.rarity;
        if let Some(number) = self.number {
            if levels.get(number) < 2 {
                rarity -= self.rarity_of_number;
            }
            levels.set(number, NONE);
        }
        Pair {
            log_odds: f64::from(self.weights.of(levels) + rarity) + self.prior,
            levels,
        }
    }
}
