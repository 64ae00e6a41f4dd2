//! Where households live, where they came from, and of which people they are.

use danh_vocabulary::{Ethnicity, Sex};

use super::stock::largest_remainders;
use super::{NOBODY, Skeleton};
use crate::dice::Dice;
use crate::tables::{PROVINCES, Tables};

/// The share of households that moved within their province.
const MOVED_WITHIN: f64 = 0.15;
/// The share of those who marry into a household from another province than it is from.
const MARRIED_FROM_ELSEWHERE: f64 = 0.12;
/// The share of marriages out of one's own people, among the smaller ones.
const MARRIED_OUT: f64 = 0.1;
const MOVED_YEARS_MAX: i16 = 25;

/// Gives every household its province, home, year of move, and everybody a birth province.
pub(super) fn settle(
    households: &mut [Skeleton],
    only: Option<usize>,
    year: i16,
    tables: &Tables,
    dice: &mut Dice,
) {
    let provinces = provinces_of(households.len(), only, tables, dice);
    for (household, province) in households.iter_mut().zip(provinces) {
        let home = move_from(household, province, year, tables, dice);
        settle_parents(household, home, tables, dice);
        settle_births(household, province, home);
    }
}

/// A province for each household, each province as often as it has people.
fn provinces_of(count: usize, only: Option<usize>, tables: &Tables, dice: &mut Dice) -> Vec<usize> {
    if let Some(province) = only {
        return vec![province; count];
    }
    let populations = tables
        .provinces
        .provinces
        .iter()
        .map(|province| province.population);
    let sum: f64 = populations.clone().sum();
    let households = f64::from(u32::try_from(count).expect("a template has fewer than 2^32"));
    let exact: Vec<f64> = populations
        .map(|population| population / sum * households)
        .collect();
    let counts = largest_remainders(&exact);
    let repeated = counts.into_iter().enumerate();
    let mut provinces: Vec<usize> = repeated
        .flat_map(|(province, count)| (0..count).map(move |_| province))
        .collect();
    dice.shuffle(&mut provinces);
    provinces
}

/// Decides whether and when the household came to live there; the province it came from.
fn move_from(
    household: &mut Skeleton,
    province: usize,
    year: i16,
    tables: &Tables,
    dice: &mut Dice,
) -> usize {
    household.province = small(province);
    let came = dice.chance(tables.provinces.provinces[province].born_elsewhere);
    if came || dice.chance(MOVED_WITHIN) {
        // After the head came of age, before this year.
        let grown = (year - household.members[0].born_year - 18).clamp(1, MOVED_YEARS_MAX);
        household.moved_year = Some(year - dice.between(1, grown));
    }
    if came {
        tables.provinces.draw_other(province, dice)
    } else {
        province
    }
}

fn settle_parents(household: &mut Skeleton, home: usize, tables: &Tables, dice: &mut Dice) {
    let people = tables.provinces.provinces[home].draw_ethnicity(dice);
    let majority: Ethnicity = Ethnicity::all().next().expect("the Kinh are the first");
    for (index, married_in) in married_in(household).into_iter().enumerate() {
        let father = household.parents[index].father;
        let (home_province, ethnicity) = if father != NOBODY {
            let his = usize::from(household.members[usize::from(father)].parents);
            (
                household.parents[his].home_province,
                household.parents[his].ethnicity,
            )
        } else if married_in {
            let far = dice.chance(MARRIED_FROM_ELSEWHERE);
            let from = if far {
                tables.provinces.draw_other(home, dice)
            } else {
                home
            };
            let out = dice.chance(MARRIED_OUT);
            let ethnicity = if far {
                tables.provinces.provinces[from].draw_ethnicity(dice)
            } else if out {
                majority
            } else {
                people
            };
            (small(from), ethnicity)
        } else {
            (small(home), people)
        };
        household.parents[index].home_province = home_province;
        household.parents[index].ethnicity = ethnicity;
    }
}

/// Which parents who are not in the data are those of somebody who married into the household:
/// of the wife of a couple, or of the husband when his wife's parents live there.
fn married_in(household: &Skeleton) -> Vec<bool> {
    let mut married_in = vec![false; household.parents.len()];
    let strangers = |parents: u8| {
        let parents = &household.parents[usize::from(parents)];
        parents.father == NOBODY && parents.mother == NOBODY
    };
    for member in household
        .members
        .iter()
        .filter(|member| member.spouse != NOBODY)
    {
        let spouse = &household.members[usize::from(member.spouse)];
        let is_wife = member.sex == Sex::Female;
        let moved_to_spouse = is_wife || !strangers(spouse.parents);
        if strangers(member.parents) && moved_to_spouse {
            married_in[usize::from(member.parents)] = true;
        }
    }
    married_in
}

fn settle_births(household: &mut Skeleton, province: usize, home: usize) {
    let married_in = married_in(household);
    for member in &mut household.members {
        let parents = usize::from(member.parents);
        member.birth_province = if married_in[parents] {
            household.parents[parents].home_province
        } else if household
            .moved_year
            .is_some_and(|moved| member.born_year <= moved)
        {
            small(home)
        } else {
            small(province)
        };
    }
}

fn small(province: usize) -> u8 {
    debug_assert!(province < PROVINCES);
    u8::try_from(province).expect("there are 63 provinces")
}
