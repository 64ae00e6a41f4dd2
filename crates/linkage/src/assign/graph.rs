//! The records that contend for persons, and their likely candidates.

use std::ops::Range;

use crate::model::{Model, Weights};
use crate::settle::{Candidates, Settled};

/// A link that has less than this share of its record's odds counts as one of many strangers.
const SHARE_MIN: f64 = 1e-4;

/// Links between contending records and persons, by record.
#[derive(Debug)]
pub(super) struct Graph {
    /// The records, ascending.
    pub(super) records: Vec<u32>,
    /// Where each record's links begin, and the end of the last.
    pub(super) starts: Vec<usize>,
    /// By link: the person, counted from 0.
    pub(super) persons: Vec<u32>,
    /// By link: its odds against nobody being the record's.
    pub(super) odds: Vec<f64>,
    /// By link: its place among the candidates.
    pub(super) pairs: Vec<u32>,
    /// How many persons there are.
    pub(super) persons_total: usize,
    /// The links by person, and where each person's begin.
    by_person: Vec<usize>,
    person_starts: Vec<usize>,
    /// Records that no longer contend.
    pub(super) is_out: Vec<bool>,
    pub(super) weights_of_levels: Weights,
}

impl Graph {
    /// The records of which a likely person is likely for another one, too.
    pub(super) fn of_contended(
        model: &Model,
        candidates: &Candidates,
        settled: &[Settled],
    ) -> Self {
        let reader = OddsReader::new(model);
        let contended = contended(&reader, candidates, settled);
        let mut graph = Self {
            records: Vec::new(),
            starts: vec![0],
            persons: Vec::new(),
            odds: Vec::new(),
            pairs: Vec::new(),
            persons_total: 0,
            by_person: Vec::new(),
            person_starts: Vec::new(),
            is_out: Vec::new(),
            weights_of_levels: reader.weights.clone(),
        };
        for (record, it) in settled.iter().enumerate() {
            let Some(pair) = it.pair else { continue };
            let has_rivals_for = contended.has(candidates.pairs[pair as usize].person);
            if it.probability > 1.0 - SHARE_MIN && !has_rivals_for {
                continue;
            }
            let likely = reader.likely(candidates, record);
            let is_in = likely.links.iter().any(|(pair, _)| {
                let person = candidates.pairs[*pair as usize].person;
                contended.has(person)
            });
            if !is_in {
                continue;
            }
            graph.records.push(record as u32);
            for (pair, odds) in likely.links {
                graph.pairs.push(pair);
                graph.odds.push(odds / likely.of_nobody);
                graph.persons.push(candidates.pairs[pair as usize].person);
            }
            graph.starts.push(graph.pairs.len());
        }
        graph.number_persons();
        graph.is_out = vec![false; graph.records.len()];
        graph
    }

    /// From links: record, person, odds; for tests.
    #[cfg(test)]
    pub(super) fn of_links(records: usize, links: &[(usize, u32, f64)]) -> Self {
        let mut graph = Self {
            records: (0..records as u32).collect(),
            starts: vec![0],
            persons: Vec::new(),
            odds: Vec::new(),
            pairs: (0..links.len() as u32).collect(),
            persons_total: 0,
            by_person: Vec::new(),
            person_starts: Vec::new(),
            is_out: vec![false; records],
            weights_of_levels: Weights([[0.0; 16]; crate::layout::COMPARISONS_MAX]),
        };
        for record in 0..records {
            for (_, person, odds) in links.iter().filter(|it| it.0 == record) {
                graph.persons.push(*person);
                graph.odds.push(*odds);
            }
            graph.starts.push(graph.persons.len());
        }
        graph.number_persons();
        graph
    }

    fn number_persons(&mut self) {
        let mut all = self.persons.clone();
        all.sort_unstable();
        all.dedup();
        for person in &mut self.persons {
            let place = all.binary_search(person).expect("it is among them");
            *person = place as u32;
        }
        self.persons_total = all.len();
        self.person_starts = vec![0; all.len() + 1];
        for person in &self.persons {
            self.person_starts[*person as usize + 1] += 1;
        }
        for person in 0..all.len() {
            self.person_starts[person + 1] += self.person_starts[person];
        }
        self.by_person = (0..self.persons.len()).collect();
        self.by_person.sort_by_key(|link| self.persons[*link]);
    }

    /// The links of a record.
    pub(super) fn links_of(&self, record: usize) -> Range<usize> {
        self.starts[record]..self.starts[record + 1]
    }

    /// The links of a person, in the order of records.
    pub(super) fn links_to(&self, person: usize) -> &[usize] {
        &self.by_person[self.person_starts[person]..self.person_starts[person + 1]]
    }
}

/// Works out odds as settling does.
struct OddsReader<'a> {
    model: &'a Model,
    weights: Weights,
    prior: f64,
}

/// What may well be a record's: places of candidates with their odds, and all else.
struct Likely {
    links: Vec<(u32, f64)>,
    of_nobody: f64,
}

impl<'a> OddsReader<'a> {
    fn new(model: &'a Model) -> Self {
        Self {
            model,
            weights: model.weights(),
            prior: model.log_odds_before(),
        }
    }

    fn likely(&self, candidates: &Candidates, record: usize) -> Likely {
        let odds = |at: usize| {
            let pair = &candidates.pairs[at];
            let weight = f64::from(self.weights.of(pair.levels) + pair.rarity);
            self.model.calibration.of(weight + self.prior).exp2()
        };
        let all: Vec<(u32, f64)> = candidates
            .range(record)
            .map(|at| (at as u32, odds(at)))
            .collect();
        let sum = 1.0 + all.iter().map(|(_, odds)| odds).sum::<f64>();
        let (links, rest): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|(_, odds)| odds / sum >= SHARE_MIN);
        let of_rest: f64 = rest.iter().map(|(_, odds)| odds).sum();
        Likely {
            links,
            of_nobody: 1.0 + of_rest,
        }
    }
}

/// The persons who are likely for more than one record.
fn contended(reader: &OddsReader<'_>, candidates: &Candidates, settled: &[Settled]) -> PersonSet {
    let persons = candidates.pairs.iter().map(|pair| pair.person).max();
    let persons = persons.map_or(0, |most| most as usize + 1);
    let (mut once, mut twice) = (PersonSet::of(persons), PersonSet::of(persons));
    let mut meet = |person: u32| {
        if !once.add(person) {
            twice.add(person);
        }
    };
    for (record, settled) in settled.iter().enumerate() {
        // Most have one candidate, or one beside whom nobody counts.
        match settled.pair {
            Some(pair) if settled.probability > 1.0 - SHARE_MIN => {
                meet(candidates.pairs[pair as usize].person);
            }
            Some(_) => {
                for (pair, _) in reader.likely(candidates, record).links {
                    meet(candidates.pairs[pair as usize].person);
                }
            }
            None => {}
        }
    }
    twice
}

/// Persons as bits.
pub(super) struct PersonSet(Vec<u64>);

impl PersonSet {
    pub(super) fn of(persons: usize) -> Self {
        Self(vec![0; persons.div_ceil(64)])
    }

    /// Adds a person; whether it was not there.
    pub(super) fn add(&mut self, person: u32) -> bool {
        let (word, bit) = (person as usize / 64, 1 << (person % 64));
        let is_new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_new
    }

    pub(super) fn has(&self, person: u32) -> bool {
        self.0[person as usize / 64] >> (person % 64) & 1 != 0
    }
}
