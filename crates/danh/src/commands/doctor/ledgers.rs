//! The ledgers: whether somebody integrates, whether the keys are those that signed, whether the tree is the signed one.

use danh_ledger::verify::{Discrepancy, walk};
use danh_ledger::{DatabaseSource, Log};
use danh_store::Store;
use danh_vocabulary::{Clock, Timestamp};

use super::Findings;
use crate::config::Config;
use crate::integration;
use crate::platform::keys_folder;
use danh_ambient::SystemClock;

/// Entries that wait longer than this wait for an integrator that does not run.
const WAITING_SECONDS_MAX: i64 = 60;

pub(super) fn look(findings: &mut Findings, config: &Config, store: &Store) {
    for log in integration::LOGS {
        integrator(findings, store, log);
        tree(findings, config, store, log);
    }
}

fn integrator(findings: &mut Findings, store: &Store, log: Log) {
    let status = match store.read(move |tx| danh_ledger::status(tx, log)).wait() {
        Ok(status) => status,
        Err(error) => return findings.wrong(&error.to_string(), "restore the last backup"),
    };
    let waits_for = |signed_at: Option<Timestamp>| {
        signed_at.map_or(i64::MAX, |at| {
            (SystemClock.now().micros() - at.micros()) / 1_000_000
        })
    };
    let sentence = format!(
        "ledger `{log}`: {} entries, {} waiting",
        status.size, status.pending
    );
    if status.pending > 0 && waits_for(status.signed_at) > WAITING_SECONDS_MAX {
        findings.wrong(
            &sentence,
            "start `danh serve`, or look in its log why it does not integrate",
        );
    } else {
        findings.fine(&sentence);
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
