//! The log before the file: when what it holds is folded into the file.
//!
//! The engine would fold by itself when a commit finds the log long, on the connection that commits: then everybody waits until
//! tens of thousands of pages are copied and the file is on the disk. Here a thread of its own copies while the writer goes on.
//! The log begins anew only when all of it is in the file, and a writer that goes on keeps it from ever being so; therefore the
//! writer folds the rest itself, between two groups, once it is little.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use crossbeam_channel::{Receiver, Sender, bounded};
use rusqlite::wal::CheckpointMode;

use super::session::{SqliteSession, store_error};
use crate::{OpenError, StoreError};

/// Lengths of the log, in pages, at which something is done.
#[derive(Clone, Copy)]
struct Lengths {
    /// It is folded.
    fold: i32,
    /// So much of it the writer folds itself.
    rest: i32,
    /// The writer folds whatever there is: the other thread does not keep up, or cannot.
    max: i32,
}

impl Lengths {
    /// 128 MiB, 16 MiB and 512 MiB: seldom enough not to be felt, often enough that starting after a crash takes no time.
    const OURS: Self = Self {
        fold: 32_768,
        rest: 4_096,
        max: 131_072,
    };
}

/// The size of the file is looked at when so many pages were written.
const PAGES_A_LOOK: i32 = 1_024;

/// The log of a writer, with the connection that folds it.
pub(super) struct Wal {
    pages: Arc<AtomicI32>,
    folder: SqliteSession,
    lengths: Lengths,
}

/// What the writer does about its log between two groups.
pub(super) struct WalKeeper<'thread> {
    session: &'thread SqliteSession,
    /// How many pages the log held after the last commit.
    pages: &'thread AtomicI32,
    lengths: Lengths,
    asks: Sender<()>,
    /// How many of them were in the file when the other thread last folded; 0 when the writer knows of it.
    folded: Arc<AtomicI32>,
    /// When the log is as long as this, the other thread is asked.
    ask_at: i32,
    looked_at: i32,
}

impl Wal {
    /// From here on the engine does not fold the log of this writer by itself: it tells how long it is instead.
    pub(super) fn of(writer: &mut SqliteSession, path: &Path) -> Result<Self, OpenError> {
        let pages = Arc::new(AtomicI32::new(0));
        let told = Arc::clone(&pages);
        let hook = move |_: &mut rusqlite::hooks::Wal, pages| {
            told.store(pages, Ordering::Relaxed);
            Ok(())
        };
        let hooked = writer.connection_mut().wal_hook(Some(hook));
        hooked.map_err(|error| store_error(&error))?;
        let folder = SqliteSession::open_folder(path)?;
        Ok(Self {
            pages,
            folder,
            lengths: Lengths::OURS,
        })
    }

    /// Runs the writer, with the thread beside it that folds. That thread has ended when this returns.
    pub(super) fn fold_beside(self, session: &SqliteSession, write: impl FnOnce(WalKeeper<'_>)) {
        let Self {
            pages,
            folder,
            lengths,
        } = self;
        let (asks, asked) = bounded(1);
        let folded = Arc::new(AtomicI32::new(0));
        std::thread::scope(|scope| {
            let done = Arc::clone(&folded);
            let spawned = std::thread::Builder::new()
                .name("store-folder".to_owned())
                .spawn_scoped(scope, move || fold_when_asked(&folder, &asked, &done));
            if let Err(error) = spawned {
                tracing::warn!(%error, "the writer folds its log by itself");
            }
            write(WalKeeper {
                session,
                pages: &pages,
                asks,
                folded,
                lengths,
                ask_at: lengths.fold,
                looked_at: 0,
            });
        });
    }
}

impl WalKeeper<'_> {
    /// Looks at the log after a commit.
    pub(super) fn tend(&mut self) {
        let pages = self.pages.load(Ordering::Relaxed);
        if pages < self.looked_at || pages >= self.looked_at + PAGES_A_LOOK {
            self.looked_at = pages;
            self.session.fit_cache();
        }
        let folded = self.folded.swap(0, Ordering::Relaxed);
        let Lengths { fold, rest, max } = self.lengths;
        if pages < fold {
            // What was folded was a log before this one.
            self.ask_at = fold;
            return;
        }
        if folded > 0 {
            if pages - folded <= rest {
                self.fold();
            } else {
                self.ask();
            }
        }
        if pages >= self.ask_at {
            self.ask_at = pages + fold / 4;
            self.ask();
        }
        if pages >= max {
            self.fold();
        }
    }

    fn ask(&self) {
        // One that was asked and has not begun yet will find this, too.
        self.asks.try_send(()).ok();
    }

    fn fold(&self) {
        fold(self.session);
    }
}

fn fold_when_asked(session: &SqliteSession, asked: &Receiver<()>, folded: &AtomicI32) {
    while asked.recv().is_ok() {
        folded.store(fold(session), Ordering::Relaxed);
    }
}

/// Folds of the log what no reader needs there, and tells how many of its pages are in the file now. What cannot be folded is
/// folded later; the log grows meanwhile.
fn fold(session: &SqliteSession) -> i32 {
    let done = session
        .connection()
        .wal_checkpoint_v2(None::<&str>, CheckpointMode::PASSIVE);
    match done.map_err(|error| store_error(&error)) {
        Ok((_, folded)) => folded,
        Err(StoreError::Busy) => 0,
        Err(error) => {
            tracing::warn!(%error, "the log cannot be folded into the file");
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params;

    const SMALL: Lengths = Lengths {
        fold: 64,
        rest: 16,
        max: 512,
    };
    const COMMITS: i64 = 1_000;

    #[test]
    fn the_log_begins_anew_although_the_writer_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("danh.db");
        let mut session = SqliteSession::open_writer(&path).unwrap();
        session
            .execute_batch(
                "CREATE TABLE note (note_id BIGINT PRIMARY KEY, words TEXT) WITHOUT ROWID",
            )
            .unwrap();
        let mut wal = Wal::of(&mut session, &path).unwrap();
        wal.lengths = SMALL;
        let words = "x".repeat(16_000);
        let (mut commits, mut beginnings, mut pages) = (0_i64, 0, 0);
        wal.fold_beside(&session, |mut keeper| {
            while beginnings < 3 {
                session
                    .execute("INSERT INTO note VALUES ($1, $2)", params![commits, &words])
                    .unwrap();
                keeper.tend();
                commits += 1;
                let now = keeper.pages.load(Ordering::Relaxed);
                beginnings += u32::from(now < std::mem::replace(&mut pages, now));
                assert!(commits < 50_000, "the log holds {pages} pages");
            }
        });
        let rows = session.query("SELECT COUNT(*) FROM note", &[]).unwrap();
        assert_eq!(rows[0].get::<i64>(0).unwrap(), commits);
    }

    #[test]
    fn a_log_that_nobody_else_folds_the_writer_folds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("danh.db");
        let mut session = SqliteSession::open_writer(&path).unwrap();
        session
            .execute_batch(
                "CREATE TABLE note (note_id BIGINT PRIMARY KEY, words TEXT) WITHOUT ROWID",
            )
            .unwrap();
        let wal = Wal::of(&mut session, &path).unwrap();
        let (asks, _asked) = bounded(1);
        let mut keeper = WalKeeper {
            session: &session,
            pages: &wal.pages,
            lengths: SMALL,
            asks,
            folded: Arc::default(),
            ask_at: SMALL.fold,
            looked_at: 0,
        };
        let words = "x".repeat(16_000);
        let mut longest = 0;
        for id in 0..COMMITS {
            session
                .execute("INSERT INTO note VALUES ($1, $2)", params![id, &words])
                .unwrap();
            keeper.tend();
            longest = longest.max(keeper.pages.load(Ordering::Relaxed));
        }
        assert!((SMALL.max..2 * SMALL.max).contains(&longest), "{longest}");
    }
}
