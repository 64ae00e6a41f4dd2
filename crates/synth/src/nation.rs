//! The nation: what it is asked for with, its size, its households one by one.

use std::ops::Range;

use danh_vocabulary::UnitCode;
use jiff::civil::{Date, date};

use crate::generate::Generator;
use crate::person::{Household, Person};
use crate::tables::Tables;
use crate::template::{Template, TemplateOptions};

/// A serial has six digits.
const SERIALS: u64 = 1_000_000;
const TEMPLATE_LIVING_MAX: u64 = 200_000;
/// Fewer make no families.
const POPULATION_MIN: u64 = 100;
const POPULATION_MAX: u64 = 200_000_000;

/// What nation is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NationOptions {
    /// Living persons, 100 to 200 million.
    pub population: u64,
    /// What chance follows from: the same seed and options give the same people.
    pub seed: u64,
    /// The one province that everybody lives in, by its code of before 1 July 2025; without it,
    /// all 63.
    pub province: Option<UnitCode>,
    /// The day the nation is seen on: ages, deaths and addresses are as of it.
    pub as_of: Date,
}

/// A nation that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NationError {
    /// Too few or too many people.
    #[error("a nation has 100 to 200000000 persons, not {0}")]
    Population(u64),
    /// The personal numbers of one province, sex and year do not suffice.
    #[error(
        "{population} persons born in so few provinces need more personal numbers than there are"
    )]
    NumbersExhausted {
        /// The population asked for.
        population: u64,
    },
    /// The province is none of those that existed until 30 June 2025.
    #[error("there was no province `{0}` on 30 June 2025")]
    NoSuchProvince(UnitCode),
    /// The day is outside what the tables know.
    #[error("a nation can be seen on a day from 2010-01-01 to 2039-12-31, not on {0}")]
    AsOf(Date),
}

/// A synthetic nation. Holds some ten megabytes, whatever its size; every household is made
/// when it is asked for, from the seed and its index alone.
#[derive(Debug)]
pub struct Nation {
    options: NationOptions,
    repetitions: u64,
    template: Template,
    tables: &'static Tables,
}

impl Nation {
    /// Works out the families.
    ///
    /// # Errors
    ///
    /// When the options ask for what cannot be.
    pub fn new(options: NationOptions) -> Result<Self, NationError> {
        let tables = Tables::embedded();
        let NationOptions {
            population,
            seed,
            as_of,
            ..
        } = options;
        if !(POPULATION_MIN..=POPULATION_MAX).contains(&population) {
            return Err(NationError::Population(population));
        }
        if !(date(2010, 1, 1)..=date(2039, 12, 31)).contains(&as_of) {
            return Err(NationError::AsOf(as_of));
        }
        let index = |code| {
            tables
                .provinces
                .index(code)
                .ok_or(NationError::NoSuchProvince(code))
        };
        let province = options.province.map(index).transpose()?;
        let repetitions = population.div_ceil(TEMPLATE_LIVING_MAX);
        let living = u32::try_from(population.div_ceil(repetitions))
            .expect("a template has at most 200,000 persons");
        let template = Template::build(
            TemplateOptions {
                living,
                province,
                as_of,
                seed,
            },
            tables,
        );
        if u64::from(template.ranks.number_count_max()) * repetitions > SERIALS {
            return Err(NationError::NumbersExhausted { population });
        }
        Ok(Self {
            options,
            repetitions,
            template,
            tables,
        })
    }

    /// What it was asked for with.
    pub fn options(&self) -> NationOptions {
        self.options
    }

    /// Living persons: as many as asked for, or up to one more for each 200,000 of them.
    pub fn living_total(&self) -> u64 {
        self.template.living * self.repetitions
    }

    /// All persons, the dead included.
    pub fn persons_total(&self) -> u64 {
        (self.template.living + self.template.dead) * self.repetitions
    }

    /// Households.
    pub fn households_total(&self) -> u64 {
        self.template.households.len() as u64 * self.repetitions
    }

    /// The households of a range, in order. Any way of cutting the nation into ranges gives the
    /// same households, so ranges may be made side by side.
    ///
    /// # Panics
    ///
    /// When asked for one past the last.
    pub fn households(&self, range: Range<u64>) -> impl Iterator<Item = Household> {
        assert!(
            range.end <= self.households_total(),
            "the nation has that many households"
        );
        let generator = Generator::new(self);
        range.map(move |index| generator.household(index))
    }

    /// Everybody, household by household.
    pub fn persons(&self) -> impl Iterator<Item = Person> {
        self.households(0..self.households_total())
            .flat_map(|household| household.persons)
    }

    pub(crate) fn template(&self) -> &Template {
        &self.template
    }

    pub(crate) fn tables(&self) -> &'static Tables {
        self.tables
    }
}
