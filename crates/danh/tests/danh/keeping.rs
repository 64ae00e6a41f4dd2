//! Backups, restoring them, moving between engines: what a user does, and that the register is the same afterwards.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use danh_store::StoreConfig;

use crate::harness::{Place, danh, refused, succeed, text};

/// A register with some events, all of them in its ledger, and an access record.
fn settled(place: &Place) {
    place.succeed(&["drill", "events", "--writers", "3", "--events", "27"]);
    let out = place.file("settled.csv");
    let words = ["export", "persons", "--purpose", "test", "--out"];
    place.succeed(&[&words[..], &[out.to_str().unwrap()]].concat());
}

fn backup(place: &Place, name: &str, more: &[&str]) -> PathBuf {
    let folder = place.file(name);
    let words = ["backup", "--to", folder.to_str().unwrap()];
    let said = place.succeed(&[&words[..], more].concat());
    assert!(said.contains("the backup is in"), "{said}");
    folder
}

fn restore(place: &Place, from: &Path, more: &[&str]) -> Output {
    let words = ["restore", "--from", from.to_str().unwrap()];
    place.run(&[&words[..], more].concat())
}

/// What `ledger verify` says: sizes and roots.
fn ledgers(place: &Place) -> String {
    ["journal", "access"]
        .map(|log| place.succeed(&["ledger", "verify", "--log", log]))
        .concat()
}

#[test]
fn a_backup_of_either_engine_is_restored_into_either() {
    Place::on_both_engines(|source| {
        settled(source);
        let with_keys = backup(source, "with-keys", &["--with-keys"]);
        let without = backup(source, "without-keys", &["--no-verify"]);
        assert!(with_keys.join("keys").is_dir() && !without.join("keys").exists());
        succeed(danh(&["backup", "verify", without.to_str().unwrap()]));
        Place::on_both_engines(|target| {
            let restored = restore(target, &with_keys, &[]);
            assert!(restored.status.success(), "{}", text(&restored.stderr));
            assert_eq!(ledgers(target), ledgers(source));
            // It goes on as the same register.
            target.succeed(&["drill", "events", "--writers", "1", "--events", "9"]);
            target.verify();
            let again = restore(target, &with_keys, &[]);
            refused(&again, 73, "is not empty");
            target.verify();
        });
    });
}

#[test]
fn without_its_keys_a_restored_register_is_read_and_does_not_sign() {
    let (source, target) = (Place::sqlite(), Place::sqlite());
    settled(&source);
    let folder = backup(&source, "backup", &["--no-verify"]);
    let restored = restore(&target, &folder, &[]);
    assert!(text(&restored.stdout).contains("has no private keys"));
    refused(&target.run(&["serve"]), 78, "there is no key file");
    let out = target.file("out.csv");
    let words = ["export", "persons", "--purpose", "test", "--out"];
    let export = target.run(&[&words[..], &[out.to_str().unwrap()]].concat());
    refused(&export, 78, "there is no key file");
    assert!(!out.exists(), "nothing is told that cannot be signed for");
    let keys = target.data().join("keys");
    assert!(
        fs::read_dir(keys).unwrap().next().is_none(),
        "nothing stands in the place of the lost keys"
    );
    target.succeed(&["journal", "rebuild", "--check"]);
    let other = Place::sqlite();
    other.succeed(&["drill", "events", "--writers", "1", "--events", "1"]);
    let keys_of = |place: &Place| place.data().join("keys").to_str().unwrap().to_owned();
    let third = Place::sqlite();
    let wrong = restore(&third, &folder, &["--keys", &keys_of(&other)]);
    refused(&wrong, 78, "is not the one that signed this backup");
    assert!(!third.data().exists());
    let right = restore(&third, &folder, &["--keys", &keys_of(&source)]);
    assert!(right.status.success(), "{}", text(&right.stderr));
    assert_eq!(ledgers(&third), ledgers(&source));
}

#[test]
fn a_backup_is_one_moment_while_events_are_written() {
    Place::on_both_engines(|place| {
        settled(place);
        let mut drill = place
            .command(&["drill", "events"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(500));
        // Verified by being restored: an event without its state, or half of one, would be found.
        for round in 0..2 {
            backup(place, &format!("backup-{round}"), &[]);
        }
        assert!(drill.try_wait().unwrap().is_none(), "the drill ended");
        drill.kill().unwrap();
        drill.wait().unwrap();
        place.verify();
    });
}

#[test]
fn a_backup_that_was_changed_or_is_half_is_refused() {
    let place = Place::sqlite();
    settled(&place);
    let folder = backup(&place, "backup", &["--no-verify", "--with-keys"]);
    let name = folder.to_str().unwrap();
    let journal = folder.join("tables/journal.tsv");
    let whole = fs::read_to_string(&journal).unwrap();
    let changes = [
        whole.replacen("recorded_at", "recorded_At", 1),
        whole.lines().skip(1).collect::<Vec<_>>().join("\n"),
        whole[..whole.len() / 2].to_owned(),
    ];
    for changed in changes {
        fs::write(&journal, changed).unwrap();
        let verified = danh(&["backup", "verify", name]).output().unwrap();
        refused(&verified, 65, "journal.tsv` is not as it was written");
        let target = Place::sqlite();
        refused(
            &restore(&target, &folder, &[]),
            65,
            "is not as it was written",
        );
        // Nothing was made, so that nobody takes it for a register.
        refused(
            &target.run(&["ledger", "verify"]),
            66,
            "there is no register",
        );
    }
    fs::remove_file(&journal).unwrap();
    let verified = danh(&["backup", "verify", name]).output().unwrap();
    refused(&verified, 65, "lacks the table `journal`");
    fs::remove_file(folder.join("manifest.json")).unwrap();
    let verified = danh(&["backup", "verify", name]).output().unwrap();
    refused(&verified, 66, "is no finished backup");
    let occupied = place.run(&["backup", "--to", name]);
    refused(&occupied, 73, "is not empty");
}

#[test]
fn a_backup_that_does_not_prove_right_says_what_to_do() {
    let (source, target) = (Place::sqlite(), Place::sqlite());
    settled(&source);
    let good = backup(&source, "good", &["--with-keys"]);
    let bad = backup(&source, "bad", &["--with-keys", "--no-verify"]);
    let manifest = bad.join("manifest.json");
    let text_of = fs::read_to_string(&manifest).unwrap();
    let at = text_of.find("\"persons\": ").unwrap() + "\"persons\": ".len();
    fs::write(&manifest, format!("{}9{}", &text_of[..at], &text_of[at..])).unwrap();
    let wrong = restore(&target, &bad, &[]);
    assert_eq!(wrong.status.code(), Some(1), "{}", text(&wrong.stderr));
    let advice = "remove everything there but `keys`";
    assert!(
        text(&wrong.stdout).contains(advice),
        "{}",
        text(&wrong.stdout)
    );
    for from in [&bad, &good] {
        refused(&restore(&target, from, &[]), 78, advice);
    }
    refused(&target.run(&["ledger", "verify"]), 78, advice);
    for entry in fs::read_dir(target.data()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::remove_file(path).unwrap();
        }
    }
    let restored = restore(&target, &good, &[]);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    target.verify();
}

#[test]
fn two_backups_to_one_folder_do_not_meet() {
    let place = Place::sqlite();
    settled(&place);
    let unfinished = place.file("today.unfinished");
    fs::create_dir(&unfinished).unwrap();
    let held = fs::File::create(unfinished.join("lock")).unwrap();
    held.try_lock().unwrap();
    fs::write(unfinished.join("tables"), "somebody is at work on it").unwrap();
    let today = place.file("today");
    let second = place.run(&["backup", "--to", today.to_str().unwrap()]);
    refused(&second, 75, "is at work");
    assert!(unfinished.join("tables").exists());
    drop(held);
    backup(&place, "today", &["--no-verify"]);
    assert!(!unfinished.exists());
}

#[test]
fn nobody_else_can_read_a_backup() {
    let place = Place::sqlite();
    settled(&place);
    let folder = backup(&place, "backup", &["--with-keys"]);
    let mut open = vec![folder];
    let mut seen = 0;
    while let Some(path) = open.pop() {
        let metadata = fs::metadata(&path).unwrap();
        assert_eq!(
            metadata.permissions().mode() & 0o077,
            0,
            "{}",
            path.display()
        );
        seen += 1;
        if metadata.is_dir() {
            open.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        }
    }
    assert!(seen > 20, "{seen}");
}

/// The word that names where a place keeps its register.
fn destination(place: &Place) -> String {
    match place.config() {
        StoreConfig::Sqlite { .. } => "sqlite".to_owned(),
        StoreConfig::Postgres { url, .. } => url,
    }
}

#[test]
fn a_register_that_moved_is_the_same_and_only_one_goes_on() {
    Place::on_both_engines(|first| {
        Place::on_both_engines(|second| {
            if first.is_sqlite() == second.is_sqlite() {
                return;
            }
            settled(first);
            let before = ledgers(first);
            // The keys stay in the data folder, so it is the same one with another database.
            let second = second.with_folder_of(first);
            let said = first.succeed(&["migrate-store", "--to", &destination(&second)]);
            assert!(said.contains("rows a second"), "{said}");
            assert_eq!(ledgers(&second), before);
            assert_eq!(ledgers(first), before);
            let old = first.run(&["drill", "events", "--events", "1"]);
            refused(&old, 78, "the register was moved to");
            second.succeed(&["drill", "events", "--writers", "1", "--events", "9"]);
            second.verify();
            let again = first.run(&["migrate-store", "--to", &destination(&second)]);
            refused(&again, 73, "the target holds something else");
            let back = second.run(&["migrate-store", "--to", &destination(first)]);
            let advice = if first.is_sqlite() {
                "put `"
            } else {
                "empty it"
            };
            refused(&back, 73, advice);
            second.verify();
        });
    });
}

#[test]
fn a_register_is_not_moved_from_under_a_server() {
    Place::on_both_engines(|first| {
        Place::on_both_engines(|second| {
            if first.is_sqlite() == second.is_sqlite() {
                return;
            }
            settled(first);
            let second = second.with_folder_of(first);
            let mut drill = first
                .command(&["drill", "events"])
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(700));
            let moved = first.run(&["migrate-store", "--to", &destination(&second)]);
            drill.kill().unwrap();
            drill.wait().unwrap();
            assert_eq!(moved.status.code(), Some(75), "{}", text(&moved.stderr));
            first.verify();
            // A server that was killed may take a moment to be gone.
            let mut tries = 0;
            while !first
                .run(&["migrate-store", "--to", &destination(&second)])
                .status
                .success()
            {
                tries += 1;
                assert!(tries < 50);
                std::thread::sleep(Duration::from_millis(100));
            }
            second.verify();
        });
    });
}
