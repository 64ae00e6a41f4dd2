//! One caller's budget, by the generic cell rate algorithm: a single instant says it all.

/// The window in which a quota is spent and comes back.
const WINDOW_MICROS: i64 = 60 * 1_000_000;

/// When the budget of a caller is whole again, in microseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Bucket {
    full_at: i64,
}

/// What a request found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Charged {
    /// Whether it may pass.
    pub(crate) passes: bool,
    /// So many more may follow at once.
    pub(crate) remaining: u32,
    /// After so many seconds the budget is whole again, or, for who may not pass, one more may.
    pub(crate) seconds: u64,
}

impl Bucket {
    /// Whether nothing is spent.
    pub(super) const fn is_full_at(self, now: i64) -> bool {
        self.full_at <= now
    }

    /// Spends one of the quota, if any is left.
    pub(super) fn charge(&mut self, quota: u32, now: i64) -> Charged {
        let each = WINDOW_MICROS / i64::from(quota.max(1));
        let full_at = self.full_at.max(now).saturating_add(each);
        let spent = full_at - now;
        if spent > WINDOW_MICROS {
            return Charged {
                passes: false,
                remaining: 0,
                seconds: whole_seconds(spent - WINDOW_MICROS),
            };
        }
        self.full_at = full_at;
        Charged {
            passes: true,
            remaining: u32::try_from((WINDOW_MICROS - spent) / each).unwrap_or(0),
            seconds: whole_seconds(spent),
        }
    }
}

/// Rounded up: who comes back then may pass.
fn whole_seconds(micros: i64) -> u64 {
    u64::try_from(micros).unwrap_or(0).div_ceil(1_000_000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_quota_is_spent_at_once_and_comes_back_bit_by_bit() {
        let mut bucket = Bucket::default();
        let now = 1_000_000_000;
        for remaining in [2, 1, 0] {
            let charged = bucket.charge(3, now);
            assert!(charged.passes);
            assert_eq!(charged.remaining, remaining);
        }
        let refused = bucket.charge(3, now);
        assert_eq!((refused.passes, refused.seconds), (false, 20));
        assert!(!bucket.charge(3, now + 19_999_999).passes);
        assert!(bucket.charge(3, now + 20_000_000).passes);
        assert!(!bucket.is_full_at(now + 60_000_000));
        assert!(bucket.is_full_at(now + 80_000_000));
    }

    proptest! {
        /// Whatever the times, no window of a minute lets more pass than the quota twice over, and who
        /// waits as long as they are told passes.
        #[test]
        fn no_more_pass_than_may(quota in 1..50_u32, waits in prop::collection::vec(0..5_000_000_i64, 1..200)) {
            let (mut bucket, mut now, mut passed) = (Bucket::default(), 0, Vec::new());
            for wait in waits {
                now += wait;
                let charged = bucket.charge(quota, now);
                if charged.passes {
                    passed.push(now);
                } else {
                    let later = now + i64::try_from(charged.seconds).unwrap() * 1_000_000;
                    let mut waited = bucket;
                    prop_assert!(waited.charge(quota, later).passes);
                }
            }
            for first in &passed {
                let window = passed.iter().filter(|at| *at >= first && **at < first + WINDOW_MICROS);
                prop_assert!(window.count() <= 2 * quota as usize);
            }
        }
    }
}
