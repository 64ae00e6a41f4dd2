//! `cargo xtask bench NAME`: a measured figure, from a release build made when needed.

use std::process::ExitCode;

use anyhow::Context;

use crate::postgres::{PrivatePostgres, Purpose};
use crate::workspace::{cargo, ends_as};

/// Builds `danh-bench`, and the program whose memory it looks at, and hands it everything but `--postgres`, which is
/// ours.
pub(crate) fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let (wants_postgres, arguments) = split(arguments);
    let packages = ["--package", "danh", "--package", "danh-bench"];
    let built = cargo(["build", "--release"].into_iter().chain(packages)).status();
    if !built.context("cargo cannot be started")?.success() {
        return Ok(ExitCode::FAILURE);
    }
    let mut command = cargo([
        "run",
        "--quiet",
        "--release",
        "--package",
        "danh-bench",
        "--",
    ]);
    command.args(arguments);
    let server = wants_postgres
        .then(|| PrivatePostgres::start(Purpose::Measuring))
        .transpose()?;
    if let Some(server) = &server {
        command.env("DANH_BENCH_POSTGRES", &server.url);
    }
    let status = command.status().context("cargo cannot be started")?;
    Ok(ends_as(status))
}

fn split(arguments: &[String]) -> (bool, Vec<&String>) {
    let rest: Vec<&String> = arguments
        .iter()
        .filter(|word| *word != "--postgres")
        .collect();
    (rest.len() < arguments.len(), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_flag_is_taken_out() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let asked = words("register --postgres --json figures.json --persons 1000");
        let (wants_postgres, rest) = split(&asked);
        assert!(wants_postgres);
        assert_eq!(
            rest,
            words("register --json figures.json --persons 1000")
                .iter()
                .collect::<Vec<_>>()
        );
        assert!(!split(&words("register")).0);
    }
}
