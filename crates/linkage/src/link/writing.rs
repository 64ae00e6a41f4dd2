//! The answer on disk.

use super::{LinkError, LinkSummary, Run};
use crate::assign::Duplicate;
use crate::block::BY_NUMBER;
use crate::compare::level::Levels;
use crate::output::{Output, OutputRow};
use crate::read::Ids;
use crate::settle::{Candidates, Settled};

const DECISIONS: [&str; 4] = ["none", "possible", "match", "duplicate"];
const DUPLICATE: u8 = 3;

impl Run<'_> {
    /// Writes a row for every record, counts the decisions, and adds the summary.
    pub(super) fn write(
        &self,
        candidates: &Candidates,
        (settled, duplicates): (&[Settled], &[Duplicate]),
        methods: &[String],
        summary: &mut LinkSummary,
    ) -> Result<(), LinkError> {
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
        let repeated = self.repeated_ids(duplicates)?;
        let mut repeating = duplicates.iter().zip(&repeated).peekable();
        let comparisons = self.comparer.comparisons;
        let mut output = Output::create(&job.out, &DECISIONS, methods, comparisons)?;
        let mut decided = [0; 4];
        for (record, it) in settled.iter().enumerate() {
            let repeats = repeating.next_if(|(duplicate, _)| duplicate.0 as usize == record);
            let decision = match repeats {
                Some(_) if it.pair.is_none() => DUPLICATE,
                _ => self.decision(it.probability),
            };
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
                duplicate_of: repeats.map(|(_, id)| id.as_str()),
                levels: pair.map_or(Levels::ALL_NONE, |pair| pair.levels),
            })?;
        }
        [summary.none, summary.possible, summary.matches, _] = decided;
        output.finish(summary)?;
        Ok(())
    }

    /// The ids of the records that duplicates repeat.
    fn repeated_ids(&self, duplicates: &[Duplicate]) -> Result<Vec<String>, LinkError> {
        let mut wanted: Vec<u32> = duplicates.iter().map(|it| it.1).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let ids = Ids::read(
            &self.job.records,
            &self.job.config.records.id,
            (&self.prepared.record_starts, Some(&wanted)),
            self.job.threads,
        )?;
        let id = |(_, of): &Duplicate| {
            let place = wanted.binary_search(of).expect("it is among them");
            ids.get(place).to_owned()
        };
        Ok(duplicates.iter().map(id).collect())
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
