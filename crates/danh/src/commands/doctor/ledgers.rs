//! The ledgers: whether the keys are those that signed, whether the tree is the signed one.

use danh_ledger::verify::{Discrepancy, walk};
use danh_ledger::{DatabaseSource, Log};
use danh_store::Store;

use super::Findings;
use crate::config::Config;
use crate::integration;
use crate::platform::keys_folder;

pub(super) fn look(findings: &mut Findings, config: &Config, store: &Store) {
    for log in integration::LOGS {
        tree(findings, config, store, log);
    }
}

/// Walks the tree against its newest checkpoint with the key in the data folder. The records behind the entries are
/// `danh ledger verify`'s.
fn tree(findings: &mut Findings, config: &Config, store: &Store, log: Log) {
    let keys = keys_folder(&config.data.folder);
    let key = match integration::verifier_key_in(store, &keys, &config.ledger.origin, log) {
        Ok(key) => key,
        Err(error) => {
            return findings.wrong(
                &format!("the key of the ledger `{log}`: {error:#}"),
                "restore the folder `keys` that belongs to this database; without it the ledger cannot go on",
            );
        }
    };
    match walk(&mut DatabaseSource::new(store.clone(), log), &key, &mut |_| {}) {
        Ok(_) => findings.fine(&format!("ledger `{log}`: its tree is the one that was signed")),
        Err(Discrepancy::CheckpointMissing) => findings.note(
            &format!("ledger `{log}`: nothing is signed yet"),
            "start `danh serve`, which signs",
        ),
        Err(Discrepancy::Checkpoint(error)) => findings.wrong(
            &format!("ledger `{log}`: {error}"),
            "the key in the folder `keys` is not the one that signed, or the checkpoint was changed: restore keys and database of one backup",
        ),
        Err(other) => findings.wrong(
            &format!("ledger `{log}`: {other}"),
            "somebody or something changed the database: keep a copy of it, and restore the last backup that verifies",
        ),
    }
}
