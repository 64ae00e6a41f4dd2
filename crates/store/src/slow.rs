//! Statements that took long: kept in memory by their text, which names tables and columns and never a value.
//!
//! Values travel as parameters, so a text is the same for everybody it is about. How long a statement took is how long its
//! caller waited for its rows, on either engine; waiting for a commit is not a statement's.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// So many texts are kept; the least slow makes room for another.
const TEXTS_MAX: usize = 50;
/// The middle is taken over so many last times.
const TIMES_KEPT: usize = 64;
/// From then on a statement is slow, unless somebody says otherwise.
const THRESHOLD: Duration = Duration::from_millis(100);

/// A statement that took longer than the threshold, at least once since the program started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlowStatement {
    /// Its text, with every run of blanks as one.
    pub text: String,
    /// Sixteen hexadecimal digits that stay the same from run to run as long as the text does.
    pub fingerprint: String,
    /// How often it took longer than the threshold.
    pub count: u64,
    /// The middle one of the last times it did.
    pub median: Duration,
    /// The longest time.
    pub longest: Duration,
}

/// What was slow since the program started.
#[derive(Debug)]
pub(crate) struct SlowStatements {
    threshold_micros: AtomicU64,
    kept: Mutex<HashMap<String, Times>>,
}

#[derive(Debug, Default)]
struct Times {
    count: u64,
    longest: Duration,
    last: VecDeque<Duration>,
}

impl Default for SlowStatements {
    fn default() -> Self {
        let slow = Self {
            threshold_micros: AtomicU64::new(0),
            kept: Mutex::default(),
        };
        slow.set_threshold(THRESHOLD);
        slow
    }
}

impl SlowStatements {
    pub(crate) fn set_threshold(&self, threshold: Duration) {
        self.threshold_micros
            .store(micros(threshold), Ordering::Relaxed);
    }

    /// Notes a statement if it was slow.
    pub(crate) fn note(&self, text: &str, took: Duration) {
        if micros(took) < self.threshold_micros.load(Ordering::Relaxed) || text.is_empty() {
            return;
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if !kept.contains_key(text) && kept.len() >= TEXTS_MAX {
            make_room(&mut kept);
        }
        let times = kept.entry(text.to_owned()).or_default();
        times.count += 1;
        times.longest = times.longest.max(took);
        if times.last.len() == TIMES_KEPT {
            times.last.pop_front();
        }
        times.last.push_back(took);
    }

    /// The slowest first.
    pub(crate) fn list(&self) -> Vec<SlowStatement> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut list: Vec<SlowStatement> = kept.iter().map(statement).collect();
        list.sort_by(|a, b| b.longest.cmp(&a.longest).then(a.text.cmp(&b.text)));
        list
    }
}

fn make_room(kept: &mut HashMap<String, Times>) {
    let least = kept.iter().min_by_key(|(_, times)| times.longest);
    if let Some(text) = least.map(|(text, _)| text.clone()) {
        kept.remove(&text);
    }
}

fn statement((text, times): (&String, &Times)) -> SlowStatement {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut last: Vec<Duration> = times.last.iter().copied().collect();
    last.sort_unstable();
    SlowStatement {
        fingerprint: fingerprint(&text),
        text,
        count: times.count,
        median: last.get(last.len() / 2).copied().unwrap_or_default(),
        longest: times.longest,
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// FNV-1a over the text: a name for graphs, nothing that must withstand anybody.
fn fingerprint(text: &str) -> String {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    #[test]
    fn only_what_took_long_is_kept_the_slowest_first() {
        let slow = SlowStatements::default();
        slow.note("SELECT a", ms(99));
        for took in [300, 100, 200] {
            slow.note("SELECT  b\n FROM c", ms(took));
        }
        slow.note("SELECT d", ms(250));
        let list = slow.list();
        let told: Vec<(&str, u64, Duration, Duration)> = list
            .iter()
            .map(|it| (&*it.text, it.count, it.median, it.longest))
            .collect();
        assert_eq!(
            told,
            [
                ("SELECT b FROM c", 3, ms(200), ms(300)),
                ("SELECT d", 1, ms(250), ms(250)),
            ]
        );
        assert_eq!(list[0].fingerprint, fingerprint("SELECT b FROM c"));
        assert_ne!(list[0].fingerprint, list[1].fingerprint);
    }

    #[test]
    fn the_threshold_can_be_changed() {
        let slow = SlowStatements::default();
        slow.set_threshold(ms(5));
        slow.note("SELECT a", ms(4));
        slow.note("SELECT b", ms(5));
        assert_eq!(slow.list().len(), 1);
    }

    #[test]
    fn however_many_texts_there_are_the_slowest_stay() {
        let slow = SlowStatements::default();
        slow.note("SELECT slowest", ms(9_000));
        for number in 0..500 {
            slow.note(&format!("SELECT {number}"), ms(100 + number));
        }
        let list = slow.list();
        assert_eq!(list.len(), TEXTS_MAX);
        assert_eq!(list[0].text, "SELECT slowest");
        assert_eq!(list[1].text, "SELECT 499");
    }

    #[test]
    fn the_middle_is_that_of_the_last_times() {
        let slow = SlowStatements::default();
        for _ in 0..100 {
            slow.note("SELECT a", ms(900));
        }
        for _ in 0..TIMES_KEPT {
            slow.note("SELECT a", ms(200));
        }
        let list = slow.list();
        assert_eq!((list[0].median, list[0].longest), (ms(200), ms(900)));
    }
}
