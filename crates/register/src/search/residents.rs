//! Who lives in a commune, also by addresses that were written when it had another name and other borders.

use std::collections::BTreeSet;

use danh_directory::{Directory, Life, Successor, Unit};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{PersonId, UnitCode, UnitLevel};
use jiff::civil::Date;

use super::asked_name::AskedName;
use super::matched::{DateFit, Match};
use super::near_names::near_names;
use super::queries::{self, Addresses};

/// Of so few words none may be the surname: then all names in the commune are looked through.
const WORDS_WITHOUT_SURNAME: usize = 2;

/// The units whose residents live in a commune: itself, and those that went into it.
///
/// An address in a unit that was divided counts for the one to assume until its holder says otherwise: see
/// [`Today`](danh_directory::Today).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residents {
    /// A code means one unit at a time, so each comes with the days on which it was that one.
    units: Vec<(UnitCode, Life)>,
}

impl Residents {
    /// Of the commune that a code means on a day; none when it means none.
    pub fn of(directory: &Directory, code: UnitCode, on: Date) -> Option<Self> {
        let unit = directory.unit(code, on)?;
        (unit.level() == UnitLevel::Commune).then(|| {
            let mut units = Vec::new();
            collect(directory, unit, &mut units);
            Self { units }
        })
    }

    fn addresses(&self) -> impl Iterator<Item = Addresses> {
        self.units.iter().map(|(code, life)| Addresses {
            code: code.to_string(),
            from: life.from.map_or_else(String::new, |day| day.to_string()),
            until: life
                .until
                .map_or_else(|| "~".to_owned(), |day| day.to_string()),
        })
    }
}

/// A change of a unit's territory makes a new unit, so whatever went into one ended the day before it was founded.
fn collect(directory: &Directory, unit: &Unit, units: &mut Vec<(UnitCode, Life)>) {
    units.push((unit.code, unit.life));
    let before = unit.life.from.and_then(|first| first.yesterday().ok());
    let Some(last_day) = before else { return };
    for former in directory.units_on(unit.level(), last_day) {
        let went_into = |successor: Successor<'_>| successor.is_default && successor.unit == unit;
        if former.life.until == Some(last_day) && directory.successors(former).any(went_into) {
            collect(directory, former, units);
        }
    }
}

/// The first residents in the order of their names.
pub(super) fn first_residents(
    tx: &mut Tx<'_>,
    of: &Residents,
    wanted: usize,
) -> Result<Vec<PersonId>, StoreError> {
    let limit = i64::try_from(wanted).unwrap_or(i64::MAX);
    let mut found = Vec::new();
    for at in of.addresses() {
        found.extend(queries::first_residents(tx, &at, limit)?);
    }
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, person)| person).collect())
}

/// The residents who may be meant by a name, the best first.
pub(super) fn residents_named(
    tx: &mut Tx<'_>,
    of: &Residents,
    asked: &AskedName,
) -> Result<Vec<(PersonId, Match)>, StoreError> {
    let near = near_names(tx, asked)?;
    let names: Vec<&str> = near.iter().map(String::as_str).collect();
    let mut found = BTreeSet::new();
    for at in of.addresses() {
        found.extend(queries::residents_named(tx, &at, &names)?);
        if asked.words().len() <= WORDS_WITHOUT_SURNAME {
            let pattern = format!("%{}%", asked.words().join("%"));
            found.extend(queries::residents_like(tx, &at, &pattern)?);
        }
    }
    let mut ranked: Vec<(String, PersonId, Match)> = found
        .into_iter()
        .filter_map(|(folded, person)| {
            let matched = Match {
                name: asked.differences(&folded)?,
                date: DateFit::Fits,
            };
            (matched.score() >= Match::SCORE_MIN).then_some((folded, person, matched))
        })
        .collect();
    // Stable: those who match as well as others stay in the order of their names.
    ranked.sort_by_key(|(.., matched)| std::cmp::Reverse(matched.score()));
    let ranked = ranked
        .into_iter()
        .map(|(_, person, matched)| (person, matched));
    Ok(ranked.collect())
}
