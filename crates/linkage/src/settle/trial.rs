//! How the model fares with records whose person it is not told: the controls that it was calibrated with.

use serde::{Deserialize, Serialize};

use super::calibrate::Control;
use crate::model::Calibration;

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
    pub(super) fn of(controls: &[Control], no_match: f64, calibration: Calibration) -> Self {
        let mut bins = Bins::default();
        let odds = |log_odds: f64| calibration.of(log_odds).exp2();
        for control in controls {
            let others: f64 = control.others.iter().map(|it| odds(*it)).sum();
            let best_other = control
                .others
                .iter()
                .map(|it| odds(*it))
                .fold(0.0, f64::max);
            bins.add(best_other / (1.0 + others), 0.0, no_match);
            let person = control.person.map_or(0.0, odds);
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

    #[test]
    fn what_was_said_stands_beside_what_was_so() {
        // Even odds for the person, none for anybody else: a probability of one half.
        let sure = Control {
            person: Some(0.0),
            others: Vec::new(),
        };
        let lost = Control {
            person: None,
            others: vec![0.0],
        };
        let trial = Trial::of(&[sure, lost], 0.2, Calibration::default());
        assert_eq!((trial.records, trial.found), (2, 1));
        let half = trial.bins[10];
        // 0.8 of the one that is right; of the other one both halves, which are wrong.
        assert!((half.links - 1.8).abs() < 1e-9, "{half:?}");
        assert!((half.probability - 0.5).abs() < 1e-9);
        assert!((half.right - 0.8 / 1.8).abs() < 1e-9);
    }
}
