//! The technical log in files: a file a day, or more where much is said, and none longer than it is to be kept.
//!
//! Decree 53/2022/ND-CP art. 27(3) asks for system logs of 12 months at least. They hold nothing of the persons in
//! the register; journal and access records are no logs and are never removed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use danh_vocabulary::{Clock, Timestamp};
use tracing_subscriber::fmt::MakeWriter;

use crate::config::Log;
use crate::files;

const DAY_MICROS: i64 = 24 * 60 * 60 * 1_000_000;
/// A file is closed at this part of what all may hold, so that removing the oldest loses little.
const PARTS: u64 = 16;

/// What is kept.
#[derive(Debug, Clone, Copy)]
struct Limits {
    days: u32,
    bytes: u64,
}

/// Where the lines go.
#[derive(Clone)]
pub(crate) struct LogFiles(Arc<Mutex<Files>>);

struct Files {
    folder: PathBuf,
    limits: Limits,
    clock: Arc<dyn Clock>,
    open: Option<Open>,
}

struct Open {
    day: String,
    file: File,
    bytes: u64,
}

impl LogFiles {
    /// Begins in the folder of the configuration, making it, and removes what has been kept long enough.
    pub(crate) fn start(config: &Log, clock: Arc<dyn Clock>) -> io::Result<Self> {
        files::make_folder(&config.folder)?;
        let mut log = Files {
            folder: config.folder.clone(),
            limits: Limits {
                days: config.days_kept,
                bytes: config.mib_max.saturating_mul(1 << 20).max(PARTS),
            },
            clock,
            open: None,
        };
        log.current()?;
        Ok(Self(Arc::new(Mutex::new(log))))
    }
}

impl Files {
    /// The file of today with room in it.
    fn current(&mut self) -> io::Result<&mut Open> {
        let now = self.clock.now();
        let day = day_of(now);
        let part_max = (self.limits.bytes / PARTS).max(1);
        let fits = |open: &Open| open.day == day && open.bytes < part_max;
        let open = match self.open.take().filter(fits) {
            Some(open) => open,
            None => self.next(&day, now, part_max)?,
        };
        Ok(self.open.insert(open))
    }

    fn next(&self, day: &str, now: Timestamp, part_max: u64) -> io::Result<Open> {
        let mut number = 1;
        let (file, bytes) = loop {
            let path = self.folder.join(format!("danh.{day}.{number:04}.log"));
            let mut options = OpenOptions::new();
            let file = options.append(true).create(true).mode(0o600).open(path)?;
            let bytes = file.metadata()?.len();
            if bytes < part_max {
                break (file, bytes);
            }
            number += 1;
        };
        let mut open = Open {
            day: day.to_owned(),
            file,
            bytes,
        };
        let crowded_out = remove_old(&self.folder, self.limits, now)?;
        if crowded_out > 0 {
            writeln!(
                open.file,
                "{now}  WARN danh: {crowded_out} log files were removed before their time: `log.mib_max` is reached"
            )?;
        }
        Ok(open)
    }
}

/// Removes files of days that are over long enough, and the oldest ones while there are too many bytes; answers how many the
/// bytes cost.
fn remove_old(folder: &Path, limits: Limits, now: Timestamp) -> io::Result<u32> {
    let mut logs = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Some(day) = entry.file_name().to_str().and_then(day_in) {
            logs.push((day.to_owned(), entry.path(), entry.metadata()?.len()));
        }
    }
    logs.sort();
    let oldest_kept = day_of(Timestamp::from_micros(
        now.micros() - i64::from(limits.days) * DAY_MICROS,
    ));
    let mut bytes: u64 = logs.iter().map(|(_, _, bytes)| bytes).sum();
    let mut crowded_out = 0;
    let others = logs.len().saturating_sub(1);
    for (day, path, size) in logs.iter().take(others) {
        let is_over = *day < oldest_kept;
        if !is_over && bytes <= limits.bytes {
            break;
        }
        fs::remove_file(path)?;
        bytes -= size;
        crowded_out += u32::from(!is_over);
    }
    Ok(crowded_out)
}

fn day_of(at: Timestamp) -> String {
    at.to_string().chars().take(10).collect()
}

/// The day of a file of ours.
fn day_in(name: &str) -> Option<&str> {
    name.strip_prefix("danh.")?.strip_suffix(".log")?.get(..10)
}

impl<'writer> MakeWriter<'writer> for LogFiles {
    type Writer = Line<'writer>;

    fn make_writer(&'writer self) -> Line<'writer> {
        // What another thread said when it panicked is whole or not there; the next line begins anew.
        Line(self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// One line of the log.
pub(crate) struct Line<'log>(MutexGuard<'log, Files>);

impl Write for Line<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let open = self.0.current()?;
        open.file.write_all(bytes)?;
        open.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    struct Hand(AtomicI64);

    impl Clock for Hand {
        fn now(&self) -> Timestamp {
            Timestamp::from_micros(self.0.load(Ordering::Relaxed))
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn log(folder: &Path, days_kept: u32, mib_max: u64) -> (LogFiles, Arc<Hand>) {
        let start: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let clock = Arc::new(Hand(AtomicI64::new(start.micros())));
        let config = Log {
            filter: String::new(),
            folder: folder.to_owned(),
            days_kept,
            mib_max,
        };
        let hand: Arc<dyn Clock> = clock.clone();
        (LogFiles::start(&config, hand).unwrap(), clock)
    }

    #[test]
    fn a_file_a_day_is_kept_as_long_as_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes.txt"), "not a log").unwrap();
        let (log, clock) = log(folder.path(), 3, 100);
        for _ in 0..10 {
            log.make_writer().write_all(b"a line\n").unwrap();
            clock.0.fetch_add(DAY_MICROS, Ordering::Relaxed);
        }
        log.make_writer().write_all(b"the last\n").unwrap();
        assert_eq!(
            names(folder.path()),
            [
                "danh.2026-11-30.0001.log",
                "danh.2026-12-01.0001.log",
                "danh.2026-12-02.0001.log",
                "danh.2026-12-03.0001.log",
                "notes.txt"
            ]
        );
    }

    #[test]
    fn a_flood_of_lines_stays_below_the_limit_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let (log, _clock) = log(folder.path(), 3, 1);
        let line = [b'x'; 10_000];
        for _ in 0..1_000 {
            log.make_writer().write_all(&line).unwrap();
        }
        let mut bytes = 0;
        let mut said = String::new();
        for name in names(folder.path()) {
            let text = fs::read_to_string(folder.path().join(name)).unwrap();
            bytes += text.len();
            said.push_str(&text);
        }
        assert!(bytes < (1 << 20) + (1 << 18), "{bytes}");
        assert!(said.contains("`log.mib_max` is reached"));
    }
}
