//! Listens to one measurement of the program: how long an answer waited for its access record.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use metrics::{
    Counter, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit,
};

const WAIT: &str = "danh_access_record_wait_seconds";

/// The sum of what was waited since it was last taken.
#[derive(Debug, Default)]
pub(super) struct Waits(AtomicU64);

impl Waits {
    /// The sum, which begins anew.
    pub(super) fn take(&self) -> Duration {
        Duration::from_nanos(self.0.swap(0, Ordering::Relaxed))
    }
}

impl HistogramFn for Waits {
    fn record(&self, seconds: f64) {
        let waited = Duration::try_from_secs_f64(seconds).unwrap_or_default();
        let nanos = u64::try_from(waited.as_nanos()).unwrap_or(u64::MAX);
        self.0.fetch_add(nanos, Ordering::Relaxed);
    }
}

/// Hands that measurement on and forgets all others.
pub(super) struct Listener(pub(super) Arc<Waits>);

impl Recorder for Listener {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
        Counter::noop()
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        if key.name() == WAIT {
            return Histogram::from_arc(Arc::clone(&self.0));
        }
        Histogram::noop()
    }
}
