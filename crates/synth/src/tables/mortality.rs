//! Death rates by sex and age (`mortality.csv`), for when somebody's late spouse died.

use danh_vocabulary::Sex;

use super::row::{NamedText, TableError, read};

/// Deaths per person and year.
#[derive(Clone, Debug)]
pub(crate) struct Mortality {
    /// Age from, men, women.
    groups: Vec<(i16, f64, f64)>,
}

impl Mortality {
    pub(crate) fn read(table: NamedText) -> Result<Self, TableError> {
        let groups = read(table, |row| {
            Ok((
                row.parse("age_from")?,
                row.weight("male")?,
                row.weight("female")?,
            ))
        })?;
        Ok(Self { groups })
    }

    /// The rate at an age.
    pub(crate) fn rate(&self, sex: Sex, age: i16) -> f64 {
        let group = self.groups.iter().rfind(|group| group.0 <= age);
        group.map_or(0.0, |(_, male, female)| match sex {
            Sex::Male => *male,
            Sex::Female => *female,
        })
    }
}
