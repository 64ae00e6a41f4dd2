//! The peers: programs in Python that do the same with the same files, where there is a Python with what they need.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::child::{Cost, measured};

/// A peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Peer {
    /// A plain join on the number, in `DuckDB`
    Join,
    /// A cascade of exact joins, in `DuckDB`
    Cascade,
    /// A Splink 5 model on `DuckDB`
    Splink,
}

impl Peer {
    pub(super) const ALL: [Self; 3] = [Self::Join, Self::Cascade, Self::Splink];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Cascade => "cascade",
            Self::Splink => "splink",
        }
    }

    const fn script(self) -> &'static str {
        match self {
            Self::Join => include_str!("peers/join.py"),
            Self::Cascade => include_str!("peers/cascade.py"),
            Self::Splink => include_str!("peers/splink_model.py"),
        }
    }

    const fn module(self) -> &'static str {
        match self {
            Self::Join | Self::Cascade => "duckdb",
            Self::Splink => "splink",
        }
    }

    /// Whether a Python has what this peer needs.
    pub(super) fn is_there(self, python: &Path) -> bool {
        let import = format!("import {}", self.module());
        let asked = Command::new(python)
            .args(["-c", &import])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        asked.is_ok_and(|status| status.success())
    }

    /// Links the files of a folder; what it cost, and where the links are.
    pub(super) fn run(self, python: &Path, folder: &Path) -> anyhow::Result<(Cost, PathBuf)> {
        let script = folder.join(format!("{}.py", self.name()));
        fs::write(&script, self.script())?;
        let links = folder.join(format!("{}.parquet", self.name()));
        let mut command = Command::new(python);
        command
            .current_dir(folder)
            .arg(&script)
            .args(["register.parquet", "records.parquet"])
            .arg(&links);
        let log = folder.join(format!("{}.log", self.name()));
        Ok((measured(&mut command, &log)?, links))
    }
}
