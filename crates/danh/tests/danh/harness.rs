//! Running the program on a fresh folder and a fresh database of either engine.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use danh_store::StoreConfig;
use danh_store::testing::each_fresh_config;
use tempfile::TempDir;

/// The tables of the program, for looking into its database.
pub(crate) const MIGRATIONS: [danh_store::Migrations; 7] = [
    danh_ledger::MIGRATIONS,
    danh_directory::MIGRATIONS,
    danh_identity::MIGRATIONS,
    danh_register::MIGRATIONS,
    danh_exchange::MIGRATIONS,
    danh_desk::MIGRATIONS,
    danh_sync::MIGRATIONS,
];

/// A data folder, and the arguments that name it.
pub(crate) struct Place {
    folder: Arc<TempDir>,
    database: Option<String>,
}

impl Place {
    /// An `SQLite` folder.
    pub(crate) fn sqlite() -> Self {
        Self {
            folder: Arc::new(tempfile::tempdir().unwrap()),
            database: None,
        }
    }

    /// Calls `body` with a place on each engine there is.
    pub(crate) fn on_both_engines(mut body: impl FnMut(&Place)) {
        each_fresh_config(|config| {
            let database = match config {
                StoreConfig::Sqlite { .. } => None,
                StoreConfig::Postgres { url, .. } => Some(url.clone()),
            };
            body(&Self {
                folder: Arc::new(tempfile::tempdir().unwrap()),
                database,
            });
        });
    }

    /// Whether the database is a file in the folder.
    pub(crate) fn is_sqlite(&self) -> bool {
        self.database.is_none()
    }

    /// This database with the data folder of another place.
    pub(crate) fn with_folder_of(&self, other: &Self) -> Self {
        Self {
            folder: Arc::clone(&other.folder),
            database: self.database.clone(),
        }
    }

    /// The data folder, which the program makes.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file beside the data folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// How the store is opened to look into it.
    pub(crate) fn config(&self) -> StoreConfig {
        match &self.database {
            None => StoreConfig::sqlite(self.data().join("danh.db")),
            Some(url) => StoreConfig::postgres(url),
        }
    }

    /// The program with these words and the arguments that name this place.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = danh(words);
        command.arg("--data").arg(self.data());
        if let Some(url) = &self.database {
            command.args(["--database", url]);
        }
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// Runs the program and expects it to succeed; its standard output.
    pub(crate) fn succeed(&self, words: &[&str]) -> String {
        succeed(self.command(words))
    }

    /// The ledger verifies and the state equals the folded journal.
    pub(crate) fn verify(&self) {
        self.succeed(&["ledger", "verify"]);
        self.succeed(&["journal", "rebuild", "--check"]);
    }
}

/// The program with these words.
pub(crate) fn danh(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_danh"));
    command.args(words).stdin(Stdio::null());
    command
}

/// Runs a command and expects it to succeed; its standard output.
pub(crate) fn succeed(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}\n{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    text(&output.stdout)
}

/// What a command must say when it refuses, and its exit status.
#[track_caller]
pub(crate) fn refused(output: &Output, status: i32, because: &str) {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{said}");
    assert!(said.contains(because), "{said}");
}

/// What a process printed.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A synthetic population as CSV in a folder.
///
/// Populations of different seeds have persons with the same numbers in them: each is the first of a nation of its own. Those of
/// one province each do not meet, so the seed chooses the province too.
pub(crate) fn population(folder: &Path, persons: u32, seed: u64) -> PathBuf {
    const PROVINCES: [&str; 6] = ["38", "01", "79", "48", "92", "40"];
    let province = PROVINCES[usize::try_from(seed).unwrap() % PROVINCES.len()];
    let (persons, seed) = (persons.to_string(), seed.to_string());
    let folder_name = folder.to_str().unwrap();
    succeed(danh(&[
        "synth",
        "--population",
        &persons,
        "--seed",
        &seed,
        "--province",
        province,
        "--out",
        folder_name,
    ]));
    folder.join("persons.csv")
}
