//! Wakes a thread that waits for work, and tells it when to end.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A bell between those who append and the thread that integrates. Clones ring the same bell.
#[derive(Debug, Clone, Default)]
pub struct Bell {
    shared: Arc<(Mutex<State>, Condvar)>,
}

#[derive(Debug, Default)]
struct State {
    rung: bool,
    stopped: bool,
}

impl Bell {
    /// A bell that nobody has rung.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says that something is pending. Never blocks; rung twice before it is heard counts once.
    pub fn ring(&self) {
        self.state().rung = true;
        self.shared.1.notify_all();
    }

    /// Tells the thread to end, for good.
    pub fn stop(&self) {
        self.state().stopped = true;
        self.shared.1.notify_all();
    }

    /// Whether the thread was told to end.
    pub fn is_stopped(&self) -> bool {
        self.state().stopped
    }

    /// Waits to be rung or stopped, at most for `time`. A ring is heard once.
    pub(crate) fn wait(&self, time: Duration) {
        self.wait_while(time, |state| !state.rung && !state.stopped)
            .rung = false;
    }

    /// Waits for `time` whether rung or not, unless stopped.
    pub fn rest(&self, time: Duration) {
        drop(self.wait_while(time, |state| !state.stopped));
    }

    fn wait_while(
        &self,
        time: Duration,
        quiet: impl FnMut(&mut State) -> bool,
    ) -> MutexGuard<'_, State> {
        let waited = self.shared.1.wait_timeout_while(self.state(), time, quiet);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Two flags cannot be left half-changed, so a panic elsewhere does not matter.
    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Instant;

    use super::*;

    const LONG: Duration = Duration::from_mins(1);

    /// Long enough that a wait of it can be told from one that was cut short.
    const SHORT: Duration = Duration::from_millis(20);

    fn waited(wait: impl FnOnce()) -> Duration {
        let start = Instant::now();
        wait();
        start.elapsed()
    }

    #[test]
    fn a_ring_before_the_wait_is_heard_once() {
        let bell = Bell::new();
        bell.ring();
        bell.ring();
        bell.wait(LONG);
        assert!(waited(|| bell.wait(SHORT)) >= SHORT);
    }

    #[test]
    fn a_ring_does_not_cut_a_rest_short_but_is_heard_after_it() {
        let bell = Bell::new();
        bell.ring();
        assert!(waited(|| bell.rest(SHORT)) >= SHORT);
        bell.wait(LONG);
        assert!(!bell.is_stopped());
    }

    #[test]
    fn a_ring_and_a_stop_wake_a_waiting_thread() {
        let bell = Bell::new();
        let waiting = bell.clone();
        let thread = thread::spawn(move || {
            waiting.wait(LONG);
            waiting.rest(LONG);
            waiting.wait(LONG);
            waiting.is_stopped()
        });
        bell.ring();
        while bell.state().rung {
            thread::yield_now();
        }
        bell.stop();
        assert!(thread.join().unwrap());
    }
}
