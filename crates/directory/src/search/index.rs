//! The folded names of all units, word by word.

use std::collections::HashMap;

use danh_vocabulary::{UnitLevel, fold};

use crate::unit::Unit;
use crate::unit_kind::UnitKind;

/// A word of some unit's name or type, by its place in the sorted list of words.
pub(crate) type WordNumber = u16;

/// What is asked of names when units are searched. Made from the units once.
#[derive(Debug)]
pub(crate) struct SearchIndex {
    /// Each word once, in the order of the alphabet.
    words: Vec<Box<str>>,
    /// The words of all names, one name after the other in the order of the units.
    names: Vec<WordNumber>,
    /// Where each unit's name begins; one more at the end.
    starts: Vec<u32>,
    /// The words of each type, in the order of [`UnitKind::ALL`].
    types: Vec<Vec<WordNumber>>,
    /// The units that go by the first letters of their name: provinces of three or more
    /// syllables.
    initials: HashMap<Box<str>, Vec<usize>>,
}

/// The words of a text without accents, numbers without leading zeros: `Quận 03` is `quan 3`.
pub(super) fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(' ').filter(|word| !word.is_empty());
    words.map(|word| {
        let is_number = word.bytes().all(|b| b.is_ascii_digit());
        match word.trim_start_matches('0') {
            number if is_number && !number.is_empty() => number,
            _ => word,
        }
    })
}

impl SearchIndex {
    pub(crate) fn of_units(units: &[Unit]) -> Self {
        let mut numbering = Numbering::default();
        let kinds = UnitKind::ALL.iter();
        let mut types: Vec<Vec<WordNumber>> = kinds
            .map(|kind| numbering.numbers(&fold(kind.vietnamese())))
            .collect();
        let mut names = Vec::with_capacity(units.len() * 3);
        let mut starts = Vec::with_capacity(units.len() + 1);
        let mut initials: HashMap<Box<str>, Vec<usize>> = HashMap::new();
        for unit in units {
            let folded = fold(&unit.name);
            starts.push(length(&names));
            names.extend(numbering.numbers(&folded));
            let letters: String = words_of(&folded)
                .filter_map(|word| word.chars().next())
                .collect();
            if unit.level() == UnitLevel::Province && letters.len() >= 3 {
                initials
                    .entry(letters.into())
                    .or_default()
                    .push(unit.position);
            }
        }
        starts.push(length(&names));

        let (words, sorted_numbers) = numbering.in_order();
        for number in names.iter_mut().chain(types.iter_mut().flatten()) {
            *number = sorted_numbers[usize::from(*number)];
        }
        Self {
            words,
            names,
            starts,
            types,
            initials,
        }
    }

    pub(super) fn words(&self) -> &[Box<str>] {
        &self.words
    }

    /// The words of a unit's name, without its type.
    pub(super) fn name(&self, unit: &Unit) -> &[WordNumber] {
        let [start, end] = [unit.position, unit.position + 1].map(|at| self.starts[at] as usize);
        &self.names[start..end]
    }

    /// The words of a type of unit.
    pub(super) fn type_words(&self, kind: UnitKind) -> &[WordNumber] {
        &self.types[kind as usize]
    }

    /// The units that go by these first letters.
    pub(super) fn units_by_initials(&self, letters: &str) -> &[usize] {
        self.initials.get(letters).map_or(&[], Vec::as_slice)
    }
}

/// Names have some 35,000 words in all.
fn length(names: &[WordNumber]) -> u32 {
    u32::try_from(names.len()).expect("the names of one country's units are fewer words")
}

/// Words with numbers in the order in which they are met.
#[derive(Default)]
struct Numbering {
    numbers: HashMap<Box<str>, WordNumber>,
}

impl Numbering {
    fn numbers(&mut self, folded: &str) -> Vec<WordNumber> {
        let numbers = words_of(folded).map(|word| {
            if let Some(number) = self.numbers.get(word) {
                return *number;
            }
            let number = WordNumber::try_from(self.numbers.len())
                .expect("the names of one country's units have fewer different words");
            self.numbers.insert(word.into(), number);
            number
        });
        numbers.collect()
    }

    /// The words in the order of the alphabet, and for each number so far the place there.
    fn in_order(self) -> (Vec<Box<str>>, Vec<WordNumber>) {
        let mut words: Vec<(Box<str>, WordNumber)> = self.numbers.into_iter().collect();
        words.sort_unstable();
        let mut places = vec![0; words.len()];
        for (place, (_, number)) in (0..).zip(&words) {
            places[usize::from(*number)] = place;
        }
        (words.into_iter().map(|(word, _)| word).collect(), places)
    }
}
