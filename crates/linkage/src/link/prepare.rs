//! Both files in memory.

use super::{LinkError, LinkJob, Stage};
use crate::compare::{Contexts, Rarity};
use crate::config::UnitMapping;
use crate::layout::Layout;
use crate::lexicon::{GrowingLexicon, Lexicon};
use crate::read::{Rows, read};

/// Rows that tell which names go with which place and time.
const CONTEXT_ROWS: usize = 400_000;

/// What all stages look at.
pub(crate) struct Prepared {
    pub(crate) register: Rows,
    /// In one piece: they are looked up at random.
    pub(crate) records: Rows,
    /// Where the pieces of the records' file begin.
    pub(crate) record_starts: Vec<usize>,
    pub(crate) lexicon: Lexicon,
    pub(crate) rarity: Rarity,
    pub(crate) contexts: Contexts,
}

impl Prepared {
    pub(crate) fn read(
        job: &LinkJob,
        layout: &Layout,
        progress: &dyn Fn(Stage),
    ) -> Result<Self, LinkError> {
        let units = UnitMapping::of(&job.config)?;
        let growing = GrowingLexicon::new().with_units(units);
        progress(Stage::ReadRecords);
        let columns = (layout, layout.records, &job.config.records);
        let (records, _) = read(&job.records, columns, &growing, job.threads)?;
        progress(Stage::ReadRegister);
        let columns = (layout, layout.register, &job.config.register);
        let (register, counts) = read(&job.register, columns, &growing, job.threads)?;
        let lexicon = growing.freeze()?;
        let step = register.len().div_ceil(CONTEXT_ROWS).max(1);
        let sample = register.every(step);
        Ok(Self {
            contexts: Contexts::of(layout, &lexicon, sample),
            rarity: Rarity::of(layout, &lexicon, &counts),
            register,
            record_starts: records.starts.clone(),
            records: records.in_one_piece(),
            lexicon,
        })
    }
}
