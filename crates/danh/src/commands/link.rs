//! `danh link`: whose record each line of an agency's file is.

mod explain;
mod report;
mod run;

use std::cell::RefCell;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;

use anyhow::Context;
use danh_linkage::{Model, Stage};
use indicatif::ProgressBar;

use crate::cli::{LinkArguments, LinkCommand};
use crate::progress;

pub(crate) fn run(arguments: &LinkArguments) -> anyhow::Result<()> {
    match (&arguments.command, &arguments.run) {
        (Some(LinkCommand::Explain(arguments)), _) => explain::run(arguments),
        (Some(LinkCommand::Report(arguments)), _) => report::run(arguments),
        (None, Some(arguments)) => run::run(arguments),
        (None, None) => anyhow::bail!("say what to link; `danh link --help` tells how"),
    }
}

/// As many threads as were asked for, or as the machine has.
fn threads(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    let all = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    asked.unwrap_or_else(all)
}

/// Does something that tells where it is, and shows it.
fn with_stages<T>(work: impl FnOnce(&dyn Fn(Stage)) -> T) -> T {
    let shown: RefCell<Option<ProgressBar>> = RefCell::default();
    let done = work(&|stage| {
        let before = shown.replace(words(stage).map(|what| progress::counter(what, "")));
        if let Some(bar) = before {
            bar.finish_and_clear();
        }
    });
    if let Some(bar) = shown.take() {
        bar.finish_and_clear();
    }
    done
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
