//! The families of up to 200,000 persons, worked out once: who lives with whom, everybody's sex
//! and year of birth.
//!
//! A nation is this template as often as its population asks. Each repetition settles it anew:
//! provinces, peoples, origins and moves are drawn again, and so are names, days and communes.
//! That buys what neither memory nor luck could: ages and sexes are the official table's to the
//! person, families fit, provinces have their populations, and a person's place among those of
//! the same province, sex and year of birth is known within the repetition, which has its own
//! serials: no personal number comes twice, however large the nation, with nothing remembered.

mod assembly;
mod children;
mod deaths;
mod family;
mod husbands;
mod places;
mod ranks;
mod residences;
mod stock;
mod together;

use danh_vocabulary::{Ethnicity, Sex};
use jiff::civil::Date;

use crate::dice::Dice;
use crate::person::{MaritalStatus, Relationship};
use crate::tables::Tables;

pub(crate) use ranks::{CmndRank, number_group};

/// No member of the household.
pub(crate) const NOBODY: u8 = u8::MAX;

/// How many persons live in a household on average (census 2019: 3.6).
pub(crate) const HOUSEHOLD_SIZE_MEAN: f64 = 3.6;

/// A living or dead member of a household, with all that is decided once.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) sex: Sex,
    pub(crate) born_year: i16,
    pub(crate) died_year: Option<i16>,
    /// Of the living, whether this year's birthday has been on the nation's day.
    pub(crate) had_birthday: Option<bool>,
    pub(crate) relationship: Relationship,
    pub(crate) marital: MaritalStatus,
    /// Which of the household's parents are his or hers.
    pub(crate) parents: u8,
    /// Which member the marriage is or was with; [`NOBODY`] also for one not in the data.
    pub(crate) spouse: u8,
    /// A province's place in the table.
    pub(crate) birth_province: u8,
    /// The province that registered the birth, whose prefix the number has: another than that of
    /// birth when it was registered again where the person lives.
    pub(crate) number_province: u8,
    /// Whether the birth was registered again.
    pub(crate) reregistered: bool,
    /// The place among those of the same number's province, sex and year of birth.
    pub(crate) number_rank: u32,
    /// The place among those of them who are on record twice, for one who is.
    pub(crate) duplicate_rank: Option<u32>,
    /// The CMND held first, and another one got in another province.
    pub(crate) cmnds: [Option<CmndRank>; 2],
}

/// A couple that somebody in the household descends from, be they in the data or not.
#[derive(Clone, Debug)]
pub(crate) struct Parents {
    /// The member who is the father, or [`NOBODY`].
    pub(crate) father: u8,
    /// The member who is the mother, or [`NOBODY`].
    pub(crate) mother: u8,
    /// Where the father's family is from, a province's place in the table.
    pub(crate) home_province: u8,
    /// The father's ethnic group.
    pub(crate) ethnicity: Ethnicity,
}

/// A household of the template.
#[derive(Clone, Debug)]
pub(crate) struct Skeleton {
    /// The head first, the dead last.
    pub(crate) members: Vec<Member>,
    /// Ancestors before descendants.
    pub(crate) parents: Vec<Parents>,
    /// Where it lives.
    pub(crate) province: u8,
    /// The year it came to where it lives.
    pub(crate) moved_year: Option<i16>,
}

/// All families, before they live anywhere.
#[derive(Debug)]
pub(crate) struct Template {
    pub(crate) options: TemplateOptions,
    pub(crate) families: Vec<Skeleton>,
    pub(crate) living: u64,
    pub(crate) dead: u64,
}

/// All families of one repetition in an order of their own, each with its place.
#[derive(Debug)]
pub(crate) struct Settled {
    pub(crate) households: Vec<Skeleton>,
    /// How many share a province, sex and year of birth at most.
    pub(crate) number_count_max: u32,
}

/// What a template is made for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TemplateOptions {
    /// Living persons.
    pub(crate) living: u32,
    /// The only province; all when there is none.
    pub(crate) province: Option<usize>,
    /// The day the ages are as of.
    pub(crate) as_of: Date,
    /// What chance follows from.
    pub(crate) seed: u64,
    /// The share of adults who are on record twice.
    pub(crate) duplicates: f64,
}

impl Template {
    pub(crate) fn build(options: TemplateOptions, tables: &Tables) -> Self {
        let mut dice = Dice::of_template(options.seed);
        let year = options.as_of.year();
        let (mut stock, birthdays) =
            stock::Stock::of_population(options.living, options.as_of, tables, &mut dice);
        let mut deaths = deaths::Deaths::expected(&options, tables, &mut dice);
        let mut families = family::form(&mut stock, &mut deaths, tables, &mut dice);
        let orphans = children::assign(&mut families, &mut stock, year, tables, &mut dice);
        deaths::mourn(&mut families, &deaths, year, tables, &mut dice);
        let target = f64::from(options.living) / HOUSEHOLD_SIZE_MEAN;
        let mother_age =
            |turning: i16, dice: &mut Dice| tables.fertility.draw(year - turning, dice);
        let units = together::gather(families, &stock, orphans, target, mother_age, &mut dice);
        let mut families = assembly::households(&units, year, &mut dice);
        birthdays.assign(&mut families, year, &mut dice);
        let members = families.iter().flat_map(|household| &household.members);
        let (dead, living): (Vec<_>, Vec<_>) = members.partition(|it| it.died_year.is_some());
        let (living, dead) = (living.len() as u64, dead.len() as u64);
        Self {
            options,
            families,
            living,
            dead,
        }
    }

    /// Gives every family of a repetition its place.
    pub(crate) fn settle(&self, repetition: u64, tables: &Tables) -> Settled {
        let options = &self.options;
        let mut dice = Dice::of_repetition(options.seed, repetition);
        let mut households = self.families.clone();
        dice.shuffle(&mut households);
        let year = options.as_of.year();
        places::settle(&mut households, options.province, year, tables, &mut dice);
        let number_count_max = ranks::give(&mut households, options, tables, &mut dice);
        Settled {
            households,
            number_count_max,
        }
    }
}

fn small(place: usize) -> u8 {
    u8::try_from(place).expect("there are 63 provinces, and fewer CMND areas")
}
