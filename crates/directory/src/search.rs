//! Finding units, of today and before, by what people type.

mod index;
mod matching;
mod query;
mod typing_error;

pub(crate) use index::SearchIndex;

use danh_vocabulary::UnitLevel;
use jiff::civil::Date;

use crate::directory::Directory;
use crate::successor::Today;
use crate::unit::Unit;
use matching::Fit;
use query::{Query, TypingErrors};

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub struct UnitSearch<'a> {
    /// The unit's name or its beginning, with or without its type, then words of the units above
    /// it to narrow down: `phuc xa ba dinh`. Accents and case do not matter; the beginning of a
    /// word is enough. Types may be abbreviated as on envelopes (`P.`, `Q.`, `H.`, `X.`, `TX`,
    /// `TT`, `TP`), and a province of three or more syllables too (`TP.HCM`, `BRVT`). When
    /// nothing is spelt so, one letter may be wrong, missing, too many or swapped.
    pub text: &'a str,
    /// Only units that exist on that day; none for those of all times.
    pub on: Option<Date>,
    /// Only units of that level; none for all.
    pub level: Option<UnitLevel>,
    /// How many at most.
    pub limit: usize,
}

/// A unit that was found, and how it is called today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundUnit<'a> {
    /// The unit that bears, or bore, the name.
    pub unit: &'a Unit,
    /// What it is today.
    pub today: Today<'a>,
}

/// How good a find is; less is better.
type Rank = (u8, Fit, bool, UnitLevel, bool, usize);

impl<'a> FoundUnit<'a> {
    /// The unit to go on with: the one found if it still exists, else the one to assume since.
    pub fn now(&self) -> Option<&'a Unit> {
        self.today.default_unit()
    }

    /// Since when the ground of the unit has another name; none if it still has this one.
    pub fn renamed_on(&self) -> Option<Date> {
        match self.today {
            Today::Unchanged(_) => None,
            Today::Whole(_) | Today::Split { .. } | Today::Unrecorded { .. } => {
                self.unit.life.until.and_then(|last| last.tomorrow().ok())
            }
        }
    }
}

impl Directory {
    /// The units that fit, best first: rightly typed before not, the whole name before its
    /// beginning, larger units before smaller, living before former.
    pub fn search(&self, search: UnitSearch<'_>) -> Vec<&Unit> {
        let mut ranks = self.ranks(search);
        if search.limit < ranks.len() {
            ranks.select_nth_unstable(search.limit);
            ranks.truncate(search.limit);
        }
        ranks.sort_unstable();
        self.units_of(&ranks).collect()
    }

    /// The units that fit, in the same order, each with what it is called on `today`: whoever
    /// types an old name is led to the new one. An old unit is left out where the list has the
    /// one that took its place under its name.
    pub fn find<'a>(&'a self, search: UnitSearch<'_>, today: Date) -> Vec<FoundUnit<'a>> {
        let mut ranks = self.ranks(search);
        ranks.sort_unstable();
        let mut found: Vec<FoundUnit<'a>> = Vec::new();
        for unit in self.units_of(&ranks) {
            if found.len() == search.limit {
                break;
            }
            let today = self.today_of_unit(unit, today);
            let is_told = |other: &FoundUnit<'_>| {
                today.default_unit() == Some(other.unit)
                    && (unit.kind, &unit.name) == (other.unit.kind, &other.unit.name)
            };
            if !found.iter().any(is_told) {
                found.push(FoundUnit { unit, today });
            }
        }
        found
    }

    fn units_of<'a>(&'a self, ranks: &[Rank]) -> impl Iterator<Item = &'a Unit> {
        ranks.iter().map(|(.., position)| &self.units[*position])
    }

    fn ranks(&self, search: UnitSearch<'_>) -> Vec<Rank> {
        let index = self.search_index();
        let mut query = Query::read(search.text, index, TypingErrors::None);
        let mut found = self.matches(&query);
        if found.is_empty() {
            query = Query::read(search.text, index, TypingErrors::One);
            found = self.matches(&query);
        }
        found.retain(|(.., position)| {
            let unit = &self.units[*position];
            search.on.is_none_or(|day| unit.life.contains(day))
                && search.level.is_none_or(|level| unit.level() == level)
        });
        found
    }

    /// Whatever fits, of all times and levels.
    fn matches(&self, query: &Query) -> Vec<Rank> {
        if query.words.is_empty() {
            return Vec::new();
        }
        let ranks = self.units.iter().filter_map(|unit| {
            let (errors, fit, is_narrowed) = self.match_of(unit, query)?;
            let is_former = unit.life.until.is_some();
            Some((
                errors,
                fit,
                is_narrowed,
                unit.level(),
                is_former,
                unit.position,
            ))
        });
        ranks.collect()
    }
}

#[cfg(test)]
mod tests;
