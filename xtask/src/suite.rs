//! `cargo xtask test`: everything that must pass, in the order that tells soonest.
//!
//! **One code-generation pass for lints and tests.** `cargo clippy` checks without generating
//! code, so lints and tests would each compile the workspace. Clippy's driver is a whole
//! compiler, though: as cargo's workspace wrapper it lints *and* generates code, and nextest,
//! the doc tests and the pages then run from those same artefacts (each asks cargo under the
//! same wrapper and finds everything fresh). The wrapper is part of cargo's fingerprint, so a
//! plain `cargo build` keeps its own artefacts beside these.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::SystemTime;

use crate::contract;
use crate::needs;
use crate::postgres::{PrivatePostgres, Purpose};
use crate::steps::{Outcome, Report, Steps, run, run_counted};
use crate::tidy;
use crate::workspace::{Workspace, cargo, in_ci, on_path};

/// Crates whose dependencies cost more minutes than all the rest together (DataFusion): they
/// have a run of their own.
const APART: &[&str] = &["cluster"];

/// Every step; skips aloud what the machine cannot do.
pub(crate) fn everything(workspace: &Workspace) -> ExitCode {
    let mut steps = Steps::default();
    steps.take("tidy", || tidy::step(workspace));
    steps.take("needs", || {
        needs::provide();
        Ok(Outcome::Passed(crate::count::Count::default()))
    });
    if steps.take("build and lint", || run(&mut build(workspace))) {
        let server = start_postgres(&mut steps);
        let url = server.as_ref().map(|server| server.url.as_str());
        steps.take("tests", || tests(workspace, url));
        drop(server);
        steps.take("doc tests", || {
            run_counted(&mut doc_tests(workspace), Report::Stdout)
        });
        take_pages(&mut steps, workspace);
        steps.take("contract", || contract::step(workspace));
    }
    steps.close()
}

/// Only the API's contract.
pub(crate) fn contract_only(workspace: &Workspace) -> ExitCode {
    let mut steps = Steps::default();
    needs::provide();
    if steps.take("build and lint", || run(&mut build(workspace))) {
        steps.take("contract", || contract::step(workspace));
    }
    steps.close()
}

/// Only the pages in a real browser.
pub(crate) fn pages_only(workspace: &Workspace) -> ExitCode {
    let mut steps = Steps::default();
    needs::provide();
    if steps.take("build and lint", || run(&mut build(workspace))) {
        take_pages(&mut steps, workspace);
    }
    steps.close()
}

/// Cargo for the one pass: clippy's driver compiles the workspace and denies warnings.
fn cargo_linting(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = cargo(arguments);
    command.arg("--workspace");
    for name in APART
        .iter()
        .filter(|name| workspace.packages.iter().any(|p| p.name == **name))
    {
        command.args(["--exclude", &format!("danh-{name}")]);
    }
    command
        .current_dir(&workspace.root)
        .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
        // How `cargo clippy -- -D warnings` tells its driver.
        .env(
            "CLIPPY_ARGS",
            "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__",
        );
    command
}

/// All targets at once: the programs that the pages need come out of the same pass, and cargo
/// settles features once. Built by themselves, without the tests' dependencies, they would make
/// it compile half of the workspace a second time.
fn build(workspace: &Workspace) -> Command {
    cargo_linting(workspace, &["build", "--all-targets"])
}

/// Starts the server that half of the store tests need; skips that half aloud without one.
fn start_postgres(steps: &mut Steps) -> Option<PrivatePostgres> {
    let mut server = None;
    steps.take("postgresql", || {
        if needs::postgres_programs().is_none() {
            return Ok(Outcome::Skipped(
                "not installed: store tests run on SQLite alone".into(),
            ));
        }
        server = Some(PrivatePostgres::start(Purpose::Tests)?);
        Ok(Outcome::Passed(crate::count::Count::default()))
    });
    server
}

fn tests(workspace: &Workspace, postgres_url: Option<&str>) -> anyhow::Result<Outcome> {
    let nextest = on_path("cargo-nextest").is_some();
    let mut command = if nextest {
        let mut command = cargo_linting(workspace, &["nextest", "run", "--no-fail-fast"]);
        command.args(["--show-progress", "none", "--status-level", "slow"]);
        command
    } else {
        cargo_linting(
            workspace,
            &["test", "--lib", "--bins", "--tests", "--no-fail-fast"],
        )
    };
    command.env_remove("DANH_TEST_POSTGRES");
    if let Some(url) = postgres_url {
        command.env("DANH_TEST_POSTGRES", url);
    }
    run_counted(
        &mut command,
        if nextest {
            Report::Stderr
        } else {
            Report::Stdout
        },
    )
}

fn doc_tests(workspace: &Workspace) -> Command {
    cargo_linting(workspace, &["test", "--doc", "--quiet", "--no-fail-fast"])
}

fn take_pages(steps: &mut Steps, workspace: &Workspace) {
    let folder = workspace.root.join("e2e");
    if !folder.join("package.json").is_file() {
        eprintln!("\n==> pages\nthere are no browser tests yet: e2e/package.json does not exist");
        return;
    }
    steps.take("pages", || pages(workspace, &folder));
}

/// The browser tests, against the program as the one pass built it.
fn pages(workspace: &Workspace, folder: &Path) -> anyhow::Result<Outcome> {
    let Some(chromium) = needs::chromium() else {
        return Ok(Outcome::Skipped("Chromium is not installed".into()));
    };
    if on_path("node").is_none() || on_path("npm").is_none() {
        return Ok(Outcome::Skipped("Node.js or npm is not installed".into()));
    }
    if packages_are_stale(folder) {
        let mut install = Command::new("npm");
        install
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(folder);
        if let failed @ Outcome::Failed(_) = run(&mut install)? {
            return Ok(failed);
        }
    }
    let mut command = Command::new("npm");
    command
        .args(["test", "--silent"])
        .current_dir(folder)
        .env("DANH_BINARY", workspace.target.join("debug/danh"))
        .env("CHROMIUM", chromium);
    if in_ci() {
        command.env("NO_COLOR", "1");
    }
    run_counted(&mut command, Report::Stdout)
}

/// Whether the lock file was written after the packages were last installed.
fn packages_are_stale(folder: &Path) -> bool {
    let written = |file: &str| -> Option<SystemTime> {
        folder
            .join(file)
            .metadata()
            .and_then(|metadata| metadata.modified())
            .ok()
    };
    match (
        written("package-lock.json"),
        written("node_modules/.package-lock.json"),
    ) {
        (Some(lock), Some(installed)) => lock > installed,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Package;

    #[test]
    fn heavy_crates_stay_out_only_when_there_are_any() {
        let words = |names: &[&str]| -> Vec<String> {
            let package = |name: &&str| Package {
                name: (*name).into(),
                ..Package::default()
            };
            let workspace = Workspace {
                root: "/".into(),
                target: "/target".into(),
                packages: names.iter().map(package).collect(),
            };
            let command = build(&workspace);
            command
                .get_args()
                .map(|word| word.to_string_lossy().into_owned())
                .collect()
        };
        assert!(
            words(&["store", "cluster"]).ends_with(&["--exclude".into(), "danh-cluster".into()])
        );
        assert!(words(&["store"]).ends_with(&["--workspace".into()]));
    }

    #[test]
    fn packages_never_installed_are_stale() {
        assert!(packages_are_stale(Path::new("/")));
    }
}
