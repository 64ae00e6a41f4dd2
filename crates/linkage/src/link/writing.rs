//! The answer on disk.

use super::{LinkError, LinkSummary, Run};
use crate::assign::Duplicate;
use crate::block::BY_NUMBER;
use crate::compare::level::Levels;
use crate::output::{Output, OutputRow};
use crate::progress::{Meter, Stage};
use crate::read::{Chosen, Ids};
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
        let total = settled.len() as u64;
        let meter = Meter::begin(self.tell, Stage::Write, total);
        let person = |it: &Settled| it.pair.map(|pair| candidates.pairs[pair as usize].person);
        let shown = |it: &&Settled| self.decision(it.probability) > 0;
        let wanted = settled.iter().filter(shown).filter_map(person);
        let wanted = Chosen::of(wanted, self.prepared.register.len());
        let column = &job.config.register.id;
        let persons = Ids::read(&job.register, column, Some(&wanted), job.threads)?;
        let column = &job.config.records.id;
        let records = Ids::read(&job.records, column, None, job.threads)?;
        let repeated = self.repeated_ids(duplicates)?;
        let repeats = |record: usize| {
            let found = duplicates.binary_search_by_key(&record, |it| it.0 as usize);
            found.ok().map(|place| repeated[place].as_bytes())
        };
        let decision = |record: usize, it: &Settled| match repeats(record) {
            Some(_) if it.pair.is_none() => DUPLICATE,
            _ => self.decision(it.probability),
        };
        let mut decided = [0; 4];
        for (record, it) in settled.iter().enumerate() {
            decided[usize::from(decision(record, it))] += 1;
        }
        let last = methods.len() - 1;
        let row = |record: usize| {
            let it = &settled[record];
            let decision = decision(record, it);
            let pair = it.pair.map(|pair| &candidates.pairs[pair as usize]);
            let linked = pair.filter(|_| decision > 0);
            let place = linked.map(|pair| wanted.place(pair.person));
            OutputRow {
                record: records.bytes(record),
                person: place.map(|place| persons.bytes(place)),
                probability: it.probability,
                weight: pair.map(|_| it.weight),
                decision,
                method: pair.map(|pair| match pair.rule {
                    BY_NUMBER => last as u8,
                    rule => rule,
                }),
                duplicate_of: repeats(record),
                levels: pair.map_or(Levels::ALL_NONE, |pair| pair.levels),
            }
        };
        let comparisons = self.comparer.comparisons;
        let mut output = Output::create(&job.out, &DECISIONS, methods, comparisons)?;
        output.write(settled.len(), job.threads, row, |rows| {
            meter.add(rows as u64, total);
        })?;
        [summary.none, summary.possible, summary.matches, _] = decided;
        output.finish(summary)?;
        Ok(())
    }

    /// The ids of the records that duplicates repeat.
    fn repeated_ids(&self, duplicates: &[Duplicate]) -> Result<Vec<String>, LinkError> {
        let wanted = duplicates.iter().map(|it| it.1);
        let wanted = Chosen::of(wanted, self.prepared.records.len());
        let column = &self.job.config.records.id;
        let ids = Ids::read(&self.job.records, column, Some(&wanted), self.job.threads)?;
        let id = |(_, of): &Duplicate| ids.get(wanted.place(*of)).to_owned();
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
