//! A name as it was typed, and whether a name on record can be meant by it.

use danh_vocabulary::{Name, fold};

use super::matched::NameDifference;
use super::typing::errors_between;

/// Bytes of a folded name at the most: no name on record is longer, and nobody waits for the comparison of a book.
const NAME_BYTES_MAX: usize = 4 * Name::CHARS_MAX;
/// Words of a name at the most; the longest on record has eight or nine.
const WORDS_MAX: usize = 12;
/// Typing errors in a whole name at the most.
const ERRORS_MAX: u8 = 2;
/// Words typed that the name on record lacks, at the most.
const WORDS_ADDED_MAX: usize = 2;

/// A name as it was typed, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AskedName {
    folded: String,
    /// The words as typed, and then in the other orders in which forms ask for them.
    orders: Vec<Vec<String>>,
    /// All letters without spaces, folded as one word.
    letters: String,
}

/// What two words of a name have between them, added up.
#[derive(Debug, Clone, Copy, Default)]
struct Between {
    errors: u8,
    abbreviations: u8,
}

impl AskedName {
    /// The name in a text, if there is a letter in it and it is not longer than names are.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        if typed.len() > 2 * NAME_BYTES_MAX {
            return None;
        }
        let folded = fold(typed);
        let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
        let fits = folded.len() <= NAME_BYTES_MAX && (1..=WORDS_MAX).contains(&words.len());
        fits.then(|| Self {
            letters: fold(&typed.split_whitespace().collect::<String>()).replace(' ', ""),
            orders: orders(words),
            folded,
        })
    }

    pub(crate) fn folded(&self) -> &str {
        &self.folded
    }

    pub(crate) fn words(&self) -> &[String] {
        &self.orders[0]
    }

    /// All letters without spaces between them.
    pub(crate) fn letters(&self) -> &str {
        &self.letters
    }

    /// The words as typed, then in other orders.
    pub(crate) fn orders(&self) -> &[Vec<String>] {
        &self.orders
    }

    /// In what a folded name on record differs, if it can be meant at all.
    pub(crate) fn differences(&self, on_record: &str) -> Option<Vec<NameDifference>> {
        if self.folded == on_record {
            return Some(Vec::new());
        }
        let record: Vec<&str> = on_record.split(' ').collect();
        let mut found: Option<(Between, bool)> = None;
        for (place, order) in self.orders.iter().enumerate() {
            if let Some(between) = aligned(order, &record)
                && found.is_none_or(|(best, _)| between.errors < best.errors)
            {
                found = Some((between, place > 0));
            }
        }
        match found {
            Some((between, reordered)) => Some(self.explained(between, reordered, record.len())),
            None => self
                .runs_together_as(&record)
                .then(|| vec![NameDifference::Spacing]),
        }
    }

    fn explained(
        &self,
        between: Between,
        reordered: bool,
        on_record: usize,
    ) -> Vec<NameDifference> {
        let count = |words: usize| u8::try_from(words).unwrap_or(u8::MAX);
        let asked = self.words().len();
        let mut differences = Vec::with_capacity(2);
        if between.abbreviations > 0 {
            differences.push(NameDifference::Abbreviated);
        }
        if reordered {
            differences.push(NameDifference::WordOrder);
        }
        if between.errors > 0 {
            differences.push(NameDifference::TypingErrors(between.errors));
        }
        if on_record > asked {
            differences.push(NameDifference::WordsLeftOut(count(on_record - asked)));
        }
        if on_record < asked {
            differences.push(NameDifference::WordsAdded(count(asked - on_record)));
        }
        differences
    }

    /// Whether only the spaces stand elsewhere. Which of `i` and `y` a word folds to may hang on where it begins.
    fn runs_together_as(&self, record: &[&str]) -> bool {
        let same = |byte: u8| if byte == b'y' { b'i' } else { byte };
        let on_record = record.iter().flat_map(|word| word.bytes()).map(same);
        on_record.eq(self.letters.bytes().map(same))
    }
}

/// The orders of words that forms make of a name: as typed, the first word last, the last word first, both exchanged.
fn orders(words: Vec<String>) -> Vec<Vec<String>> {
    let mut orders = vec![words];
    let mut other = |change: fn(&mut Vec<String>)| {
        let mut words = orders[0].clone();
        change(&mut words);
        if !orders.contains(&words) {
            orders.push(words);
        }
    };
    other(|words| words.rotate_left(1));
    other(|words| words.rotate_right(1));
    other(|words| {
        let last = words.len() - 1;
        words.swap(0, last);
    });
    orders
}

/// Holds the words against each other in their order. Words may be left out, or added, but not both: then it is another
/// name.
fn aligned(asked: &[String], record: &[&str]) -> Option<Between> {
    if asked.len() > record.len() {
        // One word in common says nothing when more were typed.
        if record.len() < 2 || asked.len() - record.len() > WORDS_ADDED_MAX {
            return None;
        }
        return fewest(record, asked, &|record, asked| pair(asked, record));
    }
    let between = fewest(asked, record, &|asked, record| pair(asked, record))?;
    // A single word with an error in it would bring half of the register.
    let is_certain = asked.len() > 1 || record.len() == 1 || between.errors == 0;
    is_certain.then_some(between)
}

/// The fewest errors when each of `fewer` words is held against one of `more`, in order.
fn fewest<F: AsRef<str>, M: AsRef<str>>(
    fewer: &[F],
    more: &[M],
    pair: &impl Fn(&str, &str) -> Option<Between>,
) -> Option<Between> {
    let Some((first, rest)) = fewer.split_first() else {
        return Some(Between::default());
    };
    let mut best: Option<Between> = None;
    for place in 0..=more.len() - fewer.len() {
        let here = pair(first.as_ref(), more[place].as_ref());
        let total = here.and_then(|here| here.plus(fewest(rest, &more[place + 1..], pair)?));
        if let Some(total) = total
            && best.is_none_or(|best| total.errors < best.errors)
        {
            best = Some(total);
        }
    }
    best
}

impl Between {
    fn plus(self, other: Self) -> Option<Self> {
        let errors = self.errors + other.errors;
        (errors <= ERRORS_MAX).then_some(Self {
            errors,
            abbreviations: self.abbreviations.saturating_add(other.abbreviations),
        })
    }
}

fn pair(asked: &str, record: &str) -> Option<Between> {
    if let Some(errors) = errors_between(asked, record) {
        return Some(Between {
            errors,
            abbreviations: 0,
        });
    }
    let abbreviated = asked.len() == 1 && record.starts_with(asked);
    abbreviated.then_some(Between {
        errors: 0,
        abbreviations: 1,
    })
}

#[cfg(test)]
mod tests;
