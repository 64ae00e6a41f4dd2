//! The answer on disk.

use super::{LinkError, Run};
use crate::block::BY_NUMBER;
use crate::compare::level::Levels;
use crate::output::{Output, OutputRow};
use crate::read::Ids;
use crate::settle::{Candidates, Settled};

const DECISIONS: [&str; 3] = ["none", "possible", "match"];

impl Run<'_> {
    /// Writes a row for every record; how many of each decision there were.
    pub(super) fn write(
        &self,
        candidates: &Candidates,
        settled: &[Settled],
        methods: &[String],
    ) -> Result<[u64; 3], LinkError> {
        let job = self.job;
        let person = |it: &Settled| it.pair.map(|pair| candidates.pairs[pair as usize].person);
        let shown = |it: &&Settled| self.decision(it.probability) > 0;
        let mut wanted: Vec<u32> = settled.iter().filter(shown).filter_map(person).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let register = &self.prepared.register;
        let persons = Ids::read(
            &job.register,
            &job.config.register.id,
            (&register.starts, Some(&wanted)),
            job.threads,
        )?;
        let starts = &self.prepared.record_starts;
        let records = Ids::read(
            &job.records,
            &job.config.records.id,
            (starts, None),
            job.threads,
        )?;
        let comparisons = self.comparer.comparisons;
        let mut output = Output::create(&job.out, &DECISIONS, methods, comparisons)?;
        let mut decided = [0; 3];
        for (record, it) in settled.iter().enumerate() {
            let decision = self.decision(it.probability);
            decided[usize::from(decision)] += 1;
            let pair = it.pair.map(|pair| &candidates.pairs[pair as usize]);
            let linked = pair.filter(|_| decision > 0);
            let place = linked.and_then(|pair| wanted.binary_search(&pair.person).ok());
            let last = methods.len() - 1;
            output.write(&OutputRow {
                record: records.get(record),
                person: place.map(|place| persons.get(place)),
                probability: it.probability,
                weight: pair.map(|_| it.weight),
                decision,
                method: pair.map(|pair| match pair.rule {
                    BY_NUMBER => last as u8,
                    rule => rule,
                }),
                levels: pair.map_or(Levels::ALL_NONE, |pair| pair.levels),
            })?;
        }
        output.finish()?;
        Ok(decided)
    }

    fn decision(&self, probability: f64) -> u8 {
        let config = self.job.config.decision;
        if probability >= config.match_from {
            2
        } else {
            u8::from(probability >= config.possible_from)
        }
    }
}
