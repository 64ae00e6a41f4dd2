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
    Since2005,
}

impl Cohort {
    pub(crate) fn of_year(year: i16) -> Self {
        match year {
            ..1960 => Self::Until1959,
            1960..1985 => Self::Until1984,
            1985..2005 => Self::Since1985,
            2005.. => Self::Since2005,
        }
    }
}

/// Names, each with how often it comes in several columns.
#[derive(Clone, Debug)]
struct Names {
    names: Vec<String>,
    columns: Vec<Choice>,
}

impl Names {
    /// From rows of a name and its weight in every column.
    fn new(rows: Vec<(String, Vec<f64>)>) -> Self {
        let count = rows.first().map_or(0, |row| row.1.len());
        let column =
            |index: usize| Choice::new(&rows.iter().map(|row| row.1[index]).collect::<Vec<f64>>());
        Self {
            columns: (0..count).map(column).collect(),
            names: rows.into_iter().map(|row| row.0).collect(),
        }
    }

    fn draw(&self, column: usize, dice: &mut Dice) -> &str {
        &self.names[self.columns[column].draw(dice)]
    }
}

const AREAS: [&str; 3] = ["north", "central", "south"];
const COHORTS: [&str; 4] = ["until_1959", "until_1984", "since_1985", "since_2005"];

fn surnames(table: NamedText) -> Result<Names, TableError> {
    let rows = read(table, |row| {
        let weights: Result<Vec<f64>, _> = AREAS.iter().map(|area| row.weight(area)).collect();
        Ok((row.text("surname")?.to_owned(), weights?))
    })?;
    Ok(Names::new(rows))
}

/// Names of one sex, a column for each cohort and area. `northern` says how many times as frequent
/// a name is in the north as in the centre, and that many times as rare in the south.
fn of_sex(table: NamedText, field: &str, sex: Sex) -> Result<Names, TableError> {
    let rows = read(table, |row| {
        let northern = row.weight("northern")?;
        if northern == 0.0 {
            return Err(row.wrong("northern", "a name of no part of the country"));
        }
        let mut weights = Vec::new();
        for cohort in COHORTS {
            let weight = row.weight(cohort)?;
            weights.extend([weight * northern, weight, weight / northern]);
        }
        let of_sex = row.parse::<Sex>("sex")? == sex;
        Ok(of_sex.then_some((row.text(field)?.to_owned(), weights)))
    })?;
    Ok(Names::new(rows.into_iter().flatten().collect()))
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
        surname: NamedText,
        middle: NamedText,
        given: NamedText,
    ) -> Result<Self, TableError> {
        let both = |table, field| -> Result<[Names; 2], TableError> {
            Ok([
                of_sex(table, field, Sex::Male)?,
                of_sex(table, field, Sex::Female)?,
            ])
        };
        Ok(Self {
            surnames: surnames(surname)?,
            middle: both(middle, "middle_name")?,
            given: both(given, "given_name")?,
        })
    }

    /// A surname of an area.
    pub(crate) fn draw_surname(&self, area: NameArea, dice: &mut Dice) -> &str {
        self.surnames.draw(area as usize, dice)
    }

    /// A middle name, often of two words for women, sometimes none.
    pub(crate) fn draw_middle(&self, sex: Sex, fashion: Fashion, dice: &mut Dice) -> &str {
        self.middle[sex as usize].draw(fashion.column(), dice)
    }

    /// A given name.
    pub(crate) fn draw_given(&self, sex: Sex, fashion: Fashion, dice: &mut Dice) -> &str {
        self.given[sex as usize].draw(fashion.column(), dice)
    }
}

/// When and where somebody was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fashion {
    pub(crate) cohort: Cohort,
    pub(crate) area: NameArea,
}

impl Fashion {
    fn column(self) -> usize {
        self.cohort as usize * AREAS.len() + self.area as usize
    }
}
