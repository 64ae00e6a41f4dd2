//! Persons by name and birth date, the best match first.
//!
//! Two ways meet here. Where a whole date is asked for, everybody born on it is compared, whatever was typed wrong in the name; so
//! many people share a birthday as can be compared in a millisecond or two. Where very many do (a whole year, 1 January of old
//! cohorts, no date at all), people are looked up by the names near the one typed.

use std::collections::HashSet;

use danh_store::{StoreError, Tx};
use danh_vocabulary::{PartialDate, PersonId};

use super::asked_name::AskedName;
use super::dates;
use super::matched::{Match, NameDifference};
use super::near_names::near_names;
use super::queries::{self, NameRow, Span};

/// Persons ranked for one question at the most.
pub(crate) const CANDIDATES_MAX: usize = 2_000;
/// Persons of one near name at the most.
const NEAR_NAME_ROWS: i64 = 200;
/// Near names looked for among those with an uncertain date when a whole one was asked for.
const NAMES_BESIDE_A_DAY: usize = 64;
/// Persons with one birthday that are compared one by one; more are looked up by name.
const BIRTHDAY_ROWS: usize = 6_000;

/// A person who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) person: PersonId,
    /// The name by which they are filed, folded: the one they bear or one of the others.
    pub(crate) folded_name: String,
    pub(crate) born: String,
    pub(crate) matched: Match,
}

/// Everybody who may be meant, each once, the best first, in an order that is the same each time.
pub(crate) fn candidates_by_name(
    tx: &mut Tx<'_>,
    asked: &AskedName,
    born: Option<PartialDate>,
) -> Result<Vec<Candidate>, StoreError> {
    let near = near_names(tx, asked)?;
    let rows = match born {
        Some(day) if day.is_day() => born_about(tx, &near, asked, day)?,
        Some(partial) => born_in(tx, &near, partial)?,
        None => in_spans(tx, &near, &[Written::any()])?,
    };
    Ok(ranked(asked, born, rows))
}

fn ranked(asked: &AskedName, born: Option<PartialDate>, rows: Vec<NameRow>) -> Vec<Candidate> {
    // Rows come name by name: each name is compared once.
    let mut compared: (String, Option<Vec<NameDifference>>) = (String::new(), None);
    let mut ranked: Vec<(u16, Candidate)> = rows
        .into_iter()
        .filter_map(|row| {
            if row.folded_name != compared.0 {
                compared = (row.folded_name.clone(), asked.differences(&row.folded_name));
            }
            let name = compared.1.clone()?;
            let date = dates::date_fit(born, row.born.parse().ok()?)?;
            let matched = Match { name, date };
            let score = matched.score();
            let candidate = Candidate {
                person: row.person,
                folded_name: row.folded_name,
                born: row.born,
                matched,
            };
            (score >= Match::SCORE_MIN).then_some((score, candidate))
        })
        .collect();
    ranked.sort_unstable_by(|(score, one), (other_score, other)| {
        (other_score, &one.folded_name, &one.born, one.person).cmp(&(
            score,
            &other.folded_name,
            &other.born,
            other.person,
        ))
    });
    let mut seen = HashSet::with_capacity(ranked.len());
    let candidates = ranked.into_iter().map(|(_, candidate)| candidate);
    candidates
        .filter(|candidate| seen.insert(candidate.person))
        .take(CANDIDATES_MAX)
        .collect()
}

/// Birth dates by how they are written: all texts between two, both included.
struct Written {
    from: String,
    until: String,
}

impl Written {
    fn any() -> Self {
        Self {
            from: String::new(),
            until: "~".to_owned(),
        }
    }

    fn exactly(date: PartialDate) -> Self {
        Self {
            from: date.to_string(),
            until: date.to_string(),
        }
    }

    /// The year or the month, and everything in it.
    fn within(date: PartialDate) -> Self {
        Self {
            from: date.to_string(),
            until: format!("{date}~"),
        }
    }

    /// The year alone, its first month alone, and its first day, which stand next to each other.
    fn year_alone(year: i16) -> Self {
        Self {
            from: format!("{year:04}"),
            until: format!("{year:04}-01-01"),
        }
    }
}

/// Those with a near name in any of the spans, the nearest names first, until there are enough.
fn in_spans(
    tx: &mut Tx<'_>,
    near: &[String],
    written: &[Written],
) -> Result<Vec<NameRow>, StoreError> {
    let (exact, others) = near.split_at(near.len().min(1));
    let all = i64::try_from(CANDIDATES_MAX).unwrap_or(i64::MAX);
    let mut rows = queries::names_in_spans(tx, &spans(exact, written), all)?;
    for names in others.chunks(16) {
        if rows.len() >= CANDIDATES_MAX {
            break;
        }
        rows.extend(queries::names_in_spans(
            tx,
            &spans(names, written),
            NEAR_NAME_ROWS,
        )?);
    }
    Ok(rows)
}

fn spans<'a>(near: &'a [String], written: &'a [Written]) -> Vec<Span<'a>> {
    let of_name = |near: &'a String| {
        written.iter().map(move |written| Span {
            name: near,
            from: &written.from,
            until: &written.until,
        })
    };
    near.iter().flat_map(of_name).collect()
}

/// In a year or a month of it. A person on record by year only is wanted too when a month is given.
fn born_in(
    tx: &mut Tx<'_>,
    near: &[String],
    born: PartialDate,
) -> Result<Vec<NameRow>, StoreError> {
    let mut written = vec![Written::within(born)];
    if born.month().is_some()
        && let Ok(year) = PartialDate::of_year(born.year())
    {
        written.push(Written::exactly(year));
    }
    in_spans(tx, near, &written)
}

/// On a day or on one that is easily taken for it.
fn born_about(
    tx: &mut Tx<'_>,
    near: &[String],
    asked: &AskedName,
    day: PartialDate,
) -> Result<Vec<NameRow>, StoreError> {
    let mut rows = Vec::new();
    let mut written = vec![Written::year_alone(day.year())];
    if let Ok(month) = PartialDate::from_ymd(day.year(), day.month(), None) {
        written.push(Written::exactly(month));
    }
    for date in [Some(day), dates::swapped(day)].into_iter().flatten() {
        // As many papers say 1 January as know the year alone.
        let is_crowded = date.month() == Some(1) && date.day() == Some(1);
        let everybody = if is_crowded {
            None
        } else {
            queries::names_born(tx, &date.to_string(), BIRTHDAY_ROWS)?
        };
        match everybody {
            Some(everybody) => rows.extend(everybody),
            None => written.push(Written::exactly(date)),
        }
    }
    let nearest = &near[..near.len().min(NAMES_BESIDE_A_DAY)];
    rows.extend(in_spans(tx, nearest, &written)?);
    rows.extend(other_dates(tx, asked, day)?);
    Ok(rows)
}

/// Those with exactly the name whose date has a wrong digit somewhere.
fn other_dates(
    tx: &mut Tx<'_>,
    asked: &AskedName,
    day: PartialDate,
) -> Result<Vec<NameRow>, StoreError> {
    let mut written: Vec<Written> = dates::other_years(day)
        .into_iter()
        .map(Written::exactly)
        .collect();
    written.extend(PartialDate::of_year(day.year()).ok().map(Written::within));
    let spans: Vec<Span<'_>> = written
        .iter()
        .map(|written| Span {
            name: asked.folded(),
            from: &written.from,
            until: &written.until,
        })
        .collect();
    queries::names_in_spans(tx, &spans, NEAR_NAME_ROWS)
}
