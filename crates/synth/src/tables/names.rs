//! Surnames by area, middle and given names by sex and time of birth (`surnames.csv`,
//! `middle_names.csv`, `given_names.csv`).

use danh_vocabulary::Sex;

use super::provinces::NameArea;
use super::row::{NamedText, TableError, read};
use crate::choice::Choice;
use crate::dice::Dice;

/// When somebody was born, as far as fashion in names goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cohort {
    Until1959,
    Until1984,
    Since1985,
}

impl Cohort {
    pub(crate) fn of_year(year: i16) -> Self {
        match year {
            ..1960 => Self::Until1959,
            1960..1985 => Self::Until1984,
            1985.. => Self::Since1985,
        }
    }
}

/// Names with three columns of weights.
#[derive(Clone, Debug)]
struct Names {
    names: Vec<String>,
    choices: [Choice; 3],
}

impl Names {
    fn read(
        table: NamedText,
        name_field: &str,
        weight_fields: [&str; 3],
        sex: Option<Sex>,
    ) -> Result<Self, TableError> {
        let rows = read(table, |row| {
            let wanted = match sex {
                Some(sex) => row.parse::<Sex>("sex")? == sex,
                None => true,
            };
            let [a, b, c] = weight_fields;
            let weights = [row.weight(a)?, row.weight(b)?, row.weight(c)?];
            Ok((wanted, row.text(name_field)?.to_owned(), weights))
        })?;
        let rows: Vec<_> = rows.into_iter().filter(|row| row.0).collect();
        let column = |index: usize| -> Choice {
            Choice::new(&rows.iter().map(|row| row.2[index]).collect::<Vec<f64>>())
        };
        let choices = [column(0), column(1), column(2)];
        Ok(Self {
            names: rows.into_iter().map(|row| row.1).collect(),
            choices,
        })
    }

    fn draw(&self, column: usize, dice: &mut Dice) -> &str {
        &self.names[self.choices[column].draw(dice)]
    }
}

/// The names of most of the people.
#[derive(Clone, Debug)]
pub(crate) struct NameTable {
    surnames: Names,
    /// Of men, of women.
    middle: [Names; 2],
    given: [Names; 2],
}

impl NameTable {
    pub(crate) fn read(
        surnames: NamedText,
        middle: NamedText,
        given: NamedText,
    ) -> Result<Self, TableError> {
        const AREAS: [&str; 3] = ["north", "central", "south"];
        const COHORTS: [&str; 3] = ["until_1959", "until_1984", "since_1985"];
        let of = |table, name_field, sex| Names::read(table, name_field, COHORTS, Some(sex));
        Ok(Self {
            surnames: Names::read(surnames, "surname", AREAS, None)?,
            middle: [
                of(middle, "middle_name", Sex::Male)?,
                of(middle, "middle_name", Sex::Female)?,
            ],
            given: [
                of(given, "given_name", Sex::Male)?,
                of(given, "given_name", Sex::Female)?,
            ],
        })
    }

    /// A surname of an area.
    pub(crate) fn draw_surname(&self, area: NameArea, dice: &mut Dice) -> &str {
        self.surnames.draw(area as usize, dice)
    }

    /// A middle name, often of two words for women, sometimes none.
    pub(crate) fn draw_middle(&self, sex: Sex, cohort: Cohort, dice: &mut Dice) -> &str {
        self.middle[sex as usize].draw(cohort as usize, dice)
    }

    /// A given name.
    pub(crate) fn draw_given(&self, sex: Sex, cohort: Cohort, dice: &mut Dice) -> &str {
        self.given[sex as usize].draw(cohort as usize, dice)
    }
}
