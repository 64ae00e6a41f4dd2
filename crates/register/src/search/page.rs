//! From who may be meant to the page that somebody sees.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use danh_store::{StoreError, Tx};
use danh_vocabulary::{Name, PersonId, fold};

use super::by_name::Candidate;
use super::matched::{Match, NameDifference};
use super::{Found, FoundBy, FoundPerson, Search, SearchPage};
use crate::person::{PersonState, Viewer};
use crate::person_queries::{
    merged_among, person_by_id, persons_and_versions, protected_among, record_read,
};

/// Persons asked about at a time whether they are protected.
const ASKED_AT_ONCE: usize = 64;
/// Where fewer are wanted, a few more than these cost nothing.
const ASKED_AT_LEAST: usize = 8;
/// Names read to tell which have the accents that were typed; where more have the same letters, accents say little.
const ACCENTS_READ_MAX: usize = 64;

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

/// States that were read already, so that nobody is read twice for one answer.
#[derive(Debug, Default)]
pub(super) struct StatesRead(BTreeMap<PersonId, (u32, PersonState)>);

impl StatesRead {
    /// Reads those that were not.
    fn read(
        &mut self,
        tx: &mut Tx<'_>,
        persons: impl IntoIterator<Item = PersonId>,
    ) -> Result<(), StoreError> {
        let known = |person: &PersonId| self.0.contains_key(person);
        let unread: BTreeSet<PersonId> = persons.into_iter().filter(|it| !known(it)).collect();
        let unread: Vec<PersonId> = unread.into_iter().collect();
        self.0.extend(persons_and_versions(tx, &unread)?);
        Ok(())
    }
}

/// Somebody found whom the viewer may see.
struct Visible<'ranked> {
    ranked: &'ranked Ranked,
    /// The record that is read: the one found, or the one that it was merged into.
    read: PersonId,
}

/// Reads the persons of a page. Who is hidden from the viewer does not count, nor does a second record beside the first.
pub(super) fn read(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    wanted: &Search,
    (ranked, mut states): (&[Ranked], StatesRead),
    page: SearchPage,
) -> Result<Found, StoreError> {
    let end = page.offset.saturating_add(page.size);
    // One more than the page has, so that it is known whether there is a next.
    let visible = first_visible(tx, viewer, ranked, end.saturating_add(1))?;
    let shown = || visible.iter().skip(page.offset).take(page.size);
    states.read(tx, shown().map(|visible| visible.read))?;
    let persons = shown().filter_map(|visible| found_person(&mut states, wanted, visible));
    Ok(Found {
        persons: persons.collect(),
        more: visible.len() > end,
    })
}

fn first_visible<'ranked>(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    ranked: &'ranked [Ranked],
    enough: usize,
) -> Result<Vec<Visible<'ranked>>, StoreError> {
    let (mut visible, mut seen) = (Vec::new(), HashSet::new());
    let mut rest = ranked;
    while visible.len() < enough && !rest.is_empty() {
        let wanted = (enough - visible.len()).clamp(ASKED_AT_LEAST, ASKED_AT_ONCE);
        let (chunk, behind) = rest.split_at(wanted.min(rest.len()));
        rest = behind;
        let chunk = with_records_read(tx, chunk)?;
        let hidden = hidden_among(tx, viewer, &chunk)?;
        visible.extend(
            chunk
                .into_iter()
                .filter(|it| !hidden.contains(&it.read) && seen.insert(it.read)),
        );
    }
    Ok(visible)
}

fn with_records_read<'ranked>(
    tx: &mut Tx<'_>,
    ranked: &'ranked [Ranked],
) -> Result<Vec<Visible<'ranked>>, StoreError> {
    let persons: Vec<PersonId> = ranked.iter().map(|ranked| ranked.person).collect();
    let mut survivors = HashMap::new();
    for merged in merged_among(tx, &persons)? {
        if let Some((_, state)) = person_by_id(tx, merged)? {
            survivors.insert(merged, record_read(tx, merged, state)?.0);
        }
    }
    let read = |person: PersonId| survivors.get(&person).copied().unwrap_or(person);
    let with_read = ranked.iter().map(|ranked| Visible {
        ranked,
        read: read(ranked.person),
    });
    Ok(with_read.collect())
}

fn hidden_among(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    found: &[Visible<'_>],
) -> Result<HashSet<PersonId>, StoreError> {
    let persons: Vec<PersonId> = found.iter().map(|found| found.read).collect();
    let mut hidden = HashSet::new();
    for person in protected_among(tx, &persons)? {
        let state = person_by_id(tx, person)?;
        if state.is_none_or(|(_, state)| !state.is_visible_to(viewer)) {
            hidden.insert(person);
        }
    }
    Ok(hidden)
}

/// The person as they stand now.
fn found_person(
    states: &mut StatesRead,
    wanted: &Search,
    found: &Visible<'_>,
) -> Option<FoundPerson> {
    let (version, state) = states.0.remove(&found.read)?;
    let found_by = if found.read == found.ranked.person {
        explained(wanted, &found.ranked.found_by, &state)
    } else {
        FoundBy::MergedRecord
    };
    Some(FoundPerson {
        person: found.read,
        version,
        found_by,
        state,
    })
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
    states: &mut StatesRead,
) -> Result<(), StoreError> {
    let same_letters = |candidate: &Candidate| candidate.matched.name.is_empty();
    let many = candidates.iter().filter(|it| same_letters(it)).count();
    // Who typed no accents did not ask for any.
    if !(2..=ACCENTS_READ_MAX).contains(&many) || typed.to_lowercase() == fold(typed) {
        return Ok(());
    }
    let alike = candidates.iter().filter(|it| same_letters(it));
    states.read(tx, alike.map(|it| it.person))?;
    for candidate in candidates.iter_mut().filter(|it| same_letters(it)) {
        let Some((_, state)) = states.0.get(&candidate.person) else {
            continue;
        };
        if !state.all_names().any(|name| is_typed_as(typed, name)) {
            candidate.matched.name.push(NameDifference::Accents);
        }
    }
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.matched.score()));
    Ok(())
}
