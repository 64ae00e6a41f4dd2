//! Who marries whom, by age: as many men of each age are married as the census says, and as much
//! older than their wives as husbands are.

use danh_vocabulary::Sex;

use super::stock::Stock;
use crate::dice::Dice;
use crate::tables::Tables;

/// Years a husband is older than his wife: more of the younger wives, of whom the last husbands
/// are not dead.
const AGE_GAP_MEAN: f64 = 3.0;
const AGE_GAP_MEAN_OLD: f64 = 2.0;
const AGE_GAP_DEVIATION: f64 = 3.0;
const AGE_GAP_MIN: i16 = -6;
const AGE_GAP_MAX: i16 = 18;

/// Men of each age who are still to be married.
#[derive(Clone, Debug)]
pub(super) struct Husbands {
    /// By age turned.
    wanted: Vec<f64>,
    turning_min: i16,
}

impl Husbands {
    /// The married men of the table, scaled to as many as there are married women.
    pub(super) fn of(stock: &Stock, turning_min: i16, wives: f64, tables: &Tables) -> Self {
        let men = |turning: i16| {
            let of_age = f64::from(stock.count(Sex::Male, turning));
            if turning < turning_min {
                0.0
            } else {
                of_age * tables.marriage.shares(Sex::Male, turning).married / 100.0
            }
        };
        let mut wanted: Vec<f64> = (0..128).map(men).collect();
        let sum: f64 = wanted.iter().sum();
        for men in &mut wanted {
            *men *= wives / sum.max(1.0);
        }
        Self {
            wanted,
            turning_min,
        }
    }

    /// Takes a man of a fitting age out of the stock.
    pub(super) fn take(&mut self, wife: i16, stock: &mut Stock, dice: &mut Dice) -> Option<i16> {
        let ages = wife + AGE_GAP_MIN..=wife + AGE_GAP_MAX;
        let place = |turning: i16| usize::from(turning.max(0).unsigned_abs());
        let weight = |turning: i16| {
            let wanted = self.wanted.get(place(turning)).copied().unwrap_or(0.0);
            let has = stock.count(Sex::Male, turning) > 0;
            if has {
                wanted.max(0.0) * likeliness(wife, turning)
            } else {
                0.0
            }
        };
        let weights: Vec<(i16, f64)> = ages.map(|turning| (turning, weight(turning))).collect();
        let mut drawn = dice.unit() * weights.iter().map(|(_, weight)| weight).sum::<f64>();
        let found = weights.into_iter().find(|(_, weight)| {
            drawn -= weight;
            drawn < 0.0
        });
        let husband = match found {
            Some((husband, _)) => husband,
            None => self.nearest(wife, stock)?,
        };
        assert!(stock.take(Sex::Male, husband), "he was counted");
        self.wanted[place(husband)] -= 1.0;
        Some(husband)
    }

    /// When all of the fitting ages are married as the table says: one more.
    fn nearest(&self, wife: i16, stock: &Stock) -> Option<i16> {
        let first = wife + AGE_GAP_MIN;
        let of_age = (first.max(self.turning_min)..=wife + AGE_GAP_MAX)
            .filter(|turning| stock.count(Sex::Male, *turning) > 0);
        of_age.min_by_key(|turning| (turning - wife - 2).abs())
    }
}

/// How likely a husband's age is, compared with others: bell-shaped, with a longer tail of older
/// husbands.
fn likeliness(wife: i16, husband: i16) -> f64 {
    let aged = ((f64::from(wife) - 25.0) / 40.0).clamp(0.0, 1.0);
    let mean = AGE_GAP_MEAN + (AGE_GAP_MEAN_OLD - AGE_GAP_MEAN) * aged;
    let distance = f64::from(husband - wife) - mean;
    let deviation = AGE_GAP_DEVIATION * if distance > 0.0 { 1.2 } else { 1.0 };
    (-(distance / deviation).powi(2) / 2.0).exp()
}

/// A gap between a husband's and a wife's age.
pub(super) fn gap(dice: &mut Dice) -> i16 {
    let gap = dice.about(AGE_GAP_MEAN, AGE_GAP_DEVIATION).round();
    (AGE_GAP_MIN..=AGE_GAP_MAX)
        .find(|years| f64::from(*years) >= gap)
        .unwrap_or(0)
}
