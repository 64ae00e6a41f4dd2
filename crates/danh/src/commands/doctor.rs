//! `danh doctor`: what is wrong with a data folder, and what to do about it.

use std::path::Path;

use danh_ledger::Log;
use danh_store::Store;
use danh_vocabulary::{Clock, Timestamp};

use crate::cli::StoreArguments;
use crate::commands::demo;
use crate::config;
use crate::exit::DoesNotHold;
use crate::integration;
use crate::migrations;
use crate::platform::{keys_folder, store_config};
use danh_ambient::SystemClock;

/// With less than this, an operator should act.
const FREE_BYTES_MIN: u64 = 1 << 30;
/// Entries that wait longer than this wait for an integrator that does not run.
const WAITING_SECONDS_MAX: i64 = 60;

/// Findings, said as they come.
#[derive(Default)]
struct Findings {
    fine: usize,
    wrong: usize,
}

impl Findings {
    fn fine(&mut self, sentence: &str) {
        self.fine += 1;
        println!("  ok    {sentence}");
    }

    fn wrong(&mut self, sentence: &str, what_to_do: &str) {
        self.wrong += 1;
        println!("  WRONG {sentence}");
        println!("        {what_to_do}");
    }
}

pub(crate) fn run(arguments: &StoreArguments) -> anyhow::Result<()> {
    let config = config::of_arguments(arguments)?;
    let data = &config.data.folder;
    println!(
        "danh {} looks at {}",
        env!("CARGO_PKG_VERSION"),
        data.display()
    );
    let mut findings = Findings::default();
    folder(&mut findings, data);
    keys(&mut findings, data);
    match Store::open_read_only(&store_config(&config), &migrations::ALL) {
        Ok(store) => {
            findings.fine("the database opens and its tables are those of this program");
            pages(&mut findings, &store);
            for log in integration::LOGS {
                ledger(&mut findings, &store, log);
            }
            persons(&mut findings, &store);
        }
        Err(error) => findings.wrong(
            &format!("the database does not open: {error}"),
            "if there is none yet, `danh demo` or `danh serve` makes one",
        ),
    }
    if findings.wrong == 0 {
        println!("nothing is wrong");
        return Ok(());
    }
    println!(
        "{} of {} to mend",
        findings.wrong,
        findings.fine + findings.wrong
    );
    Err(DoesNotHold.into())
}

fn folder(findings: &mut Findings, folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let metadata = match std::fs::metadata(folder) {
        Ok(metadata) => metadata,
        Err(error) => {
            findings.wrong(
                &format!("the data folder cannot be read: {error}"),
                "give the right one with --data",
            );
            return;
        }
    };
    let others_may = metadata.permissions().mode() & 0o077;
    if others_may == 0 {
        findings.fine("only its owner can read the data folder");
    } else {
        findings.wrong(
            "others on this machine can read the data folder",
            "chmod 700 it",
        );
    }
    if demo::is_demo(folder) {
        findings.fine("it holds a demo; its people are invented");
    }
    match rustix::fs::statvfs(folder) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let sentence = format!("{} MiB are free on its disk", free >> 20);
            if free < FREE_BYTES_MIN {
                findings.wrong(
                    &sentence,
                    "free some space, or move the folder to a larger disk",
                );
            } else {
                findings.fine(&sentence);
            }
        }
        Err(error) => findings.wrong(
            &format!("its disk cannot be asked: {error}"),
            "look at the disk",
        ),
    }
}

fn keys(findings: &mut Findings, data: &Path) {
    match danh_keys::KeyRing::open(&keys_folder(data)) {
        Ok(_) => findings.fine("the keys are there and nobody else can read them"),
        Err(error) => findings.wrong(
            &format!("the keys: {error}"),
            "restore the folder `keys` from a backup; without it the ledger cannot go on",
        ),
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

fn ledger(findings: &mut Findings, store: &Store, log: Log) {
    let status = match store.read(move |tx| danh_ledger::status(tx, log)).wait() {
        Ok(status) => status,
        Err(error) => {
            findings.wrong(&error.to_string(), "restore the last backup");
            return;
        }
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

fn persons(findings: &mut Findings, store: &Store) {
    match store
        .read(danh_register::person_queries::person_count)
        .wait()
    {
        Ok(count) => findings.fine(&format!("{count} persons")),
        Err(error) => findings.wrong(&error.to_string(), "restore the last backup"),
    }
}
