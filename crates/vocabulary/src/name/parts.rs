//! Which words of a name are surname, middle and given.
//!
//! Nothing in a text says so. What is recognised beyond the Vietnamese order is listed in
//! `data/vn/name_order.csv`: surnames of several words, words before a given name that tell the
//! sex and are no surname (`Y`, `H'`, `A`, `Ka`), and the clans that stand last behind those.

use std::ops::Range;
use std::sync::OnceLock;

use crate::folding::{fold, is_apostrophe};
use crate::text::table_rows;

/// A name taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameParts<'a> {
    /// The family's or clan's name; empty when the name has none.
    pub surname: &'a str,
    /// What stands before the given name and is no surname, one word or several or none.
    pub middle: &'a str,
    /// What the person is called.
    pub given: &'a str,
    /// Where the surname stands.
    pub order: NameOrder,
}

/// Where in a name the surname stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameOrder {
    /// `Nguyễn Thị Minh Khai`: surname, middle, given. Names without a surname count here.
    SurnameFirst,
    /// `Y Wăn Niê`: middle, given, clan.
    ClanLast,
}

impl<'a> NameParts<'a> {
    /// The three parts as they stand in the name, the empty ones left out.
    pub fn in_order(&self) -> impl Iterator<Item = &'a str> {
        let parts = match self.order {
            NameOrder::SurnameFirst => [self.surname, self.middle, self.given],
            NameOrder::ClanLast => [self.middle, self.given, self.surname],
        };
        parts.into_iter().filter(|part| !part.is_empty())
    }
}

/// Reads a name that is tidy: single spaces, none at the ends.
pub(super) fn parts(name: &str) -> NameParts<'_> {
    let words = Words::of(name);
    if let Some(surname) = words.leading(&order().surnames) {
        return words.surname_first(surname);
    }
    match words.marker() {
        Some(marker) => words.after_marker(marker),
        None if words.count() == 1 => words.surname_first(0),
        None => words.surname_first(1),
    }
}

struct Words<'a> {
    name: &'a str,
    spans: Vec<Range<usize>>,
}

impl<'a> Words<'a> {
    fn of(name: &'a str) -> Self {
        let mut begin = 0;
        let spans = name
            .split(' ')
            .map(|word| {
                let span = begin..begin + word.len();
                begin = span.end + 1;
                span
            })
            .collect();
        Self { name, spans }
    }

    fn count(&self) -> usize {
        self.spans.len()
    }

    fn text(&self, words: Range<usize>) -> &'a str {
        match self.spans.get(words) {
            None | Some([]) => "",
            Some([one]) => &self.name[one.clone()],
            Some([first, .., last]) => &self.name[first.start..last.end],
        }
    }

    /// How many words at the beginning are one of the listed, with others behind them.
    fn leading(&self, listed: &[String]) -> Option<usize> {
        let fits = |words: &usize| listed.contains(&fold(self.text(0..*words)));
        (2..self.count().min(5)).rev().find(fits)
    }

    /// How many words at the end are a clan, with at least `before` words before them.
    fn clan(&self, before: usize) -> Option<usize> {
        let fits = |words: &usize| {
            order()
                .clans
                .contains(&fold(self.text(self.count() - words..self.count())))
        };
        (1..=2.min(self.count().saturating_sub(before)))
            .rev()
            .find(fits)
    }

    /// How many words are a marker: one (`Y Wăn`), or none when it is written together with the
    /// given name (`H'Hen`).
    fn marker(&self) -> Option<usize> {
        let first = plain_apostrophes(self.text(0..1));
        if self.count() > 1 && order().markers.contains(&first) {
            return Some(1);
        }
        let joined =
            |marker: &&String| marker.ends_with('\'') && first.starts_with(marker.as_str());
        order().markers.iter().find(joined).map(|_| 0)
    }

    fn surname_first(&self, surname: usize) -> NameParts<'a> {
        let given = self.count() - 1;
        NameParts {
            surname: self.text(0..surname),
            middle: self.text(surname..given),
            given: self.text(given..self.count()),
            order: NameOrder::SurnameFirst,
        }
    }

    fn after_marker(&self, marker: usize) -> NameParts<'a> {
        let Some(clan) = self.clan(marker + 1) else {
            return self.surname_first(0);
        };
        let begin = self.count() - clan;
        NameParts {
            surname: self.text(begin..self.count()),
            middle: self.text(0..marker),
            given: self.text(marker..begin),
            order: NameOrder::ClanLast,
        }
    }
}

/// In lower case, with every apostrophe the ASCII one. Accents stay: `Ý` is a name, `Y` a marker.
fn plain_apostrophes(word: &str) -> String {
    let plain = |c: char| if is_apostrophe(c) { '\'' } else { c };
    word.to_lowercase().chars().map(plain).collect()
}

/// `data/vn/name_order.csv`: surnames and clans folded, markers in lower case.
#[derive(Default)]
struct Order {
    surnames: Vec<String>,
    markers: Vec<String>,
    clans: Vec<String>,
}

fn order() -> &'static Order {
    static ORDER: OnceLock<Order> = OnceLock::new();
    ORDER.get_or_init(|| {
        let rows = table_rows(
            "name_order.csv",
            "kind,words",
            include_str!("../../../../data/vn/name_order.csv"),
            |line| {
                let (kind, words) = line.split_once(',')?;
                matches!(kind, "surname" | "marker" | "clan").then_some((kind, words))
            },
        );
        let mut order = Order::default();
        for (kind, words) in rows {
            match kind {
                "surname" => order.surnames.push(fold(words)),
                "marker" => order.markers.push(plain_apostrophes(words)),
                _ => order.clans.push(fold(words)),
            }
        }
        order
    })
}
