//! How a row of either file lies in memory: a fixed number of 32-bit words, so that rows can be
//! looked up at random with one or two cache misses, and written to disk as they are.
//!
//! | words | hold |
//! |---|---|
//! | 4 | the name ([`Name`](crate::name::Name)), if names are compared |
//! | 1 | birth date (bits 0 to 20) and sex (bits 30 and 31), if either is compared |
//! | 1 each | units, codes, lines of text: ids of the lexicon, 0 for none |
//! | 2 each | the file's own numbers |

use crate::config::{Columns, ConfigError, LinkConfig};
use crate::day::Day;
use crate::name::Name;
use crate::number::Number;

/// The most comparisons of a pair: four bits each in 64.
pub(crate) const COMPARISONS_MAX: usize = 16;

/// What both files have, and where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) has_name: bool,
    pub(crate) has_date: bool,
    pub(crate) has_sex: bool,
    /// How many units are compared, the smallest first.
    pub(crate) units: usize,
    /// Names of the fields that are codes, and of those that are text.
    pub(crate) codes: Vec<String>,
    pub(crate) texts: Vec<String>,
    day_at: usize,
    /// Where units begin; codes and texts follow.
    words_at: usize,
    numbers_at: usize,
    pub(crate) register: Side,
    pub(crate) records: Side,
}

/// What the two files have apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    /// Words of a row.
    pub(crate) stride: usize,
    pub(crate) numbers: usize,
}

impl Layout {
    pub(crate) fn of(config: &LinkConfig) -> Result<Self, ConfigError> {
        let (register, records) = (&config.register, &config.records);
        let both = |field: fn(&Columns) -> bool| field(register) && field(records);
        let has_name = both(Columns::has_name);
        let has_date = both(|columns| columns.birth_date.is_some());
        let has_sex = both(|columns| columns.sex.is_some());
        let units = register.unit.len().min(records.unit.len());
        let shared = |of: fn(&Columns) -> &std::collections::BTreeMap<String, String>| {
            let names = of(register).keys();
            let shared: Vec<String> = names
                .filter(|name| of(records).contains_key(*name))
                .cloned()
                .collect();
            shared
        };
        let (codes, texts) = (shared(|it| &it.code), shared(|it| &it.text));
        let day_at = if has_name { 4 } else { 0 };
        let words_at = day_at + usize::from(has_date || has_sex);
        let numbers_at = words_at + units + codes.len() + texts.len();
        let numbered = both(|columns| !columns.number.is_empty());
        let side = |columns: &Columns| {
            let numbers = if numbered { columns.number.len() } else { 0 };
            Side {
                stride: numbers_at + 2 * numbers,
                numbers,
            }
        };
        let layout = Self {
            has_name,
            has_date,
            has_sex,
            units,
            codes,
            texts,
            day_at,
            words_at,
            numbers_at,
            register: side(register),
            records: side(records),
        };
        let found = layout.comparisons();
        match found {
            0 => Err(ConfigError::NothingInCommon {
                file: config.file.clone(),
            }),
            _ if found > COMPARISONS_MAX => Err(ConfigError::TooManyFields {
                file: config.file.clone(),
                at_most: COMPARISONS_MAX,
                found,
            }),
            _ => Ok(layout),
        }
    }

    /// How many comparisons a pair has.
    fn comparisons(&self) -> usize {
        let single = [
            self.has_date,
            self.has_sex,
            self.units > 0,
            self.register.numbers > 0,
        ];
        let names = if self.has_name { 5 } else { 0 };
        let singles = single.iter().filter(|has| **has).count();
        names + singles + self.codes.len() + self.texts.len()
    }

    /// How many words are ids of the lexicon: units, codes, texts.
    pub(crate) fn coded(&self) -> usize {
        self.units + self.codes.len() + self.texts.len()
    }

    #[inline]
    pub(crate) fn name(&self, row: &[u32]) -> Name {
        if self.has_name {
            Name::from_words([row[0], row[1], row[2], row[3]])
        } else {
            Name::default()
        }
    }

    pub(crate) fn set_name(&self, row: &mut [u32], name: Name) {
        debug_assert!(self.has_name, "a name has its place");
        row[..4].copy_from_slice(&name.words());
    }

    #[inline]
    pub(crate) fn day(&self, row: &[u32]) -> Day {
        if self.has_date {
            Day(row[self.day_at] & 0x001f_ffff)
        } else {
            Day(0)
        }
    }

    pub(crate) fn set_day(&self, row: &mut [u32], day: Day) {
        row[self.day_at] |= day.0;
    }

    /// 1 or 2; 0 for none.
    #[inline]
    pub(crate) fn sex(&self, row: &[u32]) -> u32 {
        if self.has_sex {
            row[self.day_at] >> 30
        } else {
            0
        }
    }

    pub(crate) fn set_sex(&self, row: &mut [u32], sex: u32) {
        row[self.day_at] |= sex << 30;
    }

    /// A unit, code or line of text, counted through in this order.
    #[inline]
    pub(crate) fn word(&self, row: &[u32], index: usize) -> u32 {
        row[self.words_at + index]
    }

    pub(crate) fn set_word(&self, row: &mut [u32], index: usize, word: u32) {
        row[self.words_at + index] = word;
    }

    #[inline]
    pub(crate) fn number(&self, row: &[u32], index: usize) -> Number {
        let at = self.numbers_at + 2 * index;
        Number(u64::from(row[at]) | u64::from(row[at + 1]) << 32)
    }

    pub(crate) fn set_number(&self, row: &mut [u32], index: usize, number: Number) {
        let at = self.numbers_at + 2 * index;
        row[at] = (number.0 & 0xffff_ffff) as u32;
        row[at + 1] = (number.0 >> 32) as u32;
    }
}
