//! Comparisons: a pair of rows in, a level for each field out, and how rare what agrees is.

mod context;
mod date;
mod edit;
pub(crate) mod level;
mod name;
mod rarity;
mod words;

use crate::layout::Layout;
use crate::lexicon::Lexicon;

pub(crate) use context::Contexts;
use level::{Levels, NONE, accents, code, date as date_levels, number, order, sex, word};
use name::NameLevels;
pub(crate) use rarity::Rarity;

/// What a comparison is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    pub(crate) name: String,
    pub(crate) levels: Vec<String>,
    /// How many levels, from the first on, weigh by how rare the value is that agrees.
    pub(crate) by_rarity: usize,
    pub(crate) kind: Kind,
}

/// Kinds of comparisons; the number is an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Surname,
    Middle,
    Given,
    Accents,
    Order,
    Date,
    Sex,
    /// All units, from the smallest on.
    Unit,
    Code(usize),
    Text(usize),
    Number,
}

/// The comparisons of a layout, in the order of a pair's levels.
pub(crate) fn comparisons(layout: &Layout) -> Vec<Comparison> {
    let mut all = Vec::new();
    let mut add = |name: &str, kind: Kind, levels: &[&str], by_rarity: usize| {
        all.push(Comparison {
            name: name.to_owned(),
            levels: levels.iter().map(|level| (*level).to_owned()).collect(),
            by_rarity,
            kind,
        });
    };
    if layout.has_name {
        add("surname", Kind::Surname, word::NAMES, 1);
        add("middle_name", Kind::Middle, word::NAMES, 1);
        add("given_name", Kind::Given, word::NAMES, 1);
        add("accents", Kind::Accents, accents::NAMES, 1);
        add("name_order", Kind::Order, order::NAMES, 2);
    }
    if layout.has_date {
        add("birth_date", Kind::Date, date_levels::NAMES, 2);
    }
    if layout.has_sex {
        add("sex", Kind::Sex, sex::NAMES, 1);
    }
    if layout.units > 0 {
        let mut names: Vec<String> = (1..=layout.units)
            .map(|it| format!("same unit {it}"))
            .collect();
        names.push("different".into());
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        add("unit", Kind::Unit, &names, layout.units);
    }
    for (index, name) in layout.codes.iter().enumerate() {
        add(name, Kind::Code(index), code::NAMES, 1);
    }
    for (index, name) in layout.texts.iter().enumerate() {
        add(name, Kind::Text(index), word::NAMES, 1);
    }
    if layout.register.numbers > 0 {
        add("number", Kind::Number, number::NAMES, 2);
    }
    all
}

/// A compared pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Compared {
    pub(crate) levels: Levels,
    /// The sum of `-log2(frequency)` of what agrees.
    pub(crate) rarity: f32,
}

/// Compares rows.
#[derive(Debug)]
pub(crate) struct Comparer<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) comparisons: &'a [Comparison],
    pub(crate) rarity: &'a Rarity,
    pub(crate) contexts: &'a Contexts,
}

impl Comparer<'_> {
    /// Compares a record with a person.
    #[inline]
    pub(crate) fn compare(&self, record: &[u32], person: &[u32]) -> Compared {
        let mut compared = Compared {
            levels: Levels::ALL_NONE,
            rarity: 0.0,
        };
        let mut next = 0;
        self.each(record, person, |level, rarity| {
            compared.levels.set(next, level);
            compared.rarity += rarity;
            next += 1;
        });
        compared
    }

    /// The level of every comparison, and how rare what agrees in it is.
    pub(crate) fn parts(&self, record: &[u32], person: &[u32]) -> Vec<(u8, f32)> {
        let mut parts = Vec::new();
        self.each(record, person, |level, rarity| parts.push((level, rarity)));
        parts
    }

    #[inline]
    fn each(&self, record: &[u32], person: &[u32], mut set: impl FnMut(u8, f32)) {
        let Self { layout, rarity, .. } = self;
        if layout.has_name {
            let names = name::compare(self.lexicon, layout.name(record), layout.name(person));
            let parts = names.map_or([(NONE, 0.0); 5], |names| self.name(names));
            for (level, weight) in parts {
                set(level, weight);
            }
        }
        if layout.has_date {
            let person_day = layout.day(person);
            let level = date::date_level(layout.day(record), person_day);
            let agrees = level <= date_levels::SWAPPED;
            set(level, if agrees { rarity.day(person_day) } else { 0.0 });
        }
        if layout.has_sex {
            match (layout.sex(record), layout.sex(person)) {
                (0, _) | (_, 0) => set(NONE, 0.0),
                (one, other) if one == other => set(sex::EQUAL, rarity.sex(one)),
                _ => set(sex::DIFFERENT, 0.0),
            }
        }
        if layout.units > 0 {
            let (level, weight) = self.unit(record, person);
            set(level, weight);
        }
        for index in layout.units..layout.coded() {
            let (one, other) = (layout.word(record, index), layout.word(person, index));
            let is_code = index < layout.units + layout.codes.len();
            let mut level = words::line_level(self.lexicon, one, other);
            if is_code {
                level = code_level(level);
            }
            let agrees = level == word::EQUAL;
            set(level, if agrees { rarity.word(index, one) } else { 0.0 });
        }
        if layout.register.numbers > 0 {
            let level = self.number(record, person);
            let agrees = level <= number::FORMER;
            set(level, if agrees { rarity.number() } else { 0.0 });
        }
    }

    /// Whether nothing that could be compared differs in the least, the unit left out.
    pub(crate) fn agrees_in_all(&self, levels: Levels) -> bool {
        let differs = |(index, it): (usize, &Comparison)| {
            it.kind != Kind::Unit && !matches!(levels.get(index), 0 | NONE)
        };
        !self.comparisons.iter().enumerate().any(differs)
    }

    /// How much less rare what agrees is among people like this one.
    pub(crate) fn context_bits(&self, levels: Levels, person: &[u32]) -> f32 {
        let of = (self.layout, self.lexicon);
        self.contexts.bits(of, levels, person)
    }

    /// The five levels of a name, and how rare its agreeing parts and their accents are.
    #[inline]
    fn name(&self, names: NameLevels) -> [(u8, f32); 5] {
        let NameLevels {
            surname,
            middle,
            given,
            accents,
            order,
            as_taken,
        } = names;
        let mut parts = [
            (surname, 0.0),
            (middle, 0.0),
            (given, 0.0),
            (accents, 0.0),
            (order, 0.0),
        ];
        let forms = [as_taken.surname(), as_taken.middle(), as_taken.given()];
        let mut of_accents = 0.0;
        for (role, forms) in forms.into_iter().enumerate() {
            let (level, weight) = &mut parts[role];
            if *level == word::EQUAL {
                *weight = self.rarity.part(self.lexicon, role, forms);
                if accents == accents::SAME {
                    of_accents += self.rarity.accents(forms);
                }
            }
        }
        parts[3].1 = of_accents;
        parts
    }

    fn unit(&self, record: &[u32], person: &[u32]) -> (u8, f32) {
        let mut level = NONE;
        for index in 0..self.layout.units {
            let (one, other) = (
                self.layout.word(record, index),
                self.layout.word(person, index),
            );
            if one != 0 && other != 0 {
                if one == other {
                    return (index as u8, self.rarity.word(index, one));
                }
                level = self.layout.units as u8;
            }
        }
        (level, 0.0)
    }

    fn number(&self, record: &[u32], person: &[u32]) -> u8 {
        let mut best = NONE;
        for index in 0..self.layout.records.numbers {
            let one = self.layout.number(record, index);
            if !one.is_some() {
                continue;
            }
            for against in 0..self.layout.register.numbers {
                let other = self.layout.number(person, against);
                let level = match other {
                    _ if !other.is_some() => continue,
                    _ if one == other && against == 0 => number::EQUAL,
                    _ if one == other => number::FORMER,
                    _ if one.is_near(other) => number::NEAR,
                    _ if self.rarity.may_be(against, one) => number::DIFFERENT,
                    _ => continue,
                };
                best = best.min(level);
            }
        }
        best
    }
}

const fn code_level(level: u8) -> u8 {
    match level {
        word::EQUAL => code::EQUAL,
        word::CLOSE => code::CLOSE,
        NONE => NONE,
        _ => code::DIFFERENT,
    }
}
