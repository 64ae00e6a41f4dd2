//! Who is single, married, widowed, divorced at which age (`marital_status.csv`).

use danh_vocabulary::Sex;

use super::row::{NamedText, TableError, read};

/// Percentages of one sex in one age group; they add up to 100.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MaritalShares {
    pub(crate) single: f64,
    pub(crate) married: f64,
    pub(crate) widowed: f64,
    pub(crate) divorced: f64,
}

/// The shares of both sexes from the legal age of marriage on.
#[derive(Clone, Debug)]
pub(crate) struct MaritalTable {
    groups: Vec<(Sex, i16, MaritalShares)>,
}

impl MaritalTable {
    pub(crate) fn read(table: NamedText) -> Result<Self, TableError> {
        let groups = read(table, |row| {
            let shares = MaritalShares {
                single: row.weight("single")?,
                married: row.weight("married")?,
                widowed: row.weight("widowed")?,
                divorced: row.weight("divorced")?,
            };
            let sum = shares.single + shares.married + shares.widowed + shares.divorced;
            if (sum - 100.0).abs() > 0.15 {
                return Err(row.wrong("single", format!("the shares add up to {sum}")));
            }
            Ok((row.parse("sex")?, row.parse("age_from")?, shares))
        })?;
        Ok(Self { groups })
    }

    /// The shares at an age; all single below the first age listed.
    pub(crate) fn shares(&self, sex: Sex, age: i16) -> MaritalShares {
        let is_group = |group: &&(Sex, i16, MaritalShares)| group.0 == sex && group.1 <= age;
        let single = MaritalShares {
            single: 100.0,
            ..MaritalShares::default()
        };
        self.groups
            .iter()
            .rfind(is_group)
            .map_or(single, |group| group.2)
    }
}
