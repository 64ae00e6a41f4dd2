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

/// Why a wait is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Woken {
    ToWork,
    ByTime,
    ToStop,
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

    /// Waits to be rung, at most for `time`.
    pub(crate) fn wait(&self, time: Duration) -> Woken {
        let quiet = |state: &mut State| !state.rung && !state.stopped;
        let (mut state, _) = self
            .shared
            .1
            .wait_timeout_while(self.state(), time, quiet)
            .unwrap_or_else(PoisonError::into_inner);
        if state.stopped {
            return Woken::ToStop;
        }
        if std::mem::take(&mut state.rung) {
            Woken::ToWork
        } else {
            Woken::ByTime
        }
    }

    /// Two flags cannot be left half-changed, so a panic elsewhere does not matter.
    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    const LONG: Duration = Duration::from_mins(1);

    #[test]
    fn a_ring_before_the_wait_is_heard_once() {
        let bell = Bell::new();
        bell.ring();
        bell.ring();
        assert_eq!(bell.wait(LONG), Woken::ToWork);
        assert_eq!(bell.wait(Duration::ZERO), Woken::ByTime);
    }

    #[test]
    fn a_ring_and_a_stop_wake_a_waiting_thread() {
        let bell = Bell::new();
        let waiting = bell.clone();
        let thread = thread::spawn(move || (waiting.wait(LONG), waiting.wait(LONG)));
        bell.ring();
        while bell.state().rung {
            thread::yield_now();
        }
        bell.stop();
        assert_eq!(thread.join().unwrap(), (Woken::ToWork, Woken::ToStop));
        assert_eq!(bell.wait(LONG), Woken::ToStop);
    }
}
