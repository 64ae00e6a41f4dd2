//! How rare a value is in the register: agreeing on it says that much more.

use crate::day::Day;
use crate::layout::Layout;
use crate::lexicon::Lexicon;
use crate::number::Number;
use crate::read::Counts;

/// `-log2` of the share of the register's rows that have a value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rarity {
    /// By role and entry.
    parts: [Vec<f32>; 3],
    /// Of having no such part.
    without: [f32; 3],
    /// By form: of the accents, among those who have the same word without them.
    accents: Vec<f32>,
    days: Vec<f32>,
    sexes: [f32; 4],
    words: Vec<Vec<f32>>,
    number: f32,
    /// Of each number of a person, the fewest and the most digits.
    digits: Vec<(usize, usize)>,
}

/// The share of numbers that may be shorter or longer than their kind is.
const ODD_LENGTHS: f64 = 0.002;

impl Rarity {
    pub(crate) fn of(layout: &Layout, lexicon: &Lexicon, counts: &Counts) -> Self {
        let rows = counts.rows.max(1) as f64;
        let rarity = |count: f64| -((count + 0.5) / (rows + 1.0)).log2() as f32;
        let mut by_entry: [Vec<f64>; 3] = Default::default();
        let mut entries_total = vec![0.0; lexicon.entries.len()];
        for (role, totals) in by_entry.iter_mut().enumerate() {
            *totals = vec![0.0; lexicon.entries.len()];
            for (form, counts) in lexicon.forms.iter().zip(&counts.forms) {
                totals[form.entry as usize] += f64::from(counts[role]);
                entries_total[form.entry as usize] += f64::from(counts[role]);
            }
        }
        let accents = lexicon.forms.iter().enumerate().map(|(form, it)| {
            let of_form: u32 = counts
                .forms
                .get(form)
                .map_or(0, |counts| counts.iter().sum());
            let of_entry = entries_total[it.entry as usize];
            -((f64::from(of_form) + 0.5) / (of_entry + 1.0)).log2() as f32
        });
        Self {
            accents: accents.collect(),
            parts: by_entry.map(|totals| totals.into_iter().map(rarity).collect()),
            without: counts.without.map(|count| rarity(count as f64)),
            days: counts
                .days
                .iter()
                .map(|it| rarity(f64::from(*it)))
                .collect(),
            sexes: counts.sexes.map(|count| rarity(count as f64)),
            words: counts
                .words
                .iter()
                .map(|by_entry| by_entry.iter().map(|it| rarity(f64::from(*it))).collect())
                .collect(),
            number: rarity(0.5),
            digits: counts.digits.iter().map(usual_digits).collect(),
        }
        .checked(layout)
    }

    fn checked(self, layout: &Layout) -> Self {
        assert_eq!(self.words.len(), layout.coded(), "every code was counted");
        self
    }

    /// Of the words of a part of a name; role 0 is the surname, 1 the middle, 2 the given name.
    #[inline]
    pub(crate) fn part(&self, lexicon: &Lexicon, role: usize, forms: &[u32]) -> f32 {
        if forms.is_empty() {
            return self.without[role];
        }
        let of = |form: &u32| self.parts[role][lexicon.entry_of(*form) as usize];
        forms.iter().map(of).sum()
    }

    #[inline]
    pub(crate) fn accents(&self, forms: &[u32]) -> f32 {
        forms.iter().map(|form| self.accents[*form as usize]).sum()
    }

    #[inline]
    pub(crate) fn day(&self, day: Day) -> f32 {
        self.days[day.0 as usize]
    }

    pub(crate) const fn sex(&self, sex: u32) -> f32 {
        self.sexes[sex as usize]
    }

    /// Of a unit, code or line of text that somebody in the register has.
    #[inline]
    pub(crate) fn word(&self, index: usize, entry: u32) -> f32 {
        self.words[index]
            .get(entry as usize)
            .copied()
            .unwrap_or(0.0)
    }

    pub(crate) const fn number(&self) -> f32 {
        self.number
    }

    /// Whether a number is of the kind that stands at this place of the register.
    pub(crate) fn may_be(&self, index: usize, number: Number) -> bool {
        let (fewest, most) = self.digits[index];
        (fewest..=most).contains(&number.digits())
    }
}

fn usual_digits(counts: &[u64; 17]) -> (usize, usize) {
    let total: u64 = counts[1..].iter().sum();
    let odd = (total as f64 * ODD_LENGTHS) as u64;
    let usual = |digits: &usize| counts[*digits] > odd;
    let fewest = (1..17).find(usual).unwrap_or(1);
    let most = (1..17).rev().find(usual).unwrap_or(0);
    (fewest, most)
}
