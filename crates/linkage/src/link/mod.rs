//! The driver: two files in, one out.

mod first_pass;
mod learning;
mod memory;
mod prepare;
mod searching;
mod writing;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::assign::{Assignment, Duplicate, assign_one_to_one, duplicates};
use crate::block::{BY_NUMBER, Found, Marks, Rule};
use crate::compare::{Comparer, Comparison, comparisons};
use crate::config::{ConfigError, DecisionConfig, LinkConfig};
use crate::layout::Layout;
use crate::lexicon::TooManyWords;
use crate::model::{ComparisonModel, Model};
use crate::output::OutputError;
use crate::progress::{Meter, Progress, Stage, Tell};
use crate::read::{ReadError, SpillError};
use crate::settle::{Candidates, Settled, Trial, calibrate, learn_rest, settle, share_unlinkable};

use first_pass::{FirstPass, first_pass};
pub(crate) use prepare::Prepared;
use prepare::sample;
use searching::{LEARNING_RECORDS, named_rules};

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
    /// How many bytes of memory to use at most, about; the answer is the same with any. What does not fit lies in
    /// a nameless file beside `out`. Without, everything is held in memory.
    pub memory: Option<u64>,
    /// A model learnt earlier; nothing but the share without a match is learnt anew then.
    pub model: Option<Model>,
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
    /// What does not fit the memory cannot be kept elsewhere.
    #[error(transparent)]
    Spill(#[from] SpillError),
    /// Less memory than what is kept of each record to the end.
    #[error("that many records need at least {} MiB of memory", needed.div_ceil(1 << 20))]
    Memory {
        /// How many bytes would do.
        needed: u64,
    },
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

/// Links; `tell` is told how far it is, from any thread, after some thousand rows each.
pub fn link(job: &LinkJob, tell: &(dyn Fn(Progress) + Sync)) -> Result<LinkSummary, LinkError> {
    let layout = Layout::of(&job.config)?;
    let prepared = Prepared::read(job, &layout, tell)?;
    let comparisons = comparisons(&layout);
    let comparer = Comparer {
        layout: &layout,
        lexicon: &prepared.lexicon,
        comparisons: &comparisons,
        rarity: &prepared.rarity,
        contexts: &prepared.contexts,
    };
    let marks = Marks::of(&layout, &prepared.lexicon);
    let run = Run {
        job,
        prepared: &prepared,
        comparer: &comparer,
        named_rules: named_rules(&job.config, &marks)?,
        marks,
        tell,
    };
    run.run()
}

/// A run whose files are read.
struct Run<'a> {
    job: &'a LinkJob,
    prepared: &'a Prepared,
    comparer: &'a Comparer<'a>,
    marks: Marks,
    /// The rules that the configuration names, instead of any chosen.
    named_rules: Vec<Rule>,
    tell: Tell<'a>,
}

/// A record settled by number needs no search.
const SETTLED_FROM: f64 = 0.995;
/// Records settled by number that are searched for nevertheless, to see how sure is sure.
const CONTROL_RECORDS: usize = 40_000;

impl Run<'_> {
    fn run(&self) -> Result<LinkSummary, LinkError> {
        let first = first_pass(self)?;
        Meter::begin(self.tell, Stage::Learn, 0);
        let records = self.prepared.records.len();
        let by_number = Candidates::of(records, &first.found);
        let mut model = self.model(&first, &by_number)?;
        let by_model = settle(&model, &by_number, self.job.threads);
        let open = open_records(&by_model);
        let settled_by_number = (records - open.len()) as u64;
        let mut rules = self.rules(&first, (&by_number, &by_model), &open)?;
        if self.job.model.is_none() && !learning::has_numbers(&by_number) {
            rules = self.learn_by_search(&first, rules, &open, &mut model)?;
        }
        let controls = self.controls((&by_number, &by_model), &open);
        drop(by_model);
        let found = self.search(&rules, &with_controls(&open, &controls), Some(&model))?;
        Meter::begin(self.tell, Stage::Settle, 0);
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
            unlinkable: self.unlinkable(&model)?,
            model,
        };
        self.write(&candidates, (&settled, &duplicates), &methods, &mut summary)?;
        Meter::begin(self.tell, Stage::Done, 0);
        Ok(summary)
    }

    /// What share of the records could not be a match even if the register had just what they have.
    fn unlinkable(&self, model: &Model) -> Result<f64, LinkError> {
        let records = &self.prepared.records;
        let rows = sample(records, LEARNING_RECORDS)?;
        Ok(share_unlinkable(
            self.comparer,
            model,
            rows.chunks_exact(records.stride),
            self.job.config.decision.match_from,
        ))
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

    /// Some records that a number settles, with their persons, in the order of records.
    fn controls(
        &self,
        (by_number, settled): (&Candidates, &[Settled]),
        open: &[u32],
    ) -> Vec<(u32, u32)> {
        if self.job.model.is_some() || !learning::has_numbers(by_number) {
            return Vec::new();
        }
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

/// The records that no number settles.
fn open_records(settled: &[Settled]) -> Vec<u32> {
    let open = (0_u32..).zip(settled);
    open.filter(|(_, it)| it.probability < SETTLED_FROM)
        .map(|(record, _)| record)
        .collect()
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
