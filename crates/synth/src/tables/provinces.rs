//! The 63 provinces that births are registered under: how many live there, who they are
//! (`province_people.csv`, `ethnicity_by_province.csv`), and where they came from.

use std::collections::HashMap;

use danh_vocabulary::{Ethnicity, NumberPrefix, UnitCode, province_prefixes};

use super::regions::{Region, RegionTable};
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

/// A people with more than this share of it in a province is at home there.
const HOMELAND_SHARE: f64 = 0.04;
/// How many of a people's households came from elsewhere where it is not at home: the Tày and
/// Nùng of the Central Highlands.
const CAME_FAR_FROM_HOME: f64 = 0.5;
/// How often a people that is at home moves, compared with the whole province.
const CAME_AT_HOME: f64 = 0.25;

/// One province.
#[derive(Clone, Debug)]
pub(crate) struct Province {
    pub(crate) code: UnitCode,
    pub(crate) prefix: NumberPrefix,
    pub(crate) population: f64,
    pub(crate) region: Region,
    pub(crate) name_area: NameArea,
    /// The share of its households that came from elsewhere.
    born_elsewhere: f64,
    /// Which list of first three CMND digits its people have; provinces that were one share it.
    pub(crate) cmnd_area: usize,
    /// How many of its CMND numbers are of the range that two provinces gave out.
    pub(crate) cmnd_shared: f64,
    peoples: Vec<People>,
    people_choice: Choice,
}

/// One ethnic group in one province.
#[derive(Clone, Copy, Debug)]
pub(crate) struct People {
    pub(crate) ethnicity: Ethnicity,
    persons: f64,
    /// The share of its households that came from another province.
    pub(crate) came: f64,
}

impl Province {
    pub(crate) fn draw_people(&self, dice: &mut Dice) -> People {
        self.peoples[self.people_choice.draw(dice)]
    }
}

/// All provinces, in the order of their codes; elsewhere a province is its place in this list.
#[derive(Clone, Debug)]
pub(crate) struct ProvinceTable {
    pub(crate) provinces: Vec<Province>,
    /// The first three digits of the CMND numbers of each area.
    pub(crate) cmnd_areas: Vec<Vec<u16>>,
    pub(crate) regions: RegionTable,
    /// For a region and a people: the provinces its newcomers are from.
    origins: HashMap<(Region, Ethnicity), (Vec<usize>, Choice)>,
}

impl ProvinceTable {
    pub(crate) fn read(
        people: NamedText,
        ethnicities: NamedText,
        regions: RegionTable,
    ) -> Result<Self, TableError> {
        let groups = read(ethnicities, |row| {
            let code: UnitCode = row.parse("province_code")?;
            Ok((code, row.parse("ethnicity_code")?, row.weight("persons")?))
        })?;
        let mut lists: Vec<String> = Vec::new();
        let mut provinces = read(people, |row| {
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
        settle_newcomers(&mut provinces);
        Ok(Self {
            cmnd_areas: lists.iter().map(|list| cmnd_digits(list, &lists)).collect(),
            origins: origins(&provinces, &regions),
            provinces,
            regions,
        })
    }

    /// The place of a province in the list, by its code.
    pub(crate) fn index(&self, code: UnitCode) -> Option<usize> {
        self.provinces
            .iter()
            .position(|province| province.code == code)
    }

    /// Another province that people of an ethnic group came from; the same when they live in no
    /// other.
    pub(crate) fn draw_origin(&self, to: usize, people: Ethnicity, dice: &mut Dice) -> usize {
        let Some((provinces, choice)) = self.origins.get(&(self.provinces[to].region, people))
        else {
            return to;
        };
        (0..16)
            .map(|_| provinces[choice.draw(dice)])
            .find(|drawn| *drawn != to)
            .unwrap_or(to)
    }
}

/// Who of each people came from elsewhere, so that all of a province's together are as many as
/// the table says.
fn settle_newcomers(provinces: &mut [Province]) {
    let mut totals: HashMap<Ethnicity, f64> = HashMap::new();
    for people in provinces.iter().flat_map(|province| &province.peoples) {
        *totals.entry(people.ethnicity).or_default() += people.persons;
    }
    for province in provinces {
        let all = province.born_elsewhere;
        let is_minority = |people: &People| people.ethnicity != Ethnicity::KINH;
        let mut persons = 0.0;
        let mut came = 0.0;
        for people in province.peoples.iter_mut().filter(|it| is_minority(it)) {
            let share = people.persons / totals[&people.ethnicity];
            people.came = if share >= HOMELAND_SHARE {
                all * CAME_AT_HOME
            } else {
                all.max(CAME_FAR_FROM_HOME)
            };
            persons += people.persons;
            came += people.persons * people.came;
        }
        let majority = province.peoples.iter_mut().find(|it| !is_minority(it));
        if let Some(majority) = majority {
            let wanted = all * (persons + majority.persons) - came;
            majority.came = (wanted / majority.persons).clamp(all * CAME_AT_HOME, 0.9);
        }
    }
}

/// Regions send as many as their row says; within a region, provinces as many as they have of a
/// people, fewer the more they attract others.
fn origins(
    provinces: &[Province],
    regions: &RegionTable,
) -> HashMap<(Region, Ethnicity), (Vec<usize>, Choice)> {
    let stays_away = |province: &Province| (1.0 - province.born_elsewhere).powi(2);
    let leavers = |region: Region| -> f64 {
        let of_region = provinces.iter().filter(|it| it.region == region);
        of_region.map(|it| it.population * stays_away(it)).sum()
    };
    let mut weights: HashMap<(Region, Ethnicity), Vec<(usize, f64)>> = HashMap::new();
    for to in Region::all() {
        for (index, province) in provinces.iter().enumerate() {
            let percent = regions.origin_percent(to, province.region);
            let each = percent / leavers(province.region) * stays_away(province);
            for people in &province.peoples {
                let list = weights.entry((to, people.ethnicity)).or_default();
                list.push((index, people.persons * each));
            }
        }
    }
    let with_choice = |(key, list): (_, Vec<(usize, f64)>)| {
        let (provinces, weights): (Vec<usize>, Vec<f64>) = list.into_iter().unzip();
        (key, (provinces, Choice::new(&weights)))
    };
    weights.into_iter().map(with_choice).collect()
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
    let peoples: Vec<People> = groups
        .iter()
        .filter(|group| group.0 == code)
        .map(|group| People {
            ethnicity: group.1,
            persons: group.2,
            came: 0.0,
        })
        .collect();
    if peoples.is_empty() {
        return Err(row.wrong(
            "province_code",
            "ethnicity_by_province.csv has none of its people",
        ));
    }
    Ok(Province {
        code,
        prefix,
        population: row.weight("population_2019")?,
        region: Region::read(row, "region")?,
        name_area: NameArea::read(row, "name_area")?,
        born_elsewhere: row.weight("born_elsewhere_percent")? / 100.0,
        cmnd_area,
        cmnd_shared: match row.text("cmnd_shared_percent")? {
            "" => 0.0,
            _ => row.weight("cmnd_shared_percent")? / 100.0,
        },
        people_choice: Choice::new(&peoples.iter().map(|it| it.persons).collect::<Vec<f64>>()),
        peoples,
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
