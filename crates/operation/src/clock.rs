//! The clock: an event is never recorded before those that are there.

use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use crate::installation::LOGS;
use crate::{Fact, Finding, ProgramSays, Remedy};

/// What two machines' clocks may differ by.
const DIFFERENCE_MICROS_MAX: i64 = 2_000_000;

pub(crate) fn find(tx: &mut Tx<'_>, now: Timestamp) -> Result<Finding, StoreError> {
    for log in LOGS {
        let head = danh_ledger::checkpoint(tx, log)?;
        let ahead = head.filter(|head| head.at.micros() > now.micros() + DIFFERENCE_MICROS_MAX);
        if let Some(head) = ahead {
            let signed_at = head.at;
            return Ok(Finding::wrong(
                Fact::Clock,
                ProgramSays::ClockBehind { now, signed_at },
                Remedy::SetClock,
            ));
        }
    }
    Ok(Finding::fine(Fact::Clock, ProgramSays::ClockAgrees))
}
