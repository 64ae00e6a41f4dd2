//! The real clock and real chance.
//!
//! Everything in Danh takes time and randomness as parameters, so that a test runs in any year with any seed. Programs hand
//! these two in; this is the only place that reads the clock or asks the operating system.

use std::time::{SystemTime, UNIX_EPOCH};

use danh_vocabulary::{Clock, Entropy, Timestamp};

/// The clock of the machine.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the real clock"
    )]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// The operating system's random source.
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that asks the operating system"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        // Without chance there are no salts and no numbers that cannot be guessed: better to stop than to go on.
        getrandom::fill(bytes).expect("the operating system has a random source");
    }
}
