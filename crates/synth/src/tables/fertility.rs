//! How old mothers are when they give birth (`fertility_by_mothers_age.csv`).

use super::row::{NamedText, TableError, read};
use crate::choice::Choice;
use crate::dice::Dice;

/// The youngest and oldest a mother turns in the year of a birth. With the years apart by
/// these, her age on the day is 16 to 45 whatever the birthdays are.
pub(crate) const MOTHER_AGE_MIN: i16 = 17;
/// See [`MOTHER_AGE_MIN`].
pub(crate) const MOTHER_AGE_MAX: i16 = 44;

/// Mothers' ages by the year of birth of the child, in periods of five years.
#[derive(Clone, Debug)]
pub(crate) struct Fertility {
    periods: Vec<(i16, Choice)>,
}

impl Fertility {
    pub(crate) fn read(table: NamedText) -> Result<Self, TableError> {
        let mut years: Vec<(i16, Vec<f64>)> = Vec::new();
        read(table, |row| {
            let (year, age): (i16, i16) = (row.parse("year_from")?, row.parse("age_from")?);
            let percent = row.weight("percent")?;
            if years.last().is_none_or(|(last, _)| *last != year) {
                if years.last().is_some_and(|(last, _)| *last > year) {
                    return Err(row.wrong("year_from", "the years are not ascending"));
                }
                years.push((
                    year,
                    vec![0.0; usize::from((MOTHER_AGE_MAX - MOTHER_AGE_MIN + 1).unsigned_abs())],
                ));
            }
            let (_, weights) = years.last_mut().expect("one was pushed");
            for (weight, mother_age) in weights.iter_mut().zip(MOTHER_AGE_MIN..) {
                if (age..age + 5).contains(&mother_age) {
                    *weight = percent / 5.0;
                }
            }
            Ok(())
        })?;
        let periods = years
            .into_iter()
            .map(|(year, weights)| (year, Choice::new(&weights)))
            .collect();
        Ok(Self { periods })
    }

    /// How many years before the child a mother was born.
    pub(crate) fn draw(&self, child_born: i16, dice: &mut Dice) -> i16 {
        let after = self
            .periods
            .partition_point(|(year, _)| *year <= child_born);
        let (_, choice) = &self.periods[after.max(1) - 1];
        let drawn = i16::try_from(choice.draw(dice)).expect("ages are small");
        MOTHER_AGE_MIN + drawn
    }
}
