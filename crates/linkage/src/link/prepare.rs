//! Both files read.

use super::memory::Memory;
use super::{LinkError, LinkJob};
use crate::compare::{Contexts, Rarity};
use crate::config::UnitMapping;
use crate::layout::Layout;
use crate::lexicon::{GrowingLexicon, Lexicon};
use crate::progress::{Meter, Stage, Tell};
use crate::read::{Reading, Rows, Spill, every};

/// Rows that tell which names go with which place and time.
const CONTEXT_ROWS: usize = 400_000;

/// What all stages look at.
pub(crate) struct Prepared {
    pub(crate) register: Rows,
    pub(crate) records: Rows,
    /// How many records are taken at a time.
    pub(crate) slice: usize,
    pub(crate) lexicon: Lexicon,
    pub(crate) rarity: Rarity,
    pub(crate) contexts: Contexts,
}

impl Prepared {
    pub(crate) fn read(job: &LinkJob, layout: &Layout, tell: Tell<'_>) -> Result<Self, LinkError> {
        let memory = Memory::new(job.memory);
        let units = UnitMapping::of(&job.config)?;
        let mut growing = GrowingLexicon::new();
        growing.set_units(units);
        let records = Reading {
            layout,
            side: layout.records,
            columns: &job.config.records,
            lexicon: &growing,
            threads: job.threads,
            spill: Spill::new(&job.out, memory.hold_of_records()),
            progress: Meter::begin(tell, Stage::ReadRecords, 0),
        };
        let (records, _) = records.read(&job.records)?;
        // The register speaks of the units of today, whose codes may once have been those of others.
        growing.set_units(UnitMapping::default());
        let (slice, hold) = memory.plan(layout, records.len())?;
        let register = Reading {
            layout,
            side: layout.register,
            columns: &job.config.register,
            lexicon: &growing,
            threads: job.threads,
            spill: Spill::new(&job.out, hold),
            progress: Meter::begin(tell, Stage::ReadRegister, 0),
        };
        let (register, counts) = register.read(&job.register)?;
        let lexicon = growing.freeze()?;
        let sample = sample(&register, CONTEXT_ROWS)?;
        Ok(Self {
            contexts: Contexts::of(layout, &lexicon, sample.chunks_exact(register.stride)),
            rarity: Rarity::of(layout, &lexicon, &counts),
            register,
            records: records.in_one_piece(),
            slice,
            lexicon,
        })
    }
}

/// About so many rows, from the first to the last.
pub(super) fn sample(rows: &Rows, about: usize) -> Result<Vec<u32>, LinkError> {
    let step = rows.len().div_ceil(about).max(1);
    let mut sample = Vec::with_capacity((rows.len() / step + 1) * rows.stride);
    let mut room = Vec::new();
    for piece in 0..rows.pieces() {
        let words = rows.piece(piece, &mut room)?;
        for row in every(words, rows.stride, rows.start(piece), step) {
            sample.extend_from_slice(row);
        }
    }
    Ok(sample)
}
