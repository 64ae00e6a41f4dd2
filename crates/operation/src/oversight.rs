//! What should make somebody look: how often, never who.

use danh_exchange::break_glass_count_since;
use danh_identity::{ATTEMPTS_REMEMBERED_MINUTES, attempts_failed};
use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use crate::{Fact, Finding, Remedy, WatchSays};

/// Emergency readings of so many days are counted.
const DAYS: u32 = 7;
const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;
/// More attempts than people who mistype make.
const ATTEMPTS_MAX: u64 = 100;

pub(crate) fn break_glass(tx: &mut Tx<'_>, now: Timestamp) -> Result<Finding, StoreError> {
    let since = Timestamp::from_micros(now.micros() - i64::from(DAYS) * DAY_MICROS);
    let count = break_glass_count_since(tx, since)?;
    let sentence = WatchSays::BreakGlass { count, days: DAYS };
    let finding = if count > 0 {
        Finding::note(Fact::BreakGlass, sentence, Remedy::LookAtBreakGlass)
    } else {
        Finding::fine(Fact::BreakGlass, sentence)
    };
    Ok(finding.with_count("danh_break_glass_of_a_week", count))
}

pub(crate) fn sign_ins(tx: &mut Tx<'_>, now: Timestamp) -> Result<Finding, StoreError> {
    let failed = attempts_failed(tx, now)?;
    let sentence = WatchSays::FailedSignIns {
        attempts: failed.attempts,
        clients: failed.clients,
        minutes: ATTEMPTS_REMEMBERED_MINUTES,
    };
    let finding = if failed.attempts > ATTEMPTS_MAX {
        Finding::note(Fact::SignIns, sentence, Remedy::LookAtSignIns)
    } else {
        Finding::fine(Fact::SignIns, sentence)
    };
    Ok(finding
        .with_count("danh_sign_ins_failed", failed.attempts)
        .with_count("danh_sign_ins_failed_clients", failed.clients))
}
