//! How passwords are checked: each check takes a core for tens of milliseconds and 19 MiB.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use danh_identity::{Client, HashingCost};
use tokio::sync::Semaphore;

/// Checks that one client may have under way or waiting. An office that begins work at eight has
/// them behind it in a second; who floods the sign-in page only waits for themself.
const AT_ONCE_OF_A_CLIENT_MAX: usize = 16;

/// How many passwords are checked at a time, and for whom.
#[derive(Debug)]
pub struct PasswordChecks {
    pub(crate) cost: HashingCost,
    pub(crate) permits: Arc<Semaphore>,
    under_way: Mutex<HashMap<Client, usize>>,
}

/// A client's place among those whose passwords are checked; given back when dropped.
#[derive(Debug)]
pub(crate) struct Place<'checks> {
    checks: &'checks PasswordChecks,
    client: Client,
}

impl PasswordChecks {
    /// At most `at_once` checks at a time, as many as there are cores; `cost` is what new
    /// passwords are hashed with.
    pub fn new(cost: HashingCost, at_once: NonZeroUsize) -> Self {
        Self {
            cost,
            permits: Arc::new(Semaphore::new(at_once.get())),
            under_way: Mutex::default(),
        }
    }

    /// A place for one more check, unless the client has as many as it may.
    pub(crate) fn place(&self, client: Client) -> Option<Place<'_>> {
        let mut under_way = self.lock();
        let count = under_way.entry(client).or_default();
        if *count == AT_ONCE_OF_A_CLIENT_MAX {
            return None;
        }
        *count += 1;
        Some(Place {
            checks: self,
            client,
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Client, usize>> {
        // Counting does not panic half-way.
        self.under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut under_way = self.checks.lock();
        if let Some(count) = under_way.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                under_way.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn client(address: &str) -> Client {
        address.parse::<IpAddr>().unwrap().into()
    }

    #[test]
    fn who_floods_the_checks_leaves_a_place_for_others() {
        let checks = PasswordChecks::new(HashingCost::CHEAPEST, NonZeroUsize::MIN);
        let [flooding, officer] = ["198.51.100.4", "203.0.113.9"].map(client);
        let mut places: Vec<_> = (0..AT_ONCE_OF_A_CLIENT_MAX)
            .map(|_| checks.place(flooding).unwrap())
            .collect();
        assert!(checks.place(flooding).is_none());
        assert!(checks.place(officer).is_some());
        places.pop();
        assert!(checks.place(flooding).is_some());
        drop(places);
        assert!(checks.lock().is_empty());
    }
}
