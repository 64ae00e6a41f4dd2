//! The memory of an idle server over the filled register.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Context;

/// Long enough for start-up work to be over.
const SETTLE: Duration = Duration::from_secs(3);

/// Resident memory in MiB of `danh serve` on `folder` a few seconds after it says that it serves.
pub(crate) fn idle_server_mib(folder: &Path) -> anyhow::Result<f64> {
    let program = std::env::current_exe()?.with_file_name("danh");
    anyhow::ensure!(
        program.exists(),
        "`{}` is missing; build it first",
        program.display()
    );
    let mut server = Command::new(program)
        .arg("serve")
        .env("DANH_DATA__FOLDER", folder)
        .env("DANH_SERVER__LISTEN", "127.0.0.1:0")
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let measured = (|| {
        let log = server.stderr.take().context("the server has a log")?;
        let is_up = BufReader::new(log)
            .lines()
            .map_while(Result::ok)
            .any(|line| line.contains("serving"));
        anyhow::ensure!(is_up, "the server did not start");
        std::thread::sleep(SETTLE);
        resident_mib(server.id())
    })();
    server.kill()?;
    server.wait()?;
    measured
}

fn resident_mib(process: u32) -> anyhow::Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("VmRSS")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib / 1024.0)
}
