//! Everybody's place among those who could be mistaken for them by number: the same province,
//! sex and year of birth for the personal number, the same area for the CMND.

use danh_vocabulary::Sex;

use super::Skeleton;
use crate::dice::Dice;
use crate::tables::{PROVINCES, Tables};

/// Personal numbers took over from the CMND; who came of age later never had one.
const CMND_BORN_LAST: i16 = 2002;
const CMND_AGE_MIN: i16 = 15;
const YEARS: usize = 192;

/// How many people of the template there are in each group.
#[derive(Clone, Debug)]
pub(crate) struct Ranks {
    year: i16,
    numbers: Vec<u32>,
    cmnds: Vec<u32>,
}

impl Ranks {
    /// The group of a personal number, as an index.
    pub(crate) fn number_group(&self, province: u8, sex: Sex, born_year: i16) -> usize {
        let ago = usize::try_from(self.year - born_year).expect("nobody is born in the future");
        (usize::from(province) * 2 + sex as usize) * YEARS + ago
    }

    /// How many there are in a group of numbers.
    pub(crate) fn number_count(&self, group: usize) -> u32 {
        self.numbers[group]
    }

    /// How many there are with a CMND of an area.
    pub(crate) fn cmnd_count(&self, area: usize) -> u32 {
        self.cmnds[area]
    }

    /// The largest group of numbers.
    pub(crate) fn number_count_max(&self) -> u32 {
        self.numbers.iter().copied().max().unwrap_or(0)
    }
}

/// Counts everybody through.
pub(super) fn give(
    households: &mut [Skeleton],
    year: i16,
    tables: &Tables,
    dice: &mut Dice,
) -> Ranks {
    let numbers = vec![0; PROVINCES * 2 * YEARS];
    let cmnds = vec![0; tables.provinces.cmnd_areas.len()];
    let mut ranks = Ranks {
        year,
        numbers,
        cmnds,
    };
    for member in households
        .iter_mut()
        .flat_map(|household| &mut household.members)
    {
        let group = ranks.number_group(member.birth_province, member.sex, member.born_year);
        member.number_rank = next(&mut ranks.numbers[group]);
        let with_cmnd = match member.born_year {
            _ if year - member.born_year < CMND_AGE_MIN => 0.0,
            ..1999 => 0.97,
            1999..=CMND_BORN_LAST => 0.6,
            _ => 0.0,
        };
        if dice.chance(with_cmnd) {
            let area = tables.provinces.provinces[usize::from(member.birth_province)].cmnd_area;
            member.cmnd_rank = Some(next(&mut ranks.cmnds[area]));
        }
    }
    ranks
}

fn next(count: &mut u32) -> u32 {
    *count += 1;
    *count - 1
}
