//! The data folder: who may read it, how much room there is, what was begun in it and not finished.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use danh_store::copy::NewDatabase;
use rustix::process::getuid;

use super::Findings;
use crate::commands::demo;
use crate::platform::keys_folder;
use crate::restoring;

/// With less than this, an operator should act.
const FREE_BYTES_MIN: u64 = 1 << 30;

pub(super) fn look(findings: &mut Findings, folder: &Path) {
    match std::fs::metadata(folder) {
        Ok(metadata) => permissions(findings, folder, &metadata),
        Err(error) => {
            return findings.wrong(
                &format!("the data folder cannot be read: {error}"),
                "give the right one with --data",
            );
        }
    }
    if demo::is_demo(folder) {
        findings.fine("it holds a demo; its people are invented");
    }
    room(findings, folder);
    unfinished(findings, folder);
    keys(findings, folder);
}

fn permissions(findings: &mut Findings, folder: &Path, metadata: &Metadata) {
    let others_may = metadata.mode() & 0o077;
    if others_may == 0 {
        findings.fine("only its owner can read the data folder");
    } else {
        findings.wrong(
            "others on this machine can read the data folder",
            &format!("chmod 700 {}", folder.display()),
        );
    }
    let (owner, user) = (metadata.uid(), getuid().as_raw());
    if owner != user {
        findings.note(
            &format!("the data folder belongs to user {owner}, and you are {user}"),
            "run Danh as its owner, or files will be made that the owner cannot write",
        );
    }
}

fn room(findings: &mut Findings, folder: &Path) {
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

fn unfinished(findings: &mut Findings, folder: &Path) {
    if restoring::is_unfinished(folder) {
        findings.wrong(
            "a restore was begun and not finished",
            "run `danh restore` again with the same arguments",
        );
    }
    let left = NewDatabase::unfinished_name(&folder.join("danh.db"));
    if left.exists() {
        findings.note(
            &format!("`{}` is what a killed restore or move left", left.display()),
            "run the same command again, or remove the file: nothing needs it",
        );
    }
}

fn keys(findings: &mut Findings, data: &Path) {
    match danh_keys::KeyRing::open(&keys_folder(data)) {
        Ok(_) => findings.fine("the folder of the keys is there"),
        Err(error) => findings.wrong(
            &format!("the keys: {error}"),
            "restore the folder `keys` from a backup; without it the ledger cannot go on",
        ),
    }
}
