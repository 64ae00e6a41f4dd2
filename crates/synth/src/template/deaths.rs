//! The dead of the last years, who are still on record: as many of each age and sex as the death
//! rates say, in the families they belonged to.

use danh_vocabulary::Sex;

use super::TemplateOptions;
use super::children::ByMother;
use super::family::{Family, Late, Side, Single};
use super::stock::largest_remainders;
use crate::dice::Dice;
use crate::tables::Tables;

/// Who died longer ago than this many years has no number, so no row.
pub(super) const YEARS_AGO_MAX: i16 = 9;
/// The oldest die below 101 and would turn eleven years more today.
const TURNING_MAX: usize = 111;
/// Who dies younger than this and left nobody is a child of a family, who dies older a parent.
const PARENT_AGE_MIN: i16 = 45;
/// How much larger the population aged sixty and over, and the rest, gets in a year.
const GROWTH_OLD: f64 = 1.035;
const GROWTH: f64 = 1.008;
/// Most who die as infants die in the calendar year of their birth.
const INFANTS_OF_THE_YEAR: f64 = 0.8;
const TRIES: usize = 24;
const GENERATION_YEARS: i16 = 26;
/// Years by which fathers are older than mothers.
const FATHER_OLDER: i16 = 3;

/// Deaths by sex, by the age the dead would turn this year, by years ago.
#[derive(Clone, Debug)]
pub(super) struct Deaths {
    counts: Vec<[u32; 10]>,
}

impl Deaths {
    /// As many as the population and the death rates lead to expect.
    pub(super) fn expected(options: &TemplateOptions, tables: &Tables, dice: &mut Dice) -> Self {
        let as_of = options.as_of;
        let this_year = f64::from(as_of.day_of_year()) / f64::from(as_of.days_in_year());
        let mut cells = Vec::new();
        for (sex, age, share) in tables.ages.shares() {
            let age = i16::try_from(age).expect("nobody is that old");
            let rate = tables.mortality.rate(sex, age);
            let growth = if age >= 60 { GROWTH_OLD } else { GROWTH };
            for years_ago in 0..=YEARS_AGO_MAX {
                let part = if years_ago == 0 { this_year } else { 1.0 };
                let then = share / growth.powi(years_ago.into());
                let deaths = f64::from(options.living) * then * rate * part;
                cells.push((sex, age, years_ago, deaths));
            }
        }
        let exact: Vec<f64> = cells.iter().map(|cell| cell.3).collect();
        let mut counts = vec![[0; 10]; 2 * (TURNING_MAX + 1)];
        for ((sex, age, years_ago, _), count) in cells.into_iter().zip(largest_remainders(&exact)) {
            for _ in 0..count {
                let had_birthday = if age == 0 { INFANTS_OF_THE_YEAR } else { 0.5 };
                let turned = age + i16::from(!dice.chance(had_birthday));
                let cell = place(sex, turned + years_ago);
                counts[cell][usize::from(years_ago.unsigned_abs())] += 1;
            }
        }
        Self { counts }
    }

    /// Takes the death of somebody who would turn about that age, so many years ago; says which
    /// age exactly.
    pub(super) fn take(&mut self, sex: Sex, turning: i16, years_ago: i16) -> Option<i16> {
        let near = [turning, turning + 1, turning - 1, turning + 2, turning - 2];
        near.into_iter().find(|turning| {
            let inside = (0..=TURNING_MAX).contains(&usize::from(turning.unsigned_abs()));
            let count = (inside && *turning >= 0)
                .then(|| {
                    &mut self.counts[place(sex, *turning)][usize::from(years_ago.unsigned_abs())]
                })
                .filter(|count| **count > 0);
            if let Some(count) = count {
                *count -= 1;
                return true;
            }
            false
        })
    }

    /// All that nobody took.
    fn left(&self) -> Vec<Late> {
        let mut left = Vec::new();
        for sex in [Sex::Male, Sex::Female] {
            for turning in (0_i16..).take(TURNING_MAX + 1) {
                for years_ago in 0..=YEARS_AGO_MAX {
                    let count =
                        self.counts[place(sex, turning)][usize::from(years_ago.unsigned_abs())];
                    let late = Late {
                        sex,
                        turning,
                        years_ago,
                    };
                    left.extend((0..count).map(|_| late));
                }
            }
        }
        left
    }
}

fn place(sex: Sex, turning: i16) -> usize {
    (sex as usize) * (TURNING_MAX + 1) + usize::from(turning.unsigned_abs())
}

/// Puts the dead who left no husband or wife on record into families: the younger as children, the
/// older as parents.
pub(super) fn mourn(
    families: &mut Vec<Family>,
    deaths: &Deaths,
    year: i16,
    tables: &Tables,
    dice: &mut Dice,
) {
    let mut dead = deaths.left();
    dice.shuffle(&mut dead);
    let mothers = ByMother::new(families);
    let mut elders = Elders {
        by_husband: by_turning(families, |family| family.husband),
        by_wife: by_turning(families, |family| family.wife),
        families,
    };
    for late in dead {
        if late.turning - late.years_ago >= PARENT_AGE_MIN {
            elders.add(late, year, tables, dice);
            continue;
        }
        let child = Single {
            sex: late.sex,
            turning: late.turning,
            died_years_ago: Some(late.years_ago),
        };
        let mother_age = |dice: &mut Dice| tables.fertility.draw(year - late.turning, dice);
        if let Some(family) = mothers.find(child, elders.families, dice, mother_age) {
            elders.families[family].children.push(child);
        }
    }
}

/// Families that the dead may have been parents of.
struct Elders<'a> {
    by_husband: Vec<Vec<usize>>,
    by_wife: Vec<Vec<usize>>,
    families: &'a mut Vec<Family>,
}

impl Elders<'_> {
    /// Finds somebody a child, whose family he or she lived with.
    fn add(&mut self, late: Late, year: i16, tables: &Tables, dice: &mut Dice) {
        for _ in 0..TRIES {
            // Sons stay, daughters move to their husband's.
            let (side, lists) = if dice.chance(0.8) {
                (Side::Husband, &self.by_husband)
            } else {
                (Side::Wife, &self.by_wife)
            };
            let own_birth = year - late.turning;
            let older = tables.fertility.draw(own_birth + GENERATION_YEARS, dice)
                + if late.sex == Sex::Male {
                    FATHER_OLDER
                } else {
                    0
                };
            let child = late.turning - older;
            let candidates = lists.get(usize::from(child.max(0).unsigned_abs()));
            let Some(candidates) = candidates.filter(|list| !list.is_empty()) else {
                continue;
            };
            let family = *dice.one_of(candidates);
            let parent = Family::of_the_dead(late);
            if self.families[family].elders.is_none() && parent.may_have(child) {
                self.families[family].elders = Some((self.families.len(), side));
                self.families.push(parent);
                return;
            }
        }
    }
}

fn by_turning(families: &[Family], turning: impl Fn(&Family) -> Option<i16>) -> Vec<Vec<usize>> {
    let mut lists = vec![Vec::new(); 128];
    for (index, family) in families.iter().enumerate() {
        if let Some(turning) = turning(family) {
            lists[usize::from(turning.unsigned_abs())].push(index);
        }
    }
    lists
}
