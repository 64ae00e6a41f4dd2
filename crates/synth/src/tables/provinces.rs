//! The 63 provinces that births are registered under: how many live there, who they are
//! (`province_people.csv`, `ethnicity_by_province.csv`).

use danh_vocabulary::{Ethnicity, NumberPrefix, UnitCode, province_prefixes};

use super::row::{NamedText, Row, TableError, read};
use crate::choice::Choice;
use crate::dice::Dice;

/// How many provinces there were until 30 June 2025.
pub(crate) const PROVINCES: usize = 63;

/// Where names have their habits: Hoàng and Vũ in the north are Huỳnh and Võ in the south.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameArea {
    North,
    Central,
    South,
}

impl NameArea {
    pub(crate) fn read(row: &Row<'_>, field: &str) -> Result<Self, TableError> {
        match row.text(field)? {
            "north" => Ok(Self::North),
            "central" => Ok(Self::Central),
            "south" => Ok(Self::South),
            other => Err(row.wrong(field, format!("`{other}` is not north, central or south"))),
        }
    }
}

/// One province.
#[derive(Clone, Debug)]
pub(crate) struct Province {
    pub(crate) code: UnitCode,
    pub(crate) prefix: NumberPrefix,
    pub(crate) population: f64,
    pub(crate) name_area: NameArea,
    /// The share of its households that came from elsewhere.
    pub(crate) born_elsewhere: f64,
    /// Which list of first three CMND digits its people have; provinces that were one share it.
    pub(crate) cmnd_area: usize,
    ethnicities: Vec<Ethnicity>,
    ethnicity_choice: Choice,
}

impl Province {
    pub(crate) fn draw_ethnicity(&self, dice: &mut Dice) -> Ethnicity {
        self.ethnicities[self.ethnicity_choice.draw(dice)]
    }
}

/// All provinces, in the order of their codes; elsewhere a province is its place in this list.
#[derive(Clone, Debug)]
pub(crate) struct ProvinceTable {
    pub(crate) provinces: Vec<Province>,
    /// The first three digits of the CMND numbers of each area.
    pub(crate) cmnd_areas: Vec<Vec<u16>>,
    by_population: Choice,
}

impl ProvinceTable {
    pub(crate) fn read(people: NamedText, ethnicities: NamedText) -> Result<Self, TableError> {
        let groups = read(ethnicities, |row| {
            let code: UnitCode = row.parse("province_code")?;
            Ok((code, row.parse("ethnicity_code")?, row.weight("persons")?))
        })?;
        let mut lists: Vec<String> = Vec::new();
        let provinces = read(people, |row| {
            let list = row.text("cmnd_prefixes")?;
            let cmnd_area = lists
                .iter()
                .position(|known| known == list)
                .unwrap_or_else(|| {
                    lists.push(list.to_owned());
                    lists.len() - 1
                });
            province(row, &groups, cmnd_area)
        })?;
        assert_eq!(
            provinces.len(),
            PROVINCES,
            "the provinces of Circular 07/2016/TT-BCA"
        );
        let populations: Vec<f64> = provinces
            .iter()
            .map(|province| province.population)
            .collect();
        let cmnd_areas = lists.iter().map(|list| cmnd_digits(list, &lists)).collect();
        Ok(Self {
            provinces,
            cmnd_areas,
            by_population: Choice::new(&populations),
        })
    }

    /// The place of a province in the list, by its code.
    pub(crate) fn index(&self, code: UnitCode) -> Option<usize> {
        self.provinces
            .iter()
            .position(|province| province.code == code)
    }

    /// A province as likely as it is populous, but not this one.
    pub(crate) fn draw_other(&self, than: usize, dice: &mut Dice) -> usize {
        loop {
            let drawn = self.by_population.draw(dice);
            if drawn != than {
                return drawn;
            }
        }
    }
}

fn province(
    row: &Row<'_>,
    groups: &[(UnitCode, Ethnicity, f64)],
    cmnd_area: usize,
) -> Result<Province, TableError> {
    let code: UnitCode = row.parse("province_code")?;
    let prefix = province_prefixes()
        .iter()
        .find(|prefix| prefix.gso_code == code);
    let prefix = prefix
        .ok_or_else(|| row.wrong("province_code", "no province of the 63"))?
        .prefix;
    let (ethnicities, persons): (Vec<Ethnicity>, Vec<f64>) = groups
        .iter()
        .filter(|group| group.0 == code)
        .map(|group| (group.1, group.2))
        .unzip();
    if persons.is_empty() {
        return Err(row.wrong(
            "province_code",
            "ethnicity_by_province.csv has none of its people",
        ));
    }
    Ok(Province {
        code,
        prefix,
        population: row.weight("population_2019")?,
        name_area: NameArea::read(row, "name_area")?,
        born_elsewhere: row.weight("born_elsewhere_percent")? / 100.0,
        cmnd_area,
        ethnicity_choice: Choice::new(&persons),
        ethnicities,
    })
}

/// All first three digits a list of prefixes stands for: `26` is 260 to 269 without those that
/// another list claims in full.
fn cmnd_digits(list: &str, lists: &[String]) -> Vec<u16> {
    let claimed = |digits: &str| {
        lists
            .iter()
            .any(|other| other != list && other.split(' ').any(|prefix| prefix == digits))
    };
    let of_prefix = |prefix: &str| -> Vec<String> {
        match prefix.len() {
            2 => (0..10).map(|digit| format!("{prefix}{digit}")).collect(),
            _ => vec![prefix.to_owned()],
        }
    };
    let all = list
        .split(' ')
        .flat_map(of_prefix)
        .filter(|digits| !claimed(digits));
    all.filter_map(|digits| digits.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_prefix_leaves_out_what_another_province_has() {
        let lists = ["23".to_owned(), "230 231".to_owned()];
        assert_eq!(cmnd_digits("23", &lists), (232..240).collect::<Vec<u16>>());
        assert_eq!(cmnd_digits("230 231", &lists), [230, 231]);
    }
}
