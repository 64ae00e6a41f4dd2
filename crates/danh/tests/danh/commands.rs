//! Commands, their answers and their exit statuses.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use danh_store::{Store, StoreError, params};

use crate::harness::{MIGRATIONS, Place, danh, population, succeed, text};
use crate::small_disk::SmallDisk;

#[test]
fn help_names_every_command() {
    let help = succeed(danh(&["--help"]));
    for command in [
        "demo",
        "serve",
        "doctor",
        "backup",
        "restore",
        "migrate-store",
        "ledger",
        "journal",
        "import",
        "export",
        "synth",
        "officer",
    ] {
        assert!(help.contains(command), "{command}");
    }
}

#[test]
fn what_is_exported_can_be_imported_and_is_the_same() {
    let (first, second) = (Place::sqlite(), Place::sqlite());
    let file = population(&first.file("synth"), 1_000, 0);
    first.succeed(&["import", "persons", file.to_str().unwrap()]);
    let exported = |place: &Place| {
        let file = place.file("exported.csv");
        place.succeed(&[
            "export",
            "persons",
            "--purpose",
            "test",
            "--out",
            file.to_str().unwrap(),
        ]);
        file
    };
    let once = exported(&first);
    let said = second.succeed(&["import", "persons", once.to_str().unwrap()]);
    assert!(said.contains(" 0 rejected"), "{said}");
    let twice = exported(&second);
    // Households are numbered by the register that keeps them; all else is to be equal.
    let without_household = |file: &std::path::Path| -> Vec<csv::StringRecord> {
        let mut rows = csv::Reader::from_path(file).unwrap();
        let column = rows
            .headers()
            .unwrap()
            .iter()
            .position(|name| name == "household")
            .unwrap();
        let keep = |row: csv::StringRecord| {
            row.iter()
                .enumerate()
                .filter(|(index, _)| *index != column)
                .map(|(_, cell)| cell)
                .collect()
        };
        rows.records().map(|row| keep(row.unwrap())).collect()
    };
    assert_eq!(without_household(&once), without_household(&twice));
    second.verify();
}

#[test]
fn a_dry_run_writes_nothing_and_counts_the_same() {
    let place = Place::sqlite();
    let earlier = population(&place.file("earlier"), 100, 1);
    place.succeed(&["import", "persons", earlier.to_str().unwrap()]);
    let file = population(&place.file("synth"), 1_000, 0);
    let dry = place.succeed(&["import", "persons", file.to_str().unwrap(), "--dry-run"]);
    let wet = place.succeed(&["import", "persons", file.to_str().unwrap()]);
    assert_eq!(dry.replace("would be enrolled", "enrolled"), wet);
}

#[test]
fn a_changed_event_is_named_by_its_position() {
    let place = Place::sqlite();
    let file = population(&place.file("synth"), 1_000, 0);
    place.succeed(&["import", "persons", file.to_str().unwrap()]);
    let store = Store::open(&place.config(), &MIGRATIONS).unwrap();
    store
        .write::<_, StoreError, _>(|tx| {
            let row = tx.query_one(
                "SELECT entry_id FROM ledger_entry WHERE log = $1 AND position = $2",
                params!["journal", 417],
            )?;
            tx.execute(
                "UPDATE journal SET document = REPLACE(document, 'recorded_at', 'Recorded_at')
                 WHERE event_id = $1",
                params![row.get::<i64>(0)?],
            )
        })
        .wait()
        .unwrap();
    drop(store);
    let verified = place.run(&["ledger", "verify"]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(
        text(&verified.stdout).contains("417"),
        "{}",
        text(&verified.stdout)
    );
    assert_eq!(
        place.run(&["journal", "rebuild", "--check"]).status.code(),
        Some(1)
    );
}

#[test]
fn an_event_that_was_put_in_from_outside_is_found() {
    let place = Place::sqlite();
    place.succeed(&["drill", "events", "--writers", "1", "--events", "3"]);
    place.verify();
    let store = Store::open(&place.config(), &MIGRATIONS).unwrap();
    store
        .write::<_, StoreError, _>(|tx| {
            tx.execute(
                "INSERT INTO journal (event_id, document, salt)
                 SELECT event_id + 1, document, salt FROM journal",
                params![],
            )
        })
        .wait()
        .unwrap();
    drop(store);
    let verified = place.run(&["ledger", "verify"]);
    assert_eq!(verified.status.code(), Some(1));
    assert!(
        text(&verified.stdout).contains("is in no ledger"),
        "{}",
        text(&verified.stdout)
    );
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_to_do() {
    let place = Place::sqlite();
    let nothing = place.run(&["doctor"]);
    assert_eq!(nothing.status.code(), Some(1));
    place.succeed(&["drill", "events", "--writers", "1", "--events", "3"]);
    assert!(place.succeed(&["doctor"]).contains("nothing is wrong"));
    fs::set_permissions(place.data(), fs::Permissions::from_mode(0o755)).unwrap();
    let open = place.run(&["doctor"]);
    assert_eq!(open.status.code(), Some(1));
    assert!(
        text(&open.stdout).contains("chmod 700"),
        "{}",
        text(&open.stdout)
    );
}

#[test]
fn exit_statuses_tell_faults_apart() {
    let place = Place::sqlite();
    place.succeed(&["drill", "events", "--writers", "1", "--events", "1"]);
    let holder = Store::open(&place.config(), &[]).map(drop).unwrap_err();
    assert!(holder.to_string().contains("newer program"), "{holder}");

    let file = population(&place.file("synth"), 1_000, 0);
    let words = ["import", "persons", file.to_str().unwrap()];
    let mut drill = place
        .command(&["drill", "events"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(drill.stdout.take().unwrap());
    said.read_line(&mut String::new()).unwrap();
    let held = place.run(&words);
    drill.kill().unwrap();
    drill.wait().unwrap();
    assert_eq!(held.status.code(), Some(75), "{}", text(&held.stderr));
    assert!(
        text(&held.stderr).contains("is in use by another process"),
        "{}",
        text(&held.stderr)
    );

    fs::write(place.data().join("danh.db"), "no database").unwrap();
    let damaged = place.run(&["ledger", "verify"]);
    assert_eq!(damaged.status.code(), Some(65), "{}", text(&damaged.stderr));

    let missing = place.run(&["import", "persons", "/nonexistent.csv"]);
    assert_ne!(missing.status.code(), Some(0));
}

#[test]
fn an_unknown_setting_is_refused_by_name() {
    let place = Place::sqlite();
    let file = place.file("danh.toml");
    fs::write(&file, "[ledger]\norigni = \"x\"\n").unwrap();
    let output = danh(&["serve", "--config", file.to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(78));
    assert!(
        text(&output.stderr).contains("origni"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn an_import_that_fills_the_disk_loses_nothing_and_goes_on_when_there_is_room() {
    let place = Place::sqlite();
    let file = population(&place.file("synth"), 5_000, 0);
    fs::create_dir(place.data()).unwrap();
    let Some(disk) = SmallDisk::mount(&place.data(), "size=6m") else {
        return;
    };
    let words = [
        "import",
        "persons",
        file.to_str().unwrap(),
        "--rows-a-transaction",
        "1000",
    ];
    let full = place.run(&words);
    assert_eq!(full.status.code(), Some(74), "{}", text(&full.stderr));
    assert!(
        text(&full.stderr).contains("is full"),
        "{}",
        text(&full.stderr)
    );
    disk.remount("size=200m");
    let said = place.succeed(&words);
    assert!(said.contains(" 0 rejected"), "{said}");
    place.verify();
}
