//! Which religions people have, by ethnic group and province (`religion_shares.csv`).

use std::collections::HashMap;

use danh_vocabulary::{Ethnicity, Religion, UnitCode};

use super::row::{NamedText, TableError, read};
use crate::choice::Choice;
use crate::dice::Dice;

/// An ethnic group, in a province or anywhere.
type Whose = (Ethnicity, Option<UnitCode>);

/// Shares by ethnic group, or by ethnic group and province, which come first.
#[derive(Clone, Debug)]
pub(crate) struct ReligionTable {
    shares: HashMap<Whose, (Vec<Religion>, Choice)>,
}

impl ReligionTable {
    pub(crate) fn read(table: NamedText) -> Result<Self, TableError> {
        let mut percents: HashMap<Whose, Vec<(Religion, f64)>> = HashMap::new();
        read(table, |row| {
            let province = match row.text("province_code")? {
                "" => None,
                _ => Some(row.parse("province_code")?),
            };
            let list = percents
                .entry((row.parse("ethnicity_code")?, province))
                .or_default();
            list.push((row.parse("religion")?, row.weight("percent")?));
            let sum: f64 = list.iter().map(|(_, percent)| percent).sum();
            if sum > 100.0 {
                return Err(row.wrong("percent", format!("the shares add up to {sum}")));
            }
            Ok(())
        })?;
        let with_none = |(key, mut list): (_, Vec<(Religion, f64)>)| {
            let sum: f64 = list.iter().map(|(_, percent)| percent).sum();
            list.push((Religion::NONE, 100.0 - sum));
            let (religions, weights): (Vec<Religion>, Vec<f64>) = list.into_iter().unzip();
            (key, (religions, Choice::new(&weights)))
        };
        Ok(Self {
            shares: percents.into_iter().map(with_none).collect(),
        })
    }

    /// The religion of somebody of an ethnic group in a province; none where the table says nothing.
    pub(crate) fn draw(&self, people: Ethnicity, province: UnitCode, dice: &mut Dice) -> Religion {
        let of_province = self.shares.get(&(people, Some(province)));
        match of_province.or_else(|| self.shares.get(&(people, None))) {
            Some((religions, choice)) => religions[choice.draw(dice)],
            None => Religion::NONE,
        }
    }
}
