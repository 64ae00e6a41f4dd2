//! How the model fares with records whose person it is not told: the controls that it was calibrated with.

use serde::{Deserialize, Serialize};

use super::fit::{Control, Fit, Pair};

/// What became of the controls: records whose person their number tells, looked for as if they had none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// How many there were.
    pub records: u64,
    /// How many of their persons the rules found among the candidates.
    pub found: u64,
    /// Twenty bins of probability: what was said, and what was so. Each control is in them twice, as it is and as
    /// somebody the register does not have, weighted as often as that is.
    pub bins: Vec<TrialBin>,
}

/// Links whose probability lies in one twentieth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TrialBin {
    /// How many, weighted.
    pub links: f64,
    /// Their mean probability.
    pub probability: f64,
    /// The share of them that is right.
    pub right: f64,
}

/// How many bins there are.
pub(crate) const BINS: usize = 20;

impl Trial {
    pub(super) fn of(pairs: &[Pair], controls: &[Control], no_match: f64, fit: &Fit) -> Self {
        let mut bins = Bins::default();
        for control in controls {
            let odds: Vec<f64> = pairs[control.pairs.clone()]
                .iter()
                .map(|pair| fit.of(pair).min(1000.0).exp2())
                .collect();
            let others = || (0..odds.len()).filter(|at| Some(*at) != control.person);
            let best_other = others().map(|at| odds[at]).fold(0.0, f64::max);
            let others: f64 = others().map(|at| odds[at]).sum();
            bins.add(best_other / (1.0 + others), 0.0, no_match);
            let person = control.person.map_or(0.0, |person| odds[person]);
            let is_right = person > best_other;
            let best = person.max(best_other);
            let probability = best / (1.0 + others + person);
            bins.add(probability, f64::from(u8::from(is_right)), 1.0 - no_match);
        }
        let found = controls.iter().filter(|it| it.person.is_some()).count();
        Self {
            records: controls.len() as u64,
            found: found as u64,
            bins: bins.finish(),
        }
    }
}

/// Sums of bins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bins([TrialBin; BINS]);

impl Bins {
    pub(crate) fn add(&mut self, probability: f64, right: f64, weight: f64) {
        let bin = &mut self.0[((probability * BINS as f64) as usize).min(BINS - 1)];
        bin.links += weight;
        bin.probability += weight * probability;
        bin.right += weight * right;
    }

    /// With means in the place of sums.
    pub(crate) fn finish(&self) -> Vec<TrialBin> {
        let mean = |bin: &TrialBin| TrialBin {
            links: bin.links,
            probability: bin.probability / bin.links.max(1e-9),
            right: bin.right / bin.links.max(1e-9),
        };
        self.0.iter().map(mean).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::level::Levels;
    use crate::layout::COMPARISONS_MAX;

    #[test]
    fn what_was_said_stands_beside_what_was_so() {
        // Two pairs of even odds; the first is the person's, the second nobody's.
        let even = Pair {
            log_odds: 0.0,
            levels: Levels::ALL_NONE,
        };
        let control = |at: usize, person| Control {
            pairs: at..at + 1,
            person,
        };
        let fit = Fit {
            slope: 1.0,
            shift: 0.0,
            corrections: [[0.0; 16]; COMPARISONS_MAX],
        };
        let controls = [control(0, Some(0)), control(1, None)];
        let trial = Trial::of(&[even, even], &controls, 0.2, &fit);
        assert_eq!((trial.records, trial.found), (2, 1));
        let half = trial.bins[10];
        // 0.8 of the one that is right; of the other one both halves, which are wrong.
        assert!((half.links - 1.8).abs() < 1e-9, "{half:?}");
        assert!((half.probability - 0.5).abs() < 1e-9);
        assert!((half.right - 0.8 / 1.8).abs() < 1e-9);
    }
}
