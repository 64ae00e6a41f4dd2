//! What the controls say about weights: a stretch, a shift, and a correction for each level.
//!
//! Fields depend on each other in ways that differ from file to file: who lives at one address
//! bears one surname, so that all of an address agreeing says less than its parts together would. Levels
//! learnt one field at a time cannot know that; pairs whose truth is known can. The log-odds of a control's
//! candidates are made as likely as possible, as those of a record that is one of its candidates or nobody,
//! and corrections cost something, so that a level which hardly any control shows stays as it was learnt.
//!
//! The likelihood is concave in all parameters together, so that any climb ends at its top; the steps
//! are those of resilient propagation (Riedmiller and Braun 1993), which follow signs alone and
//! need no scale.

use std::ops::Range;

use crate::compare::level::{Levels, NONE};
use crate::layout::COMPARISONS_MAX;

/// A candidate: its log-odds as they were learnt, and its levels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) log_odds: f64,
    pub(super) levels: Levels,
}

/// The candidates of a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Control {
    pub(super) pairs: Range<usize>,
    /// Which of them is the person, if the search found it.
    pub(super) person: Option<usize>,
}

/// What is fitted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fit {
    pub(super) slope: f64,
    pub(super) shift: f64,
    /// In bits, by comparison and level.
    pub(super) corrections: [[f64; 16]; COMPARISONS_MAX],
}

const PARAMETERS: usize = 2 + 16 * COMPARISONS_MAX;
const ROUNDS: usize = 100;
const STEP_FIRST: f64 = 0.05;
const STEP_MIN: f64 = 1e-4;
const STEP_MAX: f64 = 1.0;
/// Done when no step is longer.
const SETTLED: f64 = 2e-3;
const SLOPES: std::ops::RangeInclusive<f64> = 0.2..=1.5;
const SHIFTS: std::ops::RangeInclusive<f64> = -10.0..=5.0;
/// A correction of so many bits is as unlikely beforehand as one standard deviation.
const CORRECTION_BITS: f64 = 1.0;

impl Fit {
    /// The calibrated log-odds of a pair, in bits.
    pub(super) fn of(&self, pair: &Pair) -> f64 {
        let mut log_odds = self.slope * pair.log_odds + self.shift;
        let mut rest = pair.levels.0;
        for corrections in &self.corrections {
            log_odds += corrections[(rest & 0xf) as usize];
            rest >>= 4;
        }
        log_odds
    }

    /// The likeliest fit; `no_match` is the share of records without a match, as which every control
    /// counts with its person taken away.
    pub(super) fn best(pairs: &[Pair], controls: &[Control], no_match: f64) -> Self {
        let mut fit = Self {
            slope: 1.0,
            shift: 0.0,
            corrections: [[0.0; 16]; COMPARISONS_MAX],
        };
        let mut steps = vec![STEP_FIRST; PARAMETERS];
        let mut before = vec![0.0_f64; PARAMETERS];
        for _ in 0..ROUNDS {
            let gradient = fit.gradient(pairs, controls, no_match);
            for (index, slope) in gradient.iter().enumerate() {
                let agreement = slope * before[index];
                if agreement > 0.0 {
                    steps[index] = (steps[index] * 1.2).min(STEP_MAX);
                } else if agreement < 0.0 {
                    steps[index] = (steps[index] * 0.5).max(STEP_MIN);
                }
                // After stepping over the top the next step is taken from there afresh.
                before[index] = if agreement < 0.0 { 0.0 } else { *slope };
                if before[index] != 0.0 {
                    *fit.parameter(index) += steps[index] * before[index].signum();
                }
            }
            fit.slope = fit.slope.clamp(*SLOPES.start(), *SLOPES.end());
            fit.shift = fit.shift.clamp(*SHIFTS.start(), *SHIFTS.end());
            let moving = steps.iter().zip(&gradient).filter(|(_, of)| **of != 0.0);
            if moving.map(|(step, _)| *step).fold(0.0, f64::max) <= SETTLED {
                break;
            }
        }
        fit
    }

    fn parameter(&mut self, index: usize) -> &mut f64 {
        match index {
            0 => &mut self.slope,
            1 => &mut self.shift,
            _ => &mut self.corrections[(index - 2) / 16][(index - 2) % 16],
        }
    }

    /// In which direction each parameter makes what is known likelier.
    fn gradient(&self, pairs: &[Pair], controls: &[Control], no_match: f64) -> Vec<f64> {
        let mut gradient = vec![0.0; PARAMETERS];
        let mut odds = Vec::new();
        for control in controls {
            let candidates = &pairs[control.pairs.clone()];
            odds.clear();
            odds.extend(
                candidates
                    .iter()
                    .map(|pair| self.of(pair).min(1000.0).exp2()),
            );
            let all: f64 = odds.iter().sum();
            let of_person = control.person.map_or(0.0, |person| odds[person]);
            let others: f64 = (0..odds.len())
                .filter(|at| Some(*at) != control.person)
                .map(|at| odds[at])
                .sum();
            debug_assert!(all >= of_person, "the person is one of all");
            for (at, pair) in candidates.iter().enumerate() {
                let is_person = Some(at) == control.person;
                let as_known = f64::from(u8::from(is_person)) - odds[at] / (1.0 + all);
                let as_stranger = if is_person {
                    0.0
                } else {
                    -odds[at] / (1.0 + others)
                };
                add(
                    &mut gradient,
                    pair,
                    (1.0 - no_match) * as_known + no_match * as_stranger,
                );
            }
        }
        let variance = CORRECTION_BITS * CORRECTION_BITS * std::f64::consts::LN_2;
        for (index, slope) in gradient.iter_mut().enumerate().skip(2) {
            *slope -= self.corrections[(index - 2) / 16][(index - 2) % 16] / variance;
        }
        gradient
    }
}

fn add(gradient: &mut [f64], pair: &Pair, pull: f64) {
    gradient[0] += pull * pair.log_odds;
    gradient[1] += pull;
    for comparison in 0..COMPARISONS_MAX {
        let level = pair.levels.get(comparison);
        if level != NONE {
            gradient[2 + 16 * comparison + usize::from(level)] += pull;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mix::Draws;

    /// Records with one candidate each, some of whom are the person.
    fn drawn(
        mut pair: impl FnMut(bool, &mut dyn FnMut() -> f64) -> Pair,
    ) -> (Vec<Pair>, Vec<Control>) {
        let mut draws = Draws::new(1);
        let mut unit = || (draws.below(1_000_000) as f64 + 0.5) / 1e6;
        let (mut pairs, mut controls) = (Vec::new(), Vec::new());
        for _ in 0..20_000 {
            let begin = pairs.len();
            pairs.push(pair(true, &mut unit));
            pairs.push(pair(false, &mut unit));
            controls.push(Control {
                pairs: begin..begin + 1,
                person: Some(0),
            });
            controls.push(Control {
                pairs: begin + 1..begin + 2,
                person: None,
            });
        }
        (pairs, controls)
    }

    #[test]
    fn log_odds_that_are_too_sure_are_brought_back() {
        let (pairs, controls) = drawn(|is_person, unit| {
            // A score x from a known pair has density 2x, from a stranger's 2(1 - x) on 0..1.
            let x = unit().sqrt();
            let x: f64 = if is_person { x } else { 1.0 - x };
            Pair {
                log_odds: 2.0 * (x / (1.0 - x)).log2(),
                levels: Levels::ALL_NONE,
            }
        });
        let fit = Fit::best(&pairs, &controls, 0.1);
        assert!((0.4..0.6).contains(&fit.slope), "{fit:?}");
    }

    #[test]
    fn a_level_that_weighs_too_much_is_corrected_and_a_rare_one_left_alone() {
        let mut count = 0;
        let (pairs, controls) = drawn(|is_person, unit| {
            count += 1;
            // The level weighs four bits, as if it were sixteen times as frequent; it is twice.
            let agrees = unit() < if is_person { 0.8 } else { 0.4 };
            let score = if (unit() < 0.9) == is_person {
                3.0
            } else {
                -3.0
            };
            let mut levels = Levels::ALL_NONE;
            levels.set(0, u8::from(!agrees));
            levels.set(1, u8::from(count == 7));
            Pair {
                log_odds: score + if agrees { 4.0 } else { 0.0 },
                levels,
            }
        });
        let fit = Fit::best(&pairs, &controls, 0.1);
        let weight = fit.slope * 4.0 + fit.corrections[0][0] - fit.corrections[0][1];
        // log2(0.8 / 0.4) - log2(0.2 / 0.6)
        assert!((weight - 2.585).abs() < 0.3, "{weight} {fit:?}");
        assert!(fit.corrections[1][1].abs() < 1.0, "{fit:?}");
    }
}
