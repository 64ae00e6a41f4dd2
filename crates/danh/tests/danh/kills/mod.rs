//! SIGKILL at random moments, during import, synchronisation, event writing, requests to the server, backup, restore and moving
//! between engines:
//! nothing acknowledged is lost, nothing doubled, and ledger and rebuild pass each time.
//!
//! `DANH_KILLS` says how many kills there are in all, 30 by default. A hundred take longer than nextest lets a test run:
//! `DANH_KILLS=100 cargo xtask postgres cargo test -p danh --test danh kills -- --nocapture`.

mod backup;
mod events;
mod import;
mod moving;
mod replies;
mod sync;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use danh_vocabulary::{Entropy, SeededEntropy};

const KILLS: u32 = 30;
/// Import, synchronisation, events, requests, backup with restore, and moving, each on two engines.
const SCENES: u32 = 12;

/// How many kills one scene on one engine has.
fn kills_each() -> u32 {
    let all = std::env::var("DANH_KILLS").map_or(KILLS, |all| all.parse().unwrap());
    all.div_ceil(SCENES)
}

/// Moments to kill at. The seed is printed, so that a failure can be looked into with the same moments.
fn moments() -> SeededEntropy {
    let seed = u64::from(std::process::id());
    eprintln!("moments of seed {seed}");
    SeededEntropy::new(seed)
}

fn moment(entropy: &SeededEntropy, from: u64, until: u64) -> Duration {
    Duration::from_millis(from + entropy.below(until - from))
}

/// Runs a command to its end to learn how long that takes.
fn duration_of(command: &mut Command) -> Duration {
    let begun = Instant::now();
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    begun.elapsed()
}

/// Starts a command and kills it at some moment of the time that it takes; whether it was still running.
///
/// How long that is changes with what else the machine does, so it is learnt as it goes.
fn killed(command: &mut Command, entropy: &SeededEntropy, takes: &mut Duration) -> bool {
    let takes_ms = u64::try_from(takes.as_millis()).unwrap();
    let mut process = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(moment(entropy, 0, takes_ms.max(2)));
    let ended = process.try_wait().unwrap().is_some();
    process.kill().unwrap();
    process.wait().unwrap();
    *takes = if ended {
        *takes * 4 / 5
    } else {
        *takes * 21 / 20
    };
    !ended
}
