//! Killed while it backs up, and while it restores.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use danh_vocabulary::SeededEntropy;

use super::{duration_of, killed, kills_each, moments};
use crate::harness::{Place, danh, succeed};

#[test]
fn a_backup_that_is_killed_is_whole_or_plainly_none_and_so_is_a_restore() {
    let entropy = moments();
    Place::on_both_engines(|place| {
        place.succeed(&["drill", "events", "--writers", "3", "--events", "90"]);
        let first = place.file("first");
        let command = |folder: &Path| {
            place.command(&["backup", "--with-keys", "--to", folder.to_str().unwrap()])
        };
        let mut takes = duration_of(&mut command(&first));
        let mut kills = 0;
        let mut number = 0;
        // Others write meanwhile, and are not disturbed.
        let mut drill = place
            .command(&["drill", "events", "--writers", "1"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while kills < kills_each().div_ceil(2) {
            let folder = place.file(&format!("backup-{number}"));
            kills += u32::from(killed(&mut command(&folder), &entropy, &mut takes));
            if folder.exists() {
                // Renamed when it was whole; only its proof may not have come to an end.
                number += 1;
            } else {
                assert!(!folder.join("manifest.json").exists());
            }
        }
        let last = place.file(&format!("backup-{number}"));
        succeed(command(&last));
        drill.kill().unwrap();
        drill.wait().unwrap();
        for number in 0..=number {
            let folder = place.file(&format!("backup-{number}"));
            succeed(danh(&["backup", "verify", folder.to_str().unwrap()]));
        }
        place.verify();
        let restores = restore_killed(&last, &entropy);
        eprintln!("{kills} backups and {restores} restores killed");
    });
}

/// Answers how many were killed.
fn restore_killed(backup: &Path, entropy: &SeededEntropy) -> u32 {
    let mut all = 0;
    let words = ["restore", "--from", backup.to_str().unwrap()];
    Place::on_both_engines(|place| {
        let mut takes = Duration::from_secs(1);
        let mut kills = 0;
        while kills < kills_each().div_ceil(4) {
            if killed(&mut place.command(&words), entropy, &mut takes) {
                kills += 1;
                all += 1;
                // Nobody takes what is not finished for a register.
                if place.data().join("restore-unfinished").exists() {
                    let verified = place.run(&["ledger", "verify"]);
                    assert!(matches!(verified.status.code(), Some(66 | 78)));
                    let drill = place.run(&["drill", "events", "--events", "1"]);
                    assert_eq!(drill.status.code(), Some(78));
                }
                continue;
            }
            if !place.data().join("restore-unfinished").exists() && place.data().exists() {
                break;
            }
        }
        if place.data().join("restore-unfinished").exists() || !place.data().join("keys").exists() {
            place.succeed(&words);
        }
        place.verify();
        assert!(fs::metadata(place.data().join("keys/ledger-journal.ed25519")).is_ok());
    });
    all
}
