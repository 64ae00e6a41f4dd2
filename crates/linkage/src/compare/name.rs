//! Two names, part by part.

use super::level::{NONE, accents, order, word};
use super::words::part_level;
use crate::lexicon::Lexicon;
use crate::name::Name;

/// What comparing two names gives: levels, and the words that agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameLevels {
    pub(crate) surname: u8,
    pub(crate) middle: u8,
    pub(crate) given: u8,
    pub(crate) accents: u8,
    pub(crate) order: u8,
    /// The record's name, its parts as they were taken.
    pub(crate) as_taken: Name,
}

/// Compares a record's name with that of a person.
#[inline]
pub(crate) fn compare(lexicon: &Lexicon, record: Name, person: Name) -> Option<NameLevels> {
    if !record.is_some() || !person.is_some() {
        return None;
    }
    let straight = in_order(lexicon, record, person);
    if straight.surname == word::EQUAL || straight.given == word::EQUAL {
        return Some(straight);
    }
    let fits = |levels: &NameLevels| levels.surname.max(levels.given) <= word::SIMILAR;
    let distance = |levels: &NameLevels| levels.surname + levels.given;
    let others = [swapped(record), given_first(record)];
    let others = others.into_iter().flatten();
    let mut found = others.map(|name| in_order(lexicon, name, person));
    let fitting = found.find(|it| fits(it) && distance(it) < distance(&straight));
    Some(match fitting {
        Some(levels) => NameLevels {
            order: order::OTHER,
            ..levels
        },
        None => straight,
    })
}

fn in_order(lexicon: &Lexicon, record: Name, person: Name) -> NameLevels {
    let level = |one: &[u32], other: &[u32]| part_level(lexicon, one, other);
    let middle = match level(record.middle(), person.middle()) {
        // No middle name on both sides is as good as the same one.
        NONE => word::EQUAL,
        level => level,
    };
    let surname = level(record.surname(), person.surname());
    let given = level(record.given(), person.given());
    NameLevels {
        surname,
        middle,
        given,
        accents: accents_level(lexicon, (record, person), [surname, middle, given]),
        order: order::SAME,
        as_taken: record,
    }
}

/// Given name and surname in each other's place.
fn swapped(name: Name) -> Option<Name> {
    let (surname, middle, given) = (name.surname(), name.middle(), name.given());
    if surname.is_empty() && given.is_empty() {
        return None;
    }
    let forms = [given, middle, surname].concat();
    Some(Name::of(&forms, given.len(), surname.len()))
}

/// `An Nguyễn Văn`, as foreign systems write it.
fn given_first(name: Name) -> Option<Name> {
    let [given, rest @ ..] = name.forms() else {
        return None;
    };
    if rest.len() < 2 {
        return None;
    }
    let forms = [rest, &[*given]].concat();
    Some(Name::of(&forms, 1, 1))
}

/// How the accents of the parts agree that are equal without them.
fn accents_level(lexicon: &Lexicon, (record, person): (Name, Name), levels: [u8; 3]) -> u8 {
    if record == person {
        return accents::SAME;
    }
    let pairs = [
        (record.surname(), person.surname()),
        (record.middle(), person.middle()),
        (record.given(), person.given()),
    ];
    let mut seen = NONE;
    for ((one, other), level) in pairs.into_iter().zip(levels) {
        if level != word::EQUAL {
            continue;
        }
        for (one, other) in one.iter().zip(other) {
            let level = form_level(lexicon, *one, *other);
            seen = if seen == NONE { level } else { seen.max(level) };
        }
    }
    // Where a whole name is written without accents, that says nothing about whose it is.
    if seen == accents::LOST && (is_plain(lexicon, record) || is_plain(lexicon, person)) {
        return NONE;
    }
    seen
}

fn form_level(lexicon: &Lexicon, one: u32, other: u32) -> u8 {
    let is_accented = |form: u32| lexicon.forms[form as usize].is_accented;
    if one == other {
        accents::SAME
    } else if is_accented(one) && is_accented(other) {
        accents::OTHER
    } else {
        accents::LOST
    }
}

fn is_plain(lexicon: &Lexicon, name: Name) -> bool {
    let mut forms = name.forms().iter();
    !forms.any(|form| lexicon.forms[*form as usize].is_accented)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{GrowingLexicon, NameCache};

    fn levels(record: &str, person: &str) -> [u8; 5] {
        let growing = GrowingLexicon::new();
        let mut cache = NameCache::default();
        let record = cache.name(&growing, record.as_bytes());
        let person = cache.name(&growing, person.as_bytes());
        let lexicon = growing.freeze().unwrap();
        let found = compare(&lexicon, record, person).unwrap();
        [
            found.surname,
            found.middle,
            found.given,
            found.accents,
            found.order,
        ]
    }

    #[test]
    fn names_end_in_their_levels() {
        use word::{ABSENT, CLOSE, DIFFERENT, EQUAL, INITIAL, KIN};
        for (record, person, expected) in [
            (
                "Nguyễn Văn An",
                "NGUYỄN VĂN AN",
                [EQUAL, EQUAL, EQUAL, 0, 0],
            ),
            (
                "Nguyen Van An",
                "Nguyễn Văn An",
                [EQUAL, EQUAL, EQUAL, NONE, 0],
            ),
            (
                "Nguyễn Van An",
                "Nguyễn Văn An",
                [EQUAL, EQUAL, EQUAL, 1, 0],
            ),
            (
                "Nguyễn Văn Hoa",
                "Nguyễn Văn Hòa",
                [EQUAL, EQUAL, EQUAL, 1, 0],
            ),
            (
                "Nguyễn Văn Hóa",
                "Nguyễn Văn Hòa",
                [EQUAL, EQUAL, EQUAL, 2, 0],
            ),
            ("Nguyễn An", "Nguyễn Văn An", [EQUAL, ABSENT, EQUAL, 0, 0]),
            (
                "Nguyễn V. An",
                "Nguyễn Văn An",
                [EQUAL, INITIAL, EQUAL, 0, 0],
            ),
            ("Huỳnh Văn An", "Hoàng Văn An", [KIN, EQUAL, EQUAL, 0, 0]),
            (
                "An Nguyễn Văn",
                "Nguyễn Văn An",
                [EQUAL, EQUAL, EQUAL, 0, 1],
            ),
            (
                "An Văn Nguyễn",
                "Nguyễn Văn An",
                [EQUAL, EQUAL, EQUAL, 0, 1],
            ),
            (
                "NGUYEN<<VAN<AN",
                "Nguyễn Văn An",
                [EQUAL, EQUAL, EQUAL, NONE, 0],
            ),
            (
                "Nguyễn Văn Tuaấn",
                "Nguyễn Văn Tuấn",
                [EQUAL, EQUAL, CLOSE, 0, 0],
            ),
            (
                "Lê Thị Hoa",
                "Trần Văn Bình",
                [DIFFERENT, DIFFERENT, DIFFERENT, NONE, 0],
            ),
        ] {
            assert_eq!(levels(record, person), expected, "{record} | {person}");
        }
    }
}
