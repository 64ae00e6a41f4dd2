//! What the doctor finds, and what it says to do about it.

use std::fs;

use danh_store::{Store, StoreConfig, StoreError, params};
use postgres::{Client, NoTls};

use crate::harness::{MIGRATIONS, Place, population, text};

fn settled(place: &Place) {
    place.succeed(&["drill", "events", "--writers", "2", "--events", "27"]);
    let out = place.file("settled.csv");
    let words = ["export", "persons", "--purpose", "test", "--out"];
    place.succeed(&[&words[..], &[out.to_str().unwrap()]].concat());
    let said = place.succeed(&["doctor"]);
    assert!(said.contains("nothing is wrong"), "{said}");
}

#[track_caller]
fn finds(place: &Place, wrong: &str, remedy: &str) {
    let looked = place.run(&["doctor"]);
    let said = text(&looked.stdout);
    assert_eq!(looked.status.code(), Some(1), "{said}");
    let after = said.split_once(wrong);
    let after = after.unwrap_or_else(|| panic!("`{wrong}` is not in\n{said}"));
    let next = after.1.lines().nth(1).unwrap();
    assert!(next.contains(remedy), "{next}");
}

fn change(place: &Place, statement: &'static str) {
    let store = Store::open(&place.config(), &MIGRATIONS).unwrap();
    let changed = store.write::<_, StoreError, _>(move |tx| tx.execute(statement, params![]));
    assert!(changed.wait().unwrap() > 0);
}

#[test]
fn changes_in_the_database_are_found() {
    let changes = [
        (
            "UPDATE ledger_checkpoint SET at = at + 86400000000",
            "this machine's clock says",
            "set the clock",
        ),
        (
            "UPDATE ledger_checkpoint SET note = REPLACE(note, 'danh', 'dahn') WHERE log = 'journal'",
            "WRONG ledger `journal`",
            "restore keys and database of one backup",
        ),
        (
            "UPDATE ledger_tile SET data = (SELECT MIN(salt) FROM journal) WHERE log = 'journal' AND level = 0",
            "WRONG ledger `journal`",
            "somebody or something changed the database",
        ),
        (
            "INSERT INTO danh_closed (reason) VALUES ('the register was moved to sea')",
            "the register was moved to sea",
            "use the database it names",
        ),
        (
            "INSERT INTO danh_upgrade (capability, step) VALUES ('register', 2)",
            "are yet to be made anew",
            "danh journal rebuild",
        ),
    ];
    Place::on_both_engines(|place| {
        settled(place);
        let backup = place.file("backup");
        let to = backup.to_str().unwrap();
        place.succeed(&["backup", "--with-keys", "--no-verify", "--to", to]);
        for (statement, wrong, remedy) in changes {
            let patient = Place::sqlite();
            patient.succeed(&["restore", "--from", to]);
            assert!(patient.succeed(&["doctor"]).contains("nothing is wrong"));
            change(&patient, statement);
            finds(&patient, wrong, remedy);
        }
    });
}

#[test]
fn keys_of_another_register_and_lost_keys_are_found() {
    let (place, other) = (Place::sqlite(), Place::sqlite());
    settled(&place);
    settled(&other);
    let key = |place: &Place| place.data().join("keys/ledger-journal.ed25519");
    fs::copy(key(&other), key(&place)).unwrap();
    finds(
        &place,
        "WRONG ledger `journal`",
        "restore keys and database of one backup",
    );
    fs::remove_file(key(&place)).unwrap();
    finds(
        &place,
        "the key of the ledger `journal`",
        "restore the folder `keys`",
    );
    fs::remove_dir_all(place.data().join("keys")).unwrap();
    finds(&place, "WRONG the keys", "restore the folder `keys`");
}

#[test]
fn backups_that_are_old_or_unproved_are_found() {
    let place = Place::sqlite();
    settled(&place);
    assert!(
        place
            .succeed(&["doctor"])
            .contains("no backup was ever made")
    );
    let backup = place.file("backup");
    let to = backup.to_str().unwrap();
    place.succeed(&["backup", "--no-verify", "--to", to]);
    finds(&place, "never restored to prove it", "danh backup verify");
    crate::harness::succeed(crate::harness::danh(&["backup", "verify", to]));
    assert!(place.succeed(&["doctor"]).contains("and was verified"));
    let record = place.data().join("last-backup.json");
    let year = fs::read_to_string(&record)
        .unwrap()
        .replacen("\"20", "\"19", 1);
    fs::write(&record, year).unwrap();
    finds(&place, "older than 7 days", "danh backup --to DIR");
    fs::write(&record, "{").unwrap();
    finds(
        &place,
        "the last backup cannot be read",
        "remove last-backup.json",
    );
}

#[test]
fn what_was_begun_and_not_finished_is_found() {
    let place = Place::sqlite();
    settled(&place);
    let mark = place.data().join("restore-unfinished");
    fs::write(&mark, "from somewhere\n").unwrap();
    finds(&place, "a restore was begun", "run `danh restore` again");
    fs::remove_file(mark).unwrap();
    fs::write(place.data().join("danh.db.unfinished"), "half").unwrap();
    assert!(place.succeed(&["doctor"]).contains("danh.db.unfinished"));
}

#[test]
fn an_import_that_was_not_finished_is_named_until_it_is() {
    Place::on_both_engines(|place| {
        let people = population(&place.file("synth"), 1_000, 0);
        let import = ["import", "persons", people.to_str().unwrap()];
        place.succeed(&import);
        let name = people.file_name().unwrap().to_str().unwrap();
        let begun = format!(" rows of `{name}`, of which 0 were rejected");
        let said = place.succeed(&["doctor"]);
        assert!(!said.contains("an import"), "{said}");
        // As if it had been killed when every row was read and before it said so.
        change(place, "UPDATE import_run SET finished = FALSE");
        let said = place.succeed(&["doctor"]);
        assert!(
            said.contains(&begun) && said.contains("it goes on from there"),
            "{said}"
        );
        let rejects = place.data().join("rejects");
        fs::rename(&rejects, place.data().join("elsewhere")).unwrap();
        assert!(
            place
                .succeed(&["doctor"])
                .contains("rows of a file with the fingerprint")
        );
        fs::rename(place.data().join("elsewhere"), rejects).unwrap();
        place.succeed(&import);
        let said = place.succeed(&["doctor"]);
        assert!(!said.contains("an import"), "{said}");
    });
}

#[test]
fn a_database_with_steps_to_follow_is_not_looked_at_until_they_are_done() {
    Place::on_both_engines(|place| {
        settled(place);
        change(
            place,
            "INSERT INTO danh_upgrade (capability, step) VALUES ('register', 2)",
        );
        let looked = place.run(&["ledger", "verify"]);
        assert_eq!(looked.status.code(), Some(78), "{}", text(&looked.stderr));
        assert!(text(&looked.stderr).contains("run `danh journal rebuild` once"));
        // Any command that writes does it first; this one is the plainest.
        let rebuilt = place.run(&["journal", "rebuild"]);
        assert!(rebuilt.status.success(), "{}", text(&rebuilt.stderr));
        assert!(text(&rebuilt.stderr).contains("making the state anew"));
        place.verify();
        assert!(place.succeed(&["doctor"]).contains("nothing is wrong"));
    });
}

#[test]
fn a_server_that_answers_too_soon_is_found() {
    Place::on_both_engines(|place| {
        let StoreConfig::Postgres { url, .. } = place.config() else {
            return;
        };
        settled(place);
        let name = url.rsplit('/').next().unwrap();
        Client::connect(&url, NoTls)
            .unwrap()
            .batch_execute(&format!(
                "ALTER DATABASE {name} SET synchronous_commit = off"
            ))
            .unwrap();
        finds(place, "synchronous_commit = off", "postgresql.conf");
    });
}
