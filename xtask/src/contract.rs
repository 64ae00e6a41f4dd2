//! The API's contract, tried by tools that are not ours: is the OpenAPI document valid, and does the
//! running program answer nothing that the document does not allow?
//!
//! The tools are Python's, pinned in `crates/api/contract/requirements.txt` and installed into a
//! virtual environment below `target/` when that list changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::needs;
use crate::steps::{Outcome, Report, run, run_counted};
use crate::workspace::Workspace;

/// For all questions together; the start of the program comes before.
const SECONDS_MAX: &str = "60";

/// Tries the contract with the program as it was built last.
pub(crate) fn step(workspace: &Workspace) -> anyhow::Result<Outcome> {
    if !needs::has_python() {
        return Ok(Outcome::Skipped(
            "Python 3 with venv is not installed".into(),
        ));
    }
    let contract = workspace.root.join("crates/api/contract");
    let folder = workspace.target.join("contract");
    fs::create_dir_all(&folder)?;
    let Some(python) = environment(&folder, &contract.join("requirements.txt"))? else {
        return Ok(Outcome::Skipped(
            "schemathesis and its like could not be installed".into(),
        ));
    };
    let mut command = Command::new(python);
    command
        .arg(contract.join("run.py"))
        .arg(workspace.target.join("debug/danh"))
        .arg(workspace.root.join("crates/api/openapi.json"))
        .arg(SECONDS_MAX)
        .arg(&folder)
        .env("PYTHONDONTWRITEBYTECODE", "1");
    run_counted(&mut command, Report::Stdout)
}

/// Python with what the list names; nothing when that cannot be fetched.
fn environment(folder: &Path, requirements: &Path) -> anyhow::Result<Option<PathBuf>> {
    let environment = folder.join("venv");
    let (python, installed) = (
        environment.join("bin/python"),
        environment.join("installed.txt"),
    );
    let wanted = fs::read(requirements)?;
    if python.is_file() && fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(Some(python));
    }
    if environment.exists() {
        fs::remove_dir_all(&environment)?;
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv"]).arg(&environment);
    let mut fetch = Command::new(&python);
    fetch
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .arg("--requirement")
        .arg(requirements);
    for command in [&mut make, &mut fetch] {
        if !matches!(run(command)?, Outcome::Passed(_)) {
            return Ok(None);
        }
    }
    fs::write(&installed, wanted)?;
    Ok(Some(python))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_is_pinned() {
        let list =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/api/contract/requirements.txt");
        let list = fs::read_to_string(list).unwrap();
        let lines: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
        for tool in ["schemathesis==", "openapi-spec-validator=="] {
            assert!(lines.iter().any(|line| line.starts_with(tool)), "{tool}");
        }
        assert!(lines.iter().all(|line| line.contains("==")), "{lines:?}");
    }
}
