//! Holding what was typed against one unit's name and those above it.

use super::index::WordNumber;
use super::query::{Likeness, Query, TypedWord};
use crate::directory::Directory;
use crate::unit::Unit;

/// How well a unit's own name fits; less is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    WholeName,
    NameBegins,
    InsideName,
}

/// The first words typed spell a name, or a part of it.
#[derive(Clone, Copy)]
struct Spelt {
    fit: Fit,
    /// How many of the words typed that took.
    taken: usize,
    errors: u8,
}

impl Directory {
    /// With how many typing errors, how well the unit's own name fits, and whether words were
    /// left that fit those above it.
    pub(super) fn match_of(&self, unit: &Unit, query: &Query) -> Option<(u8, Fit, bool)> {
        let mut best = None;
        self.each_spelling(unit, &query.words, query.errors_max, &mut |spelt| {
            let rest = &query.words[spelt.taken..];
            let errors_left = query.errors_max - spelt.errors;
            if let Some(errors) = self.narrows(unit, rest, errors_left) {
                let found = (spelt.errors + errors, spelt.fit, !rest.is_empty());
                best = Some(best.map_or(found, |best| found.min(best)));
            }
        });
        best
    }

    /// With how many typing errors at least the words spell names of units above this one, going
    /// upward; none if they do not.
    fn narrows(&self, unit: &Unit, words: &[TypedWord], errors_max: u8) -> Option<u8> {
        if words.is_empty() {
            return Some(0);
        }
        let mut fewest: Option<u8> = None;
        for above in self.path(unit).skip(1) {
            self.each_spelling(above, words, errors_max, &mut |spelt| {
                if spelt.fit == Fit::InsideName {
                    return;
                }
                let rest = &words[spelt.taken..];
                if let Some(errors) = self.narrows(above, rest, errors_max - spelt.errors) {
                    let errors = spelt.errors + errors;
                    fewest = Some(fewest.map_or(errors, |fewest| fewest.min(errors)));
                }
            });
        }
        fewest
    }

    /// Hands on each way in which the first of the words spell the unit's name.
    fn each_spelling(
        &self,
        unit: &Unit,
        words: &[TypedWord],
        errors_max: u8,
        take: &mut impl FnMut(Spelt),
    ) {
        let index = self.search_index();
        let name = index.name(unit);
        let mut from_the_start = |before: usize, errors: u8| {
            if words
                .get(before)
                .is_some_and(|word| word.is_initials_of(unit.position))
            {
                take(Spelt {
                    fit: Fit::WholeName,
                    taken: before + 1,
                    errors,
                });
            }
            if let Some(spelt) = spelling(name, &words[before..], errors_max - errors) {
                take(Spelt {
                    taken: spelt.taken + before,
                    errors: spelt.errors + errors,
                    ..spelt
                });
            }
        };
        from_the_start(0, 0);
        if words[0].abbreviates(unit.kind) {
            from_the_start(1, 0);
        }
        // The type alone says nothing: the name follows it.
        let type_words = index.type_words(unit.kind);
        if let Some(spelt) = spelling(type_words, words, errors_max)
            && spelt.taken == type_words.len()
        {
            from_the_start(spelt.taken, spelt.errors);
        }
        for inside in 1..name.len() {
            if let Some(spelt) = spelling(&name[inside..], words, errors_max) {
                take(Spelt {
                    fit: Fit::InsideName,
                    ..spelt
                });
            }
        }
    }
}

/// How the first of the words typed spell the name from its beginning, taking as many as go
/// together.
fn spelling(name: &[WordNumber], words: &[TypedWord], errors_max: u8) -> Option<Spelt> {
    let mut taken = 0;
    let mut errors = 0;
    let mut is_whole = true;
    for (own, typed) in std::iter::zip(name, words) {
        match typed.likeness(*own) {
            Some(Likeness::Same) => {}
            Some(Likeness::Beginning) => is_whole = false,
            Some(Likeness::OneSlip) if errors < errors_max => errors += 1,
            Some(Likeness::OneSlip) | None => break,
        }
        taken += 1;
    }
    let fit = if is_whole && taken == name.len() {
        Fit::WholeName
    } else {
        Fit::NameBegins
    };
    (taken > 0).then_some(Spelt { fit, taken, errors })
}
