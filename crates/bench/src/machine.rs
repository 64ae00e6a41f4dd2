//! What a measurement costs this process, apart from how busy the machine is with others.

use anyhow::Context;

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
