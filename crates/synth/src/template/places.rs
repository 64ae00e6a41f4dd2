//! Where households live, where they came from, and of which people they are.

use danh_vocabulary::{Ethnicity, Sex};

use super::residences::residences;
use super::{NOBODY, Skeleton, small};
use crate::dice::Dice;
use crate::tables::Tables;

/// The share of households that moved within their province.
const MOVED_WITHIN: f64 = 0.15;
/// The share of those who marry into a household from another province than it is from.
const MARRIED_FROM_ELSEWHERE: f64 = 0.12;
/// The share of marriages made without regard to people: to anybody of the province.
const MARRIED_OUT: f64 = 0.1;
const MOVED_YEARS_MAX: i16 = 25;
/// The share of those born before a year, and of all others, whose birth was registered again
/// because the book was lost or never kept; by the commune they live in (Decree 123/2015/ND-CP,
/// articles 24 to 26).
const REREGISTERED_BEFORE: i16 = 1990;
const REREGISTERED_OLD: f64 = 0.03;
const REREGISTERED: f64 = 0.004;

/// Gives every household its province, home, year of move, and everybody a birth province.
pub(super) fn settle(
    households: &mut [Skeleton],
    only: Option<usize>,
    year: i16,
    tables: &Tables,
    dice: &mut Dice,
) {
    let provinces = match only {
        Some(province) => vec![province; households.len()],
        None => residences(households, year, tables, dice),
    };
    for (household, province) in households.iter_mut().zip(provinces) {
        household.province = small(province);
        let people = tables.provinces.provinces[province].draw_people(dice);
        let home = if dice.chance(people.came) {
            let from = tables
                .provinces
                .draw_origin(province, people.ethnicity, dice);
            household.moved_year = Some(year_of_move(household, year, dice));
            from
        } else {
            let moved = dice.chance(MOVED_WITHIN);
            household.moved_year = moved.then(|| year_of_move(household, year, dice));
            province
        };
        settle_parents(household, home, people.ethnicity, tables, dice);
        settle_births(household, province, home, dice);
    }
}

/// After the head came of age, before this year.
fn year_of_move(household: &Skeleton, year: i16, dice: &mut Dice) -> i16 {
    let grown = (year - household.members[0].born_year - 18).clamp(1, MOVED_YEARS_MAX);
    year - dice.between(1, grown)
}

fn settle_parents(
    household: &mut Skeleton,
    home: usize,
    people: Ethnicity,
    tables: &Tables,
    dice: &mut Dice,
) {
    for (index, married_in) in married_in(household).into_iter().enumerate() {
        let father = household.parents[index].father;
        let (home_province, ethnicity) = if father != NOBODY {
            let his = usize::from(household.members[usize::from(father)].parents);
            (
                household.parents[his].home_province,
                household.parents[his].ethnicity,
            )
        } else if married_in {
            let ethnicity = if dice.chance(MARRIED_OUT) {
                let neighbours = &tables.provinces.provinces[home];
                neighbours.draw_people(dice).ethnicity
            } else {
                people
            };
            let from = if dice.chance(MARRIED_FROM_ELSEWHERE) {
                tables.provinces.draw_origin(home, ethnicity, dice)
            } else {
                home
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

fn settle_births(household: &mut Skeleton, province: usize, home: usize, dice: &mut Dice) {
    let married_in = married_in(household);
    let residence = small(province);
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
            residence
        };
        let share = if member.born_year < REREGISTERED_BEFORE {
            REREGISTERED_OLD
        } else {
            REREGISTERED
        };
        member.reregistered = member.died_year.is_none() && dice.chance(share);
        member.number_province = if member.reregistered {
            residence
        } else {
            member.birth_province
        };
    }
}
