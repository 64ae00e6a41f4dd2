//! Records that are one person's where several may be: told, so that an agency can look at them.

use super::Duplicate;
use super::graph::PersonSet;
use crate::settle::{Candidates, Settled};

/// Which matches share their person with a surer one, in the order of records: of equally sure ones with the earlier.
pub(crate) fn duplicates(
    candidates: &Candidates,
    settled: &[Settled],
    match_from: f64,
) -> Vec<Duplicate> {
    let of = |(record, it): (usize, &Settled)| {
        let pair = it.pair.filter(|_| it.probability >= match_from)?;
        Some((candidates.pairs[pair as usize].person, record as u32))
    };
    let matches = || settled.iter().enumerate().filter_map(of);
    let persons = matches().map(|(person, _)| person as usize + 1).max();
    let persons = persons.unwrap_or(0);
    let (mut once, mut twice) = (PersonSet::of(persons), PersonSet::of(persons));
    for (person, _) in matches() {
        if !once.add(person) {
            twice.add(person);
        }
    }
    let mut shared: Vec<(u32, u32)> = matches().filter(|it| twice.has(it.0)).collect();
    let sureness = |record: u32| settled[record as usize].probability;
    shared.sort_by(|one, other| {
        let surer = sureness(other.1).total_cmp(&sureness(one.1));
        one.0.cmp(&other.0).then(surer).then(one.1.cmp(&other.1))
    });
    let of_one_person = shared.chunk_by(|one, other| one.0 == other.0);
    let mut duplicates: Vec<Duplicate> = of_one_person
        .flat_map(|group| group[1..].iter().map(|it| (it.1, group[0].1)))
        .collect();
    duplicates.sort_unstable();
    duplicates
}
