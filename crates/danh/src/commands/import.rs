//! `danh import persons`: files into the register.

use std::path::{Path, PathBuf};

use anyhow::Context;
use danh_intake::{Mapping, Source};
use danh_register::import::{FIELDS, ImportOptions, ImportReport, Indexing, check, run};
use danh_register::{Act, indexing};
use danh_store::Store;

use crate::cli::ImportArguments;
use crate::integration::{self, Running};
use crate::platform::Platform;
use crate::{config, process, progress};

pub(crate) fn persons(arguments: &ImportArguments) -> anyhow::Result<()> {
    let mapping = match &arguments.mapping {
        Some(file) => Mapping::read(file, &FIELDS)?,
        None => Mapping::same_names(&FIELDS),
    };
    for file in &arguments.files {
        check(file, &mapping)?;
    }
    let config = config::of_arguments(&arguments.store)?;
    // A dry run looks at the register there is, also while a server runs on it, and makes none.
    let platform = if arguments.dry_run {
        Platform::open_read_only(&config)?
    } else {
        Platform::open(&config)?
    };
    let act = act(&platform, &arguments.authority.to_string())?;
    let rejects = rejects_folder(&platform, arguments.rejects.as_deref())?;
    let running = (!arguments.dry_run)
        .then(|| Running::start(&platform))
        .transpose()?;
    for file in &arguments.files {
        let options = ImportOptions {
            file: file.clone(),
            rejects: reject_file(&rejects, file, &mapping)?,
            mapping: mapping.clone(),
            dry_run: arguments.dry_run,
            rows_a_transaction: arguments.rows_a_transaction.get(),
            indexing: Indexing::of(&platform.store),
        };
        let report = import_file(&platform, &act, &options)?;
        print_report(&options, &report);
    }
    if let Some(running) = running {
        running.stop();
        integrate(&platform)?;
    }
    Ok(())
}

/// What whoever runs this command does in the name of an authority that exists today.
pub(super) fn act(platform: &Platform, authority: &str) -> anyhow::Result<Act> {
    let act = platform.register.act(process::actor("import"), authority);
    act.context("nobody can be enrolled in the name of that authority; name one that exists today")
}

/// Imports one file with a progress bar.
pub(super) fn import_file(
    platform: &Platform,
    act: &Act,
    options: &ImportOptions,
) -> anyhow::Result<ImportReport> {
    let bar = progress::bar("importing", 0, "rows");
    let report = run(&platform.store, &platform.register, act, options, |at| {
        if let Some((done, total)) = at.index_rows {
            bar.set_message("writing the index");
            bar.set_length(total);
            bar.set_position(done);
            return;
        }
        // A CSV does not tell its rows; from the bytes done, the rest is estimated.
        let estimate = || at.rows * at.bytes_total / at.bytes.max(1);
        bar.set_length(at.rows_total.unwrap_or_else(estimate));
        bar.set_position(at.rows);
    })?;
    bar.finish_and_clear();
    Ok(report)
}

/// Writes the index rows that a killed import had put off, before anybody looks for those people.
pub(crate) fn finish_interrupted(store: &Store) -> anyhow::Result<()> {
    if store.read(indexing::backlog).wait()?.is_none() {
        return Ok(());
    }
    eprintln!("danh: an import was interrupted; writing the index of those it had taken");
    let bar = progress::bar("writing the index", 0, "rows");
    indexing::catch_up(store, |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })
    .context("the index could not be finished; nothing is lost, try again")?;
    bar.finish_and_clear();
    Ok(())
}

/// Gives every imported event its position, so that the ledger can be verified at once.
pub(super) fn integrate(platform: &Platform) -> anyhow::Result<()> {
    for log in integration::LOGS {
        integration::drain(platform, log)?;
    }
    Ok(())
}

fn rejects_folder(platform: &Platform, given: Option<&Path>) -> anyhow::Result<PathBuf> {
    let folder = given.map_or_else(|| platform.folder.join("rejects"), Path::to_owned);
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make `{}`", folder.display()))?;
    Ok(folder)
}

/// Named after the file and, because files in two folders may have one name, after its content.
fn reject_file(folder: &Path, file: &Path, mapping: &Mapping) -> anyhow::Result<PathBuf> {
    let content = Source::open_with(file, mapping.source_options())?.fingerprint();
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{content:016x}.rejects.csv"));
    Ok(folder.join(name))
}

fn print_report(options: &ImportOptions, report: &ImportReport) {
    let file = options.file.display();
    if report.already_done {
        println!(
            "{file}: imported before ({} rows); nothing done",
            report.rows_read
        );
        return;
    }
    let taken = report.rows_read - report.rows_rejected;
    let verb = if options.dry_run {
        "would be enrolled"
    } else {
        "enrolled"
    };
    println!(
        "{file}: {} rows read, {taken} {verb}, {} rejected",
        report.rows_read, report.rows_rejected
    );
    println!("  encoding {}", report.encoding);
    for (reason, count) in &report.rejections {
        println!("  rejected {count:>9}  {reason}");
    }
    for (finding, count) in &report.findings {
        println!("  noticed  {count:>9}  {finding}");
    }
    if report.rows_rejected > 0 {
        println!("  rejected rows are in {}", options.reject_file().display());
    }
}
