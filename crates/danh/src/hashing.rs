//! How much work a password's hash is on this machine: measured at the first start, kept in the database.

use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use danh_identity::HashingCost;
use danh_store::StoreError;

use crate::config::Config;
use crate::platform::Platform;

/// Checks of passwords together take no more memory than this.
const MEMORY_MIB_MAX: u32 = 256;

/// What passwords are hashed with: as measured before, or measured now.
pub(crate) fn cost(platform: &Platform, config: &Config) -> Result<HashingCost, StoreError> {
    match platform.store.read(danh_identity::hashing_cost).wait()? {
        Some(cost) => Ok(cost),
        None => measure(platform, config),
    }
}

/// Measures the machine and keeps the cost.
pub(crate) fn measure(platform: &Platform, config: &Config) -> Result<HashingCost, StoreError> {
    let target = Duration::from_millis(config.sign_in.password_check_ms);
    let cost = HashingCost::measure(target, time);
    let now = platform.clock.now();
    let keep = platform
        .store
        .write(move |tx| danh_identity::hashing_cost_set(tx, cost, now));
    keep.wait()?;
    Ok(cost)
}

/// How long one hash takes now.
pub(crate) fn time(cost: HashingCost) -> Duration {
    let started = Instant::now();
    cost.try_once();
    started.elapsed()
}

/// How many passwords are checked at a time: one a core, as long as the memory lasts.
pub(crate) fn checks_at_once(cost: HashingCost, cores: NonZeroUsize) -> NonZeroUsize {
    let fitting = usize::try_from(MEMORY_MIB_MAX / cost.memory_mib().max(1)).unwrap_or(1);
    NonZeroUsize::new(fitting).map_or(NonZeroUsize::MIN, |fitting| fitting.min(cores))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_take_no_more_memory_than_there_is_for_them() {
        let most = HashingCost::measure(Duration::MAX, |_| Duration::ZERO);
        let cores = |count| NonZeroUsize::new(count).unwrap();
        assert_eq!(checks_at_once(most, cores(2)), cores(2));
        assert_eq!(checks_at_once(most, cores(64)), cores(4));
        assert_eq!(checks_at_once(HashingCost::FLOOR, cores(64)), cores(13));
    }
}
