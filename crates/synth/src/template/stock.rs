//! The people who are yet to be put into families, counted by sex and by the age they turn in
//! the current year.

use danh_vocabulary::Sex;
use jiff::civil::Date;

use super::{Member, Skeleton};
use crate::dice::Dice;
use crate::tables::{AGE_MAX, Tables};

/// The oldest turn 101 in the year they are 100 on the day.
const TURNING_MAX: usize = AGE_MAX + 1;

/// Counts by sex and age turned.
#[derive(Clone, Debug)]
pub(super) struct Stock {
    counts: [[u32; TURNING_MAX + 1]; 2],
}

impl Stock {
    /// As many persons as asked, to the person, with the table's ages on the day; and who of each
    /// age turned has had the birthday.
    pub(super) fn of_population(
        living: u32,
        as_of: Date,
        tables: &Tables,
        dice: &mut Dice,
    ) -> (Self, Birthdays) {
        let cells: Vec<(Sex, usize, f64)> = tables.ages.shares().collect();
        let exact: Vec<f64> = cells
            .iter()
            .map(|cell| cell.2 * f64::from(living))
            .collect();
        let had_birthday = f64::from(as_of.day_of_year()) / f64::from(as_of.days_in_year());
        let mut counts = [[0; TURNING_MAX + 1]; 2];
        let mut birthdays = Birthdays { had: counts };
        for ((sex, age, _), count) in cells.into_iter().zip(largest_remainders(&exact)) {
            let had = f64::from(count) * had_birthday;
            let had = whole(had) + u32::from(dice.chance(had.fract()));
            birthdays.had[sex as usize][age] += had;
            counts[sex as usize][age] += had;
            counts[sex as usize][age + 1] += count - had;
        }
        (Self { counts }, birthdays)
    }

    /// How many there are.
    pub(super) fn count(&self, sex: Sex, turning: i16) -> u32 {
        let index = usize::try_from(turning).unwrap_or(usize::MAX);
        self.counts[sex as usize].get(index).copied().unwrap_or(0)
    }

    /// Takes one out, if there is one.
    pub(super) fn take(&mut self, sex: Sex, turning: i16) -> bool {
        let there = self.count(sex, turning) > 0;
        if there {
            self.counts[sex as usize][usize::from(turning.unsigned_abs())] -= 1;
        }
        there
    }

    /// Everybody left, by sex and age, from `first` to the oldest.
    pub(super) fn everybody_from(&self, first: i16) -> Vec<(Sex, i16)> {
        let of_sex = |sex: Sex| {
            (first..)
                .take_while(|turning| usize::from(turning.unsigned_abs()) <= TURNING_MAX)
                .flat_map(move |turning| (0..self.count(sex, turning)).map(move |_| (sex, turning)))
        };
        of_sex(Sex::Male).chain(of_sex(Sex::Female)).collect()
    }
}

/// How many of each sex and age turned have had the birthday this year. Without it the ages on the
/// day would be those of the table blurred by a year either way.
#[derive(Clone, Debug)]
pub(super) struct Birthdays {
    had: [[u32; TURNING_MAX + 1]; 2],
}

impl Birthdays {
    /// Says of every living member whether the birthday has been.
    pub(super) fn assign(mut self, families: &mut [Skeleton], year: i16, dice: &mut Dice) {
        let members = families.iter_mut().flat_map(|family| &mut family.members);
        let mut living: Vec<&mut Member> = members.filter(|it| it.died_year.is_none()).collect();
        dice.shuffle(&mut living);
        for member in living {
            let turning = usize::from((year - member.born_year).unsigned_abs());
            let left = &mut self.had[member.sex as usize][turning];
            member.had_birthday = Some(*left > 0);
            *left = left.saturating_sub(1);
        }
    }
}

/// Whole numbers near the exact ones that add up to the same (rounded) sum.
pub(super) fn largest_remainders(exact: &[f64]) -> Vec<u32> {
    let mut counts: Vec<u32> = exact.iter().map(|value| whole(*value)).collect();
    let sum = whole((exact.iter().sum::<f64>()).round());
    let given: u32 = counts.iter().sum();
    let mut by_remainder: Vec<usize> = (0..exact.len()).collect();
    by_remainder.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()));
    for index in by_remainder.into_iter().take((sum - given) as usize) {
        counts[index] += 1;
    }
    counts
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of persons in a template: not negative, far below 2^32"
)]
pub(super) fn whole(value: f64) -> u32 {
    value.floor() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rounding_keeps_the_sum(
            shares in prop::collection::vec(0.01_f64..1.0, 1..50),
            total in 1_u32..100_000,
        ) {
            let sum: f64 = shares.iter().sum();
            let exact: Vec<f64> =
                shares.iter().map(|share| share / sum * f64::from(total)).collect();
            let counts = largest_remainders(&exact);
            prop_assert_eq!(counts.iter().sum::<u32>(), total);
            for (count, value) in counts.into_iter().zip(exact) {
                prop_assert!((f64::from(count) - value).abs() <= 1.0);
            }
        }
    }
}
