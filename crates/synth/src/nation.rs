//! The nation: what it is asked for with, its size, its households one by one.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use danh_vocabulary::UnitCode;
use jiff::civil::{Date, date};

use crate::generate::{Generator, Serials};
use crate::person::{Household, Person};
use crate::tables::Tables;
use crate::template::{Settled, Template, TemplateOptions};

const TEMPLATE_LIVING_MAX: u64 = 200_000;
/// Fewer make no families.
const POPULATION_MIN: u64 = 100;
const POPULATION_MAX: u64 = 200_000_000;
/// Settled repetitions kept at a time: threads that make neighbouring households need no more.
const SETTLED_MAX: usize = 2;
const PER_THOUSAND_MAX: u16 = 50;

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
    #[error("a nation has 100 to 200000000 persons, not `{0}`")]
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
    #[error(
        "there was no province `{0}` on 30 June 2025; a province is named by the code it had then, \
         from `01` (Hà Nội) to `96` (Cà Mau)"
    )]
    NoSuchProvince(UnitCode),
    /// The day is outside what the tables know.
    #[error("a nation can be seen on a day from 2010-01-01 to 2039-12-31, not on `{0}`")]
    AsOf(Date),
    /// More people on record twice than there are numbers for.
    #[error("at most 50 of a thousand persons can be on record twice, not `{0}`")]
    Duplicates(u16),
}

/// A synthetic nation. Holds some tens of megabytes, whatever its size; every household is made
/// when it is asked for, from the seed and its index alone.
#[derive(Debug)]
pub struct Nation {
    options: NationOptions,
    repetitions: u64,
    template: Template,
    /// The repetitions asked for last, by their number.
    settled: Mutex<Vec<(u64, Arc<Settled>)>>,
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
                duplicates: 0.0,
            },
            tables,
        );
        let nation = Self {
            options,
            repetitions,
            template,
            settled: Mutex::default(),
            tables,
        };
        // Other repetitions have other people in each group, but never that many more.
        let largest = nation.settled(0).number_count_max;
        let enough = largest + largest / 2 + 50;
        if repetitions > 1 && enough > nation.serials().own {
            return Err(NationError::NumbersExhausted { population });
        }
        Ok(nation)
    }

    /// The same nation with so many of a thousand adults on record twice, as in files that grew
    /// from several: the second time with another number and with a name or date written otherwise.
    /// [`Household::duplicates`] has them.
    ///
    /// # Errors
    ///
    /// When more than 50 are asked for.
    pub fn with_duplicates(mut self, per_thousand: u16) -> Result<Self, NationError> {
        if per_thousand > PER_THOUSAND_MAX {
            return Err(NationError::Duplicates(per_thousand));
        }
        self.template.options.duplicates = f64::from(per_thousand) / 1000.0;
        self.settled = Mutex::default();
        Ok(self)
    }

    /// Whether some are on record twice.
    pub fn has_duplicates(&self) -> bool {
        self.template.options.duplicates > 0.0
    }

    /// What it was asked for with.
    pub fn options(&self) -> NationOptions {
        self.options
    }

    /// Living persons: as many as asked for, or up to one more for each 200,000 of them.
    pub fn living_total(&self) -> u64 {
        self.template.living * self.repetitions
    }

    /// All persons, the dead included, each once.
    pub fn persons_total(&self) -> u64 {
        (self.template.living + self.template.dead) * self.repetitions
    }

    /// Households.
    pub fn households_total(&self) -> u64 {
        self.template.families.len() as u64 * self.repetitions
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
        let mut generator = Generator::new(self);
        range.map(move |index| generator.household(index))
    }

    /// Everybody, household by household.
    pub fn persons(&self) -> impl Iterator<Item = Person> {
        self.households(0..self.households_total())
            .flat_map(|household| household.persons)
    }

    /// The households of a repetition, each with its place.
    pub(crate) fn settled(&self, repetition: u64) -> Arc<Settled> {
        let mut kept = self.settled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, settled)) = kept.iter().find(|(number, _)| *number == repetition) {
            return Arc::clone(settled);
        }
        // Others wait meanwhile: they would only do the same.
        let settled = Arc::new(self.template.settle(repetition, self.tables));
        if kept.len() == SETTLED_MAX {
            kept.remove(0);
        }
        kept.push((repetition, Arc::clone(&settled)));
        settled
    }

    pub(crate) fn serials(&self) -> Serials {
        Serials::new(self.repetitions)
    }

    pub(crate) fn repetitions(&self) -> u64 {
        self.repetitions
    }

    pub(crate) fn families(&self) -> u64 {
        self.template.families.len() as u64
    }

    pub(crate) fn tables(&self) -> &'static Tables {
        self.tables
    }
}
