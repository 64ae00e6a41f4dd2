//! What a backup says of itself.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use danh_ledger::Log;
use danh_ledger::note::VerifierKey;
use danh_store::copy::{SchemaStep, Table, TableDigest};
use serde::{Deserialize, Serialize};

use super::BackupError;
use crate::files;

/// The form of backups that this program writes.
const FORM: u32 = 1;
const NAME: &str = "manifest.json";
/// The folder of the tables.
pub(super) const TABLES: &str = "tables";
/// The folder of the keys, where the operator asked for them.
pub(crate) const KEYS: &str = "keys";

/// A backup's table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    form: u32,
    /// The version of the program that wrote it.
    pub(crate) program: String,
    /// The moment that the backup shows, in UTC.
    pub(crate) made_at: String,
    /// The name under which the ledgers are signed.
    pub(crate) origin: String,
    /// How many steps of each capability's schema there are.
    schema: BTreeMap<String, i64>,
    pub(crate) persons: u64,
    pub(crate) ledgers: Vec<LedgerHead>,
    pub(crate) tables: Vec<TableFile>,
    /// Whether the private keys are in it.
    pub(crate) with_keys: bool,
}

/// A ledger at the moment of the backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LedgerHead {
    pub(crate) log: String,
    pub(crate) size: u64,
    /// In base64.
    pub(crate) root: Option<String>,
    /// Entries that had no position yet.
    pub(crate) pending: u64,
    /// The signed note.
    pub(crate) checkpoint: Option<String>,
    /// The public key that verifies it.
    pub(crate) key: Option<String>,
}

/// A table, and the file it is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TableFile {
    pub(crate) table: String,
    file: String,
    columns: Vec<String>,
    pub(crate) rows: u64,
    bytes: u64,
    sha256: String,
}

impl TableFile {
    pub(super) fn new(table: &Table, digest: &TableDigest) -> Self {
        Self {
            table: table.name.clone(),
            file: file_name(&table.name),
            columns: table.columns.iter().map(|c| c.name.clone()).collect(),
            rows: digest.rows,
            bytes: digest.bytes,
            sha256: hex(&digest.sha256),
        }
    }

    /// Where it is in a backup.
    pub(super) fn path(&self, backup: &Path) -> PathBuf {
        backup.join(TABLES).join(file_name(&self.table))
    }

    /// Whether this is what was written.
    pub(super) fn fits(&self, digest: &TableDigest) -> bool {
        (self.rows, self.bytes, &self.sha256) == (digest.rows, digest.bytes, &hex(&digest.sha256))
    }
}

/// The name of a table's file: text that any program can read.
pub(super) fn file_name(table: &str) -> String {
    format!("{table}.tsv")
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}

impl LedgerHead {
    /// The key to verify it with.
    pub(crate) fn verifier_key(&self) -> anyhow::Result<Option<VerifierKey>> {
        let parse = |key: &String| key.parse().context("the backup's public key");
        self.key.as_ref().map(parse).transpose()
    }
}

/// What a manifest says besides its tables.
pub(super) struct About {
    pub(super) made_at: String,
    pub(super) origin: String,
    pub(super) schema: Vec<SchemaStep>,
    pub(super) persons: u64,
    pub(super) ledgers: Vec<LedgerHead>,
    pub(super) with_keys: bool,
}

impl Manifest {
    pub(super) fn new(about: About, tables: Vec<TableFile>) -> Self {
        let schema = about.schema.into_iter();
        Self {
            form: FORM,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: about.made_at,
            origin: about.origin,
            schema: schema.map(|step| (step.capability, step.step)).collect(),
            persons: about.persons,
            ledgers: about.ledgers,
            tables,
            with_keys: about.with_keys,
        }
    }

    pub(super) fn write(&self, backup: &Path) -> anyhow::Result<()> {
        let file = backup.join(NAME);
        files::write_whole(&file, serde_json::to_string_pretty(self)?.as_bytes())
            .with_context(|| format!("cannot write `{}`", file.display()))
    }

    pub(crate) fn read(backup: &Path) -> anyhow::Result<Self> {
        let file = backup.join(NAME);
        let text = match fs::read_to_string(&file) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(BackupError::NoManifest(backup.to_owned()).into());
            }
            read => read.with_context(|| format!("cannot read `{}`", file.display()))?,
        };
        let parse = |cause| BackupError::Manifest {
            file: file.clone(),
            cause,
        };
        let value: serde_json::Value = serde_json::from_str(&text).map_err(parse)?;
        let found = value["form"].as_u64().and_then(|form| form.try_into().ok());
        if let Some(found) = found.filter(|form| *form > FORM) {
            return Err(BackupError::NewerForm { found, known: FORM }.into());
        }
        Ok(serde_json::from_value(value).map_err(parse)?)
    }

    pub(crate) fn schema(&self) -> Vec<SchemaStep> {
        let step = |(capability, step): (&String, &i64)| SchemaStep {
            capability: capability.clone(),
            step: *step,
        };
        self.schema.iter().map(step).collect()
    }

    pub(crate) fn ledger(&self, log: Log) -> Option<&LedgerHead> {
        self.ledgers.iter().find(|head| head.log == log.name())
    }
}
