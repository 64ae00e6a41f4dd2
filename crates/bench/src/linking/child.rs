//! Another program, run and measured: what it took of the processors, and the most memory it held.

use std::fs::{File, read_to_string};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Context;

/// What a run cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    pub(super) wall_seconds: f64,
    pub(super) cpu_seconds: f64,
    pub(super) peak_mib: f64,
}

/// How often memory is looked at; what the kernel tells is the most so far, so that only what a process adds in its last
/// moments is missed.
const LOOK: Duration = Duration::from_millis(10);
const TICKS: f64 = 100.0;

/// Runs a program to its end; its output goes to a file, whose end is told if it fails.
pub(super) fn measured(command: &mut Command, log: &Path) -> anyhow::Result<Cost> {
    let file = File::create(log)?;
    let before = cpu_seconds_of_children()?;
    let began = Instant::now();
    let mut child = command.stdout(file.try_clone()?).stderr(file).spawn()?;
    let mut peak_kib = 0.0_f64;
    let status = loop {
        peak_kib = peak_kib.max(most_resident_kib(child.id()));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(LOOK);
    };
    if !status.success() {
        let said = read_to_string(log).unwrap_or_default();
        let last: Vec<&str> = said.lines().rev().take(5).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        anyhow::bail!("{status}: {}", last.join(" / "));
    }
    Ok(Cost {
        wall_seconds: began.elapsed().as_secs_f64(),
        cpu_seconds: cpu_seconds_of_children()? - before,
        peak_mib: peak_kib / 1024.0,
    })
}

/// The most memory a process has held so far; 0 when it is over.
fn most_resident_kib(process: u32) -> f64 {
    let status = read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_ascii_whitespace().next());
    number.and_then(|it| it.parse().ok()).unwrap_or(0.0)
}

/// Seconds of processor of all processes that this one waited for.
fn cpu_seconds_of_children() -> anyhow::Result<f64> {
    let status = read_to_string("/proc/self/stat")?;
    let (_, fields) = status.rsplit_once(')').context("no name")?;
    let mut ticks = fields.split_ascii_whitespace().skip(13);
    let mut next = || -> anyhow::Result<f64> { Ok(ticks.next().context("no times")?.parse()?) };
    Ok((next()? + next()?) / TICKS)
}
