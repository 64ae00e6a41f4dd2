//! Rules about the text of every file that git knows, or would on the next `git add`.

use std::process::Command;

use anyhow::{Context, ensure};

use super::Finding;
use crate::workspace::Workspace;

/// A text file, by its path from the root.
pub(super) struct Source {
    path: String,
    text: String,
}

/// A second axis to split along has appeared long before this.
const LINES_MAX: usize = 500;

/// What a person writes and reads; data, lock files and prose may be longer.
const CODE: &[&str] = &["rs", "sql", "html", "css", "js", "mjs", "sh"];

// Needles are written in two halves, so that this file does not break its own rules.
const ALLOW: &[&str] = &[concat!("#[", "allow("), concat!("#![", "allow(")];
const UNFINISHED: &[&str] = &[
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("FIX", "ME"),
];
/// Where packages are fetched from, and folders of one person's machine: neither is true for
/// the next reader. (Cargo writes its registry's name into Cargo.lock by itself.)
const NOT_FOR_EVERYONE: &[&str] = &[
    concat!("registry.", "npmjs"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("files.", "pythonhosted"),
    concat!("deb.", "debian.org"),
    concat!("/work", "/main"),
    concat!("/work", "/shared"),
    concat!("/tmp", "/danh/"),
    concat!("/home", "/user"),
];

/// Every text file of the project.
pub(super) fn all(workspace: &Workspace) -> anyhow::Result<Vec<Source>> {
    let output = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(&workspace.root)
        .output()
        .context("git cannot be started")?;
    ensure!(output.status.success(), "git ls-files failed");
    let paths = String::from_utf8(output.stdout)?;
    let read = |path: &str| {
        // A file that is gone, or is no text, has nothing for these rules.
        let text = std::fs::read_to_string(workspace.root.join(path)).ok()?;
        Some(Source {
            path: path.to_owned(),
            text,
        })
    };
    Ok(paths.split_terminator('\0').filter_map(read).collect())
}

/// What breaks a rule in one file.
pub(super) fn findings(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    if is_code(source) {
        findings.extend(too_long(source));
        findings.extend(named(source, UNFINISHED, "is unfinished"));
    }
    if extension(source) == "rs" {
        findings.extend(named(
            source,
            ALLOW,
            "write `#[expect(lint, reason = \"...\")]`",
        ));
    }
    if source.path != "Cargo.lock" {
        findings.extend(named(
            source,
            NOT_FOR_EVERYONE,
            "is not true for every reader",
        ));
    }
    findings
}

fn is_code(source: &Source) -> bool {
    CODE.contains(&extension(source)) && !source.path.starts_with("data/")
}

fn extension(source: &Source) -> &str {
    source
        .path
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension)
}

fn too_long(source: &Source) -> Option<Finding> {
    let lines = source.text.lines().count();
    (lines > LINES_MAX).then(|| {
        Finding::new(
            &source.path,
            format!("has {lines} lines, more than {LINES_MAX}"),
        )
    })
}

fn named(source: &Source, needles: &[&str], says: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        for needle in needles.iter().filter(|needle| line.contains(**needle)) {
            let place = format!("{}:{}", source.path, index + 1);
            findings.push(Finding::new(place, format!("`{needle}`: {says}")));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        findings(&Source {
            path: path.into(),
            text: text.into(),
        })
        .len()
    }

    #[test]
    fn long_files_are_named_and_long_data_is_not() {
        let long = "x\n".repeat(LINES_MAX + 1);
        assert_eq!(found("crates/store/src/lib.rs", &long), 1);
        assert_eq!(found("data/vn/units.csv", &long), 0);
        assert_eq!(
            found("crates/store/src/lib.rs", &"x\n".repeat(LINES_MAX)),
            0
        );
    }

    #[test]
    fn attributes_and_marks_are_named_with_their_line() {
        let text = format!("fn f() {{\n    {}dead_code)]\n", ALLOW[0]);
        let source = Source {
            path: "src/f.rs".into(),
            text,
        };
        assert_eq!(findings(&source)[0].place, "src/f.rs:2");
        for needle in UNFINISHED {
            assert_eq!(found("src/f.rs", needle), 1);
        }
        assert_eq!(found("docs/style.md", UNFINISHED[0]), 0);
    }

    #[test]
    fn what_is_not_for_everyone_is_named_anywhere_but_in_the_lock_file() {
        for needle in NOT_FOR_EVERYONE {
            assert_eq!(found("e2e/package-lock.json", needle), 1);
            assert_eq!(found("Cargo.lock", needle), 0);
        }
    }
}
