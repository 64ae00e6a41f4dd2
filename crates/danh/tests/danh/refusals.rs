//! What the program refuses to do, and what it leaves alone while refusing.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::harness::{Place, population, refused, text};

/// A register whose ledgers are signed as `danh.example`, and the configuration that says so.
fn register_of_its_own_name(place: &Place) -> String {
    let file = place.file("danh.toml");
    fs::write(&file, "[ledger]\norigin = \"danh.example\"\n").unwrap();
    let file = file.to_str().unwrap().to_owned();
    let words = ["drill", "events", "--writers", "1", "--events", "1"];
    place.succeed(&[&words[..], &["--config", &file]].concat());
    file
}

#[test]
fn a_command_that_needs_a_register_makes_none() {
    let place = Place::sqlite();
    let out = place.file("exported.csv");
    let export = [
        "export",
        "persons",
        "--purpose",
        "test",
        "--out",
        out.to_str().unwrap(),
    ];
    for words in [
        &export[..],
        &["journal", "rebuild"],
        &["journal", "rebuild", "--check"],
        &["ledger", "verify"],
    ] {
        refused(&place.run(words), 66, "there is no register in");
        assert!(!place.data().exists(), "{words:?}");
    }
    assert!(!out.exists());
}

#[test]
fn a_dry_run_makes_no_register_and_needs_one() {
    let place = Place::sqlite();
    let file = population(&place.file("synth"), 1_000, 0);
    let rehearsed = ["import", "persons", file.to_str().unwrap(), "--dry-run"];
    refused(&place.run(&rehearsed), 66, "there is no register in");
    assert!(!place.data().exists());
    place.succeed(&["drill", "events", "--writers", "1", "--events", "1"]);
    let said = place.succeed(&rehearsed);
    assert!(said.contains(" would be enrolled, 0 rejected"), "{said}");
    place.verify();
}

#[test]
fn the_name_of_a_ledger_stays() {
    let place = Place::sqlite();
    let config = register_of_its_own_name(&place);
    let file = population(&place.file("synth"), 1_000, 0);
    let import = ["import", "persons", file.to_str().unwrap()];
    refused(
        &place.run(&import),
        78,
        "`danh.example/journal` and not as `danh.localhost/journal`",
    );
    let said = place.succeed(&[&import[..], &["--config", &config]].concat());
    assert!(
        said.contains(" enrolled"),
        "nothing was enrolled before: {said}"
    );
    place.verify();
}

#[test]
fn a_key_that_is_lost_is_not_replaced() {
    let place = Place::sqlite();
    place.succeed(&["drill", "events", "--writers", "1", "--events", "1"]);
    let key = place.data().join("keys/ledger-journal.ed25519");
    fs::remove_file(&key).unwrap();
    refused(&place.run(&["serve"]), 78, "there is no key file");
    assert!(!key.exists());
    fs::copy(place.data().join("keys/ledger-access.ed25519"), &key).unwrap();
    refused(&place.run(&["serve"]), 78, "is not signed by the key in");
}

#[test]
fn invented_people_do_not_come_among_others() {
    let place = Place::sqlite();
    place.succeed(&["drill", "events", "--writers", "1", "--events", "1"]);
    let demo = place.run(&["demo", "--listen", "127.0.0.1:0", "--population", "1000"]);
    refused(&demo, 78, "holds a register that is no demo");
    assert!(!place.data().join("demo.json").exists());
}

#[test]
fn nobody_else_can_read_what_is_written_even_in_an_open_folder() {
    let place = Place::sqlite();
    for folder in [place.data(), place.file("synth")] {
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let people = population(&place.file("synth"), 1_000, 0);
    place.succeed(&["import", "persons", people.to_str().unwrap()]);
    let exported = place.file("exported.csv");
    let out = exported.to_str().unwrap();
    place.succeed(&["export", "persons", "--purpose", "test", "--out", out]);
    let mut seen = 0;
    for folder in [place.data(), place.file("synth")] {
        for entry in fs::read_dir(folder).unwrap() {
            closed(&entry.unwrap().path());
            seen += 1;
        }
    }
    closed(&exported);
    assert!(seen > 4, "{seen}");
}

#[track_caller]
fn closed(path: &Path) {
    let mode = fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{} {mode:o}", path.display());
}

#[test]
fn files_of_one_name_keep_their_rejects_apart() {
    let place = Place::sqlite();
    let people = population(&place.file("synth"), 1_000, 0);
    let rows = fs::read_to_string(people).unwrap();
    let files = ["first", "second"].map(|name| {
        let folder = place.file(name);
        fs::create_dir(&folder).unwrap();
        let taken: Vec<&str> = rows.lines().take(3).collect();
        fs::write(
            folder.join("persons.csv"),
            format!("{}\n{name}\n", taken.join("\n")),
        )
        .unwrap();
        folder.join("persons.csv").to_str().unwrap().to_owned()
    });
    place.succeed(&["import", "persons", &files[0], &files[1]]);
    let rejected: String = fs::read_dir(place.data().join("rejects"))
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert!(
        rejected.contains("first") && rejected.contains("second"),
        "{rejected}"
    );
}

#[test]
fn nobody_is_enrolled_in_the_name_of_what_is_no_authority() {
    let place = Place::sqlite();
    let people = population(&place.file("synth"), 1_000, 0);
    let people = people.to_str().unwrap();
    let by = |authority| place.run(&["import", "persons", people, "--authority", authority]);
    refused(
        &by("ubnd:99999"),
        64,
        "no authority has the id `ubnd:99999`",
    );
    refused(
        &by("ubnd:00004"),
        64,
        "(Ủy ban nhân dân phường Ba Đình) took over",
    );
    let checked = place.succeed(&["journal", "rebuild", "--check"]);
    assert!(checked.starts_with("0 persons"), "{checked}");
}

#[test]
fn what_cannot_be_reached_or_is_not_there_has_its_status() {
    let place = Place::sqlite();
    let import = place.run(&["import", "persons", "/nonexistent.csv"]);
    refused(&import, 66, "there is no file `/nonexistent.csv`");
    assert!(!place.data().exists());
    let (file, mapping) = (place.file("people.csv"), place.file("map.toml"));
    let words = ["import", "persons", file.to_str().unwrap()];
    let mapped = [&words[..], &["--mapping", mapping.to_str().unwrap()]].concat();
    fs::write(&file, "").unwrap();
    refused(&place.run(&words), 65, "has no header: the file is empty\n");
    fs::write(&file, "Họ và tên\nNguyễn Văn An\n").unwrap();
    refused(
        &place.run(&words),
        78,
        "no column gives `full_name`, `sex`, `born`, without which nobody is enrolled",
    );
    assert!(!place.data().exists());
    refused(
        &place.run(&mapped),
        66,
        "No such file or directory (os error 2)\n",
    );
    fs::write(&mapping, "[columns]\nsurname = \"Họ\"\n").unwrap();
    refused(&place.run(&mapped), 78, "there is no such field");
    let out = [
        "export",
        "persons",
        "--purpose",
        "test",
        "--out",
        "/nonexistent/out.csv",
    ];
    place.succeed(&["drill", "events", "--writers", "1", "--events", "1"]);
    let export = place.run(&out);
    refused(&export, 74, "cannot write `/nonexistent/out.csv`");
    let said = text(&export.stderr);
    assert_eq!(said.matches("os error 2").count(), 1, "{said}");
    let verify = crate::harness::danh(&["ledger", "verify", "--url", "http://127.0.0.1:1"]);
    refused(&{ verify }.output().unwrap(), 69, "Connection refused");
}
