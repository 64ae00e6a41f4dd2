//! Children into families: by the ages at which women have them.

use danh_vocabulary::Sex;

use super::family::{Family, Single};
use super::stock::Stock;
use crate::dice::Dice;
use crate::tables::{MOTHER_AGE_MAX, MOTHER_AGE_MIN, Tables};

/// How gladly a family takes one more child, by the number it has.
const WELCOME: [f64; 6] = [1.0, 0.9, 0.25, 0.1, 0.05, 0.02];
/// Children born in years next to each other are rarer than others.
const WELCOME_NEXT_YEAR: f64 = 0.3;
const TRIES: usize = 24;
/// Who turns this age this year may live without parents.
const ADULT: i16 = 19;
/// Of a thousand births, so many are of twins.
const TWINS: f64 = 0.011;

/// How likely an unmarried adult still lives with the parents.
fn stays(turning: i16) -> f64 {
    match turning {
        ..25 => 0.85,
        25..30 => 0.74,
        30..35 => 0.62,
        35..40 => 0.46,
        40.. => 0.25,
    }
}

/// Puts all children and those adults who live with their parents into families. Returns the
/// children for whom no parents of the right age were found.
pub(super) fn assign(
    families: &mut [Family],
    stock: &mut Stock,
    year: i16,
    tables: &Tables,
    dice: &mut Dice,
) -> Vec<Single> {
    let parents = ByMother::new(families);
    let (mut adults, mut minors): (Vec<_>, Vec<_>) = stock
        .everybody_from(0)
        .into_iter()
        .partition(|(_, turning)| *turning >= ADULT);
    dice.shuffle(&mut minors);
    dice.shuffle(&mut adults);
    let mut orphans = Vec::new();
    for (sex, turning) in minors {
        if !stock.take(sex, turning) {
            // Taken before, as the twin of another.
            continue;
        }
        let child = Single::living(sex, turning);
        let found = parents
            .find(child, families, dice, |dice| {
                tables.fertility.draw(year - turning, dice)
            })
            .or_else(|| parents.find_any(child, families));
        match found {
            Some(family) => {
                families[family].children.push(child);
                if dice.chance(TWINS) {
                    add_twin(&mut families[family], child, stock, dice);
                }
            }
            None => orphans.push(child),
        }
    }
    for (sex, turning) in adults {
        if !dice.chance(stays(turning)) {
            continue;
        }
        let child = Single::living(sex, turning);
        let drawn = |dice: &mut Dice| tables.fertility.draw(year - turning, dice);
        if let Some(family) = parents.find(child, families, dice, drawn) {
            assert!(stock.take(sex, turning), "the adult was counted");
            families[family].children.push(child);
        }
    }
    orphans
}

/// Two thirds of twins are of one sex.
fn add_twin(family: &mut Family, child: Single, stock: &mut Stock, dice: &mut Dice) {
    let sex = match child.sex {
        sex if dice.chance(2.0 / 3.0) => sex,
        Sex::Male => Sex::Female,
        Sex::Female => Sex::Male,
    };
    if stock.take(sex, child.turning) {
        family.children.push(Single::living(sex, child.turning));
    }
}

/// Families by the age their mother turns this year.
pub(super) struct ByMother(Vec<Vec<usize>>);

impl ByMother {
    pub(super) fn new(families: &[Family]) -> Self {
        let mut by_turning = vec![Vec::new(); 128];
        for (index, family) in families.iter().enumerate() {
            by_turning[usize::from(family.mother_turning().unsigned_abs())].push(index);
        }
        Self(by_turning)
    }

    fn of_turning(&self, turning: i16) -> &[usize] {
        self.0
            .get(usize::from(turning.unsigned_abs()))
            .map_or(&[], Vec::as_slice)
    }

    /// A family that takes the child, its mother as old at the birth as drawn.
    pub(super) fn find(
        &self,
        child: Single,
        families: &[Family],
        dice: &mut Dice,
        mother_age: impl Fn(&mut Dice) -> i16,
    ) -> Option<usize> {
        for _ in 0..TRIES {
            let candidates = self.of_turning(child.turning + mother_age(dice));
            if candidates.is_empty() {
                continue;
            }
            let family = *dice.one_of(candidates);
            let welcome = welcome(&families[family], child);
            if families[family].may_have(child.turning) && dice.chance(welcome) {
                return Some(family);
            }
        }
        None
    }

    /// Any family that may have the child and has fewer than the largest.
    fn find_any(&self, child: Single, families: &[Family]) -> Option<usize> {
        let ages = MOTHER_AGE_MIN..=MOTHER_AGE_MAX;
        ages.flat_map(|age| self.of_turning(child.turning + age))
            .copied()
            .find(|family| {
                let family = &families[*family];
                family.children.len() < WELCOME.len() && family.may_have(child.turning)
            })
    }
}

fn welcome(family: &Family, child: Single) -> f64 {
    let of_number = WELCOME.get(family.children.len()).copied().unwrap_or(0.0);
    let next_year = family
        .children
        .iter()
        .any(|other| other.turning.abs_diff(child.turning) == 1);
    let alone = match (family.husband, family.wife) {
        // A father alone has the children more rarely than a mother alone.
        (Some(_), None) => 0.35,
        _ => 1.0,
    };
    of_number * alone * if next_year { WELCOME_NEXT_YEAR } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::super::TemplateOptions;
    use super::super::deaths::Deaths;
    use super::super::family::form;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn nearly_every_child_has_parents() {
        let tables = Tables::embedded();
        let mut dice = Dice::of_template(11);
        let (mut stock, _) = Stock::of_population(20_000, date(2026, 7, 1), tables, &mut dice);
        let options = TemplateOptions {
            living: 20_000,
            province: None,
            as_of: date(2026, 7, 1),
            seed: 11,
            duplicates: 0.0,
        };
        let mut deaths = Deaths::expected(&options, tables, &mut dice);
        let mut families = form(&mut stock, &mut deaths, tables, &mut dice);
        let orphans = assign(&mut families, &mut stock, 2026, tables, &mut dice);
        assert!(orphans.len() < 20, "{}", orphans.len());
        assert_eq!(stock.count(Sex::Male, 5), 0);
        let children: usize = families.iter().map(|family| family.children.len()).sum();
        assert!((6_500..9_000).contains(&children), "{children}");
    }
}
