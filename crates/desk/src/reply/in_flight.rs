//! Requests of this process that have not been answered yet.
//!
//! Kept in memory, for a mark in the database would outlive a server that is killed and refuse the
//! very retry it is there for. Two processes that are sent the same request at once write one after
//! the other; the second finds the reply of the first in its transaction and gives that.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::ReplyKey;

/// The keys of requests under way. Cheap to clone; as many entries as there are requests at once.
#[derive(Debug, Clone, Default)]
pub(crate) struct InFlight(Arc<Mutex<HashSet<ReplyKey>>>);

/// That a request is under way, until this is dropped.
#[derive(Debug)]
pub struct UnderWay {
    all: InFlight,
    key: ReplyKey,
}

impl InFlight {
    /// Begins a request; `None` when one with its key is under way.
    pub(crate) fn begin(&self, key: ReplyKey) -> Option<UnderWay> {
        let is_first = self.with(|keys| keys.insert(key));
        is_first.then(|| UnderWay {
            all: self.clone(),
            key,
        })
    }

    fn with<T>(&self, action: impl FnOnce(&mut HashSet<ReplyKey>) -> T) -> T {
        // A set is whole after any panic of another holder.
        action(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.all.with(|keys| keys.remove(&self.key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_request_of_a_key_is_under_way_at_a_time() {
        let all = InFlight::default();
        let (key, other) = (ReplyKey::of("a", "1"), ReplyKey::of("b", "1"));
        let first = all.begin(key).unwrap();
        assert!(all.begin(key).is_none());
        assert!(all.begin(other).is_some());
        drop(first);
        assert!(all.begin(key).is_some());
    }
}
