//! Ids that sort by time without asking anybody: a hybrid logical clock per process.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::clock::Clock;

const COUNTER_BITS: u32 = 11;
const NODE_BITS: u32 = 10;
const MILLIS_MAX: i64 = (1 << (63 - NODE_BITS - COUNTER_BITS)) - 1;

/// Gives out ids that only ever increase, also when the clock steps back.
///
/// An id is 42 bits of milliseconds since 1970 (until the year 2109), 10 bits of node and 11
/// bits of counter. Two processes that share a database have different nodes, so they never
/// give the same id; a counter that overflows borrows from the next millisecond.
pub struct IdSource {
    clock: Arc<dyn Clock>,
    node: i64,
    /// Milliseconds and counter of the last id, in one number: what only ever increases.
    last_tick: AtomicI64,
}

impl IdSource {
    /// How many nodes there are; a node is 0 to 1023.
    pub const NODES: u16 = 1 << NODE_BITS;

    /// A source for one process.
    ///
    /// # Panics
    /// When `node` is not below [`IdSource::NODES`].
    pub fn new(clock: Arc<dyn Clock>, node: u16) -> Self {
        assert!(
            node < Self::NODES,
            "node {node} is not below {}",
            Self::NODES
        );
        Self {
            clock,
            node: node.into(),
            last_tick: AtomicI64::new(0),
        }
    }

    /// An id greater than every id that this source gave before.
    pub fn next(&self) -> i64 {
        self.id_from(0)
    }

    /// An id greater than every id that this source gave before, and greater than `at_least`,
    /// whichever node gave that one.
    pub fn next_after(&self, at_least: i64) -> i64 {
        let at_least = at_least.max(0);
        let millis = at_least >> (NODE_BITS + COUNTER_BITS);
        let node = (at_least >> COUNTER_BITS) & (i64::from(Self::NODES) - 1);
        let counter = at_least & ((1 << COUNTER_BITS) - 1);
        let tick = match node.cmp(&self.node) {
            std::cmp::Ordering::Less => millis << COUNTER_BITS,
            std::cmp::Ordering::Equal => ((millis << COUNTER_BITS) | counter) + 1,
            std::cmp::Ordering::Greater => (millis + 1) << COUNTER_BITS,
        };
        let id = self.id_from(tick);
        debug_assert!(id > at_least, "ids increase");
        id
    }

    /// So many ids that ascend, all greater than every id that this source gave before and less than every id that it gives
    /// afterwards: for who writes thousands at once and has others do the same meanwhile.
    pub fn block(&self, count: u32) -> IdBlock {
        let first = self.ticks_from(0, count.max(1));
        IdBlock {
            node: self.node,
            ticks: first..first + i64::from(count),
        }
    }

    fn id_from(&self, tick_min: i64) -> i64 {
        id_of(self.node, self.ticks_from(tick_min, 1))
    }

    /// The first of so many ticks that nobody else is given.
    fn ticks_from(&self, tick_min: i64, count: u32) -> i64 {
        let millis = self
            .clock
            .now()
            .micros()
            .div_euclid(1_000)
            .clamp(0, MILLIS_MAX);
        let tick_min = tick_min.max(millis << COUNTER_BITS);
        let following = |last: i64| tick_min.max(last + 1);
        let last = self
            .last_tick
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| {
                Some(following(last) + i64::from(count) - 1)
            })
            .expect("the update always gives a value");
        following(last)
    }
}

fn id_of(node: i64, tick: i64) -> i64 {
    let (millis, counter) = (tick >> COUNTER_BITS, tick & ((1 << COUNTER_BITS) - 1));
    (millis << (NODE_BITS + COUNTER_BITS)) | (node << COUNTER_BITS) | counter
}

/// Ids that were drawn together, ascending; see [`IdSource::block`].
#[derive(Debug)]
pub struct IdBlock {
    node: i64,
    ticks: Range<i64>,
}

impl Iterator for IdBlock {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        self.ticks.next().map(|tick| id_of(self.node, tick))
    }
}

impl fmt::Debug for IdSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("IdSource")
            .field("node", &self.node)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread;

    use proptest::prelude::*;

    use super::*;
    use crate::{ManualClock, Timestamp};

    fn source(micros: i64, node: u16) -> (Arc<ManualClock>, IdSource) {
        let clock = Arc::new(ManualClock::new(Timestamp::from_micros(micros)));
        (clock.clone(), IdSource::new(clock, node))
    }

    #[test]
    fn an_id_holds_time_node_and_counter() {
        let (_, ids) = source(1_000_000, 5);
        assert_eq!(ids.next(), (1_000 << 21) | (5 << 11));
        assert_eq!(ids.next(), (1_000 << 21) | (5 << 11) | 1);
    }

    #[test]
    fn a_clock_that_steps_back_is_not_followed() {
        let (clock, ids) = source(1_000_000, 0);
        let before = ids.next();
        clock.set(Timestamp::from_micros(-5));
        assert!(ids.next() > before);
    }

    #[test]
    fn a_full_counter_borrows_from_the_next_millisecond() {
        let (clock, ids) = source(1_000_000, 1023);
        let mut given = HashSet::new();
        for _ in 0..5_000 {
            clock.set(Timestamp::from_micros(1_000_000));
            assert!(given.insert(ids.next()));
        }
    }

    #[test]
    fn a_block_lies_between_what_was_given_before_and_after() {
        let (_, ids) = source(1_000_000, 1023);
        let before = ids.next();
        let block: Vec<i64> = ids.block(5_000).collect();
        let after = ids.next();
        assert_eq!(block.len(), 5_000);
        assert!(block.is_sorted_by(|a, b| a < b));
        assert!(before < block[0] && block[4_999] < after);
        assert_eq!(ids.block(0).count(), 0);
    }

    #[test]
    fn threads_never_share_an_id() {
        let (_, ids) = source(1_000_000, 3);
        let given: Vec<i64> = thread::scope(|scope| {
            let draw = || (0..2_000).map(|_| ids.next()).collect::<Vec<_>>();
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(draw)).collect();
            threads
                .into_iter()
                .flat_map(|thread| thread.join().unwrap())
                .collect()
        });
        assert_eq!(given.iter().collect::<HashSet<_>>().len(), given.len());
    }

    #[test]
    #[should_panic(expected = "is not below 1024")]
    fn a_node_past_the_last_is_refused() {
        source(0, IdSource::NODES);
    }

    proptest! {
        #[test]
        fn ids_increase_past_those_of_other_nodes(
            node in 0..IdSource::NODES,
            steps in prop::collection::vec((0..4_000_000_000_000_i64, 0..=i64::MAX >> 1), 1..20),
        ) {
            let (clock, ids) = source(0, node);
            let mut last = ids.next();
            for (micros, at_least) in steps {
                clock.set(Timestamp::from_micros(micros));
                let id = ids.next_after(at_least);
                prop_assert!(id > last && id > at_least);
                last = ids.next();
                prop_assert!(last > id);
            }
        }
    }
}
