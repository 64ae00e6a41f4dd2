//! Two words, two sequences of words.

use super::edit::distance_within;
use super::level::{NONE, word};
use crate::lexicon::{Entry, Lexicon};

/// The level of two folded words of which neither is empty.
#[inline]
pub(crate) fn word_level(lexicon: &Lexicon, one: u32, other: u32) -> u8 {
    if one == other {
        return word::EQUAL;
    }
    unequal_level(lexicon.entry(one), lexicon.entry(other))
}

fn unequal_level(one: &Entry, other: &Entry) -> u8 {
    if one.kin != 0 && one.kin == other.kin {
        return word::KIN;
    }
    let (a, b) = (one.text.as_bytes(), other.text.as_bytes());
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if shorter.len() == 1 {
        return if longer.first() == shorter.first() {
            word::INITIAL
        } else {
            word::DIFFERENT
        };
    }
    let at_most = match shorter.len() {
        0..=4 => 1,
        5..=7 => 2,
        _ => 3,
    };
    // A letter put in, left out or replaced changes the set of letters by at most two.
    if (one.letters ^ other.letters).count_ones() as usize > 2 * at_most {
        return word::DIFFERENT;
    }
    match distance_within(a, b, at_most) {
        Some(1) if longer.len() > 2 => word::CLOSE,
        Some(2..) => word::SIMILAR,
        _ => word::DIFFERENT,
    }
}

/// The level of two parts of a name, given as forms.
#[inline]
pub(crate) fn part_level(lexicon: &Lexicon, one: &[u32], other: &[u32]) -> u8 {
    match (one, other) {
        ([], []) => NONE,
        ([], _) | (_, []) => word::ABSENT,
        ([one], [other]) => word_level(lexicon, lexicon.entry_of(*one), lexicon.entry_of(*other)),
        _ => sequence_level(lexicon, one, other),
    }
}

fn sequence_level(lexicon: &Lexicon, one: &[u32], other: &[u32]) -> u8 {
    if one.len() == other.len() {
        let pairs = one.iter().zip(other);
        let levels = pairs.map(|(one, other)| {
            word_level(lexicon, lexicon.entry_of(*one), lexicon.entry_of(*other))
        });
        let worst = levels.max().unwrap_or(word::DIFFERENT);
        if worst <= word::INITIAL {
            return worst;
        }
    }
    let has = |form: &u32, forms: &[u32]| {
        let entry = lexicon.entry_of(*form);
        forms.iter().any(|it| lexicon.entry_of(*it) == entry)
    };
    if is_same_without_blanks(lexicon, one, other) {
        word::CLOSE
    } else if one.iter().any(|form| has(form, other)) {
        word::PART
    } else {
        word::DIFFERENT
    }
}

/// Whether blanks alone make the difference: `Thu Hà`, `ThuHà`.
fn is_same_without_blanks(lexicon: &Lexicon, one: &[u32], other: &[u32]) -> bool {
    let text = |form: &u32| lexicon.entry(lexicon.entry_of(*form)).text.as_bytes();
    let letters = |forms: &[u32]| -> usize { forms.iter().map(|form| text(form).len()).sum() };
    letters(one) == letters(other) && one.iter().flat_map(text).eq(other.iter().flat_map(text))
}

/// The level of two lines of text or two codes, given as entries; 0 is none.
pub(crate) fn line_level(lexicon: &Lexicon, one: u32, other: u32) -> u8 {
    if one == 0 || other == 0 {
        return NONE;
    }
    let level = word_level(lexicon, one, other);
    if level != word::DIFFERENT {
        return level;
    }
    let (one, other) = (&lexicon.entry(one).text, &lexicon.entry(other).text);
    if shares_word(one, other) {
        word::PART
    } else {
        word::DIFFERENT
    }
}

fn shares_word(one: &str, other: &str) -> bool {
    let is_long = |it: &&str| it.len() > 2;
    one.split(' ')
        .filter(is_long)
        .any(|it| other.split(' ').any(|against| it == against))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{GrowingLexicon, NameCache};

    #[test]
    fn parts_of_names_end_in_their_levels() {
        for (one, other, expected) in [
            ("Văn", "van", word::EQUAL),
            ("Huỳnh", "Hoàng", word::KIN),
            ("Hương", "Huong", word::EQUAL),
            ("Phương", "Phuong", word::EQUAL),
            ("Phương", "Phưong", word::EQUAL),
            ("Phương", "Phuơg", word::CLOSE),
            ("Phương", "Phuơgn", word::CLOSE),
            ("Neumann", "Neuxmxnn", word::SIMILAR),
            ("Minh", "M", word::INITIAL),
            ("Minh", "T", word::DIFFERENT),
            ("Thị Minh", "T M", word::INITIAL),
            ("Thị Minh", "Thị", word::PART),
            ("Thị Minh", "Thị Hoa", word::PART),
            ("Thu Hà", "ThuHà", word::CLOSE),
            ("Lê", "Lý", word::DIFFERENT),
            ("Lan", "Hằng", word::DIFFERENT),
            ("", "Văn", word::ABSENT),
            ("", "", NONE),
        ] {
            let growing = GrowingLexicon::new();
            let mut cache = NameCache::default();
            let one_name = cache.name(&growing, one.as_bytes());
            let other_name = cache.name(&growing, other.as_bytes());
            let lexicon = growing.freeze().unwrap();
            let level = part_level(&lexicon, one_name.forms(), other_name.forms());
            assert_eq!(level, expected, "{one} {other}");
            let level = part_level(&lexicon, other_name.forms(), one_name.forms());
            assert_eq!(level, expected, "{other} {one}");
        }
    }
}
