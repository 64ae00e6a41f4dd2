//! Which province each household lives in: every province gets its share of persons, and more of
//! the kinds of household that its region has more of.

use super::{NOBODY, Skeleton};
use crate::dice::Dice;
use crate::person::Relationship;
use crate::tables::{HouseholdKind, Province, Tables};

/// The age until which somebody counts as a child here.
const CHILD_AGE_MAX: i16 = 17;
const YOUNG_AGE_MAX: i16 = 39;
const OLD_AGE_MIN: i16 = 60;

/// A province for each household.
///
/// Every household is drawn a province by how many persons that one still lacks, times its
/// region's leaning to the kind of household: so the populations come out to the household, and
/// ages differ between provinces though the nation's are settled before.
pub(super) fn residences(
    households: &[Skeleton],
    year: i16,
    tables: &Tables,
    dice: &mut Dice,
) -> Vec<usize> {
    let kinds: Vec<HouseholdKind> = households.iter().map(|it| kind(it, year)).collect();
    let sizes: Vec<f64> = households.iter().map(living).collect();
    let leanings = leanings(&kinds, &sizes, tables);
    let mut lacking = populations(sizes.iter().sum(), tables);
    let mut order: Vec<usize> = (0..households.len()).collect();
    dice.shuffle(&mut order);
    let mut provinces = vec![0; households.len()];
    for household in order {
        let leanings = &leanings[kinds[household] as usize];
        let province = draw(&lacking, leanings, dice);
        lacking[province] -= sizes[household];
        provinces[household] = province;
    }
    provinces
}

/// How many of a nation's persons live in each province.
fn populations(persons: f64, tables: &Tables) -> Vec<f64> {
    let provinces = tables.provinces.provinces.iter();
    let sum: f64 = provinces.clone().map(|it| it.population).sum();
    provinces.map(|it| it.population / sum * persons).collect()
}

/// By kind of household, by province: the region's leaning, brought to a mean of one for each
/// region so that none is filled before the others.
fn leanings(kinds: &[HouseholdKind], sizes: &[f64], tables: &Tables) -> [Vec<f64>; 6] {
    use HouseholdKind::{FewChildren, Generations, ManyChildren, Old, Other, Young};
    let regions = &tables.provinces.regions;
    let mut persons = [0.0; 6];
    for (kind, size) in kinds.iter().zip(sizes) {
        persons[*kind as usize] += size;
    }
    let all: f64 = persons.iter().sum();
    let every = [Young, FewChildren, ManyChildren, Old, Generations, Other];
    every.map(|kind| {
        let of_province = |province: &Province| {
            let of_kind = |kind: HouseholdKind| regions.leaning(province.region, kind);
            let mean: f64 = every
                .iter()
                .map(|each| of_kind(*each) * persons[*each as usize] / all)
                .sum();
            of_kind(kind) / mean
        };
        tables.provinces.provinces.iter().map(of_province).collect()
    })
}

fn draw(lacking: &[f64], leanings: &[f64], dice: &mut Dice) -> usize {
    let weight = |(lacks, leaning): (&f64, &f64)| lacks.max(0.0) * leaning;
    let sum: f64 = lacking.iter().zip(leanings).map(weight).sum();
    let mut drawn = dice.unit() * sum;
    let mut last = 0;
    for (province, pair) in lacking.iter().zip(leanings).enumerate() {
        let weight = weight(pair);
        if weight > 0.0 {
            last = province;
            if drawn < weight {
                break;
            }
            drawn -= weight;
        }
    }
    last
}

fn living(household: &Skeleton) -> f64 {
    let living = household.members.iter().filter(|it| it.died_year.is_none());
    f64::from(u32::try_from(living.count()).expect("a household has a dozen members"))
}

fn kind(household: &Skeleton, year: i16) -> HouseholdKind {
    let living = || household.members.iter().filter(|it| it.died_year.is_none());
    let age = |born_year: i16| year - born_year;
    let children = living()
        .filter(|it| age(it.born_year) <= CHILD_AGE_MAX)
        .count();
    let elders = living().any(|it| {
        let parents = &household.parents[usize::from(it.parents)];
        it.relationship == Relationship::Parent
            || (it.relationship == Relationship::Other
                && (parents.father != NOBODY || parents.mother != NOBODY))
    });
    match children {
        _ if elders && children > 0 => HouseholdKind::Generations,
        3.. => HouseholdKind::ManyChildren,
        1 | 2 => HouseholdKind::FewChildren,
        _ if living().all(|it| age(it.born_year) >= OLD_AGE_MIN) => HouseholdKind::Old,
        _ if living().all(|it| age(it.born_year) <= YOUNG_AGE_MAX) => HouseholdKind::Young,
        _ => HouseholdKind::Other,
    }
}
