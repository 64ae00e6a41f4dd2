//! The marks of a row: hashes that are the same for the same content in either file.

use crate::day::Day;
use crate::layout::Layout;
use crate::lexicon::Lexicon;
use crate::mix::{mix, spread};

/// A mark's family: a rule has at most one mark of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Name,
    Date,
    Unit,
    Word(usize),
    Number,
}

/// What a mark is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) name: String,
    pub(crate) family: Family,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// All words, in any order.
    FullName,
    SurnameAndGiven,
    Given,
    Surname,
    SurnameAndMiddle,
    MiddleAndGiven,
    GivenStart,
    SurnameStart,
    Day,
    Year,
    MonthAndDay,
    Word(usize),
    WordStart(usize),
    NumberHead,
    NumberTail,
}

/// The marks of a layout, at most [`MARKS_MAX`].
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    pub(crate) all: Vec<Mark>,
    /// By form: the hash of its entry, mixed, and that of the entry's beginning.
    forms: Vec<(u64, u64)>,
    /// By entry, likewise.
    entries: Vec<(u64, u64)>,
}

/// Marks are told in the bits of a number.
pub(crate) const MARKS_MAX: usize = 32;
/// Digits of a number's tail.
const TAIL_BITS: u32 = 20;

impl Marks {
    pub(crate) fn of(layout: &Layout, lexicon: &Lexicon) -> Self {
        let entries: Vec<(u64, u64)> = lexicon
            .entries
            .iter()
            .map(|entry| (entry.hash, entry.start_hash))
            .collect();
        let forms = lexicon.forms.iter();
        Self {
            all: marks(layout),
            forms: forms
                .map(|form| {
                    let (hash, start) = entries[form.entry as usize];
                    (mix(hash), start)
                })
                .collect(),
            entries,
        }
    }

    /// The hashes of the wanted ones (as bits) of a row's marks, in their order; 0 where the row
    /// has not got one.
    #[inline]
    pub(crate) fn hashes(
        &self,
        layout: &Layout,
        row: &[u32],
        (numbers, wanted): (usize, u32),
        hashes: &mut [u64; MARKS_MAX],
    ) {
        let name = layout.name(row);
        let hash = |form: &u32| self.forms[*form as usize].0;
        let sum = |forms: &[u32]| {
            forms
                .iter()
                .fold(0_u64, |sum, it| sum.wrapping_add(hash(it)))
        };
        let (surname, middle, given) = (sum(name.surname()), sum(name.middle()), sum(name.given()));
        let day = layout.day(row);
        let start = |forms: &[u32]| forms.first().map_or(0, |form| self.forms[*form as usize].1);
        let both = |one: u64, other: u64| {
            if one == 0 || other == 0 {
                0
            } else {
                one.wrapping_add(other)
            }
        };
        for (index, of) in self.all.iter().enumerate() {
            if wanted >> index & 1 == 0 {
                continue;
            }
            hashes[index] = match of.kind {
                Kind::FullName if name.forms().len() > 1 => {
                    surname.wrapping_add(middle).wrapping_add(given)
                }
                Kind::SurnameAndGiven => both(surname, given),
                Kind::Given => given,
                Kind::Surname => surname,
                Kind::SurnameAndMiddle => both(surname, middle),
                Kind::MiddleAndGiven => both(middle, given),
                Kind::GivenStart => start(name.given()),
                Kind::SurnameStart => start(name.surname()),
                Kind::Day => whole_day(day),
                Kind::Year if day.is_some() => spread(u64::from(day.year())),
                Kind::MonthAndDay => whole_day(Day(day.0 & 0x1ff)),
                Kind::Word(word) => self.entries[layout.word(row, word) as usize].0,
                Kind::WordStart(word) => self.entries[layout.word(row, word) as usize].1,
                Kind::NumberHead if numbers > 0 => spread(layout.number(row, 0).0 >> TAIL_BITS),
                Kind::NumberTail if numbers > 0 => {
                    let tail = layout.number(row, 0).0 & ((1 << TAIL_BITS) - 1);
                    if tail == 0 {
                        0
                    } else {
                        spread(tail ^ (1 << 40))
                    }
                }
                Kind::FullName | Kind::Year | Kind::NumberHead | Kind::NumberTail => 0,
            };
        }
    }
}

/// Day and month in either order; 0 when the day is not known.
#[inline]
fn whole_day(day: Day) -> u64 {
    if !day.is_whole() {
        return 0;
    }
    let (low, high) = (day.month().min(day.day()), day.month().max(day.day()));
    spread(u64::from(day.year() << 16 | low << 8 | high))
}

fn marks(layout: &Layout) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |name: &str, family: Family, kind: Kind| {
        if marks.len() < MARKS_MAX {
            marks.push(Mark {
                name: name.to_owned(),
                family,
                kind,
            });
        }
    };
    if layout.has_name {
        for (name, kind) in [
            ("full name", Kind::FullName),
            ("surname and given name", Kind::SurnameAndGiven),
            ("given name", Kind::Given),
            ("surname", Kind::Surname),
            ("surname and middle name", Kind::SurnameAndMiddle),
            ("middle and given name", Kind::MiddleAndGiven),
            ("beginning of the given name", Kind::GivenStart),
            ("beginning of the surname", Kind::SurnameStart),
        ] {
            add(name, Family::Name, kind);
        }
    }
    if layout.has_date {
        add("birth date", Family::Date, Kind::Day);
        add("year of birth", Family::Date, Kind::Year);
        add("birthday", Family::Date, Kind::MonthAndDay);
    }
    for index in 0..layout.units {
        add(
            &format!("unit {}", index + 1),
            Family::Unit,
            Kind::Word(index),
        );
    }
    if layout.register.numbers > 0 {
        add("beginning of the number", Family::Number, Kind::NumberHead);
        add("end of the number", Family::Number, Kind::NumberTail);
    }
    for (index, name) in layout.codes.iter().enumerate() {
        let word = layout.units + index;
        add(name, Family::Word(word), Kind::Word(word));
    }
    for (index, name) in layout.texts.iter().enumerate() {
        let word = layout.units + layout.codes.len() + index;
        add(name, Family::Word(word), Kind::Word(word));
        add(
            &format!("beginning of {name}"),
            Family::Word(word),
            Kind::WordStart(word),
        );
    }
    marks
}
