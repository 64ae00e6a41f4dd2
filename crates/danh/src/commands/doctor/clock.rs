//! The clock: an event is never recorded before those that are there.

use danh_store::Store;
use danh_vocabulary::Clock;

use super::Findings;
use crate::integration;
use danh_ambient::SystemClock;

/// What two machines' clocks may differ by.
const DIFFERENCE_MICROS_MAX: i64 = 2_000_000;

pub(super) fn look(findings: &mut Findings, store: &Store) {
    let now = SystemClock.now();
    for log in integration::LOGS {
        let head = store
            .read(move |tx| danh_ledger::checkpoint(tx, log))
            .wait();
        let Ok(Some(head)) = head else { continue };
        if head.at.micros() > now.micros() + DIFFERENCE_MICROS_MAX {
            return findings.wrong(
                &format!("this machine's clock says {now}, and a checkpoint was signed at {}", head.at),
                "set the clock, and keep it by NTP; events of now would be recorded as of a time that is over",
            );
        }
    }
    findings.fine("the clock is not behind what was signed");
}
