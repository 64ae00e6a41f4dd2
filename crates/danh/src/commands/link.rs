//! `danh link`: whose record each line of an agency's file is.

use std::cell::RefCell;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;

use anyhow::Context;
use danh_linkage::{LinkConfig, LinkJob, LinkSummary, Model, Stage, link};
use indicatif::ProgressBar;

use crate::cli::LinkArguments;
use crate::progress;

pub(crate) fn run(arguments: &LinkArguments) -> anyhow::Result<()> {
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let job = LinkJob {
        register: arguments.register.clone(),
        records: arguments.records.clone(),
        config: LinkConfig::read(&arguments.config)?,
        out: arguments.out.clone(),
        threads: arguments.threads.unwrap_or(threads),
        model: arguments.model.as_deref().map(read_model).transpose()?,
    };
    let shown: RefCell<Option<ProgressBar>> = RefCell::default();
    let summary = link(&job, &|stage| {
        let before = shown.replace(words(stage).map(|what| progress::counter(what, "")));
        if let Some(bar) = before {
            bar.finish_and_clear();
        }
    })?;
    if let Some(file) = &arguments.save_model {
        save_model(file, &summary.model)?;
    }
    print(&summary, &job.out);
    Ok(())
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

fn print(summary: &LinkSummary, out: &Path) {
    println!(
        "{} records against {} persons: {} match, {} possible, {} none; {} of them by number alone",
        summary.records,
        summary.persons,
        summary.matches,
        summary.possible,
        summary.none,
        summary.settled_by_number,
    );
    for rule in &summary.rules {
        println!("{:>12} pairs by {}", rule.pairs, rule.name);
    }
    println!("{}", out.display());
}

fn read_model(file: &Path) -> anyhow::Result<Model> {
    let cannot = || format!("cannot read `{}`", file.display());
    let text = fs::read_to_string(file).with_context(cannot)?;
    serde_json::from_str(&text).with_context(cannot)
}

fn save_model(file: &Path, model: &Model) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(model)?;
    fs::write(file, text + "\n").with_context(|| format!("cannot write `{}`", file.display()))
}
