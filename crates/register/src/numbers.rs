//! Many personal numbers in little memory: two to three bytes each when there are millions.

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::PersonalNumber;
use roaring::RoaringTreemap;

use crate::enrol::PreparedEnrolment;

/// Rows read at a time.
const PAGE: i64 = 10_000;

/// A set of personal numbers.
///
/// Twelve digits are a number below 10^12; those of one province, year and sex lie close together, which a compressed bitmap
/// makes use of.
#[derive(Debug, Default)]
pub(crate) struct Numbers(RoaringTreemap);

impl Numbers {
    /// All numbers that anybody in the register has or had.
    pub(crate) fn of_register(tx: &mut Tx<'_>) -> Result<Self, StoreError> {
        let mut numbers = Self::default();
        let mut after = String::new();
        loop {
            let rows = tx.query(
                "SELECT number FROM person_number WHERE number > $1 ORDER BY number LIMIT $2",
                params![&after, PAGE],
            )?;
            for row in &rows {
                numbers.insert_text(&row.get::<String>(0)?)?;
            }
            match rows.last() {
                Some(last) => after = last.get(0)?,
                None => return Ok(numbers),
            }
        }
    }

    pub(crate) fn insert_text(&mut self, number: &str) -> Result<(), StoreError> {
        let number = number.parse().map_err(|_| StoreError::Corrupt {
            detail: "a personal number cannot be read; rebuild the state".into(),
        })?;
        self.insert(number);
        Ok(())
    }

    /// Whether it was not there before.
    pub(crate) fn insert(&mut self, number: PersonalNumber) -> bool {
        self.0.insert(digits(number))
    }

    fn contains(&self, number: PersonalNumber) -> bool {
        self.0.contains(digits(number))
    }

    /// The places, ascending, of those whose number is in the set or earlier in the list.
    pub(crate) fn refusals(&self, prepared: &[PreparedEnrolment]) -> Vec<usize> {
        let mut here = Self::default();
        let taken = |person: &PreparedEnrolment| {
            person
                .number()
                .is_some_and(|number| self.contains(number) || !here.insert(number))
        };
        places(prepared, taken)
    }
}

fn places(
    prepared: &[PreparedEnrolment],
    mut wanted: impl FnMut(&PreparedEnrolment) -> bool,
) -> Vec<usize> {
    let wanted = prepared
        .iter()
        .enumerate()
        .filter(|(_, person)| wanted(person));
    wanted.map(|(place, _)| place).collect()
}

fn digits(number: PersonalNumber) -> u64 {
    let digits = number.as_str().bytes().map(|digit| u64::from(digit - b'0'));
    digits.fold(0, |value, digit| 10 * value + digit)
}
