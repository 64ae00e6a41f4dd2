//! What a measurement costs this process, apart from how busy the machine is with others.

use anyhow::Context;

/// Processors of the machine, in seconds since it started: those that anybody used.
pub(crate) fn cpu_seconds_of_all() -> anyhow::Result<f64> {
    let times = std::fs::read_to_string("/proc/stat")?;
    let first = times.lines().next().context("no times")?;
    let ticks: Vec<f64> = first
        .split_ascii_whitespace()
        .skip(1)
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    // User, nice, system; then idle and waiting, which nobody used.
    Ok(ticks.iter().take(3).sum::<f64>() / TICKS)
}

/// Ticks a second of the times that Linux tells.
const TICKS: f64 = 100.0;

/// Seconds of processor that this process has used, its own and the system's on its behalf.
pub(crate) fn cpu_seconds() -> anyhow::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/stat")?;
    // The name of the program may hold blanks; it ends with the last bracket.
    let (_, fields) = status.rsplit_once(')').context("no name")?;
    let mut ticks = fields.split_ascii_whitespace().skip(11);
    let mut next = || -> anyhow::Result<f64> { Ok(ticks.next().context("no times")?.parse()?) };
    Ok((next()? + next()?) / TICKS)
}

/// Seconds of processor that the threads of this process with a name have used; none has it: 0.
pub(crate) fn cpu_seconds_of_threads(name: &str) -> anyhow::Result<f64> {
    let mut seconds = 0.0;
    for thread in std::fs::read_dir("/proc/self/task")? {
        let thread = thread?.path();
        // A thread may end between the listing and the look.
        let Ok(comm) = std::fs::read_to_string(thread.join("comm")) else {
            continue;
        };
        if comm.trim_end() == name {
            seconds += on_processor(&thread.join("schedstat"))?;
        }
    }
    Ok(seconds)
}

/// Seconds of processor that this thread has used.
pub(crate) fn cpu_seconds_of_this_thread() -> anyhow::Result<f64> {
    on_processor(std::path::Path::new("/proc/thread-self/schedstat"))
}

/// The first of the three numbers: nanoseconds on a processor.
fn on_processor(schedstat: &std::path::Path) -> anyhow::Result<f64> {
    let times = std::fs::read_to_string(schedstat)?;
    let first = times.split_ascii_whitespace().next().context("no times")?;
    Ok(first.parse::<f64>()? / 1e9)
}
