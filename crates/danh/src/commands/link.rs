//! `danh link`: whose record each line of an agency's file is.

mod explain;
mod report;
mod run;

pub(super) use run::half_of_memory;

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use danh_linkage::{Model, Progress, Stage};
use indicatif::ProgressBar;

use crate::cli::{LinkArguments, LinkCommand};
use crate::progress;

/// Linkage knows nothing of this country; its table of units is handed over as a file.
const UNITS: &str = include_str!("../../../../data/vn/unit_successors.csv");

pub(crate) fn run(arguments: &LinkArguments) -> anyhow::Result<()> {
    match (&arguments.command, &arguments.run) {
        (Some(LinkCommand::Explain(arguments)), _) => explain::run(arguments),
        (Some(LinkCommand::Report(arguments)), _) => report::run(arguments),
        (Some(LinkCommand::Units), _) => {
            print!("{UNITS}");
            Ok(())
        }
        (None, Some(arguments)) => run::run(arguments),
        (None, None) => anyhow::bail!("say what to link; `danh link --help` tells how"),
    }
}

/// As many threads as were asked for, or as the machine has.
fn threads(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    let all = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    asked.unwrap_or_else(all)
}

/// Does something that tells how far it is, and shows it.
fn with_progress<T>(work: impl FnOnce(&(dyn Fn(Progress) + Sync)) -> T) -> T {
    let shown = Shown::default();
    let done = work(&|progress| shown.tell(progress));
    shown.clear();
    done
}

/// The line that tells how far it is.
#[derive(Default)]
struct Shown(Mutex<Option<(Stage, ProgressBar)>>);

impl Shown {
    fn tell(&self, progress: Progress) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = shown
            .as_ref()
            .is_none_or(|(stage, _)| *stage != progress.stage);
        if is_new {
            if let Some((_, before)) = shown.take() {
                before.finish_and_clear();
            }
            let bar = words(progress.stage).map(|what| progress::counter(what, "rows"));
            *shown = bar.map(|bar| (progress.stage, bar));
        }
        let Some((_, bar)) = shown.as_mut() else {
            return;
        };
        if progress.total > 0
            && bar.length().is_none()
            && let Some(what) = words(progress.stage)
        {
            bar.finish_and_clear();
            *bar = progress::bar(what, progress.total, "rows");
        }
        bar.set_position(progress.done.max(bar.position()));
    }

    fn clear(&self) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bar)) = shown.take() {
            bar.finish_and_clear();
        }
    }
}

/// What a stage does; nothing when there is no more to do.
const fn words(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::ReadRecords => Some("reading the records"),
        Stage::ReadRegister => Some("reading the register"),
        Stage::Numbers => Some("looking numbers up"),
        Stage::Learn => Some("learning"),
        Stage::Search => Some("searching"),
        Stage::Settle => Some("settling"),
        Stage::Write => Some("writing"),
        Stage::Done => None,
    }
}

fn read_model(file: &Path) -> anyhow::Result<Model> {
    let cannot = || format!("cannot read the model `{}`", file.display());
    let text = fs::read_to_string(file).with_context(cannot)?;
    serde_json::from_str(&text).with_context(cannot)
}

fn write_text(file: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(file, text).with_context(|| format!("cannot write `{}`", file.display()))
}
