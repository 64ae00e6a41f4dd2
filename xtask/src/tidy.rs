//! `cargo xtask tidy`: formatting and the rules of the house that no compiler knows.
//!
//! Each rule is a small function over what it looks at, with a test that shows it can fail.

mod crates;
mod floors;
mod lock;
mod sources;

use std::fmt;
use std::process::{Command, ExitCode};

use anyhow::{Context, ensure};

use crate::count::Count;
use crate::steps::Outcome;
use crate::workspace::{Workspace, cargo, in_ci};

/// Something that breaks a rule: where, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    place: String,
    says: String,
}

impl Finding {
    fn new(place: impl Into<String>, says: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            says: says.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.says)
    }
}

/// The chore by itself.
pub(crate) fn chore(workspace: &Workspace) -> anyhow::Result<ExitCode> {
    let tidy = matches!(step(workspace)?, Outcome::Passed(_));
    if tidy {
        println!("tidy");
    }
    Ok(if tidy {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The chore as a step of the whole.
pub(crate) fn step(workspace: &Workspace) -> anyhow::Result<Outcome> {
    let mut findings = formatting(workspace)?;
    findings.extend(workspace.packages.iter().flat_map(floors::arrows));
    findings.extend(workspace.packages.iter().flat_map(crates::kept_apart));
    findings.extend(workspace.packages.iter().filter_map(crates::licence));
    let lock = std::fs::read_to_string(workspace.root.join("Cargo.lock"))?;
    findings.extend(lock::unwanted(&lock));
    findings.extend(lock::second_copies(&lock));
    if in_ci() {
        findings.extend(lock_is_current(workspace)?);
    }
    for source in sources::all(workspace)? {
        findings.extend(sources::findings(&source));
    }
    for finding in &findings {
        eprintln!("{finding}");
    }
    let none = Count::default();
    Ok(if findings.is_empty() {
        Outcome::Passed(none)
    } else {
        Outcome::Failed(none)
    })
}

fn formatting(workspace: &Workspace) -> anyhow::Result<Vec<Finding>> {
    let output = cargo(["fmt", "--all", "--", "--check", "--files-with-diff"])
        .current_dir(&workspace.root)
        .output()
        .context("cargo fmt cannot be started")?;
    let files = String::from_utf8(output.stdout)?;
    ensure!(
        output.status.success() || !files.is_empty(),
        "cargo fmt failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let name = |file: &str| {
        let root = format!("{}/", workspace.root.display());
        file.strip_prefix(&root).unwrap_or(file).to_owned()
    };
    let mut files: Vec<String> = files.lines().map(name).collect();
    files.sort();
    files.dedup();
    Ok(files
        .into_iter()
        .map(|file| Finding::new(file, "is not formatted: cargo fmt"))
        .collect())
}

/// Building updates a lock file that lags behind; a clean clone must not need that.
fn lock_is_current(workspace: &Workspace) -> anyhow::Result<Option<Finding>> {
    let same = Command::new("git")
        .args(["diff", "--quiet", "--", "Cargo.lock"])
        .current_dir(&workspace.root)
        .status()
        .context("git cannot be started")?
        .success();
    Ok((!same).then(|| Finding::new("Cargo.lock", "lags behind Cargo.toml: commit it")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unformatted_files_are_named() {
        let folder = std::env::temp_dir().join(format!("danh-tidy-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("src")).unwrap();
        let manifest = "[package]\nname = \"untidy\"\nedition = \"2024\"\n[workspace]\n";
        std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        std::fs::write(folder.join("src/lib.rs"), "fn  f( ) {}\n").unwrap();
        let workspace = Workspace {
            root: folder.clone(),
            target: folder.clone(),
            packages: vec![],
        };
        let findings = formatting(&workspace);
        std::fs::remove_dir_all(&folder).unwrap();
        let expected = Finding::new("src/lib.rs", "is not formatted: cargo fmt");
        assert_eq!(findings.unwrap(), [expected]);
    }
}
