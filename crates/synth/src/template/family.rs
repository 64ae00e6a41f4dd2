//! Couples, widows and widowers, the divorced: the families that children are born into.

use danh_vocabulary::Sex;

use super::deaths::{Deaths, YEARS_AGO_MAX};
use super::husbands::{Husbands, gap};
use super::stock::Stock;
use crate::dice::Dice;
use crate::tables::{MOTHER_AGE_MAX, MOTHER_AGE_MIN, Tables};

/// Legal age of marriage is 18 for women and 20 for men (Law on Marriage and Family 2014,
/// article 8). Who turns this age this year reached the legal age last year at the latest.
const WIFE_TURNING_MIN: i16 = 19;
const HUSBAND_TURNING_MIN: i16 = 21;
/// Fathers' ages in the year of a birth.
const FATHER_AGES: std::ops::RangeInclusive<i16> = 19..=64;

/// What became of the marriage that made a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bond {
    Married,
    Widowed,
    Divorced,
}

/// A spouse who died lately enough to be in the data.
#[derive(Clone, Copy, Debug)]
pub(super) struct Late {
    pub(super) sex: Sex,
    /// The age he or she would turn this year.
    pub(super) turning: i16,
    pub(super) years_ago: i16,
}

/// A single person: a child in a family, or somebody without one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Single {
    pub(super) sex: Sex,
    pub(super) turning: i16,
    /// Of a dead child, how many years ago.
    pub(super) died_years_ago: Option<i16>,
}

impl Single {
    pub(super) fn living(sex: Sex, turning: i16) -> Self {
        Self {
            sex,
            turning,
            died_years_ago: None,
        }
    }
}

/// Through whom the parents who live with a family belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Husband,
    Wife,
}

/// A couple or what is left of one, with the unmarried children who live with them.
#[derive(Clone, Debug)]
pub(super) struct Family {
    pub(super) bond: Bond,
    /// Ages turned this year.
    pub(super) husband: Option<i16>,
    pub(super) wife: Option<i16>,
    pub(super) late: Option<Late>,
    pub(super) children: Vec<Single>,
    /// The family of the parents of one of the two, living with them.
    pub(super) elders: Option<(usize, Side)>,
    /// Relatives of other kinds.
    pub(super) others: Vec<Single>,
    /// Whether it lives with a family of the next generation.
    pub(super) lives_with_another: bool,
}

impl Family {
    fn new(bond: Bond, husband: Option<i16>, wife: Option<i16>, late: Option<Late>) -> Self {
        Self {
            bond,
            husband,
            wife,
            late,
            children: Vec::new(),
            elders: None,
            others: Vec::new(),
            lives_with_another: false,
        }
    }

    /// A widow or widower who has died as well.
    pub(super) fn of_the_dead(late: Late) -> Self {
        Self {
            lives_with_another: true,
            ..Self::new(Bond::Widowed, None, None, Some(late))
        }
    }

    /// Whether husband or wife is alive.
    pub(super) fn is_alive(&self) -> bool {
        self.husband.is_some() || self.wife.is_some()
    }

    /// The age of the wife, or the one a wife would likely have.
    pub(super) fn mother_turning(&self) -> i16 {
        self.wife
            .or(self.husband.map(|husband| husband - 3))
            .unwrap_or(0)
    }

    /// Whether the couple may be the parents of somebody who turns that age, and of nobody else
    /// born in the same year.
    pub(super) fn may_have(&self, child: i16) -> bool {
        let mother_fits =
            |mother: i16| (MOTHER_AGE_MIN..=MOTHER_AGE_MAX).contains(&(mother - child));
        let father_fits = |father: i16| FATHER_AGES.contains(&(father - child));
        let late_fits = self.late.is_none_or(|late| {
            let fits = match late.sex {
                Sex::Male => father_fits(late.turning),
                Sex::Female => mother_fits(late.turning),
            };
            fits && child > late.years_ago
        });
        self.wife.is_none_or(mother_fits)
            && self.husband.is_none_or(father_fits)
            && late_fits
            && self.children.iter().all(|other| other.turning != child)
    }

    /// The living members without those of the elders.
    pub(super) fn size(&self) -> usize {
        usize::from(self.husband.is_some())
            + usize::from(self.wife.is_some())
            + self
                .children
                .iter()
                .filter(|it| it.died_years_ago.is_none())
                .count()
            + self.others.len()
    }
}

/// Takes everybody who is or was married out of the stock.
pub(super) fn form(
    stock: &mut Stock,
    deaths: &mut Deaths,
    tables: &Tables,
    dice: &mut Dice,
) -> Vec<Family> {
    let mut families = Vec::new();
    let mut women: Vec<i16> = women_of_legal_age(stock);
    let married = |turning: &i16| tables.marriage.shares(Sex::Female, *turning).married / 100.0;
    let wives = women.iter().map(married).sum();
    let mut husbands = Husbands::of(stock, HUSBAND_TURNING_MIN, wives, tables);
    // The order decides who finds a husband of the right age: it must not be that of age.
    dice.shuffle(&mut women);
    for turning in women {
        let shares = tables.marriage.shares(Sex::Female, turning);
        let drawn = dice.unit() * 100.0 - shares.single;
        let family = if drawn < 0.0 {
            None
        } else if drawn < shares.married {
            husbands
                .take(turning, stock, dice)
                .map(|husband| Family::new(Bond::Married, Some(husband), Some(turning), None))
        } else if drawn < shares.married + shares.widowed {
            let late = late_spouse(Sex::Male, turning, deaths, tables, dice);
            Some(Family::new(Bond::Widowed, None, Some(turning), late))
        } else {
            Some(Family::new(Bond::Divorced, None, Some(turning), None))
        };
        if let Some(family) = family {
            assert!(stock.take(Sex::Female, turning), "she was counted");
            families.push(family);
        }
    }
    add_men_alone(&mut families, stock, deaths, tables, dice);
    families
}

fn women_of_legal_age(stock: &Stock) -> Vec<i16> {
    let everybody = stock.everybody_from(WIFE_TURNING_MIN).into_iter();
    everybody
        .filter(|(sex, _)| *sex == Sex::Female)
        .map(|(_, turning)| turning)
        .collect()
}

/// Of the men who found no wife, some had one.
fn add_men_alone(
    families: &mut Vec<Family>,
    stock: &mut Stock,
    deaths: &mut Deaths,
    tables: &Tables,
    dice: &mut Dice,
) {
    for (sex, turning) in stock.everybody_from(HUSBAND_TURNING_MIN) {
        if sex == Sex::Female {
            continue;
        }
        let shares = tables.marriage.shares(sex, turning);
        let drawn =
            dice.unit() * (shares.single + shares.widowed + shares.divorced) - shares.single;
        let family = if drawn < 0.0 {
            continue;
        } else if drawn < shares.widowed {
            let late = late_spouse(Sex::Female, turning, deaths, tables, dice);
            Family::new(Bond::Widowed, Some(turning), None, late)
        } else {
            Family::new(Bond::Divorced, Some(turning), None, None)
        };
        assert!(stock.take(sex, turning), "he was counted");
        families.push(family);
    }
}

/// When the husband or wife of a survivor died, by the death rates of the years since both were
/// old enough to have married; nobody when that was too long ago.
fn late_spouse(
    sex: Sex,
    survivor: i16,
    deaths: &mut Deaths,
    tables: &Tables,
    dice: &mut Dice,
) -> Option<Late> {
    let gap = gap(dice);
    let (turning, own_min, survivor_min) = match sex {
        Sex::Male => (survivor + gap, HUSBAND_TURNING_MIN, WIFE_TURNING_MIN),
        Sex::Female => (survivor - gap, WIFE_TURNING_MIN, HUSBAND_TURNING_MIN),
    };
    // One year more than the legal age, so that there is a day to have married on.
    let years = (0..=40_i16).filter(|ago| {
        turning - ago > own_min && turning - ago <= 100 && survivor - ago > survivor_min
    });
    let weights: Vec<(i16, f64)> = years
        .map(|ago| (ago, tables.mortality.rate(sex, turning - ago)))
        .collect();
    let mut drawn = dice.unit() * weights.iter().map(|(_, weight)| weight).sum::<f64>();
    let died = weights.into_iter().find(|(_, weight)| {
        drawn -= weight;
        drawn < 0.0
    });
    let (years_ago, _) = died.filter(|(ago, _)| *ago <= YEARS_AGO_MAX)?;
    let turning = deaths.take(sex, turning, years_ago)?;
    let was_of_age = turning - years_ago > own_min;
    was_of_age.then_some(Late {
        sex,
        turning,
        years_ago,
    })
}
