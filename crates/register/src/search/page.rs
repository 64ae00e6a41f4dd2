//! From who may be meant to the page that somebody sees.

use std::collections::HashSet;

use danh_store::{StoreError, Tx};
use danh_vocabulary::{Name, PersonId, fold};

use super::by_name::Candidate;
use super::matched::{Match, NameDifference};
use super::{Found, FoundBy, FoundPerson, Search, SearchPage, queries};
use crate::person::{PersonState, Viewer};
use crate::person_queries::person_by_id;

/// Persons asked about at a time whether they are protected.
const ASKED_AT_ONCE: usize = 64;
/// Names read to tell which have the accents that were typed; where more have the same letters, accents say little.
const ACCENTS_READ_MAX: usize = 64;
/// Records merged one into the other at the most; a chain is as long only by mistake.
const MERGES_MAX: usize = 8;

/// A person in the order of the answer.
#[derive(Debug, Clone)]
pub(super) struct Ranked {
    pub(super) person: PersonId,
    pub(super) found_by: FoundBy,
}

impl Ranked {
    pub(super) fn all(
        persons: impl IntoIterator<Item = PersonId>,
        found_by: &FoundBy,
    ) -> Vec<Self> {
        let ranked = persons.into_iter().map(|person| Self {
            person,
            found_by: found_by.clone(),
        });
        ranked.collect()
    }
}

/// Reads the persons of a page. Who is hidden from the viewer does not count.
pub(super) fn read(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    wanted: &Search,
    ranked: &[Ranked],
    page: SearchPage,
) -> Result<Found, StoreError> {
    let end = page.offset.saturating_add(page.size);
    // One more than the page has, so that it is known whether there is a next.
    let visible = first_visible(tx, viewer, ranked, end.saturating_add(1))?;
    let (mut persons, mut seen) = (Vec::new(), HashSet::new());
    for ranked in visible.iter().skip(page.offset).take(page.size) {
        let Some(found) = found_person(tx, viewer, wanted, ranked)? else {
            continue;
        };
        if seen.insert(found.person) {
            persons.push(found);
        }
    }
    Ok(Found {
        persons,
        more: visible.len() > end,
    })
}

fn first_visible<'a>(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    ranked: &'a [Ranked],
    enough: usize,
) -> Result<Vec<&'a Ranked>, StoreError> {
    let mut visible = Vec::new();
    for chunk in ranked.chunks(ASKED_AT_ONCE) {
        if visible.len() >= enough {
            break;
        }
        let hidden = hidden_among(tx, viewer, chunk)?;
        visible.extend(
            chunk
                .iter()
                .filter(|ranked| !hidden.contains(&ranked.person)),
        );
    }
    Ok(visible)
}

fn hidden_among(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    ranked: &[Ranked],
) -> Result<HashSet<PersonId>, StoreError> {
    let persons: Vec<PersonId> = ranked.iter().map(|ranked| ranked.person).collect();
    let mut hidden = HashSet::new();
    for person in queries::protected_among(tx, &persons)? {
        let state = person_by_id(tx, person)?;
        if state.is_none_or(|(_, state)| !state.is_visible_to(viewer)) {
            hidden.insert(person);
        }
    }
    Ok(hidden)
}

/// The person as they stand now; in place of a second record of somebody, the one that is read.
fn found_person(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    wanted: &Search,
    ranked: &Ranked,
) -> Result<Option<FoundPerson>, StoreError> {
    let mut person = ranked.person;
    for _ in 0..MERGES_MAX {
        let Some((_, state)) = person_by_id(tx, person)? else {
            return Ok(None);
        };
        if let Some(survivor) = state.merged_into {
            person = survivor;
            continue;
        }
        let is_another = person != ranked.person;
        return Ok(state.is_visible_to(viewer).then(|| FoundPerson {
            person,
            found_by: if is_another {
                FoundBy::MergedRecord
            } else {
                explained(wanted, &ranked.found_by, &state)
            },
            state,
        }));
    }
    Ok(None)
}

/// What only the state can tell: whether the number still holds, and which of the names it was.
fn explained(wanted: &Search, found_by: &FoundBy, state: &PersonState) -> FoundBy {
    match (wanted, found_by) {
        (Search::Number(number), _) if state.number() != Some(*number) => FoundBy::CancelledNumber,
        (Search::Name { name, .. }, FoundBy::Name(matched)) => by_which_name(name, matched, state),
        (
            Search::Unit {
                name: Some(name), ..
            },
            FoundBy::Name(matched),
        ) => with_accents(name, &state.identity.name, matched.clone(), FoundBy::Name),
        _ => found_by.clone(),
    }
}

fn by_which_name(typed: &str, matched: &Match, state: &PersonState) -> FoundBy {
    let asked = super::AskedName::parse(typed);
    let differences = |name: &Name| asked.as_ref()?.differences(&name.folded());
    let letters: Vec<_> = without_accents(&matched.name).collect();
    let is_meant = |name: &&Name| differences(name).is_some_and(|found| found == letters);
    let bears = &state.identity.name;
    match state.all_names().find(is_meant) {
        Some(name) if name != bears => {
            with_accents(typed, name, matched.clone(), FoundBy::OtherName)
        }
        _ => with_accents(typed, bears, matched.clone(), FoundBy::Name),
    }
}

fn without_accents(differences: &[NameDifference]) -> impl Iterator<Item = NameDifference> {
    let accents = |it: &NameDifference| *it == NameDifference::Accents;
    differences.iter().copied().filter(move |it| !accents(it))
}

/// Says too that accents differ, where nothing else does.
fn with_accents(
    typed: &str,
    on_record: &Name,
    mut matched: Match,
    found_by: fn(Match) -> FoundBy,
) -> FoundBy {
    if matched.name.is_empty() && !is_typed_as(typed, on_record) {
        matched.name.push(NameDifference::Accents);
    }
    found_by(matched)
}

fn is_typed_as(typed: &str, on_record: &Name) -> bool {
    let typed: Result<Name, _> = typed.parse();
    typed.is_ok_and(|typed| typed.as_str().to_lowercase() == on_record.as_str().to_lowercase())
}

/// Among those with the letters that were typed, those with the accents that were typed come first.
pub(super) fn put_same_accents_first(
    tx: &mut Tx<'_>,
    typed: &str,
    candidates: &mut [Candidate],
) -> Result<(), StoreError> {
    let same_letters = |candidate: &Candidate| candidate.matched.name.is_empty();
    let many = candidates.iter().filter(|it| same_letters(it)).count();
    // Who typed no accents did not ask for any.
    if !(2..=ACCENTS_READ_MAX).contains(&many) || typed.to_lowercase() == fold(typed) {
        return Ok(());
    }
    for candidate in candidates.iter_mut().filter(|it| same_letters(it)) {
        let Some((_, state)) = person_by_id(tx, candidate.person)? else {
            continue;
        };
        if !state.all_names().any(|name| is_typed_as(typed, name)) {
            candidate.matched.name.push(NameDifference::Accents);
        }
    }
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.matched.score()));
    Ok(())
}
