//! What was learnt: for each level of each comparison, how often it is seen in records of the
//! person (m) and in records of anybody else (u). A readable JSON file.

mod em;
mod random;

use serde::{Deserialize, Serialize};

use crate::compare::level::{Levels, NONE};
use crate::compare::{Comparison, Kind};
use crate::layout::COMPARISONS_MAX;

pub(crate) use em::{Group, Training, train};
pub(crate) use random::{LevelCounts, Strangers};

/// A trained model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Rows of the register it was trained with.
    pub register_rows: u64,
    /// Share of the records that have no person in the register.
    pub no_match: f64,
    /// What is done to log-odds before they become probabilities.
    #[serde(default)]
    pub calibration: Calibration,
    /// The comparisons.
    pub comparisons: Vec<ComparisonModel>,
}

/// Log-odds, in bits, are multiplied by `slope`, then `shift` is added.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// Below 1 where the model is too sure of itself, as it is when fields depend on each other.
    pub slope: f64,
    /// In bits.
    pub shift: f64,
}

impl Default for Calibration {
    fn default() -> Self {
        Self {
            slope: 1.0,
            shift: 0.0,
        }
    }
}

impl Calibration {
    /// The log-odds as they are to be believed.
    #[inline]
    pub(crate) fn of(self, log_odds: f64) -> f64 {
        self.slope * log_odds + self.shift
    }
}

/// What is known of one comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComparisonModel {
    /// What is compared.
    pub name: String,
    /// Its levels, from agreement to difference.
    pub levels: Vec<LevelModel>,
}

/// What is known of one level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelModel {
    /// What it means.
    pub name: String,
    /// Its share among pairs that are one person.
    pub m: f64,
    /// Its share among pairs that are not; of a level that weighs by how rare a value is, on average.
    pub u: f64,
    /// Whether the share of the very value in the register takes the place of `u`.
    pub by_rarity: bool,
    /// In bits, added to `log2(m/u)`: how much less or more the level says together with the others, as fields
    /// depend on each other. Learnt from records whose person the number tells.
    #[serde(default)]
    pub correction: f64,
}

/// A level nobody ever saw is still possible.
const SHARE_MIN: f64 = 1e-7;

impl Model {
    /// What is believed before anything is seen: that most of what is compared agrees in most of
    /// the pairs that are one person.
    pub(crate) fn initial(comparisons: &[Comparison], rows: u64, random: &LevelCounts) -> Self {
        let comparison = |(index, it): (usize, &Comparison)| ComparisonModel {
            name: it.name.clone(),
            levels: levels(it, rows, &random.counts[index]),
        };
        Self {
            register_rows: rows,
            no_match: 0.1,
            calibration: Calibration::default(),
            comparisons: comparisons.iter().enumerate().map(comparison).collect(),
        }
    }

    /// `log2(m/u)` of every level; of those by rarity `log2(m)`, to which the rarity is added.
    pub(crate) fn weights(&self) -> Weights {
        let mut weights = [[0.0; 16]; COMPARISONS_MAX];
        for (of, comparison) in weights.iter_mut().zip(&self.comparisons) {
            for (weight, level) in of.iter_mut().zip(&comparison.levels) {
                let m = level.m.max(SHARE_MIN);
                let u = if level.by_rarity {
                    1.0
                } else {
                    level.u.max(SHARE_MIN)
                };
                *weight = ((m / u).log2() + level.correction) as f32;
            }
            of[usize::from(NONE)] = 0.0;
        }
        Weights(weights)
    }

    /// The log-odds, in bits, that one person of the register rather than nobody is a record's,
    /// before anything is compared.
    pub(crate) fn log_odds_before(&self) -> f64 {
        let rows = self.register_rows.max(1) as f64;
        ((1.0 - self.no_match) / (self.no_match * rows)).log2()
    }

    /// The share of persons' pairs in which a level of a comparison is seen.
    pub(crate) fn set_m(&mut self, comparison: usize, shares: &[f64]) {
        for (level, share) in self.comparisons[comparison].levels.iter_mut().zip(shares) {
            level.m = *share;
        }
    }

    /// Takes the stretch off the levels of a comparison that do not weigh by rarity: what is stretched was fitted to
    /// the others, which depend on each other as this one does not.
    pub(crate) fn unstretch(&mut self, comparison: usize) {
        let slope = self.calibration.slope;
        for level in &mut self.comparisons[comparison].levels {
            if !level.by_rarity {
                let weight = (level.m.max(SHARE_MIN) / level.u.max(SHARE_MIN)).log2();
                level.correction = weight * (1.0 / slope - 1.0);
            }
        }
    }
}

fn levels(comparison: &Comparison, rows: u64, random: &[u64; 16]) -> Vec<LevelModel> {
    let total: u64 = random[..15].iter().sum();
    let count = comparison.levels.len();
    let level = |(index, name): (usize, &String)| {
        let seen = (random[index] as f64 + 0.5) / (total as f64 + 0.5 * count as f64);
        let u = match (comparison.kind, index) {
            // How many numbers are one digit away from a given one, chance does not show.
            (Kind::Number, 2) => (50.0 / rows.max(1) as f64).min(0.1),
            (Kind::Number, 0 | 1) => 1.0 / rows.max(1) as f64,
            (Kind::Order, _) => 1.0,
            _ => seen,
        };
        LevelModel {
            name: name.clone(),
            m: initial_m(comparison.kind, index, count),
            u,
            by_rarity: index < comparison.by_rarity,
            correction: 0.0,
        }
    };
    comparison.levels.iter().enumerate().map(level).collect()
}

fn initial_m(kind: Kind, level: usize, count: usize) -> f64 {
    let agreeing = match kind {
        Kind::Order => 0.99,
        Kind::Middle | Kind::Unit | Kind::Text(_) => 0.75,
        _ => 0.9,
    };
    // What is left is shared out, nearer levels getting more.
    let left = 1.0 - agreeing;
    let parts: f64 = (1..count).map(|it| 1.0 / it as f64).sum();
    match level {
        0 => agreeing,
        _ => left / level as f64 / parts,
    }
}

/// Weights of levels in bits.
#[derive(Clone, Debug)]
pub(crate) struct Weights(pub(crate) [[f32; 16]; COMPARISONS_MAX]);

impl Weights {
    /// The weight of a pair's levels.
    #[inline]
    pub(crate) fn of(&self, levels: Levels) -> f32 {
        let mut rest = levels.0;
        let mut sum = 0.0;
        for weights in &self.0 {
            sum += weights[(rest & 0xf) as usize];
            rest >>= 4;
        }
        sum
    }
}
