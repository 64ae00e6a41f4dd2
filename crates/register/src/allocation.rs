//! Giving personal numbers: right digits, never reused, not to be guessed (Circular 07/2016/TT-BCA; Decree 137/2015/ND-CP).

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::{NumberPrefix, PersonId, PersonalNumber, Sex, UnitCode, province_prefixes};
use jiff::civil::Date;

use crate::Register;

/// Numbers there are for one province, sex and year.
const SERIALS: u32 = 1_000_000;
/// Random tries before the free ones are counted: with the province and year half full, one in 65,536 gets that far.
const TRIES: u32 = 16;

/// Why no number can be given.
#[derive(Debug, thiserror::Error)]
pub enum AllocationError {
    /// The unit is in no province with a prefix.
    #[error("the unit `{unit}` is in no province that has a number prefix on {on}")]
    NoPrefix {
        /// The unit that registers.
        unit: UnitCode,
        /// The day asked about.
        on: Date,
    },
    /// The year cannot stand in a number.
    #[error("a number cannot hold the birth year {year}")]
    YearOutOfRange {
        /// The year.
        year: i16,
    },
    /// All million numbers are given.
    #[error("all numbers that begin with `{beginning}` are given")]
    Exhausted {
        /// Province, century and sex, year.
        beginning: String,
    },
    /// The numbers of a long import are not in their table yet, so nobody knows which are free.
    #[error("an import is at work or was interrupted; no number can be given until it is finished")]
    Importing,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Register {
    /// The prefix of the province that a unit is in on a day.
    ///
    /// Which prefix births have in provinces merged in 2025 is not published; the surviving province keeps its own here.
    pub(crate) fn number_prefix(
        &self,
        unit: UnitCode,
        on: Date,
    ) -> Result<NumberPrefix, AllocationError> {
        let directory = self.directory();
        let province = directory
            .unit(unit, on)
            .and_then(|unit| directory.path(unit).last());
        province
            .and_then(|province| {
                province_prefixes()
                    .iter()
                    .find(|known| known.gso_code == province.code)
            })
            .map(|known| known.prefix)
            .ok_or(AllocationError::NoPrefix { unit, on })
    }

    /// Gives a person a number nobody has or had, each free one as likely as any other.
    ///
    /// Its row is written at once, which asks whether it is free and takes it in one step; whoever claims records the event next.
    pub(crate) fn claim_number(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        prefix: NumberPrefix,
        sex: Sex,
        birth_year: i16,
    ) -> Result<PersonalNumber, AllocationError> {
        let compose = |serial| {
            PersonalNumber::compose(prefix, sex, birth_year, serial)
                .map_err(|_| AllocationError::YearOutOfRange { year: birth_year })
        };
        for _ in 0..TRIES {
            let number = compose(self.random_below(SERIALS))?;
            if claim(tx, person, number)? {
                return Ok(number);
            }
        }
        let number = self.draw_free(tx, &compose)?;
        if claim(tx, person, number)? {
            return Ok(number);
        }
        Err(StoreError::Contention.into())
    }

    /// One of the free numbers when few are left, found by counting the taken ones: the n-th free serial lies in the half whose
    /// free ones reach n.
    fn draw_free(
        &self,
        tx: &mut Tx<'_>,
        compose: &impl Fn(u32) -> Result<PersonalNumber, AllocationError>,
    ) -> Result<PersonalNumber, AllocationError> {
        let mut free_in = |from: u32, until: u32| {
            let taken = count_given(tx, compose(from)?, compose(until - 1)?)?;
            Ok::<_, AllocationError>((until - from).saturating_sub(taken))
        };
        let free = free_in(0, SERIALS)?;
        if free == 0 {
            let beginning = compose(0)?.as_str()[..6].to_owned();
            return Err(AllocationError::Exhausted { beginning });
        }
        let mut before_it = self.random_below(free);
        let (mut from, mut until) = (0, SERIALS);
        while until - from > 1 {
            let middle = from + (until - from) / 2;
            let free = free_in(from, middle)?;
            if before_it < free {
                until = middle;
            } else {
                before_it -= free;
                from = middle;
            }
        }
        compose(from)
    }

    fn random_below(&self, bound: u32) -> u32 {
        u32::try_from(self.entropy().below(bound.into())).expect("it is below a number of 32 bits")
    }
}

/// Whether the number was free and is now the person's.
fn claim(
    tx: &mut Tx<'_>,
    person: PersonId,
    number: PersonalNumber,
) -> Result<bool, AllocationError> {
    let claimed = tx.claim(
        "INSERT INTO person_number (number, person_id)
         SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT) WHERE NOT EXISTS (SELECT 1 FROM index_backlog)
         ON CONFLICT DO NOTHING",
        params![number.as_str(), person.as_i64()],
    )?;
    if claimed {
        return Ok(true);
    }
    match tx.query_opt("SELECT 1 FROM index_backlog LIMIT 1", params![])? {
        Some(_) => Err(AllocationError::Importing),
        None => Ok(false),
    }
}

/// How many numbers are given from one to another that differs in the serial only.
fn count_given(
    tx: &mut Tx<'_>,
    first: PersonalNumber,
    last: PersonalNumber,
) -> Result<u32, StoreError> {
    let count: i64 = tx
        .query_one(
            "SELECT COUNT(*) FROM person_number WHERE number BETWEEN $1 AND $2",
            params![first.as_str(), last.as_str()],
        )?
        .get(0)?;
    Ok(u32::try_from(count).expect("there are a million serials"))
}
