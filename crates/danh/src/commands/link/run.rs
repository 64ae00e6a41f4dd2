//! `danh link --register … --records … --config … --out …`

use std::path::Path;

use danh_linkage::{LinkConfig, LinkJob, LinkSummary, link};

use super::{read_model, threads, with_progress, write_text};
use crate::cli::LinkRunArguments;

pub(super) fn run(arguments: &LinkRunArguments) -> anyhow::Result<()> {
    let job = LinkJob {
        register: arguments.register.clone(),
        records: arguments.records.clone(),
        config: LinkConfig::read(&arguments.config)?,
        out: arguments.out.clone(),
        threads: threads(arguments.threads),
        memory: arguments.memory.or_else(half_of_memory),
        model: arguments.model.as_deref().map(read_model).transpose()?,
    };
    let summary = with_progress(|progress| link(&job, progress))?;
    if let Some(file) = &arguments.save_model {
        let text = serde_json::to_string_pretty(&summary.model)?;
        write_text(file, &(text + "\n"))?;
    }
    print(&summary, &job.out);
    Ok(())
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
    if summary.duplicates > 0 {
        println!("{} records repeat another one", summary.duplicates);
    }
    for rule in &summary.rules {
        println!("{:>12} pairs by {}", rule.pairs, rule.name);
    }
    println!("{}", out.display());
}

/// Half of the machine's memory, as Linux counts it; nothing where that is not known.
pub(crate) fn half_of_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024 / 2)
}
