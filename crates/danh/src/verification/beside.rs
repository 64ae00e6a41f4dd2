//! The server verifies its ledgers itself, at leisure: in a thread of its own that works a small share of the time, stops at once
//! when the server does, and notes what it found where the command notes it, so that the operator's page, the metrics and
//! `danh doctor` tell of it.
//!
//! It walks from the first entry to the last each time: whether an old entry still is what it was is what is asked.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use danh_ledger::verify::Discrepancy;
use danh_ledger::{Bell, Log};
use danh_operation::LastVerifications;
use danh_store::Store;
use danh_vocabulary::{Clock, Timestamp};

use super::{BrokenOff, Found, note, walk_stored};
use crate::config::{Operation, Share};
use crate::integration::{LOGS, verifier_key_in};
use crate::platform::{Platform, keys_folder};

/// Whether it is time is looked at this often.
const LOOK_AGAIN: Duration = Duration::from_mins(1);
/// A ledger that could not be verified is tried again after so long.
const TRY_AGAIN_MICROS: i64 = 60 * 60 * 1_000_000;
const HOUR_MICROS: i64 = 60 * 60 * 1_000_000;

/// A thread that verifies, until [`Verifying::stop`].
pub(crate) struct Verifying {
    bell: Bell,
    thread: JoinHandle<()>,
}

impl Verifying {
    /// Starts it, unless the configuration wants none.
    pub(crate) fn start(
        platform: &Platform,
        operation: &Operation,
    ) -> std::io::Result<Option<Self>> {
        if operation.verify_every_hours == 0 {
            return Ok(None);
        }
        let bell = Bell::new();
        let mut watch = Watch {
            store: platform.store.clone(),
            folder: platform.folder.clone(),
            origin: platform.origin.clone(),
            clock: Arc::clone(&platform.clock),
            bell: bell.clone(),
            every_micros: i64::from(operation.verify_every_hours) * HOUR_MICROS,
            share: operation.verify_share_percent,
            not_before: BTreeMap::new(),
        };
        let thread = std::thread::Builder::new()
            .name("ledger-verifier".to_owned())
            .spawn(move || watch.keep())?;
        Ok(Some(Self { bell, thread }))
    }

    /// Breaks off what it is at. The next start begins anew.
    pub(crate) fn stop(self) {
        self.bell.stop();
        if self.thread.join().is_err() {
            tracing::error!("the verification of the ledgers ended with a panic");
        }
    }
}

/// What the thread knows.
struct Watch {
    store: Store,
    folder: PathBuf,
    origin: String,
    clock: Arc<dyn Clock>,
    bell: Bell,
    every_micros: i64,
    share: Share,
    /// Ledgers that could not be verified, and when to try again.
    not_before: BTreeMap<&'static str, Timestamp>,
}

impl Watch {
    fn keep(&mut self) {
        while !self.bell.is_stopped() {
            for log in LOGS {
                if self.is_due(log) && !self.bell.is_stopped() {
                    self.verify(log);
                }
            }
            self.bell.rest(LOOK_AGAIN);
        }
    }

    fn is_due(&self, log: Log) -> bool {
        let now = self.clock.now();
        if self.not_before.get(log.name()).is_some_and(|it| now < *it) {
            return false;
        }
        // What cannot be read is replaced by what comes of it now.
        let last = LastVerifications::of(&self.folder).unwrap_or_default();
        let last = last.of_log(log);
        last.is_none_or(|last| now.micros().saturating_sub(last.at.micros()) >= self.every_micros)
    }

    fn verify(&mut self, log: Log) {
        let began = Instant::now();
        let noted = self.walk(log).and_then(|found| {
            note(&self.folder, log, &found, self.clock.now())?;
            Ok(found)
        });
        if self.bell.is_stopped() {
            return;
        }
        match noted {
            Ok(Found {
                walked: Err(Discrepancy::CheckpointMissing),
                ..
            }) => return,
            Ok(found) => match (found.refutation(), &found.walked) {
                (Some(what), _) => tracing::error!(%log, what, "the ledger does not hold"),
                (None, Ok(verified)) => {
                    let (size, took) = (verified.checkpoint.size, began.elapsed());
                    tracing::info!(%log, size, ?took, "the ledger was verified, and holds");
                    return;
                }
                (None, Err(error)) => tracing::warn!(%log, %error, "cannot verify the ledger"),
            },
            Err(error) => tracing::warn!(%log, %error, "cannot verify the ledger"),
        }
        let again = self.clock.now().micros().saturating_add(TRY_AGAIN_MICROS);
        self.not_before
            .insert(log.name(), Timestamp::from_micros(again));
    }

    /// Works its share of the time: after each stretch it rests the longer the longer that took, so a busy machine is left alone.
    fn walk(&self, log: Log) -> anyhow::Result<Found> {
        let key = verifier_key_in(&self.store, &keys_folder(&self.folder), &self.origin, log)?;
        let verified = metrics::gauge!("danh_ledger_verifying_entries", "log" => log.name());
        let mut since = Instant::now();
        let found = walk_stored(&self.store, log, &key, &mut |at| {
            if let Some(at) = at {
                verified.set(gauge(at.verified));
            }
            self.bell.rest(self.share.rest_after(since.elapsed()));
            since = Instant::now();
            if self.bell.is_stopped() {
                Err(BrokenOff)
            } else {
                Ok(())
            }
        });
        verified.set(0.0);
        found
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a gauge is a float, and no ledger has more entries than it holds exactly"
)]
const fn gauge(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use danh_operation::{LastVerification, Outcome};
    use danh_store::StoreConfig;
    use danh_vocabulary::ManualClock;

    use super::*;
    use crate::migrations;

    const NOW: Timestamp = Timestamp::from_micros(1_795_000_000_000_000);

    fn watch(folder: &std::path::Path, clock: &Arc<ManualClock>) -> Watch {
        let config = StoreConfig::sqlite(folder.join("danh.db"));
        Watch {
            store: Store::open(&config, &migrations::ALL).unwrap(),
            folder: folder.to_owned(),
            origin: "danh.localhost".to_owned(),
            clock: Arc::clone(clock) as Arc<dyn Clock>,
            bell: Bell::new(),
            every_micros: 24 * HOUR_MICROS,
            share: Share::try_from(5).unwrap(),
            not_before: BTreeMap::new(),
        }
    }

    fn remember(folder: &std::path::Path, at: Timestamp) {
        let outcome = Outcome::Holds { size: 7 };
        let last =
            LastVerifications::default().with(Log::JOURNAL, LastVerification { at, outcome });
        std::fs::write(LastVerifications::file(folder), last.to_text()).unwrap();
    }

    #[test]
    fn a_ledger_is_due_when_the_last_time_was_long_ago() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::new(NOW));
        let watch = watch(folder.path(), &clock);
        assert!(watch.is_due(Log::JOURNAL), "nobody verified it yet");
        remember(folder.path(), NOW);
        assert!(!watch.is_due(Log::JOURNAL));
        assert!(watch.is_due(Log::ACCESS));
        remember(
            folder.path(),
            Timestamp::from_micros(NOW.micros() - 24 * HOUR_MICROS),
        );
        assert!(watch.is_due(Log::JOURNAL));
        std::fs::write(LastVerifications::file(folder.path()), "{").unwrap();
        assert!(
            watch.is_due(Log::JOURNAL),
            "what cannot be read says nothing"
        );
    }

    #[test]
    fn what_cannot_be_verified_is_tried_again_later() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::new(NOW));
        let mut watch = watch(folder.path(), &clock);
        // Its keys are not there.
        watch.verify(Log::JOURNAL);
        assert!(!watch.is_due(Log::JOURNAL));
        clock.set(Timestamp::from_micros(NOW.micros() + TRY_AGAIN_MICROS));
        assert!(watch.is_due(Log::JOURNAL));
    }

    #[test]
    fn a_share_of_the_time_leaves_the_rest_to_others() {
        let rest = |percent| {
            Share::try_from(percent)
                .unwrap()
                .rest_after(Duration::from_millis(3))
        };
        assert_eq!(rest(5), Duration::from_millis(57));
        assert_eq!(rest(50), Duration::from_millis(3));
        assert_eq!(rest(100), Duration::ZERO);
        assert!(Share::try_from(0).is_err() && Share::try_from(101).is_err());
    }

    #[test]
    fn what_was_broken_off_says_nothing() {
        let broken = Found {
            walked: Err(Discrepancy::Source(danh_ledger::SourceError::new(
                "tile", BrokenOff,
            ))),
            unlogged: None,
        };
        assert!(broken.refutation().is_none());
        let folder = tempfile::tempdir().unwrap();
        note(folder.path(), Log::JOURNAL, &broken, NOW).unwrap();
        assert!(!LastVerifications::file(folder.path()).exists());
    }
}
