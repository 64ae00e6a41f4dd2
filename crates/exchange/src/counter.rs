//! How often something happened in a minute or on a day, on disk: so that neither a restart nor a second server forgets it.

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::Timestamp;

const MINUTE: i64 = 60 * 1_000_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// Days are those of Viet Nam, seven hours ahead of UTC.
const OFFSET: i64 = 7 * 60 * MINUTE;

pub(crate) const TABLES: &str = "
    -- What an organisation did how often, in a minute or on a day.
    CREATE TABLE exchange_count (
        counted TEXT NOT NULL,
        until_at BIGINT NOT NULL,
        times BIGINT NOT NULL,
        PRIMARY KEY (counted, until_at)
    ) WITHOUT ROWID;
    CREATE INDEX exchange_count_until ON exchange_count (until_at);
";

/// For how long something is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Window {
    Minute,
    Day,
}

impl Window {
    /// The first instant after the window in which an instant lies.
    pub(crate) const fn end(self, now: Timestamp) -> Timestamp {
        let (length, offset) = match self {
            Self::Minute => (MINUTE, 0),
            Self::Day => (DAY, OFFSET),
        };
        let begun = (now.micros() + offset).div_euclid(length) * length - offset;
        Timestamp::from_micros(begun + length)
    }
}

/// One thing that is counted in one window.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    counted: String,
    until_at: Timestamp,
}

impl Counter {
    pub(crate) const fn new(counted: String, window: Window, now: Timestamp) -> Self {
        Self {
            counted,
            until_at: window.end(now),
        }
    }

    /// So often until now.
    pub(crate) fn times(&self, tx: &mut Tx<'_>) -> Result<u32, StoreError> {
        let row = tx.query_opt(
            "SELECT times FROM exchange_count WHERE counted = $1 AND until_at = $2",
            params![&self.counted, self.until_at.micros()],
        )?;
        let times: i64 = row.map_or(Ok(0), |row| row.get(0))?;
        Ok(u32::try_from(times).unwrap_or(u32::MAX))
    }

    /// Once more.
    pub(crate) fn add(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.put(
            "INSERT INTO exchange_count (counted, until_at, times) VALUES ($1, $2, 1)
             ON CONFLICT (counted, until_at) DO UPDATE SET times = exchange_count.times + 1",
            params![&self.counted, self.until_at.micros()],
        )
    }

    /// Whole seconds until it counts from nothing again.
    pub(crate) fn seconds_left(&self, now: Timestamp) -> u64 {
        let left = (self.until_at.micros() - now.micros()).max(0);
        left.unsigned_abs().div_ceil(1_000_000)
    }
}

/// Forgets what was counted in windows that are over.
pub fn counts_remove_expired(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM exchange_count WHERE until_at <= $1",
        params![now.micros()],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_minutes_and_days_of_viet_nam() {
        let now: Timestamp = "2026-01-05T16:59:30Z".parse().unwrap();
        let ends = [Window::Minute, Window::Day].map(|window| window.end(now).to_string());
        assert_eq!(
            ends,
            ["2026-01-05T17:00:00.000000Z", "2026-01-05T17:00:00.000000Z"]
        );
        let now: Timestamp = "2026-01-05T17:00:00Z".parse().unwrap();
        assert_eq!(
            Window::Day.end(now).to_string(),
            "2026-01-06T17:00:00.000000Z"
        );
    }
}
