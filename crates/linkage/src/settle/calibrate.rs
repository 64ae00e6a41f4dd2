//! Calibration against controls: records whose person the number tells, searched for as if they had none.
//!
//! Fields that depend on each other make a model too sure of itself. How much, the controls show:
//! with their person among the candidates they are what a known person's record looks like, with the
//! person taken away what a stranger's does. Log-odds are stretched and shifted so that both are
//! foretold as well as possible; nothing but numbers, which the file has itself, serves as truth.

use super::Trial;
use super::candidates::Candidates;
use crate::compare::level::NONE;
use crate::compare::{Comparison, Kind};
use crate::model::{Calibration, Model};

/// Fewer controls say too little.
const CONTROLS_MIN: usize = 1_000;
/// Steps of the search, halved whenever no direction is better.
const SLOPE_STEP: f64 = 0.1;
const SHIFT_STEP: f64 = 1.0;
const STEP_MIN: f64 = 0.01;
const SLOPES: std::ops::RangeInclusive<f64> = 0.3..=1.5;
const SHIFTS: std::ops::RangeInclusive<f64> = -10.0..=5.0;

/// One control: the log-odds of its person, if the search found it, and of all others.
pub(super) struct Control {
    pub(super) person: Option<f64>,
    pub(super) others: Vec<f64>,
}

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
    let weights = model.weights();
    let number = comparisons.iter().position(|it| it.kind == Kind::Number);
    let prior = model.log_odds_before();
    let control = |(record, person): &(u32, u32)| {
        let mut control = Control {
            person: None,
            others: Vec::new(),
        };
        for pair in found.of_record(*record as usize) {
            let mut levels = pair.levels;
            let mut rarity = pair.rarity;
            if let Some(number) = number {
                rarity -= if levels.get(number) < 2 {
                    rarity_of_number
                } else {
                    0.0
                };
                levels.set(number, NONE);
            }
            let log_odds = f64::from(weights.of(levels) + rarity) + prior;
            if pair.person == *person {
                control.person = Some(log_odds);
            } else {
                control.others.push(log_odds);
            }
        }
        control
    };
    let controls: Vec<Control> = truth.iter().map(control).collect();
    model.calibration = best(&controls, model.no_match);
    Some(Trial::of(&controls, model.no_match, model.calibration))
}

/// Climbs from no change to the likeliest stretch and shift.
fn best(controls: &[Control], no_match: f64) -> Calibration {
    let mut best = Calibration::default();
    let mut likelihood = log_likelihood(controls, no_match, best);
    let mut step = 1.0;
    while step >= STEP_MIN {
        let directions = [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)];
        let mut moved = false;
        for (slope, shift) in directions {
            let next = Calibration {
                slope: best.slope + slope * step * SLOPE_STEP,
                shift: best.shift + shift * step * SHIFT_STEP,
            };
            if !SLOPES.contains(&next.slope) || !SHIFTS.contains(&next.shift) {
                continue;
            }
            let of_next = log_likelihood(controls, no_match, next);
            if of_next > likelihood {
                (best, likelihood, moved) = (next, of_next, true);
            }
        }
        if !moved {
            step /= 2.0;
        }
    }
    best
}

fn log_likelihood(controls: &[Control], no_match: f64, calibration: Calibration) -> f64 {
    let odds = |log_odds: &f64| calibration.of(*log_odds).exp2();
    let of_control = |control: &Control| {
        let others: f64 = control.others.iter().map(odds).sum();
        let as_stranger = -(1.0 + others).ln();
        let as_known = match &control.person {
            Some(person) => {
                let person = odds(person);
                (person / (1.0 + person + others)).max(1e-300).ln()
            }
            None => as_stranger,
        };
        no_match * as_stranger + (1.0 - no_match) * as_known
    };
    controls.iter().map(of_control).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mix::Draws;

    /// Candidates whose true log-odds were doubled: the calibration halves them again.
    #[test]
    fn log_odds_that_are_too_sure_are_brought_back() {
        let no_match = 0.1_f64;
        let mut draws = Draws::new(1);
        let mut unit = || (draws.below(1_000_000) as f64 + 0.5) / 1e6;
        let mut controls = Vec::new();
        for _ in 0..20_000 {
            // A score x from a known pair has density 2x, from a stranger's 2(1 - x) on 0..1.
            let (known, stranger) = (unit().sqrt(), 1.0 - unit().sqrt());
            let true_log_odds =
                |x: f64| (x / (1.0 - x)).log2() + ((1.0 - no_match) / no_match).log2();
            controls.push(Control {
                person: Some(2.0 * true_log_odds(known)),
                others: vec![2.0 * true_log_odds(stranger) - 40.0],
            });
            controls.push(Control {
                person: None,
                others: vec![2.0 * true_log_odds(stranger)],
            });
        }
        let found = best(&controls, no_match);
        assert!((0.35..0.75).contains(&found.slope), "{found:?}");
    }
}
