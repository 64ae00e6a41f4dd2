//! `danh sync`: agencies' files kept in step with the register.

use std::cell::RefCell;
use std::num::NonZeroUsize;
use std::sync::Arc;

use danh_linkage::Stage;
use danh_sync::agency::Agency;
use danh_sync::{
    Delivery, Run, RunFolder, Shrinking, Step, SyncDesk, SyncDeskParts, link_counts,
    published_of_agency, run_unfinished, runs_of_agency,
};
use indicatif::ProgressBar;
use jiff::ToSpan;
use serde_json::json;

use crate::cli::{SyncAgencyArguments, SyncListArguments, SyncRunArguments, SyncStatusArguments};
use crate::commands::import;
use crate::commands::link::half_of_memory;
use crate::platform::Platform;
use crate::{config, process, progress};

/// How many runs are shown.
const RUNS_SHOWN: u32 = 20;

/// There is no such agency.
#[derive(Debug, thiserror::Error)]
#[error("there is no agency `{asked}`; there are {}", known.join(", "))]
pub(crate) struct UnknownAgency {
    asked: String,
    known: Vec<String>,
}

pub(super) fn run(arguments: &SyncRunArguments) -> anyhow::Result<()> {
    let agency = agency(&arguments.agency)?;
    let platform = Platform::open_existing(&config::of_arguments(&arguments.store)?)?;
    // What happened until now has its position then, and who cannot sign what is told is told so before anything is.
    import::integrate(&platform)?;
    let desk = desk_of(&platform, |parts| {
        parts.threads = arguments.threads.unwrap_or(parts.threads);
        parts.memory = arguments.memory.or(parts.memory);
        parts.records_a_transaction = arguments.records_a_transaction;
    });
    let shrinking = if arguments.accept_shrinking {
        Shrinking::Accepted
    } else {
        Shrinking::Refused
    };
    let delivery = Delivery {
        agency,
        files: arguments.files.clone(),
        as_of: arguments.as_of,
        shrinking,
    };
    let shown = Shown::default();
    let run = desk.run(&delivery, &|step| shown.show(step));
    shown.clear();
    let run = run?;
    import::integrate(&platform)?;
    let folder = desk.folder_of(&run.agency, run.id);
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&told(&run, &folder))?);
        return Ok(());
    }
    println!("{} as of {}: {}", run.agency, run.as_of, run.phase);
    print!("{}", run.report);
    println!("  findings and rejects are in {}", folder.path().display());
    Ok(())
}

pub(super) fn status(arguments: &SyncStatusArguments) -> anyhow::Result<()> {
    let agency = agency(&arguments.agency.agency)?.id;
    let store = &arguments.agency.store;
    let platform = Platform::open_read_only(&config::of_arguments(store)?)?;
    let of = agency.clone();
    let runs = platform
        .store
        .read(move |tx| runs_of_agency(tx, &of, None, RUNS_SHOWN))
        .wait()?;
    let desk = desk_of(&platform, |_| ());
    if arguments.json {
        let told = runs
            .iter()
            .map(|run| told(run, &desk.folder_of(&agency, run.id)));
        let told: Vec<_> = told.collect();
        println!("{}", serde_json::to_string_pretty(&told)?);
        return Ok(());
    }
    for run in &runs {
        println!(
            "{}  as of {}  begun {}  {}",
            run.id, run.as_of, run.started_at, run.phase
        );
        print!("{}", run.report);
    }
    Ok(())
}

pub(super) fn list(arguments: &SyncListArguments) -> anyhow::Result<()> {
    let platform = Platform::open_read_only(&config::of_arguments(&arguments.store)?)?;
    let mut told = Vec::new();
    for agency in Agency::all()? {
        let id = agency.id.clone();
        let (published, unfinished, counts) = platform
            .store
            .read(move |tx| {
                let published = published_of_agency(tx, &id)?;
                Ok::<_, danh_store::StoreError>((
                    published,
                    run_unfinished(tx, &id)?,
                    link_counts(tx, &id)?,
                ))
            })
            .wait()?;
        let days = i64::from(agency.cadence_days).days();
        let due = published
            .as_ref()
            .and_then(|it| it.as_of.checked_add(days).ok());
        if arguments.json {
            told.push(json!({
                "agency": agency.id,
                "name": agency.name,
                "records": agency.records,
                "published_as_of": published.as_ref().map(|it| it.as_of.to_string()),
                "due": due.map(|day| day.to_string()),
                "unfinished": unfinished.map(|run| run.phase.as_str()),
                "links": counts.into_iter().collect::<std::collections::BTreeMap<_, _>>(),
            }));
            continue;
        }
        println!(
            "{:<12} {} ({})",
            agency.id, agency.name.en, agency.records.en
        );
        match published {
            None => println!("  nothing is published"),
            Some(published) => println!("  published as of {}", published.as_of),
        }
        if let Some(day) = due {
            println!("  the next file is due on {day}");
        }
        if let Some(run) = unfinished {
            println!(
                "  the run as of {} is not finished: {}",
                run.as_of, run.phase
            );
        }
        for (decision, count) in counts {
            println!("  {count:>10}  {decision}");
        }
    }
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&told)?);
    }
    Ok(())
}

pub(super) fn give_up(arguments: &SyncAgencyArguments) -> anyhow::Result<()> {
    let agency = agency(&arguments.agency)?;
    let platform = Platform::open_existing(&config::of_arguments(&arguments.store)?)?;
    let desk = desk_of(&platform, |_| ());
    match desk.give_up(&agency.id)? {
        Some(run) => println!("the run as of {} was given up", run.as_of),
        None => println!("no run of `{}` is unfinished", agency.id),
    }
    Ok(())
}

fn agency(asked: &str) -> anyhow::Result<Agency> {
    let all = Agency::all()?;
    let known = all.iter().map(|agency| agency.id.clone()).collect();
    let found = all.into_iter().find(|agency| agency.id == asked);
    found.ok_or_else(|| {
        let asked = asked.to_owned();
        UnknownAgency { asked, known }.into()
    })
}

/// A desk over a platform, after somebody had a say in what it is made of.
fn desk_of(platform: &Platform, say: impl FnOnce(&mut SyncDeskParts<'_>)) -> SyncDesk {
    let mut parts = SyncDeskParts {
        store: platform.store.clone(),
        directory: Arc::clone(&platform.directory),
        ids: Arc::clone(&platform.ids),
        clock: Arc::clone(&platform.clock),
        entropy: Arc::clone(&platform.entropy),
        data: &platform.folder,
        actor: process::actor("sync"),
        threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        memory: half_of_memory(),
        records_a_transaction: SyncDesk::RECORDS_A_TRANSACTION,
    };
    say(&mut parts);
    SyncDesk::new(parts)
}

/// A run as JSON.
fn told(run: &Run, folder: &RunFolder) -> serde_json::Value {
    json!({
        "run": run.id,
        "agency": run.agency,
        "as_of": run.as_of.to_string(),
        "phase": run.phase.as_str(),
        "started_at": run.started_at.to_string(),
        "changed_at": run.changed_at.to_string(),
        "folder": folder.path(),
        "report": run.report,
    })
}

/// The progress bar of the step a run is at.
#[derive(Default)]
struct Shown(RefCell<Option<(&'static str, ProgressBar)>>);

impl Shown {
    fn show(&self, step: Step) {
        let (what, unit, done, total) = match step {
            Step::Register { persons } => ("reading the register", "persons", persons, 0),
            Step::Comparing { bytes, bytes_total } => ("comparing", "bytes", bytes, bytes_total),
            Step::Linking(stage) => (words(stage), "", 0, 0),
            Step::Staging { rows, rows_total } => ("staging links", "records", rows, rows_total),
        };
        let mut shown = self.0.borrow_mut();
        if shown.as_ref().is_none_or(|(before, _)| *before != what) {
            if let Some((_, bar)) = shown.take() {
                bar.finish_and_clear();
            }
            let bar = match total {
                0 => progress::counter(what, unit),
                total => progress::bar(what, total, unit),
            };
            *shown = Some((what, bar));
        }
        if let Some((_, bar)) = shown.as_ref() {
            bar.set_position(done);
        }
    }

    fn clear(&self) {
        if let Some((_, bar)) = self.0.take() {
            bar.finish_and_clear();
        }
    }
}

const fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::ReadRecords => "linking: records",
        Stage::ReadRegister => "linking: register",
        Stage::Numbers => "linking: numbers",
        Stage::Learn => "linking: learning",
        Stage::Search => "linking: searching",
        Stage::Settle => "linking: settling",
        Stage::Write | Stage::Done => "linking: writing",
    }
}
