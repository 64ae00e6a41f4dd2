//! Why a record is, or is not, a person's: what each comparison of the pair weighs.
//!
//! The weight of a level is `log2(m/u)`; where a value agrees that weighs by how rare it is, `u` is its share in
//! the register. Weights are added to what is believed before anything is compared, so that an
//! explanation is a sum anybody can check: as text ([`Explanation::text`]) or as a picture
//! ([`Explanation::waterfall_svg`]).

mod fields;
mod text;
mod waterfall;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::compare::level::NONE;
use crate::compare::{Comparer, comparisons};
use crate::config::LinkConfig;
use crate::layout::Layout;
use crate::link::{LinkError, LinkJob, Prepared, check_model};
use crate::model::{Calibration, Model};
use crate::progress::{Meter, Progress, Stage};
use crate::read::{Ids, Rows};

pub use fields::FieldPair;

/// Which pair to explain.
#[derive(Clone, Debug)]
pub struct ExplainJob {
    /// The file of persons that was linked with: how rare a name is follows from all of it.
    pub register: PathBuf,
    /// The agency's file.
    pub records: PathBuf,
    /// Which columns are what.
    pub config: LinkConfig,
    /// What was learnt.
    pub model: Model,
    /// How many threads.
    pub threads: NonZeroUsize,
    /// The id of the record.
    pub record: String,
    /// The id of the person.
    pub person: String,
}

/// Why there is no explanation.
#[derive(Debug, thiserror::Error)]
pub enum ExplainError {
    /// As for linking.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// A row that is not there.
    #[error("`{}` has no row whose `{column}` is `{id}`", file.display())]
    NoSuchRow {
        /// The file.
        file: PathBuf,
        /// The column of ids.
        column: String,
        /// The id.
        id: String,
    },
}

/// What a pair weighs, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The id of the record.
    pub record: String,
    /// The id of the person.
    pub person: String,
    /// What both say.
    pub fields: Vec<FieldPair>,
    /// Log-odds, in bits, that this person is the record's rather than nobody, before anything is compared.
    pub before: f64,
    /// What each comparison adds, in their order.
    pub parts: Vec<Part>,
    /// In bits: how much less what agrees says, as it often comes together in that place and time.
    pub context: f64,
    /// What is done to the sum.
    pub calibration: Calibration,
}

/// One comparison of a pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What was compared.
    pub comparison: String,
    /// In which level it ended; nothing where one side is empty.
    pub level: Option<String>,
    /// What it weighs, in bits.
    pub weight: f64,
    /// Of a value that weighs by how rare it is: one person in so many has it.
    pub one_in: Option<f64>,
}

impl Explanation {
    /// The sum of all, in bits.
    pub fn sum(&self) -> f64 {
        let parts: f64 = self.parts.iter().map(|part| part.weight).sum();
        self.before + parts + self.context
    }

    /// The log-odds as they are believed.
    pub fn log_odds(&self) -> f64 {
        self.calibration.of(self.sum())
    }

    /// How probable the pair is if nobody else comes into question; a link is as probable or less.
    pub fn probability_alone(&self) -> f64 {
        let odds = self.log_odds().exp2();
        if odds.is_finite() {
            odds / (1.0 + odds)
        } else {
            1.0
        }
    }
}

/// Explains a pair; `progress` is told where the work is.
///
/// # Errors
///
/// As for [`link`](crate::link), and when a file has no row of that id.
pub fn explain(
    job: &ExplainJob,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Explanation, ExplainError> {
    let layout = Layout::of(&job.config).map_err(LinkError::from)?;
    let comparisons = comparisons(&layout);
    check_model(&job.model, &comparisons)?;
    let (record, person) = (job.find_record()?, job.find_person()?);
    let files = LinkJob {
        register: job.register.clone(),
        records: job.records.clone(),
        config: job.config.clone(),
        out: PathBuf::new(),
        threads: job.threads,
        memory: None,
        model: None,
    };
    let prepared = Prepared::read(&files, &layout, progress)?;
    Meter::begin(progress, Stage::Done, 0);
    let comparer = Comparer {
        layout: &layout,
        lexicon: &prepared.lexicon,
        comparisons: &comparisons,
        rarity: &prepared.rarity,
        contexts: &prepared.contexts,
    };
    let fields = fields::read(job, (record, person))?;
    let row = |rows: &Rows, row: usize| rows.gather(&[row as u32]).map_err(LinkError::from);
    let of_record = row(&prepared.records, record)?;
    let of_person = row(&prepared.register, person)?;
    let (of_record, of_person) = (of_record.as_slice(), of_person.as_slice());
    let context = comparer.context_bits(comparer.compare(of_record, of_person).levels, of_person);
    Ok(Explanation {
        record: job.record.clone(),
        person: job.person.clone(),
        fields,
        before: job.model.log_odds_before(),
        parts: parts(&comparer, &job.model, (of_record, of_person)),
        context: -f64::from(context),
        calibration: job.model.calibration,
    })
}

fn parts(comparer: &Comparer<'_>, model: &Model, (record, person): (&[u32], &[u32])) -> Vec<Part> {
    let weights = model.weights();
    let found = comparer.parts(record, person).into_iter().enumerate();
    let part = |(index, (level, rarity)): (usize, (u8, f32))| {
        let of = &comparer.comparisons[index];
        let is_rare = usize::from(level) < of.by_rarity && rarity > 0.0;
        Part {
            comparison: of.name.clone(),
            level: (level != NONE).then(|| of.levels[usize::from(level)].clone()),
            weight: f64::from(weights.0[index][usize::from(level)] + rarity),
            one_in: is_rare.then(|| f64::from(rarity).exp2()),
        }
    };
    found.map(part).collect()
}

impl ExplainJob {
    fn find_record(&self) -> Result<usize, ExplainError> {
        self.find(&self.records, &self.config.records.id, &self.record)
    }

    fn find_person(&self) -> Result<usize, ExplainError> {
        self.find(&self.register, &self.config.register.id, &self.person)
    }

    fn find(&self, file: &Path, column: &str, id: &str) -> Result<usize, ExplainError> {
        let found = Ids::position(file, column, id, self.threads).map_err(LinkError::from)?;
        found.ok_or_else(|| ExplainError::NoSuchRow {
            file: file.to_owned(),
            column: column.to_owned(),
            id: id.to_owned(),
        })
    }
}
