//! The families of up to 200,000 persons, worked out once: who lives with whom, everybody's sex
//! and year of birth, where they were born.
//!
//! A nation is this template as often as its population asks, each time with other names, days,
//! communes and moves. That buys what neither memory nor luck could: ages and sexes are the
//! official table's to the person, families fit, and a person's place among those of the same
//! province, sex and year of birth is known from the template and the number of the repetition,
//! so that no personal number comes twice, however large the nation, with nothing remembered.

mod assembly;
mod children;
mod family;
mod places;
mod ranks;
mod stock;
mod together;

use danh_vocabulary::{Ethnicity, Sex};
use jiff::civil::Date;

use crate::dice::Dice;
use crate::person::{MaritalStatus, Relationship};
use crate::tables::Tables;

pub(crate) use ranks::Ranks;

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
    pub(crate) relationship: Relationship,
    pub(crate) marital: MaritalStatus,
    /// Which of the household's parents are his or hers.
    pub(crate) parents: u8,
    /// Which member the marriage is or was with; [`NOBODY`] also for one not in the data.
    pub(crate) spouse: u8,
    /// A province's place in the table.
    pub(crate) birth_province: u8,
    /// The place among those of the same birth province, sex and year of birth.
    pub(crate) number_rank: u32,
    /// The place among those with a CMND of the same area.
    pub(crate) cmnd_rank: Option<u32>,
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

/// All households, and how many of their people there are in each group of numbers.
#[derive(Debug)]
pub(crate) struct Template {
    pub(crate) households: Vec<Skeleton>,
    pub(crate) ranks: Ranks,
    pub(crate) living: u64,
    pub(crate) dead: u64,
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
}

impl Template {
    pub(crate) fn build(options: TemplateOptions, tables: &Tables) -> Self {
        let mut dice = Dice::of_template(options.seed);
        let year = options.as_of.year();
        let mut stock =
            stock::Stock::of_population(options.living, options.as_of, tables, &mut dice);
        let mut families = family::form(&mut stock, tables, &mut dice);
        let orphans = children::assign(&mut families, &mut stock, year, tables, &mut dice);
        let target = f64::from(options.living) / HOUSEHOLD_SIZE_MEAN;
        let mother_age =
            |turning: i16, dice: &mut Dice| tables.fertility.draw(year - turning, dice);
        let units = together::gather(families, &stock, orphans, target, mother_age, &mut dice);
        let mut households = assembly::households(&units, year);
        places::settle(&mut households, options.province, year, tables, &mut dice);
        let ranks = ranks::give(&mut households, year, tables, &mut dice);
        let members = households.iter().flat_map(|household| &household.members);
        let (dead, living): (Vec<_>, Vec<_>) = members.partition(|it| it.died_year.is_some());
        let (living, dead) = (living.len() as u64, dead.len() as u64);
        Self {
            households,
            ranks,
            living,
            dead,
        }
    }
}
