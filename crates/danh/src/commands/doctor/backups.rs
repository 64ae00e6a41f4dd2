//! The last backup: whether there is one, how old it is, whether it was proved.

use std::path::Path;

use danh_vocabulary::{Clock, Timestamp};

use super::Findings;
use crate::backup::last_backup;
use crate::commands::demo;
use danh_ambient::SystemClock;

const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;
const HOW: &str = "danh backup --to DIR";

pub(super) fn look(findings: &mut Findings, data: &Path, days_max: u32) {
    if demo::is_demo(data) || days_max == 0 {
        return;
    }
    let last = match last_backup(data) {
        Ok(Some(last)) => last,
        Ok(None) => {
            return findings.note("no backup was ever made of it", HOW);
        }
        Err(error) => {
            return findings.wrong(
                &format!("what is remembered of the last backup cannot be read: {error:#}"),
                "remove last-backup.json from the data folder and make a backup",
            );
        }
    };
    let age = last.made_at.parse::<Timestamp>().map_or(i64::MAX, |at| {
        (SystemClock.now().micros() - at.micros()) / DAY_MICROS
    });
    let sentence = format!(
        "the last backup is of {}, in {}",
        last.made_at,
        last.folder.display()
    );
    if age > i64::from(days_max) {
        findings.wrong(&format!("{sentence}: older than {days_max} days"), HOW);
    } else if !last.verified {
        findings.wrong(
            &format!("{sentence}: never restored to prove it"),
            &format!("danh backup verify {}", last.folder.display()),
        );
    } else {
        findings.fine(&format!("{sentence}, and was verified"));
    }
}
