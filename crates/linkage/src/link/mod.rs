//! The driver: two files in, one out.

mod first_pass;
mod learning;
mod prepare;
mod writing;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::assign::{Assignment, Duplicate, assign_one_to_one, duplicates};
use crate::block::{
    BY_NUMBER, Choice, Found, KeyTable, MARKS_MAX, Marks, Rule, Search, choose, mark_agreements,
    search,
};
use crate::compare::{Comparer, Comparison, comparisons};
use crate::config::{ConfigError, DecisionConfig, LinkConfig};
use crate::layout::Layout;
use crate::lexicon::TooManyWords;
use crate::model::{ComparisonModel, Model};
use crate::output::OutputError;
use crate::parallel;
use crate::read::ReadError;
use crate::settle::{Candidates, Settled, Trial, calibrate, learn_rest, settle, share_unlinkable};

use first_pass::{FirstPass, first_pass};
pub(crate) use prepare::Prepared;

/// What to link.
#[derive(Clone, Debug)]
pub struct LinkJob {
    /// The file of persons: Parquet, or CSV by its name.
    pub register: PathBuf,
    /// The agency's file, likewise.
    pub records: PathBuf,
    /// Which columns are what.
    pub config: LinkConfig,
    /// The Parquet file to write.
    pub out: PathBuf,
    /// How many threads; the answer is the same with any number.
    pub threads: NonZeroUsize,
    /// A model learnt earlier; nothing but the share without a match is learnt anew then.
    pub model: Option<Model>,
}

/// Where the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The records are being read.
    ReadRecords,
    /// The register is being read.
    ReadRegister,
    /// Numbers are being looked up.
    Numbers,
    /// The model is being learnt and rules are being chosen.
    Learn,
    /// Open records are being searched for.
    Search,
    /// Probabilities are being worked out.
    Settle,
    /// The links are being written.
    Write,
    /// Done.
    Done,
}

/// What came of it; also kept in the file of links itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkSummary {
    /// Rows of the register.
    pub persons: u64,
    /// Rows of the agency's file.
    pub records: u64,
    /// Records that a number settled.
    pub settled_by_number: u64,
    /// Pairs that were kept to choose from.
    pub pairs: u64,
    /// Records by decision.
    pub matches: u64,
    /// See [`LinkSummary::matches`].
    pub possible: u64,
    /// See [`LinkSummary::matches`].
    pub none: u64,
    /// Records that repeat another one: where each person is there once, these are decided as `duplicate`;
    /// else they are among the matches.
    pub duplicates: u64,
    /// The rules, and how many pairs each found first.
    pub rules: Vec<RuleSummary>,
    /// From which probability on a record was decided as what.
    pub decision: DecisionConfig,
    /// How the model fares with records whose person the number tells; nothing where no number does.
    pub trial: Option<Trial>,
    /// The share of records that say too little to be a match, even if the register had just what they have.
    pub unlinkable: f64,
    /// What was learnt.
    pub model: Model,
}

/// What a rule did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSummary {
    /// What it asks to agree.
    pub name: String,
    /// How many of the kept pairs it found, and no rule before it.
    pub pairs: u64,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A file that cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Names that are none.
    #[error(transparent)]
    Words(#[from] TooManyWords),
    /// The output.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A model of other comparisons.
    #[error(
        "the model is of other comparisons: it compares {model}, and the configuration {config}; learn it anew without `--model`"
    )]
    OtherModel {
        /// What the model has.
        model: String,
        /// What the configuration makes.
        config: String,
    },
}

/// Links; `progress` is told where the work is.
pub fn link(job: &LinkJob, progress: &dyn Fn(Stage)) -> Result<LinkSummary, LinkError> {
    let layout = Layout::of(&job.config)?;
    let prepared = Prepared::read(job, &layout, progress)?;
    let comparisons = comparisons(&layout);
    let comparer = Comparer {
        layout: &layout,
        lexicon: &prepared.lexicon,
        comparisons: &comparisons,
        rarity: &prepared.rarity,
        contexts: &prepared.contexts,
    };
    progress(Stage::Numbers);
    let marks = Marks::of(&layout, &prepared.lexicon);
    let run = Run {
        job,
        prepared: &prepared,
        comparer: &comparer,
        named_rules: named_rules(&job.config, &marks)?,
        marks,
    };
    run.run(progress)
}

/// A run whose files are read.
struct Run<'a> {
    job: &'a LinkJob,
    prepared: &'a Prepared,
    comparer: &'a Comparer<'a>,
    marks: Marks,
    /// The rules that the configuration names, instead of any chosen.
    named_rules: Vec<Rule>,
}

/// A record settled by number needs no search.
const SETTLED_FROM: f64 = 0.995;
/// Pairs whose odds are less than two to this power are forgotten.
const KEPT_FROM: f32 = -16.0;
/// Records that rules are tried on and a model is learnt from.
const SAMPLE_RECORDS: usize = 20_000;
const LEARNING_RECORDS: usize = 50_000;
/// Records settled by number that are searched for nevertheless, to see how sure is sure.
const CONTROL_RECORDS: usize = 40_000;

impl Run<'_> {
    fn run(&self, progress: &dyn Fn(Stage)) -> Result<LinkSummary, LinkError> {
        let first = first_pass(self);
        progress(Stage::Learn);
        let records = self.prepared.records.len();
        let by_number = Candidates::of(records, &first.found);
        let mut model = self.model(&first, &by_number)?;
        let open = self.open(&model, &by_number);
        let settled_by_number = (records - open.len()) as u64;
        let mut rules = self.rules(&first, &by_number, &open, &model);
        if self.job.model.is_none() && !learning::has_numbers(&by_number) {
            rules = self.learn_by_search(&first, rules, &open, &mut model);
        }
        progress(Stage::Search);
        let controls = self.controls(&model, &by_number, &open);
        let found = self.search(&rules, &with_controls(&open, &controls), Some(&model));
        progress(Stage::Settle);
        let mut lists = first.found;
        let (of_controls, found) = apart(found, &controls);
        lists.extend(found);
        drop(by_number);
        let candidates = Candidates::of(records, &lists);
        drop(lists);
        let comparisons = self.comparer.comparisons;
        learn_rest(&mut model, comparisons, &candidates);
        let mut trial = None;
        if self.job.model.is_none() {
            let of_controls = Candidates::of(records, &[of_controls]);
            let rarity = self.comparer.rarity.number();
            trial = calibrate(&mut model, comparisons, &of_controls, &controls, rarity);
            learn_rest(&mut model, comparisons, &candidates);
        }
        let mut settled = settle(&model, &candidates, self.job.threads);
        let duplicates = self.assign(&model, &candidates, &mut settled);
        progress(Stage::Write);
        let methods: Vec<String> = rules
            .iter()
            .map(|rule| rule.name(&self.marks))
            .chain(["number".to_owned()])
            .collect();
        let mut summary = LinkSummary {
            persons: self.prepared.register.len() as u64,
            records: records as u64,
            settled_by_number,
            pairs: candidates.pairs.len() as u64,
            matches: 0,
            possible: 0,
            none: 0,
            duplicates: duplicates.len() as u64,
            rules: summaries(&methods, &candidates),
            decision: self.job.config.decision,
            trial,
            unlinkable: self.unlinkable(&model),
            model,
        };
        self.write(&candidates, (&settled, &duplicates), &methods, &mut summary)?;
        progress(Stage::Done);
        Ok(summary)
    }

    /// What share of the records could not be a match even if the register had just what they have.
    fn unlinkable(&self, model: &Model) -> f64 {
        let rows = self.prepared.records.every(
            self.prepared
                .records
                .len()
                .div_ceil(LEARNING_RECORDS)
                .max(1),
        );
        share_unlinkable(
            self.comparer,
            model,
            rows,
            self.job.config.decision.match_from,
        )
    }

    fn model(&self, first: &FirstPass, by_number: &Candidates) -> Result<Model, LinkError> {
        let comparisons = self.comparer.comparisons;
        if let Some(model) = &self.job.model {
            check_model(model, comparisons)?;
            return Ok(model.clone());
        }
        let rows = self.prepared.register.len() as u64;
        let mut model = Model::initial(comparisons, rows, &first.random);
        if learning::has_numbers(by_number) {
            learning::learn_from_numbers(&mut model, self.comparer, by_number);
        }
        Ok(model)
    }

    /// Lets no two records have one person, where that is so; which records repeat which.
    fn assign(
        &self,
        model: &Model,
        candidates: &Candidates,
        settled: &mut [Settled],
    ) -> Vec<Duplicate> {
        let decision = self.job.config.decision;
        match decision.assignment {
            Assignment::OneToOne => {
                assign_one_to_one(model, candidates, settled, decision.match_from)
            }
            Assignment::ManyToOne => duplicates(candidates, settled, decision.match_from),
        }
    }

    /// The records that no number settles.
    fn open(&self, model: &Model, by_number: &Candidates) -> Vec<u32> {
        let settled = settle(model, by_number, self.job.threads);
        let is_open = |record: &u32| settled[*record as usize].probability < SETTLED_FROM;
        (0..self.prepared.records.len() as u32)
            .filter(is_open)
            .collect()
    }

    /// Some records that a number settles, with their persons, in the order of records.
    fn controls(&self, model: &Model, by_number: &Candidates, open: &[u32]) -> Vec<(u32, u32)> {
        if self.job.model.is_some() || !learning::has_numbers(by_number) {
            return Vec::new();
        }
        let settled = settle(model, by_number, self.job.threads);
        let step = (settled.len() - open.len())
            .div_ceil(CONTROL_RECORDS)
            .max(1);
        let sure = settled.iter().filter(|it| it.probability >= SETTLED_FROM);
        let of = |pair: u32| {
            let pair = &by_number.pairs[pair as usize];
            (pair.record, pair.person)
        };
        sure.step_by(step)
            .filter_map(|it| it.pair)
            .map(of)
            .collect()
    }

    fn rules(
        &self,
        first: &FirstPass,
        by_number: &Candidates,
        open: &[u32],
        model: &Model,
    ) -> Vec<Rule> {
        let by_number = learning::has_numbers(by_number).then_some(by_number);
        let known = by_number.map_or_else(Vec::new, |it| self.agreements(it, model));
        self.rules_for(first, open, (&known, by_number.is_some()))
    }

    fn rules_for(
        &self,
        first: &FirstPass,
        open: &[u32],
        (known, found_by_number): (&[u32], bool),
    ) -> Vec<Rule> {
        if !self.named_rules.is_empty() {
            return self.named_rules.clone();
        }
        let step = open.len().div_ceil(SAMPLE_RECORDS).max(1);
        let sample = open.iter().step_by(step);
        let records: Vec<u32> = sample
            .flat_map(|record| self.prepared.records.row(*record as usize))
            .copied()
            .collect();
        choose(&Choice {
            layout: self.comparer.layout,
            marks: &self.marks,
            persons: &first.sample,
            persons_total: self.prepared.register.len(),
            records: &records,
            records_total: open.len(),
            known,
            found_by_number,
        })
    }

    /// In which marks pairs agree that are surely one person.
    fn agreements(&self, candidates: &Candidates, model: &Model) -> Vec<u32> {
        let settled = settle(model, candidates, self.job.threads);
        let sure = settled.iter().filter(|it| it.probability > 0.9);
        let sure: Vec<&Found> = sure
            .filter_map(|it| it.pair)
            .map(|pair| &candidates.pairs[pair as usize])
            .collect();
        let step = sure.len().div_ceil(LEARNING_RECORDS).max(1);
        let of_pair = |pair: &&Found| {
            mark_agreements(
                self.comparer.layout,
                &self.marks,
                self.prepared.records.row(pair.record as usize),
                self.prepared.register.row(pair.person as usize),
            )
        };
        sure.iter().step_by(step).map(of_pair).collect()
    }

    /// Learns from a sample of the open records and all their candidates; better rules, if the
    /// first ones had been chosen without knowing what they find.
    fn learn_by_search(
        &self,
        first: &FirstPass,
        rules: Vec<Rule>,
        open: &[u32],
        model: &mut Model,
    ) -> Vec<Rule> {
        let step = open.len().div_ceil(LEARNING_RECORDS).max(1);
        let sample: Vec<u32> = open.iter().step_by(step).copied().collect();
        let found = self.search(&rules, &sample, None);
        let candidates = Candidates::of(self.prepared.records.len(), &found);
        learning::learn_from_candidates(model, &candidates, &sample);
        if step == 1 {
            return rules;
        }
        let known = self.agreements(&candidates, model);
        self.rules_for(first, open, (&known, false))
    }

    /// Everything the rules find for some records, or what the model does not rule out.
    fn search(&self, rules: &[Rule], open: &[u32], model: Option<&Model>) -> Vec<Vec<Found>> {
        let (records, register) = (&self.prepared.records, &self.prepared.register);
        let tables = self.tables(rules, open);
        let parts = Search {
            comparer: self.comparer,
            marks: &self.marks,
            rules,
            wanted: wanted_marks(rules),
            tables: &tables,
            records,
        };
        let weights = model.map(Model::weights);
        let before = -(register.len().max(1) as f32).log2();
        let keep = |pair: &Found| match &weights {
            None => true,
            Some(weights) => weights.of(pair.levels) + pair.rarity + before > KEPT_FROM,
        };
        parallel::run(self.job.threads, register.chunks.len(), |chunk| {
            search(
                &parts,
                &register.chunks[chunk],
                register.starts[chunk],
                keep,
            )
        })
    }

    /// The keys of records, a table for each rule.
    fn tables(&self, rules: &[Rule], open: &[u32]) -> Vec<KeyTable> {
        let layout = self.comparer.layout;
        parallel::run(self.job.threads, rules.len(), |number| {
            let rule = &rules[number];
            let mut hashes = [0; MARKS_MAX];
            let mut keys = Vec::with_capacity(open.len());
            for record in open {
                let row = self.prepared.records.row(*record as usize);
                let numbers = layout.records.numbers;
                self.marks
                    .hashes(layout, row, (numbers, rule.bits()), &mut hashes);
                let key = rule.key(number, &hashes);
                if key != 0 {
                    keys.push((key, *record));
                }
            }
            KeyTable::new(&keys)
        })
    }
}

/// Rules are told in a byte, of which one value stands for numbers.
const NAMED_RULES_MAX: usize = 100;

/// The rules of a configuration.
fn named_rules(config: &LinkConfig, marks: &Marks) -> Result<Vec<Rule>, ConfigError> {
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

/// Refuses a model of other comparisons.
pub(crate) fn check_model(model: &Model, comparisons: &[Comparison]) -> Result<(), LinkError> {
    let of_comparison = |it: &Comparison| (it.name.clone(), it.levels.clone());
    let of_model = |it: &ComparisonModel| {
        let levels = it.levels.iter().map(|level| level.name.clone());
        (it.name.clone(), levels.collect::<Vec<_>>())
    };
    let wanted: Vec<_> = comparisons.iter().map(of_comparison).collect();
    let found: Vec<_> = model.comparisons.iter().map(of_model).collect();
    if found == wanted {
        return Ok(());
    }
    let names = |of: &[(String, Vec<String>)]| {
        let names: Vec<&str> = of.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    };
    Err(LinkError::OtherModel {
        model: names(&found),
        config: names(&wanted),
    })
}

/// The marks that rules ask, as bits.
fn wanted_marks(rules: &[Rule]) -> u32 {
    rules.iter().fold(0, |bits, rule| bits | rule.bits())
}

/// Open records and controls, in order.
fn with_controls(open: &[u32], controls: &[(u32, u32)]) -> Vec<u32> {
    let mut all: Vec<u32> = open.to_vec();
    all.extend(controls.iter().map(|(record, _)| record));
    all.sort_unstable();
    all
}

/// What was found for controls, and for all others.
fn apart(found: Vec<Vec<Found>>, controls: &[(u32, u32)]) -> (Vec<Found>, Vec<Vec<Found>>) {
    let is_control = |pair: &Found| {
        let of = |(record, _): &(u32, u32)| *record;
        controls.binary_search_by_key(&pair.record, of).is_ok()
    };
    let mut of_controls = Vec::new();
    let others = found.into_iter().map(|mut list| {
        list.retain(|pair| {
            let control = is_control(pair);
            of_controls.extend(control.then_some(*pair));
            !control
        });
        list
    });
    let others = others.collect();
    (of_controls, others)
}

fn summaries(methods: &[String], candidates: &Candidates) -> Vec<RuleSummary> {
    let mut counts = vec![0; methods.len()];
    for pair in &candidates.pairs {
        let last = methods.len() - 1;
        counts[if pair.rule == BY_NUMBER {
            last
        } else {
            usize::from(pair.rule)
        }] += 1;
    }
    let summary = |(name, pairs): (&String, u64)| RuleSummary {
        name: name.clone(),
        pairs,
    };
    methods.iter().zip(counts).map(summary).collect()
}
