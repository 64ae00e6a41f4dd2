//! Everybody's place among those who could be mistaken for them by number: the same province,
//! sex and year of birth for the personal number, the same area for the CMND.

use std::collections::HashMap;

use danh_vocabulary::Sex;

use super::{Member, Skeleton, TemplateOptions, small};
use crate::dice::Dice;
use crate::tables::{PROVINCES, Tables};

/// Personal numbers took over from the CMND; who came of age later never had one.
const CMND_BORN_LAST: i16 = 2002;
const CMND_AGE_MIN: i16 = 15;
/// Who may be on record twice: an adult whose papers were made anew somewhere else.
const ADULT_AGE_MIN: i16 = 18;
/// No new CMND was given where cards with twelve digits were.
const CMND_ISSUED_LAST: i16 = 2015;
/// How often somebody who moved to another province before that got another number there.
const SECOND_CMND: f64 = 0.35;
/// Years of birth that groups are kept for.
const YEAR_FIRST: i16 = 1850;
const YEARS: usize = 384;

/// A CMND's place among those of its area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CmndRank {
    /// The area's place in the table.
    pub(crate) area: u8,
    /// Whether it is of the range that two areas gave out; the rank is among those then.
    pub(crate) shared: bool,
    pub(crate) rank: u32,
}

/// The group of a personal number, as an index: who shares province, sex and year of birth.
pub(crate) fn number_group(province: u8, sex: Sex, born_year: i16) -> usize {
    let since = usize::try_from(born_year - YEAR_FIRST).expect("nobody is older than that");
    (usize::from(province) * 2 + sex as usize) * YEARS + since
}

/// Counts everybody through; returns the size of the largest group of numbers.
pub(super) fn give(
    households: &mut [Skeleton],
    options: &TemplateOptions,
    tables: &Tables,
    dice: &mut Dice,
) -> u32 {
    let mut counts = Counts {
        numbers: vec![0; PROVINCES * 2 * YEARS],
        duplicates: HashMap::new(),
        cmnds: HashMap::new(),
    };
    let year = options.as_of.year();
    for household in households {
        let (residence, moved_year) = (household.province, household.moved_year);
        for member in &mut household.members {
            let group = number_group(member.number_province, member.sex, member.born_year);
            member.number_rank = next(&mut counts.numbers[group]);
            let is_adult = year - member.born_year > ADULT_AGE_MIN;
            member.duplicate_rank =
                (is_adult && member.died_year.is_none() && dice.chance(options.duplicates))
                    .then(|| next(counts.duplicates.entry(group).or_default()));
            member.cmnds = places_of_issue(member, residence, moved_year, year, dice)
                .map(|province| Some(counts.cmnd(province?, tables, dice)));
        }
    }
    counts.numbers.into_iter().max().unwrap_or(0)
}

/// How many there are of each group so far.
struct Counts {
    numbers: Vec<u32>,
    duplicates: HashMap<usize, u32>,
    cmnds: HashMap<(u8, bool), u32>,
}

impl Counts {
    fn cmnd(&mut self, province: u8, tables: &Tables, dice: &mut Dice) -> CmndRank {
        let province = &tables.provinces.provinces[usize::from(province)];
        let area = small(province.cmnd_area);
        let shared = dice.chance(province.cmnd_shared);
        let rank = next(self.cmnds.entry((area, shared)).or_default());
        CmndRank { area, shared, rank }
    }
}

/// The provinces that gave somebody a CMND: the one lived in when old enough, and the one moved
/// to later, if it gave another.
fn places_of_issue(
    member: &Member,
    residence: u8,
    moved_year: Option<i16>,
    year: i16,
    dice: &mut Dice,
) -> [Option<u8>; 2] {
    let with_cmnd = match member.born_year {
        _ if year - member.born_year < CMND_AGE_MIN => 0.0,
        ..1999 => 0.97,
        1999..=CMND_BORN_LAST => 0.6,
        _ => 0.0,
    };
    if !dice.chance(with_cmnd) {
        return [None, None];
    }
    let moved_young =
        moved_year.is_some_and(|moved| (0..CMND_AGE_MIN).contains(&(moved - member.born_year)));
    let first = if moved_young {
        residence
    } else {
        member.birth_province
    };
    let second = first != residence
        && moved_year.is_none_or(|moved| moved <= CMND_ISSUED_LAST)
        && member.born_year + CMND_AGE_MIN <= CMND_ISSUED_LAST
        && dice.chance(SECOND_CMND);
    [Some(first), second.then_some(residence)]
}

fn next(count: &mut u32) -> u32 {
    *count += 1;
    *count - 1
}
