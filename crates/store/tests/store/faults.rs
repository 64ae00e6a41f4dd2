use std::fs;
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use danh_store::{OpenError, Store, StoreConfig, StoreError, params};

use crate::{NOTES, add_note, count_notes};

#[test]
fn a_file_that_another_holds_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let config = StoreConfig::sqlite(folder.path().join("danh.db"));
    let holder = Store::open(&config, &[NOTES]).unwrap();
    let refused = Store::open(&config, &[NOTES]).map(drop).unwrap_err();
    assert!(
        refused
            .to_string()
            .contains(&format!("process {}", std::process::id())),
        "{refused}"
    );
    drop(holder);
    drop(Store::open(&config, &[NOTES]).unwrap());
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("danh.db");
    fs::write(&path, "these are not the pages of a database").unwrap();
    let refused = Store::open(&StoreConfig::sqlite(&path), &[NOTES])
        .map(drop)
        .unwrap_err();
    assert!(
        matches!(refused, OpenError::NotADatabase { .. }),
        "{refused}"
    );
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "these are not the pages of a database"
    );
}

#[test]
fn a_folder_that_does_not_exist_is_named() {
    let refused = Store::open(&StoreConfig::sqlite("/nonexistent/danh.db"), &[NOTES])
        .map(drop)
        .unwrap_err();
    assert!(
        refused.to_string().contains("/nonexistent/danh.db.lock"),
        "{refused}"
    );
}

#[test]
fn a_server_that_does_not_answer_is_said() {
    let config = StoreConfig::postgres("postgres://danh@%2Fnonexistent/danh");
    let refused = Store::open(&config, &[NOTES]).map(drop).unwrap_err();
    assert!(
        matches!(refused, OpenError::Unreachable { .. }),
        "{refused}"
    );
}

#[test]
fn a_broken_page_is_found_by_the_check_and_by_the_query() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("danh.db");
    let config = StoreConfig::sqlite(&path);
    let store = Store::open(&config, &[NOTES]).unwrap();
    for id in 0..2_000 {
        drop(store.write(move |tx| add_note(tx, id, "words that fill some pages")));
    }
    assert_eq!(store.check_pages().wait().unwrap(), Vec::<String>::new());
    // The last one to close folds the log into the file.
    drop(store);
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    let pages = file.metadata().unwrap().len() / 4096;
    // The first pages are what the store keeps of itself, without which it does not open.
    for page in 10..pages {
        file.write_all_at(&[0xA5; 64], page * 4096).unwrap();
    }
    drop(file);
    let store = Store::open(&config, &[NOTES]).unwrap();
    let asked = store
        .read::<_, StoreError, _>(|tx| tx.query("SELECT words FROM note", params![]))
        .wait();
    assert!(
        matches!(asked, Err(StoreError::Corrupt { .. })),
        "{asked:?}"
    );
    let found = store.check_pages().wait();
    assert!(found.is_err() || found.is_ok_and(|faults| !faults.is_empty()));
}

#[test]
fn nobody_but_the_owner_may_read_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let config = StoreConfig::sqlite(folder.path().join("danh.db"));
    let _store = Store::open(&config, &[NOTES]).unwrap();
    let mut names = Vec::new();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(
            entry.metadata().unwrap().permissions().mode() & 0o777,
            0o600
        );
        names.push(entry.file_name().into_string().unwrap());
    }
    names.sort();
    assert_eq!(
        names,
        ["danh.db", "danh.db-shm", "danh.db-wal", "danh.db.lock"]
    );
}

#[test]
fn a_backup_on_a_disk_that_cannot_be_written_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(folder.path()) else {
        eprintln!("skipped: mounting a small disk needs root");
        return;
    };
    // A name that would mean something else in a URI.
    let path = disk.0.join("50% of danh?#.db");
    let config = StoreConfig::sqlite(&path);
    let store = Store::open(&config, &[NOTES]).unwrap();
    store.write(|tx| add_note(tx, 1, "one")).wait().unwrap();
    drop(store);
    disk.remount("ro");
    let store = Store::open_read_only(&config, &[NOTES]).unwrap();
    assert_eq!(count_notes(&store), 1);
    drop(store);
    let missing = StoreConfig::sqlite(disk.0.join("other.db"));
    assert!(Store::open_read_only(&missing, &[NOTES]).is_err());
}

#[test]
fn closing_leaves_one_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("danh.db");
    for id in 0..50 {
        let store = Store::open(&StoreConfig::sqlite(&path), &[NOTES]).unwrap();
        store
            .write(move |tx| add_note(tx, id, "one"))
            .wait()
            .unwrap();
        drop(store);
        assert!(!folder.path().join("danh.db-wal").exists(), "close {id}");
    }
}

#[test]
fn what_a_killed_writer_left_is_read_without_a_writer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("danh.db");
    let store = Store::open(&StoreConfig::sqlite(&path), &[NOTES]).unwrap();
    store.write(|tx| add_note(tx, 1, "one")).wait().unwrap();
    // What is on disk at this moment is what a killed process leaves.
    let copy = tempfile::tempdir().unwrap();
    for name in ["danh.db", "danh.db-wal"] {
        fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    let config = StoreConfig::sqlite(copy.path().join("danh.db"));
    assert_eq!(
        count_notes(&Store::open_read_only(&config, &[NOTES]).unwrap()),
        1
    );
    drop(Store::open(&config, &[NOTES]).unwrap());
    // Now without a log beside it.
    assert_eq!(
        count_notes(&Store::open_read_only(&config, &[NOTES]).unwrap()),
        1
    );
}

#[test]
fn on_a_full_disk_writers_are_told_and_what_was_acknowledged_stays() {
    let folder = tempfile::tempdir().unwrap();
    let Some(small) = SmallDisk::mount(folder.path()) else {
        eprintln!("skipped: mounting a small disk needs root");
        return;
    };
    let config = StoreConfig::sqlite(small.0.join("danh.db"));
    let store = Store::open(&config, &[NOTES]).unwrap();
    let long = "x".repeat(10_000);
    let mut acknowledged = 0;
    let refused = loop {
        let words = long.clone();
        match store
            .write(move |tx| add_note(tx, acknowledged, &words))
            .wait()
        {
            Ok(_) => acknowledged += 1,
            Err(error) => break error,
        }
        assert!(acknowledged < 10_000, "the disk never filled");
    };
    assert!(matches!(refused, StoreError::DiskFull), "{refused}");
    assert_eq!(count_notes(&store), acknowledged);
    drop(store);
    let store = Store::open_read_only(&config, &[NOTES]);
    // Without room for its shared memory the engine may refuse to open; then room is made.
    let store = store.or_else(|_| {
        small.remount("size=4m");
        Store::open(&config, &[NOTES])
    });
    assert_eq!(count_notes(&store.unwrap()), acknowledged);
}

struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn mount(folder: &Path) -> Option<Self> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
            .arg(folder)
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then(|| Self(folder.to_owned()))
    }

    fn remount(&self, option: &str) {
        Command::new("mount")
            .args(["-o", &format!("remount,{option}")])
            .arg(&self.0)
            .status()
            .unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount")
            .arg("-l")
            .arg(&self.0)
            .status()
            .unwrap();
    }
}
