//! How often everything is in a file: what makes agreeing on a rare name worth more.

use crate::day::DAY_VALUES;
use crate::layout::{Layout, Side};
use crate::name::Name;

/// Counts of one file's values. Sums of whole numbers, so that the order of counting is no matter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) rows: u64,
    /// By form: how often it is in a surname, a middle, a given name.
    pub(crate) forms: Vec<[u32; 3]>,
    /// Names without a surname, without a middle, without a given name.
    pub(crate) without: [u64; 3],
    /// By day.
    pub(crate) days: Vec<u32>,
    pub(crate) sexes: [u64; 4],
    /// For each unit, code and text: by entry.
    pub(crate) words: Vec<Vec<u32>>,
    /// For each number column: by how many digits it has.
    pub(crate) digits: Vec<[u64; 17]>,
}

impl Counts {
    pub(super) fn new(layout: &Layout, side: Side) -> Self {
        Self {
            days: vec![0; if layout.has_date { DAY_VALUES } else { 0 }],
            words: vec![Vec::new(); layout.coded()],
            digits: vec![[0; 17]; side.numbers],
            ..Self::default()
        }
    }

    /// Counts a row.
    #[inline]
    pub(super) fn add(&mut self, layout: &Layout, row: &[u32]) {
        self.rows += 1;
        if layout.has_name {
            self.add_name(layout.name(row));
        }
        if layout.has_date {
            self.days[layout.day(row).0 as usize] += 1;
        }
        self.sexes[layout.sex(row) as usize] += 1;
        for (index, counts) in self.words.iter_mut().enumerate() {
            bump(counts, layout.word(row, index));
        }
        for (index, counts) in self.digits.iter_mut().enumerate() {
            counts[layout.number(row, index).digits()] += 1;
        }
    }

    #[inline]
    fn add_name(&mut self, name: Name) {
        for (role, forms) in [name.surname(), name.middle(), name.given()]
            .into_iter()
            .enumerate()
        {
            self.without[role] += u64::from(forms.is_empty());
            for form in forms {
                let form = *form as usize;
                if form >= self.forms.len() {
                    self.forms.resize((form + 1).next_power_of_two(), [0; 3]);
                }
                self.forms[form][role] += 1;
            }
        }
    }

    pub(super) fn merged(mut self, other: &Self) -> Self {
        self.rows += other.rows;
        if self.forms.len() < other.forms.len() {
            self.forms.resize(other.forms.len(), [0; 3]);
        }
        for (mine, others) in self.forms.iter_mut().zip(&other.forms) {
            add_each(mine, others);
        }
        for (mine, others) in self.without.iter_mut().zip(other.without) {
            *mine += others;
        }
        add_each(&mut self.days, &other.days);
        for (mine, others) in self.sexes.iter_mut().zip(other.sexes) {
            *mine += others;
        }
        for (mine, others) in self.words.iter_mut().zip(&other.words) {
            if mine.len() < others.len() {
                mine.resize(others.len(), 0);
            }
            add_each(mine, others);
        }
        for (mine, others) in self.digits.iter_mut().zip(&other.digits) {
            for (count, more) in mine.iter_mut().zip(others) {
                *count += more;
            }
        }
        self
    }
}

fn add_each(counts: &mut [u32], others: &[u32]) {
    for (count, more) in counts.iter_mut().zip(others) {
        *count += more;
    }
}

#[inline]
fn bump(counts: &mut Vec<u32>, index: u32) {
    let index = index as usize;
    if index >= counts.len() {
        counts.resize((index + 1).next_power_of_two(), 0);
    }
    counts[index] += 1;
}
