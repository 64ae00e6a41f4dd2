//! Time as a parameter: only the program reads the real clock.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::timestamp::Timestamp;

/// Says what time it is.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// A clock that tests set by hand. Each reading is one microsecond after the one before, so
/// that what happens later never seems to happen at once.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock whose first reading is `start`.
    pub const fn new(start: Timestamp) -> Self {
        Self(AtomicI64::new(start.micros()))
    }

    /// Makes the next reading `now`, before or after the last one.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.micros(), Ordering::SeqCst);
    }

    /// Lets `micros` microseconds pass.
    pub fn advance(&self, micros: i64) {
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ticks_at_each_reading_and_goes_where_it_is_set() {
        let clock = ManualClock::new(Timestamp::from_micros(5));
        assert_eq!([clock.now().micros(), clock.now().micros()], [5, 6]);
        clock.advance(1_000);
        assert_eq!(clock.now().micros(), 1_007);
        clock.set(Timestamp::from_micros(1));
        assert_eq!(clock.now().micros(), 1);
    }
}
