//! How much work a password's hash is, and how it is chosen: by measuring the machine.

use std::time::Duration;

use argon2::{Argon2, Params};
use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use crate::queries;

/// More memory than this protects little better and is felt when many sign in at once.
const MEMORY_KIB_MAX: u32 = 64 * 1024;
/// More passes than this no machine of today needs.
const PASSES_MAX: u32 = 16;

/// How much work a hash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashingCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl HashingCost {
    /// The least for a password of a real person: 19 MiB, two passes, one lane (OWASP's minimum
    /// for argon2id; ASVS 5.0, appendix C).
    pub const FLOOR: Self = Self {
        memory_kib: 19 * 1024,
        passes: 2,
        lanes: 1,
    };

    /// As little as argon2id allows: for tests, which sign in thousands of times.
    pub const CHEAPEST: Self = Self {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    /// The largest cost whose hash takes no longer than `target` by `time`, which hashes once and
    /// says how long it took; never less than [`FLOOR`](Self::FLOOR). Memory first, because that is
    /// what makes guessing on special hardware dear (RFC 9106, section 4), then passes.
    pub fn measure(target: Duration, mut time: impl FnMut(Self) -> Duration) -> Self {
        let mut chosen = Self::FLOOR;
        while let Some(next) = chosen.next() {
            if time(next) > target {
                break;
            }
            chosen = next;
        }
        chosen
    }

    /// A hash that is thrown away, for [`measure`](Self::measure) to time.
    pub fn try_once(self) {
        let mut out = [0; 32];
        let hashed = self.hasher().hash_password_into(
            b"a password that is nobody's",
            b"a salt of no use",
            &mut out,
        );
        hashed.expect("the costs are within argon2id's bounds");
        std::hint::black_box(out);
    }

    /// MiB that one check takes.
    pub const fn memory_mib(self) -> u32 {
        self.memory_kib.div_ceil(1024)
    }

    /// Passes over that memory.
    pub const fn passes(self) -> u32 {
        self.passes
    }

    /// The next larger cost, if any is sensible.
    const fn next(self) -> Option<Self> {
        if self.memory_kib < MEMORY_KIB_MAX {
            let grown = self.memory_kib / 4 * 5;
            let memory_kib = if grown < MEMORY_KIB_MAX {
                grown
            } else {
                MEMORY_KIB_MAX
            };
            return Some(Self { memory_kib, ..self });
        }
        if self.passes < PASSES_MAX {
            let passes = self.passes + 1;
            return Some(Self { passes, ..self });
        }
        None
    }

    pub(crate) fn hasher(self) -> Argon2<'static> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, None);
        params
            .expect("the costs are within argon2id's bounds")
            .into()
    }

    pub(crate) fn columns(self) -> [i64; 3] {
        [self.memory_kib, self.passes, self.lanes].map(i64::from)
    }

    /// A stored cost; nothing less than the floor, whoever wrote it.
    pub(crate) fn of_columns([memory_kib, passes, lanes]: [i64; 3]) -> Option<Self> {
        let stored = Self {
            memory_kib: memory_kib.try_into().ok()?,
            passes: passes.try_into().ok()?,
            lanes: lanes.try_into().ok()?,
        };
        let floor = Self::FLOOR;
        let enough = stored.memory_kib >= floor.memory_kib && stored.passes >= floor.passes;
        Params::new(stored.memory_kib, stored.passes, stored.lanes, None).ok()?;
        enough.then_some(stored)
    }

    /// Whether a hash says that it was made with exactly this cost.
    pub(crate) fn made(self, hash: &str) -> bool {
        let Self {
            memory_kib,
            passes,
            lanes,
        } = self;
        hash.starts_with(&format!(
            "$argon2id$v=19$m={memory_kib},t={passes},p={lanes}$"
        ))
    }
}

/// The cost that was measured last, if any was.
pub fn hashing_cost(tx: &mut Tx<'_>) -> Result<Option<HashingCost>, StoreError> {
    queries::hashing_cost_last(tx)
}

/// Keeps a cost that was measured; passwords are hashed with it from the next start on.
pub fn hashing_cost_set(
    tx: &mut Tx<'_>,
    cost: HashingCost,
    now: Timestamp,
) -> Result<(), StoreError> {
    queries::hashing_cost_add(tx, cost, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A machine that takes so many microseconds a MiB and pass.
    fn chosen(target_ms: u64, micros: u64) -> HashingCost {
        HashingCost::measure(Duration::from_millis(target_ms), |cost| {
            Duration::from_micros(u64::from(cost.memory_mib() * cost.passes()) * micros)
        })
    }

    #[test]
    fn a_faster_machine_works_more_and_no_machine_less_than_the_floor() {
        assert_eq!(chosen(150, 1_000_000), HashingCost::FLOOR);
        let ordinary = chosen(150, 800);
        assert_eq!((ordinary.memory_mib(), ordinary.passes()), (64, 2));
        let fast = chosen(150, 200);
        assert_eq!((fast.memory_mib(), fast.passes()), (64, 11));
        assert_eq!(chosen(150, 0).passes(), PASSES_MAX);
    }

    #[test]
    fn a_stored_cost_comes_back_unless_it_is_too_little() {
        let cost = chosen(150, 200);
        assert_eq!(HashingCost::of_columns(cost.columns()), Some(cost));
        assert_eq!(
            HashingCost::of_columns(HashingCost::CHEAPEST.columns()),
            None
        );
        assert_eq!(HashingCost::of_columns([19 * 1024, 1, 1]), None);
        assert_eq!(HashingCost::of_columns([-1, 2, 1]), None);
        assert_eq!(HashingCost::of_columns([19 * 1024, 2, 0]), None);
    }

    #[test]
    fn a_trial_works_with_the_cost_it_is_given() {
        HashingCost::CHEAPEST.try_once();
    }
}
