//! What every released program wrote is read, brought up to date and gone on with.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use danh_store::StoreConfig;
use postgres::{Client, NoTls};
use serde_json::Value;

use crate::harness::{Place, succeed, text};

/// One folder a released schema.
fn released() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/danh/released");
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

/// A register that a released program wrote, put into a place.
struct Released {
    recorded: Value,
    exported: PathBuf,
}

impl Released {
    fn unpack(folder: &Path, place: &Place) -> Self {
        let unpacked = place.file("released");
        fs::create_dir(&unpacked).unwrap();
        let mut tar = Command::new("tar");
        tar.args(["-xzf"])
            .arg(folder.join("released.tgz"))
            .arg("-C")
            .arg(&unpacked);
        succeed(tar);
        let engine = match place.config() {
            StoreConfig::Sqlite { .. } => "sqlite",
            StoreConfig::Postgres { url, .. } => {
                let statements = fs::read_to_string(unpacked.join("postgres.sql")).unwrap();
                let mut client = Client::connect(&url, NoTls).unwrap();
                client.batch_execute(&statements).unwrap();
                "postgres"
            }
        };
        fs::rename(unpacked.join(engine), place.data()).unwrap();
        let recorded = fs::read_to_string(folder.join("recorded.json")).unwrap();
        Self {
            recorded: serde_json::from_str::<Value>(&recorded).unwrap()[engine].clone(),
            exported: unpacked.join(format!("{engine}.csv")),
        }
    }

    /// How many persons, and what a ledger's head was.
    fn persons(&self) -> u64 {
        self.recorded["persons"].as_u64().unwrap()
    }

    fn root(&self, log: &str) -> &str {
        self.recorded[log]["root"].as_str().unwrap()
    }
}

#[test]
fn what_a_released_program_wrote_is_upgraded_and_gone_on_with() {
    for folder in released() {
        Place::on_both_engines(|place| {
            let before = Released::unpack(&folder, place);
            // The first command that may write brings it up to date.
            let out = place.file("exported.csv");
            let words = ["export", "persons", "--purpose", "test", "--out"];
            place.succeed(&[&words[..], &[out.to_str().unwrap()]].concat());
            same_persons(&before.exported, &out);

            let journal = place.succeed(&["ledger", "verify"]);
            assert!(journal.contains(before.root("journal")), "{journal}");
            let checked = place.succeed(&["journal", "rebuild", "--check"]);
            let persons = format!("{} persons, ", before.persons());
            assert!(checked.starts_with(&persons), "{checked}");
            // Its own record is the second; the first was written by the released program.
            let access = place.succeed(&["ledger", "verify", "--log", "access"]);
            assert!(access.contains(" 2 entries fit"), "{access}");

            assert!(place.succeed(&["doctor"]).contains("nothing is wrong"));
            place.succeed(&["drill", "events", "--writers", "1", "--events", "9"]);
            place.verify();
        });
    }
}

#[test]
fn a_backup_can_be_made_before_the_upgrade_and_says_the_roots_of_then() {
    for folder in released() {
        Place::on_both_engines(|place| {
            let before = Released::unpack(&folder, place);
            let backup = place.file("backup");
            let said = place.succeed(&["backup", "--to", backup.to_str().unwrap()]);
            for wanted in [
                before.root("journal"),
                before.root("access"),
                &format!("{} persons", before.persons()),
                "it can be relied on",
            ] {
                assert!(said.contains(wanted), "{wanted} in\n{said}");
            }
        });
    }
}

#[test]
fn looking_at_an_older_database_changes_nothing_and_says_what_to_do() {
    for folder in released() {
        Place::on_both_engines(|place| {
            Released::unpack(&folder, place);
            for words in [
                &["ledger", "verify"][..],
                &["journal", "rebuild", "--check"],
            ] {
                let output = place.run(words);
                if output.status.success() {
                    // The newest release has the schema of today.
                    continue;
                }
                assert_eq!(output.status.code(), Some(78), "{}", text(&output.stderr));
                assert!(text(&output.stderr).contains("start the program once"));
            }
        });
    }
}

/// Every column of then says the same of everyone now.
fn same_persons(then: &Path, now: &Path) {
    let (then, now) = (rows(then), rows(now));
    assert_eq!(then.len(), now.len());
    for (number, row) in then {
        for (column, cell) in row {
            assert_eq!(now[&number].get(&column), Some(&cell), "{column}");
        }
    }
}

fn rows(file: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut file = csv::Reader::from_path(file).unwrap();
    let headers = file.headers().unwrap().clone();
    file.records()
        .map(|row| {
            let row = row.unwrap();
            let cells = headers.iter().zip(row.iter());
            let cells: BTreeMap<String, String> = cells
                .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
                .collect();
            (row[0].to_owned(), cells)
        })
        .collect()
}
