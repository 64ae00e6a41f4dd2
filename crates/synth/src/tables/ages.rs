//! How many men and women there are of each age (`population_by_age.csv`).

use danh_vocabulary::Sex;

use super::row::{NamedText, TableError, read};

/// The oldest age told apart: a hundred and more.
pub(crate) const AGE_MAX: usize = 100;

/// Persons by sex and age, as shares of all.
#[derive(Clone, Debug)]
pub(crate) struct Ages {
    /// For each age from 0: men, women.
    shares: Vec<[f64; 2]>,
}

impl Ages {
    pub(crate) fn read(table: NamedText) -> Result<Self, TableError> {
        let mut next_age = 0;
        let counts = read(table, |row| {
            let age: usize = row.parse("age")?;
            if age != next_age || age > AGE_MAX {
                return Err(row.wrong("age", format!("`{age}` where {next_age} should stand")));
            }
            next_age += 1;
            Ok([row.weight("male")?, row.weight("female")?])
        })?;
        let sum: f64 = counts.iter().flatten().sum();
        Ok(Self {
            shares: counts
                .into_iter()
                .map(|pair| pair.map(|count| count / sum))
                .collect(),
        })
    }

    /// Every sex and age with the share of the population it has.
    pub(crate) fn shares(&self) -> impl Iterator<Item = (Sex, usize, f64)> {
        self.shares
            .iter()
            .enumerate()
            .flat_map(|(age, [men, women])| [(Sex::Male, age, *men), (Sex::Female, age, *women)])
    }
}
