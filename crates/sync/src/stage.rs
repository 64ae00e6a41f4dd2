//! From what linkage found to rows that wait to be published, with what the agency is told and what registrars look at.
//!
//! A chunk of records is one transaction: links, cases, the access record of what the findings tell, and how far the run is.
//! The findings of the chunk are on the disk before it, in a file that nobody is given before all of it is published.

mod chunk;
mod write;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use danh_intake::{Mapping, Position, Source};
use danh_linkage::Model;
use danh_vocabulary::PersonId;

use crate::agency::{Agency, People};
use crate::compare::{record_columns, record_put_aside};
use crate::desk::{Step, SyncDesk};
use crate::error::SyncError;
use crate::findings_file::FindingsFile;
use crate::folder::RunFolder;
use crate::link_row::Decision;
use crate::links_file::{EngineLink, LinksFile, Repeated, repeated};
use crate::phase::Phase;
use crate::queries::link::link_end;
use crate::queries::run::{Run, run_keep};
use crate::record::AgencyRecord;

use chunk::Judging;

/// Keys whose links end together.
const ENDED_AT_ONCE: usize = 2_000;

/// What staging works on.
pub(crate) struct Staging<'a> {
    pub(crate) desk: &'a SyncDesk,
    pub(crate) agency: &'a Arc<Agency>,
    pub(crate) folder: &'a RunFolder,
    /// What the records were linked with; nothing where there were none.
    pub(crate) model: Option<&'a Model>,
    /// Whether anything of the agency is published.
    pub(crate) is_published: bool,
}

impl Staging<'_> {
    /// Goes on where `run` is, to the end.
    pub(crate) fn run(&self, mut run: Run, progress: &dyn Fn(Step)) -> Result<Run, SyncError> {
        let mut findings =
            FindingsFile::open(&self.folder.findings_unpublished(), run.findings_bytes)?;
        if let Some(model) = self.model {
            run = self.records(run, model, &mut findings, progress)?;
        }
        self.end_gone(&run)?;
        run.findings_bytes = findings.sync()?;
        run.phase = Phase::Staged;
        let seen = std::mem::replace(&mut run.changed_at, self.desk.clock.now());
        let kept = run.clone();
        self.desk
            .store
            .write(move |tx| run_keep(tx, &kept, seen))
            .wait()?;
        Ok(run)
    }

    fn records(
        &self,
        mut run: Run,
        model: &Model,
        findings: &mut FindingsFile,
        progress: &dyn Fn(Step),
    ) -> Result<Run, SyncError> {
        let links = self.folder.links();
        let repeated = Arc::new(repeated(&links)?);
        let begin = (run.rows_staged, self.desk.records_a_transaction.get());
        let mut links_file = LinksFile::open(&links, (model, &repeated), begin)?;
        let mut records = Records::open(&self.folder.records(), run.rows_staged)?;
        let judging = Arc::new(self.judging(&run, &repeated));
        loop {
            let found = links_file.next_links()?;
            if found.is_empty() {
                return Ok(run);
            }
            let rows: Arc<Vec<(AgencyRecord, EngineLink)>> = Arc::new(records.beside(found)?);
            run = self.chunk(&run, &judging, &rows, findings)?;
            let (rows, rows_total) = (run.rows_staged, run.report.linked());
            progress(Step::Staging { rows, rows_total });
        }
    }

    fn judging(&self, run: &Run, repeated: &Repeated) -> Judging {
        let of_several: HashSet<PersonId> = match self.agency.people {
            People::OneRecordEach => repeated.values().map(|(person, _)| *person).collect(),
            People::ManyRecordsEach => HashSet::new(),
        };
        Judging {
            agency: Arc::clone(self.agency),
            directory: Arc::clone(&self.desk.directory),
            run: run.id,
            as_of: run.as_of,
            today: self.desk.today(),
            of_several,
            is_published: self.is_published,
        }
    }

    fn chunk(
        &self,
        run: &Run,
        judging: &Arc<Judging>,
        rows: &Arc<Vec<(AgencyRecord, EngineLink)>>,
        findings: &mut FindingsFile,
    ) -> Result<Run, SyncError> {
        loop {
            let (judge, asked) = (Arc::clone(judging), Arc::clone(rows));
            let chunk = self
                .desk
                .store
                .read(move |tx| judge.chunk(tx, &asked))
                .wait()?;
            let begun_at = run.findings_bytes;
            for (key, finding) in &chunk.findings {
                findings.add(key, finding)?;
            }
            let findings_bytes = match chunk.findings.len() {
                0 if begun_at > 0 => begun_at,
                _ => findings.sync()?,
            };
            match self.write(run, Arc::new(chunk), findings_bytes)? {
                Some(run) => return Ok(run),
                // An officer decided meanwhile: the same again, with that.
                None => {
                    *findings = FindingsFile::open(&self.folder.findings_unpublished(), begun_at)?;
                }
            }
        }
    }

    /// Ends the links of records that are in the file no more. Done twice, it changes nothing.
    fn end_gone(&self, run: &Run) -> Result<(), SyncError> {
        let path = self.folder.gone();
        let source = Source::open(&path)?;
        let binding = Mapping::same_names(&["record_key"]).bind(source.header());
        let binding = binding.map_err(|error| SyncError::damaged(&path, error))?;
        let mut reader = source.read(binding, source.start())?;
        while let Some(batch) = reader.next_batch(ENDED_AT_ONCE)? {
            let keys: Vec<String> = batch
                .records
                .iter()
                .map(|row| row.field(0).to_owned())
                .collect();
            let (agency, id) = (self.agency.id.clone(), run.id);
            let ended = self.desk.store.write(move |tx| {
                let mut keys = keys.iter();
                keys.try_for_each(|key| link_end(tx, (&agency, key), id).map(drop))
            });
            ended.wait()?;
        }
        Ok(())
    }
}

/// The records that were put aside, beside what linkage found of them.
struct Records {
    path: std::path::PathBuf,
    reader: danh_intake::Reader,
}

impl Records {
    fn open(path: &Path, skipped: u64) -> Result<Self, SyncError> {
        let source = Source::open(path)?;
        let binding = Mapping::same_names(&record_columns()).bind(source.header());
        let binding = binding.map_err(|error| SyncError::damaged(path, error))?;
        let from = Position {
            rows: skipped,
            line: skipped + 1,
            byte: 0,
        };
        Ok(Self {
            path: path.to_owned(),
            reader: source.read(binding, from)?,
        })
    }

    fn beside(
        &mut self,
        found: Vec<EngineLink>,
    ) -> Result<Vec<(AgencyRecord, EngineLink)>, SyncError> {
        let batch = self.reader.next_batch(found.len())?;
        let rows = batch.map(|batch| batch.records).unwrap_or_default();
        let pairs: Vec<(AgencyRecord, EngineLink)> =
            rows.iter().map(record_put_aside).zip(found).collect();
        match pairs.iter().find(|(record, link)| record.key != link.key) {
            None if !pairs.is_empty() => Ok(pairs),
            _ => {
                let detail = "it does not fit the links that were found";
                Err(SyncError::damaged(&self.path, detail))
            }
        }
    }
}

/// How useful it is that somebody looks at a doubtful link, 0 to 2 million: the chance that the answer is not what would
/// be taken without looking, in millionths; twice as much where the record counts today.
pub(crate) fn review_use(decision: Decision, probability: f64, is_active: bool) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a probability in millionths has seven digits"
    )]
    let chance = (probability.min(1.0 - probability).max(0.0) * 1e6).round() as i64;
    let factor = if is_active { 2 } else { 1 };
    (decision == Decision::Possible).then_some(chance * factor)
}
