//! The database: whether it opens, is up to date, is whole, and runs on a server that keeps what it acknowledged.

use danh_store::{OpenError, Store, upgrades_pending};

use super::Findings;
use crate::config::Config;
use crate::migrations;
use crate::platform::store_config;

/// Opens it for the other findings, if it opens.
pub(super) fn look(findings: &mut Findings, config: &Config) -> Option<Store> {
    let store = match Store::open_read_only(&store_config(config), &migrations::ALL) {
        Ok(store) => store,
        Err(error) => {
            findings.wrong(
                &format!("the database does not open: {error}"),
                what_to_do(&error),
            );
            return None;
        }
    };
    findings.fine("the database opens and its tables are those of this program");
    follow_ups(findings, &store);
    closed(findings, &store);
    settings(findings, &store);
    pages(findings, &store);
    persons(findings, &store);
    Some(store)
}

fn what_to_do(error: &OpenError) -> &'static str {
    match error {
        OpenError::OlderSchema { .. } => {
            "make a backup (`danh backup --to DIR` works before the upgrade), then start `danh serve` once"
        }
        OpenError::NewerSchema { .. } => {
            "a newer program has upgraded it: use that one, or restore the backup from before"
        }
        OpenError::EditedStep { .. } => "use a released program",
        OpenError::NotADatabase { .. } => {
            "keep a copy of the folder, and restore the last backup into an empty one"
        }
        OpenError::Unreachable { .. } => {
            "start the database server, or mend `data.database` in the configuration"
        }
        _ => "if there is none yet, `danh demo` or `danh serve` makes one",
    }
}

fn follow_ups(findings: &mut Findings, store: &Store) {
    match store.read(upgrades_pending).wait() {
        Ok(pending) if pending.is_empty() => {}
        Ok(_) => findings.wrong(
            "the tables were upgraded, and the rows by which persons are found are yet to be made anew",
            "run `danh journal rebuild`, or start `danh serve`, which does it first",
        ),
        Err(error) => findings.wrong(&error.to_string(), "restore the last backup"),
    }
}

fn closed(findings: &mut Findings, store: &Store) {
    if let Ok(Some(reason)) = store.read(danh_store::copy::closed_reason).wait() {
        findings.wrong(
            &format!("the database is closed to writers: {reason}"),
            "use the database it names, or finish the move with `danh migrate-store`",
        );
    }
}

fn settings(findings: &mut Findings, store: &Store) {
    match store.check_settings().wait() {
        Ok(risky) => {
            for setting in risky {
                findings.wrong(
                    &format!(
                        "the server runs with {} = {}: {}",
                        setting.name, setting.value, setting.risk
                    ),
                    setting.remedy,
                );
            }
        }
        Err(error) => findings.wrong(&error.to_string(), "look in the log of the server"),
    }
}

fn pages(findings: &mut Findings, store: &Store) {
    match store.check_pages().wait() {
        Ok(faults) if faults.is_empty() => findings.fine("every page of the database is whole"),
        Ok(faults) => findings.wrong(
            &format!("pages of the database are damaged: {}", faults.join("; ")),
            "stop the server, keep a copy of the folder and restore the last backup",
        ),
        Err(error) => findings.wrong(
            &error.to_string(),
            "stop the server and restore the last backup",
        ),
    }
}

fn persons(findings: &mut Findings, store: &Store) {
    match store
        .read(danh_register::person_queries::person_count)
        .wait()
    {
        Ok(count) => findings.fine(&format!("{count} persons")),
        Err(error) => findings.wrong(&error.to_string(), "restore the last backup"),
    }
}
