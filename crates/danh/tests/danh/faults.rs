//! Full disks, read-only disks and broken pages while a register is kept: a clear message, and nothing lost.

use std::fs;
use std::os::unix::fs::FileExt as _;

use crate::harness::{Place, refused, text};
use crate::small_disk::SmallDisk;

fn settled() -> Place {
    let place = Place::sqlite();
    place.succeed(&["drill", "events", "--writers", "3", "--events", "90"]);
    place
}

fn names(folder: &std::path::Path) -> Vec<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn a_backup_on_a_full_or_read_only_disk_leaves_nothing_behind() {
    let place = settled();
    let folder = place.file("disk");
    fs::create_dir(&folder).unwrap();
    let Some(disk) = SmallDisk::mount(&folder, "size=200k") else {
        return;
    };
    let to = folder.join("backup");
    let words = ["backup", "--to", to.to_str().unwrap()];
    refused(&place.run(&words), 74, "No space left on device");
    assert_eq!(names(&folder), Vec::<String>::new());
    disk.remount("ro");
    refused(&place.run(&words), 77, "Read-only file system");
    disk.remount("rw,size=100m");
    place.succeed(&words);
    place.verify();
}

#[test]
fn a_restore_on_a_full_or_read_only_disk_makes_no_register_and_can_be_repeated() {
    let source = settled();
    let backup = source.file("backup");
    let backup = backup.to_str().unwrap();
    source.succeed(&["backup", "--with-keys", "--no-verify", "--to", backup]);
    let target = Place::sqlite();
    fs::create_dir(target.data()).unwrap();
    let Some(disk) = SmallDisk::mount(&target.data(), "size=200k") else {
        return;
    };
    let words = ["restore", "--from", backup];
    refused(&target.run(&words), 74, "is full");
    refused(
        &target.run(&["ledger", "verify"]),
        66,
        "there is no register",
    );
    disk.remount("ro");
    refused(&target.run(&words), 77, "Read-only file system");
    disk.remount("rw,size=100m");
    target.succeed(&words);
    target.verify();
}

#[test]
fn a_move_to_a_full_disk_leaves_the_source_as_it_was() {
    Place::on_both_engines(|source| {
        if source.is_sqlite() {
            return;
        }
        fs::create_dir(source.data()).unwrap();
        let Some(disk) = SmallDisk::mount(&source.data(), "size=200k") else {
            return;
        };
        source.succeed(&["drill", "events", "--writers", "3", "--events", "90"]);
        let words = ["migrate-store", "--to", "sqlite"];
        refused(&source.run(&words), 74, "is full");
        source.succeed(&["drill", "events", "--writers", "1", "--events", "9"]);
        source.verify();
        disk.remount("size=100m");
        let said = source.succeed(&words);
        assert!(said.contains("the register is in"), "{said}");
    });
}

#[test]
fn a_broken_page_is_said_by_a_backup_and_nothing_is_taken_for_one() {
    let place = settled();
    let file = fs::OpenOptions::new()
        .write(true)
        .open(place.data().join("danh.db"))
        .unwrap();
    let pages = file.metadata().unwrap().len() / 4096;
    // The first ones are those without which the database does not open.
    for page in pages * 2 / 3..pages {
        file.write_all_at(&[0xA5; 64], page * 4096).unwrap();
    }
    drop(file);
    let to = place.file("backup");
    let words = ["backup", "--to", to.to_str().unwrap()];
    refused(&place.run(&words), 65, "the database is damaged");
    assert!(!to.exists() && !place.file("backup.unfinished").exists());
    let looked = place.run(&["doctor"]);
    assert_eq!(looked.status.code(), Some(1));
    assert!(text(&looked.stdout).contains("restore the last backup"));
}
