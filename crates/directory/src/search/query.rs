//! What was typed, word by word, held against the words that names have.

use std::ops::Range;

use danh_vocabulary::fold;

use super::index::{SearchIndex, WordNumber, words_of};
use super::typing_error::is_one_slip_away;
use crate::unit_kind::UnitKind;

/// What is typed for a type on envelopes and in forms.
const ABBREVIATIONS: [(&str, &[UnitKind]); 9] = [
    ("tp", &[UnitKind::CentralCity, UnitKind::DistrictCity]),
    ("tx", &[UnitKind::Town]),
    ("tt", &[UnitKind::Township]),
    ("dk", &[UnitKind::SpecialZone]),
    ("t", &[UnitKind::Province]),
    ("q", &[UnitKind::UrbanDistrict]),
    ("h", &[UnitKind::RuralDistrict]),
    ("p", &[UnitKind::Ward]),
    ("x", &[UnitKind::Commune]),
];

/// Shorter words are too easily another one.
const LETTERS_MIN_FOR_ERRORS: usize = 3;

/// How many letters may be wrong in all that was typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TypingErrors {
    None,
    One,
}

/// The words typed.
pub(super) struct Query {
    pub(super) words: Vec<TypedWord>,
    pub(super) errors_max: u8,
}

/// One word typed: which words it may stand for.
pub(super) struct TypedWord {
    /// Those that begin with it; if it is one itself, that is the first.
    beginning: Range<WordNumber>,
    is_whole: bool,
    /// Those one slip away.
    near: Vec<WordNumber>,
    /// The types it abbreviates.
    types: &'static [UnitKind],
    /// The units it is the initials of.
    initials_of: Vec<usize>,
}

/// How a word typed stands for a word of a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    Same,
    Beginning,
    OneSlip,
}

impl Query {
    pub(super) fn read(text: &str, index: &SearchIndex, errors: TypingErrors) -> Self {
        let folded = fold(text);
        let mut words = Vec::new();
        for word in words_of(&folded) {
            let (abbreviation, rest) = glued(word, index).unwrap_or(("", word));
            let typed = [abbreviation, rest]
                .into_iter()
                .filter(|word| !word.is_empty());
            words.extend(typed.map(|word| TypedWord::read(word, index, errors)));
        }
        Self {
            words,
            errors_max: u8::from(errors == TypingErrors::One),
        }
    }
}

/// A type that was typed without a space before a number or initials: `p12`, `tphcm`.
fn glued<'a>(word: &'a str, index: &SearchIndex) -> Option<(&'a str, &'a str)> {
    ABBREVIATIONS.iter().find_map(|(abbreviation, _)| {
        let rest = word.strip_prefix(abbreviation)?;
        let number = rest.trim_start_matches('0');
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let rest = if is_number { number } else { rest };
        let is_meant = is_number || !index.units_by_initials(rest).is_empty();
        is_meant.then_some((&word[..abbreviation.len()], rest))
    })
}

impl TypedWord {
    fn read(word: &str, index: &SearchIndex, errors: TypingErrors) -> Self {
        let words = index.words();
        let first = words.partition_point(|known| **known < *word);
        let begun = words[first..].partition_point(|known| known.starts_with(word));
        let is_number = word.bytes().all(|b| b.is_ascii_digit());
        let may_err =
            errors == TypingErrors::One && !is_number && word.len() >= LETTERS_MIN_FOR_ERRORS;
        let abbreviation = ABBREVIATIONS.iter().find(|(short, _)| *short == word);
        Self {
            beginning: number(first)..number(first + begun),
            is_whole: words.get(first).is_some_and(|known| **known == *word),
            near: if may_err {
                near(word, words)
            } else {
                Vec::new()
            },
            types: abbreviation.map_or(&[], |(_, types)| types),
            initials_of: index.units_by_initials(word).to_vec(),
        }
    }

    /// How the word typed stands for a word of a name, if it does.
    pub(super) fn likeness(&self, word: WordNumber) -> Option<Likeness> {
        if self.beginning.contains(&word) {
            let is_same = self.is_whole && word == self.beginning.start;
            return Some(if is_same {
                Likeness::Same
            } else {
                Likeness::Beginning
            });
        }
        let is_near = self.near.binary_search(&word).is_ok();
        is_near.then_some(Likeness::OneSlip)
    }

    pub(super) fn abbreviates(&self, kind: UnitKind) -> bool {
        self.types.contains(&kind)
    }

    pub(super) fn is_initials_of(&self, unit: usize) -> bool {
        self.initials_of.contains(&unit)
    }
}

/// The words one slip away. A slip can change whether folding takes a `y` for an `i` (`huyen`,
/// `hbien`), so the two are the same here.
fn near(word: &str, words: &[Box<str>]) -> Vec<WordNumber> {
    let without_y = |word: &str| word.replace('y', "i");
    let typed = without_y(word);
    let all = words.iter().enumerate();
    let near = all.filter(|(_, known)| {
        // Most words are too long or too short, and need no copy.
        known.len().abs_diff(typed.len()) <= 1 && {
            let known = without_y(known);
            known == typed || is_one_slip_away(&typed, &known)
        }
    });
    near.map(|(place, _)| number(place)).collect()
}

fn number(place: usize) -> WordNumber {
    WordNumber::try_from(place).expect("the words are numbered by this type")
}
