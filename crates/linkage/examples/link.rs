//! `link REGISTER RECORDS LINK.toml OUT [THREADS [MEMORY_MIB]]`: links two files and says what each stage cost.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use danh_linkage::{LinkConfig, LinkJob, Stage, link};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [register, records, config, out, rest @ ..] = arguments.as_slice() else {
        return Err("link REGISTER RECORDS LINK.toml OUT [THREADS [MEMORY_MIB]]".into());
    };
    let threads = match rest.first() {
        Some(threads) => threads.parse()?,
        None => std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
    };
    let job = LinkJob {
        register: register.into(),
        records: records.into(),
        config: LinkConfig::read(config)?,
        out: out.into(),
        threads,
        memory: match rest.get(1) {
            Some(mebibytes) => Some(mebibytes.parse::<u64>()? << 20),
            None => None,
        },
        model: None,
    };
    let before: Mutex<Option<(Stage, f64)>> = Mutex::new(None);
    let summary = link(&job, &|progress| {
        let mut before = before.lock().expect("nobody panics with it");
        if before.is_some_and(|(stage, _)| stage == progress.stage) {
            return;
        }
        let now = cpu_seconds();
        if let Some((last, since)) = *before {
            println!("{last:?}: {:.2} CPU s", now - since);
        }
        *before = Some((progress.stage, now));
    })?;
    println!("in all: {:.2} CPU s", cpu_seconds());
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status
            .lines()
            .filter(|line| line.starts_with("VmHWM"))
            .for_each(|line| println!("{line}"));
    }
    println!(
        "{} persons, {} records, {} settled by number, {} pairs; {} match, {} possible, {} none",
        summary.persons,
        summary.records,
        summary.settled_by_number,
        summary.pairs,
        summary.matches,
        summary.possible,
        summary.none
    );
    for rule in &summary.rules {
        println!("{:>10} {}", rule.pairs, rule.name);
    }
    println!("no match {:.5}", summary.model.no_match);
    for comparison in &summary.model.comparisons {
        for level in &comparison.levels {
            println!(
                "{:>14} {:<28} m {:.6} u {:.8} {}",
                comparison.name,
                level.name,
                level.m,
                level.u,
                if level.by_rarity { "*" } else { "" }
            );
        }
    }
    Ok(())
}

/// User and system time of this process, as Linux counts them in hundredths of a second.
fn cpu_seconds() -> f64 {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else {
        return 0.0;
    };
    let after = stat.rsplit(')').next().unwrap_or("");
    let ticks = |index: usize| -> f64 {
        let field = after.split_whitespace().nth(index);
        field.and_then(|it| it.parse().ok()).unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}
