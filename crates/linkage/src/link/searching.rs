//! The rules of a run, and what they find.

use std::ops::Range;

use super::first_pass::FirstPass;
use super::{LinkError, Run, learning};
use crate::block::{Choice, Found, Marks, Rule, Scratch, Search, choose, mark_agreements};
use crate::config::{ConfigError, LinkConfig};
use crate::model::Model;
use crate::parallel;
use crate::progress::{Meter, Stage};
use crate::read::SpillError;
use crate::settle::{Candidates, Settled, settle};

/// Pairs whose odds are less than two to this power are forgotten.
const KEPT_FROM: f32 = -16.0;
/// Records that rules are tried on and a model is learnt from.
const SAMPLE_RECORDS: usize = 20_000;
pub(super) const LEARNING_RECORDS: usize = 50_000;

impl Run<'_> {
    pub(super) fn rules(
        &self,
        first: &FirstPass,
        (by_number, settled): (&Candidates, &[Settled]),
        open: &[u32],
    ) -> Result<Vec<Rule>, LinkError> {
        if !learning::has_numbers(by_number) {
            return self.rules_for(first, open, (&[], false));
        }
        let known = self.agreements(by_number, settled)?;
        self.rules_for(first, open, (&known, true))
    }

    fn rules_for(
        &self,
        first: &FirstPass,
        open: &[u32],
        (known, found_by_number): (&[u32], bool),
    ) -> Result<Vec<Rule>, LinkError> {
        if !self.named_rules.is_empty() {
            return Ok(self.named_rules.clone());
        }
        let step = open.len().div_ceil(SAMPLE_RECORDS).max(1);
        let sample: Vec<u32> = open.iter().copied().step_by(step).collect();
        let records = self.prepared.records.gather(&sample)?;
        Ok(choose(&Choice {
            layout: self.comparer.layout,
            marks: &self.marks,
            persons: &first.sample,
            persons_total: self.prepared.register.len(),
            records: &records,
            records_total: open.len(),
            known,
            found_by_number,
        }))
    }

    /// In which marks pairs agree that are surely one person.
    fn agreements(
        &self,
        candidates: &Candidates,
        settled: &[Settled],
    ) -> Result<Vec<u32>, LinkError> {
        let sure = settled.iter().filter(|it| it.probability > 0.9);
        let sure: Vec<&Found> = sure
            .filter_map(|it| it.pair)
            .map(|pair| &candidates.pairs[pair as usize])
            .collect();
        let step = sure.len().div_ceil(LEARNING_RECORDS).max(1);
        let sure = sure.into_iter().step_by(step);
        let (records, persons): (Vec<u32>, Vec<u32>) =
            sure.map(|pair| (pair.record, pair.person)).unzip();
        let (records, persons) = (
            self.prepared.records.gather(&records)?,
            self.prepared.register.gather(&persons)?,
        );
        let layout = self.comparer.layout;
        let records = records.chunks_exact(layout.records.stride);
        let persons = persons.chunks_exact(layout.register.stride);
        let of_pair = |(record, person)| mark_agreements(layout, &self.marks, record, person);
        Ok(records.zip(persons).map(of_pair).collect())
    }

    /// Learns from a sample of the open records and all their candidates; better rules, if the
    /// first ones had been chosen without knowing what they find.
    pub(super) fn learn_by_search(
        &self,
        first: &FirstPass,
        rules: Vec<Rule>,
        open: &[u32],
        model: &mut Model,
    ) -> Result<Vec<Rule>, LinkError> {
        let step = open.len().div_ceil(LEARNING_RECORDS).max(1);
        let sample: Vec<u32> = open.iter().step_by(step).copied().collect();
        let found = self.search(&rules, &sample, None)?;
        let candidates = Candidates::of(self.prepared.records.len(), &found);
        learning::learn_from_candidates(model, &candidates, &sample);
        if step == 1 {
            return Ok(rules);
        }
        let settled = settle(model, &candidates, self.job.threads);
        let known = self.agreements(&candidates, &settled)?;
        self.rules_for(first, open, (&known, false))
    }

    /// So many records, as many at a time as fit the memory.
    pub(super) fn slices(&self, count: usize) -> Vec<Range<usize>> {
        let slice = self.prepared.slice;
        let begins = (0..count.max(1)).step_by(slice);
        begins.map(|from| from..count.min(from + slice)).collect()
    }

    /// Everything the rules find for some records, or what the model does not rule out.
    pub(super) fn search(
        &self,
        rules: &[Rule],
        open: &[u32],
        model: Option<&Model>,
    ) -> Result<Vec<Vec<Found>>, LinkError> {
        let (records, register) = (&self.prepared.records, &self.prepared.register);
        let weights = model.map(Model::weights);
        let before = -(register.len().max(1) as f32).log2();
        let keep = |pair: &Found| match &weights {
            None => true,
            Some(weights) => weights.of(pair.levels) + pair.rarity + before > KEPT_FROM,
        };
        let slices = self.slices(open.len());
        let total = (register.len() * slices.len()) as u64;
        let meter = Meter::begin(self.tell, Stage::Search, total);
        let mut all = Vec::new();
        for slice in slices {
            let open = &open[slice];
            let rows = records.gather(open)?;
            let of = (rows.as_slice(), open);
            let search = Search::new(self.comparer, (&self.marks, rules), of, self.job.threads);
            let state = || (Scratch::default(), Vec::new());
            let search_piece = |(scratch, room): &mut (Scratch, Vec<u32>), piece: usize| {
                let persons = (register.piece(piece, room)?, register.start(piece));
                let found = search.search(scratch, persons, keep);
                meter.add((persons.0.len() / register.stride) as u64, total);
                Ok(found)
            };
            let pieces = register.pieces();
            let (found, _) = parallel::run_with(self.job.threads, pieces, state, search_piece);
            let found: Result<Vec<Vec<Found>>, SpillError> = found.into_iter().collect();
            all.extend(found?);
        }
        Ok(all)
    }
}

/// Rules are told in a byte, of which one value stands for numbers.
const NAMED_RULES_MAX: usize = 100;

/// The rules of a configuration.
pub(super) fn named_rules(config: &LinkConfig, marks: &Marks) -> Result<Vec<Rule>, ConfigError> {
    let rules = &config.blocking.rules;
    if rules.len() > NAMED_RULES_MAX {
        return Err(ConfigError::TooManyRules {
            file: config.file.clone(),
            at_most: NAMED_RULES_MAX,
            found: rules.len(),
        });
    }
    let named = |text: &String| {
        Rule::named(text, marks).map_err(|mark| ConfigError::NoSuchMark {
            file: config.file.clone(),
            mark,
            known: marks.all.iter().map(|mark| mark.name.clone()).collect(),
        })
    };
    rules.iter().map(named).collect()
}
