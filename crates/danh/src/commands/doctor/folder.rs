//! The data folder: who may read it, what was begun in it and not finished.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use danh_store::copy::NewDatabase;
use rustix::process::getuid;

use super::Findings;
use crate::commands::demo;
use crate::restoring;

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
    unfinished(findings, folder);
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
