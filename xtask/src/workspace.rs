//! Where the workspace lies and what its crates declare, as cargo itself reads it.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, ExitCode, ExitStatus, Stdio};

use anyhow::{Context, ensure};
use serde_json::Value;

/// The workspace as `cargo metadata --no-deps` describes it.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
    pub(crate) packages: Vec<Package>,
}

/// One crate of the workspace.
#[derive(Debug, Clone, Default)]
pub(crate) struct Package {
    /// Its folder's name, which design and tables speak of: `store`, not `danh-store`.
    pub(crate) name: String,
    pub(crate) licence: Option<String>,
    /// Crates of the house it names outside `[dev-dependencies]`, by folder name.
    pub(crate) house: Vec<String>,
    /// Crates from elsewhere it names outside `[dev-dependencies]`.
    pub(crate) elsewhere: Vec<String>,
}

impl Workspace {
    pub(crate) fn find() -> anyhow::Result<Self> {
        let output = cargo(["metadata", "--no-deps", "--format-version", "1"])
            .stderr(Stdio::inherit())
            .output()
            .context("cargo cannot be started")?;
        ensure!(output.status.success(), "cargo metadata failed");
        let metadata: Value = serde_json::from_slice(&output.stdout)?;
        let folder = |key: &str| metadata[key].as_str().map(PathBuf::from);
        let packages = metadata["packages"].as_array().context("no packages")?;
        Ok(Self {
            root: folder("workspace_root").context("no workspace root")?,
            target: folder("target_directory").context("no target folder")?,
            packages: packages.iter().map(Package::read).collect(),
        })
    }
}

impl Package {
    fn read(metadata: &Value) -> Self {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let mut package = Self {
            name: folder_name(metadata["name"].as_str().unwrap_or_default()),
            licence: text(&metadata["license"]),
            ..Self::default()
        };
        for dependency in metadata["dependencies"].as_array().into_iter().flatten() {
            let Some(name) = dependency["name"].as_str() else {
                continue;
            };
            match (dependency["kind"].as_str(), dependency["path"].as_str()) {
                (Some("dev"), _) => {}
                (_, Some(_)) => package.house.push(folder_name(name)),
                (_, None) => package.elsewhere.push(name.to_owned()),
            }
        }
        package
    }
}

fn folder_name(package: &str) -> String {
    package.strip_prefix("danh-").unwrap_or(package).to_owned()
}

/// Continuous integration: no colours, no progress bars, and nothing may be left out.
pub(crate) fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// A cargo command that a fresh shell would give the same answer to.
///
/// `cargo xtask` runs inside cargo, which tells us about our own package in the environment.
/// Build scripts that watch those variables (ring's is one) would run again at each change
/// between `cargo xtask test` and a plain `cargo build`.
pub(crate) fn cargo<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        let ours = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
        if ours.iter().any(|prefix| name.starts_with(prefix)) {
            command.env_remove(name.as_ref());
        }
    }
    if in_ci() {
        // Incremental data costs time to write and a clean clone never reads it.
        command
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_TERM_PROGRESS_WHEN", "never");
    }
    command
}

/// Ends as the program did that we stood in for; killed by a signal counts as failed.
pub(crate) fn ends_as(status: ExitStatus) -> ExitCode {
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Where a program lies on the search path.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn development_dependencies_are_no_arrows() {
        let package = Package::read(&json!({
            "name": "danh-keys",
            "license": "EUPL-1.2",
            "dependencies": [
                { "name": "danh-vocabulary", "kind": null, "path": "/x/crates/vocabulary" },
                { "name": "danh-store", "kind": "dev", "path": "/x/crates/store" },
                { "name": "sha2", "kind": null },
                { "name": "cc", "kind": "build" },
            ],
        }));
        assert_eq!(package.name, "keys");
        assert_eq!(package.house, ["vocabulary"]);
        assert_eq!(package.elsewhere, ["sha2", "cc"]);
    }

    #[test]
    fn a_program_nobody_has_is_not_found() {
        assert_eq!(on_path("no-program-is-called-this"), None);
        assert!(on_path("sh").is_some());
    }
}
