//! A run from the files to the published links.

use std::fs;
use std::sync::Arc;

use danh_linkage::{LinkSummary, Model};
use danh_vocabulary::SyncRunId;
use jiff::civil::Date;

use crate::agency::Agency;
use crate::changed::{Changed, changed_between};
use crate::compare::Comparing;
use crate::delivery::{self, Delivery, Opened};
use crate::desk::{Step, SyncDesk};
use crate::error::SyncError;
use crate::folder::{RunFolder, write_whole};
use crate::linking::find_links;
use crate::phase::Phase;
use crate::published_keys::PublishedKeys;
use crate::queries::case::cases_take_back;
use crate::queries::link::links_take_back;
use crate::queries::published::{Published, publish, published_of_agency};
use crate::queries::run::{
    Run, run_by_id, run_insert, run_keep, run_published_of_content, run_unfinished,
};
use crate::refusal::{Refusal, RefusalCode};
use crate::report::RunReport;
use crate::snapshot;
use crate::stage::Staging;

/// Rows of one transaction when a run is taken back.
const TAKEN_BACK_AT_ONCE: u32 = 10_000;

impl SyncDesk {
    /// Brings a delivery in step with the register, or goes on where an earlier call with the same files was stopped.
    ///
    /// A delivery that is refused is on record as a run that was.
    pub fn run(&self, delivery: &Delivery, progress: &dyn Fn(Step)) -> Result<Run, SyncError> {
        self.finish_delivering(&delivery.agency.id)?;
        match self.run_to_the_end(delivery, progress) {
            Err(SyncError::Refused(refusal)) => {
                self.keep_refusal(delivery, &refusal)?;
                Err(refusal.into())
            }
            other => other,
        }
    }

    fn run_to_the_end(
        &self,
        delivery: &Delivery,
        progress: &dyn Fn(Step),
    ) -> Result<Run, SyncError> {
        let opened = delivery::open(delivery)?;
        let mut run = self.receive(delivery, &opened)?;
        let agency = Arc::new(delivery.agency.clone());
        let folder = self.folder_of(&agency.id, run.id);
        folder.make()?;
        while !run.phase.is_over() {
            run = match run.phase {
                Phase::Received => self.compare(run, (delivery, &opened), &folder, progress)?,
                Phase::Compared => self.link(run, &agency, &folder, progress)?,
                Phase::Linked => self.stage(run, &agency, &folder, progress)?,
                _ => self.publish(run, &folder)?,
            };
        }
        self.finish_delivering(&agency.id)?;
        Ok(run)
    }

    /// The run of a delivery: the one that was stopped, or a new one.
    fn receive(&self, delivery: &Delivery, opened: &Opened) -> Result<Run, SyncError> {
        let agency = delivery.agency.id.clone();
        let (of, content) = (agency.clone(), opened.content.clone());
        let (unfinished, same, published) = self
            .store
            .read(move |tx| {
                let unfinished = run_unfinished(tx, &of)?;
                let same = run_published_of_content(tx, &of, &content)?;
                Ok::<_, SyncError>((unfinished, same, published_of_agency(tx, &of)?))
            })
            .wait()?;
        match unfinished {
            Some(run) if run.content == opened.content => return Ok(run),
            Some(run) => return Err(Refusal::unfinished(run.as_of).into()),
            None => {}
        }
        if let Some(same) = same {
            return Err(Refusal::same_file(&opened.name(), same.as_of).into());
        }
        let last = published.as_ref();
        if let Some(last) = last.filter(|last| opened.as_of < last.as_of) {
            return Err(Refusal::older(opened.as_of, last.as_of).into());
        }
        let run = self.new_run(
            (&agency, &opened.content),
            opened.as_of,
            last.map(|last| last.run),
        );
        let new = run.clone();
        self.store.write(move |tx| run_insert(tx, &new)).wait()?;
        Ok(run)
    }

    /// A run that begins now; its key is larger than that of the published one, whoever gave that.
    fn new_run(
        &self,
        (agency, content): (&str, &str),
        as_of: Date,
        after: Option<SyncRunId>,
    ) -> Run {
        let now = self.clock.now();
        let id = self.ids.next_after(after.map_or(0, SyncRunId::as_i64));
        Run {
            id: SyncRunId::from_i64(id),
            agency: agency.to_owned(),
            content: content.to_owned(),
            as_of,
            phase: Phase::Received,
            started_at: now,
            changed_at: now,
            journal_size: 0,
            rows_staged: 0,
            findings_bytes: 0,
            report: RunReport::default(),
        }
    }

    fn published(&self, agency: &str) -> Result<Option<Published>, SyncError> {
        let agency = agency.to_owned();
        let read = self.store.read(move |tx| published_of_agency(tx, &agency));
        Ok(read.wait()?)
    }

    fn compare(
        &self,
        mut run: Run,
        (delivery, opened): (&Delivery, &Opened),
        folder: &RunFolder,
        progress: &dyn Fn(Step),
    ) -> Result<Run, SyncError> {
        let snapshot = snapshot::refresh(self, progress)?;
        let agency = &delivery.agency.id;
        let changed = match self.published(agency)? {
            Some(before) => {
                changed_between(&self.store, before.journal_size, snapshot.journal_size)?
            }
            None => Changed::nobody(),
        };
        let comparing = Comparing {
            desk: self,
            delivery,
            opened,
            folder,
            published: PublishedKeys::load(&self.store, agency, &changed)?,
        };
        run.report = comparing.run(progress)?;
        run.journal_size = snapshot.journal_size;
        self.keep(run, Phase::Compared)
    }

    fn link(
        &self,
        run: Run,
        agency: &Agency,
        folder: &RunFolder,
        progress: &dyn Fn(Step),
    ) -> Result<Run, SyncError> {
        if run.report.linked() == 0 {
            return self.keep(run, Phase::Linked);
        }
        let snapshot = snapshot::refresh(self, progress)?;
        let model = self.model_known(&run)?;
        find_links(self, agency, folder, (&snapshot, model), progress)?;
        self.keep(run, Phase::Linked)
    }

    /// The model of the last whole file, where this run links a part.
    fn model_known(&self, run: &Run) -> Result<Option<Model>, SyncError> {
        let report = &run.report;
        if report.linked() >= report.unchanged {
            return Ok(None);
        }
        let model = self.published(&run.agency)?.and_then(|it| it.model);
        Ok(model.and_then(|text| serde_json::from_str(&text).ok()))
    }

    fn stage(
        &self,
        run: Run,
        agency: &Arc<Agency>,
        folder: &RunFolder,
        progress: &dyn Fn(Step),
    ) -> Result<Run, SyncError> {
        let published = self.published(&agency.id)?;
        let model = if run.report.linked() == 0 {
            None
        } else {
            let path = folder.links();
            let summary = LinkSummary::read(&path);
            let summary = summary.map_err(|error| SyncError::damaged(path, error))?;
            Some(summary.model)
        };
        let staging = Staging {
            desk: self,
            agency,
            folder,
            model: model.as_ref(),
            is_published: published.is_some(),
        };
        staging.run(run, progress)
    }

    fn publish(&self, mut run: Run, folder: &RunFolder) -> Result<Run, SyncError> {
        let model = fs::read_to_string(folder.model()).ok();
        run.phase = Phase::Published;
        let seen = std::mem::replace(&mut run.changed_at, self.clock.now());
        let kept = run.clone();
        self.store
            .write(move |tx| publish(tx, (&kept, seen), model.as_deref()))
            .wait()?;
        Ok(run)
    }

    fn keep(&self, mut run: Run, phase: Phase) -> Result<Run, SyncError> {
        run.phase = phase;
        let seen = std::mem::replace(&mut run.changed_at, self.clock.now());
        let kept = run.clone();
        self.store
            .write(move |tx| run_keep(tx, &kept, seen))
            .wait()?;
        Ok(run)
    }

    /// Hands over what a published run found, which a run that was killed just then has not.
    fn finish_delivering(&self, agency: &str) -> Result<(), SyncError> {
        let Some(published) = self.published(agency)? else {
            return Ok(());
        };
        let folder = self.folder_of(agency, published.run);
        let partial = folder.findings_unpublished();
        if !partial.exists() {
            return Ok(());
        }
        let run = self.store.read(move |tx| run_by_id(tx, published.run));
        if let Some(run) = run.wait()? {
            write_report(&folder, &run.report)?;
        }
        folder.remove_working_files()?;
        fs::rename(&partial, folder.findings()).map_err(SyncError::folder(partial))
    }

    fn keep_refusal(&self, delivery: &Delivery, refusal: &Refusal) -> Result<(), SyncError> {
        let agency = delivery.agency.id.clone();
        let of = agency.clone();
        let unfinished = self.store.read(move |tx| run_unfinished(tx, &of)).wait()?;
        // What is refused for the sake of an unfinished run does not end that run.
        let mut run = match unfinished {
            Some(run) if refusal.code != RefusalCode::Unfinished => run,
            _ => {
                let as_of = delivery.as_of.unwrap_or_else(|| self.today());
                let run = self.new_run((&agency, ""), as_of, None);
                let new = run.clone();
                self.store.write(move |tx| run_insert(tx, &new)).wait()?;
                run
            }
        };
        let folder = self.folder_of(&agency, run.id);
        folder.make()?;
        let words = &refusal.words;
        let code = refusal.code.as_str().to_owned();
        run.report.refusal = Some((code, words.vi.clone(), words.en.clone()));
        write_report(&folder, &run.report)?;
        folder.remove_working_files()?;
        self.keep(run, Phase::Refused).map(drop)
    }

    /// Gives up the run of an agency that is not over, and takes back what it put into the database; nothing where there is
    /// none. What is published stays.
    pub fn give_up(&self, agency: &str) -> Result<Option<Run>, SyncError> {
        let of = agency.to_owned();
        let Some(run) = self.store.read(move |tx| run_unfinished(tx, &of)).wait()? else {
            return Ok(None);
        };
        let mut after = String::new();
        loop {
            let (of, from, id) = (agency.to_owned(), after.clone(), run.id);
            let taken = self
                .store
                .write(move |tx| links_take_back(tx, (&of, &from), id, TAKEN_BACK_AT_ONCE));
            match taken.wait()? {
                Some(last) => after = last,
                None => break,
            }
        }
        let id = run.id;
        self.store.write(move |tx| cases_take_back(tx, id)).wait()?;
        let folder = self.folder_of(agency, run.id);
        folder.remove_working_files()?;
        let partial = folder.findings_unpublished();
        if partial.exists() {
            fs::remove_file(&partial).map_err(SyncError::folder(partial))?;
        }
        self.keep(run, Phase::GivenUp).map(Some)
    }
}

fn write_report(folder: &RunFolder, report: &RunReport) -> Result<(), SyncError> {
    let text = serde_json::to_string_pretty(report).expect("texts and counts");
    write_whole(&folder.report(), &(text + "\n"))
}
