//! Verifying the ledgers of a data folder: by a command, as fast as it goes, or by the server, beside its work.

mod beside;

use std::cell::Cell;
use std::path::Path;

use anyhow::Context as _;
use danh_ledger::note::VerifierKey;
use danh_ledger::verify::{
    DatabaseEntries, Discrepancy, Progress, Verified, first_unlogged, walk_with_records,
};
use danh_ledger::{
    Commitment, DatabaseSource, Log, PlacedEntry, SourceError, TilePath, TileSource,
};
use danh_operation::{LastVerification, LastVerifications, Outcome};
use danh_store::{Store, StoreError, Tx};
use danh_vocabulary::{AccessRecordId, EventId, Timestamp};

pub(crate) use beside::Verifying;

use crate::files;

/// What a walk came to, or why there was none.
pub(crate) type Walked = Result<Verified, Discrepancy>;

/// What came of a verification.
pub(crate) struct Found {
    /// What the walk through the ledger came to.
    pub(crate) walked: Walked,
    /// A record that is in no ledger.
    pub(crate) unlogged: Option<i64>,
}

/// Whoever waited for it has no use for it any more.
#[derive(Debug, thiserror::Error)]
#[error("the verification was broken off")]
pub(crate) struct BrokenOff;

/// Called after each stretch of a verification, with how far the walk is, or without where it looks for what is in no ledger. May
/// take its time, and may end it.
pub(crate) type AfterEach<'a> = dyn FnMut(Option<Progress>) -> Result<(), BrokenOff> + 'a;

impl Found {
    /// In which words the ledger does not hold, if it does not. A walk that was broken off says nothing.
    pub(crate) fn refutation(&self) -> Option<String> {
        match (&self.walked, self.unlogged) {
            (Err(Discrepancy::Source(_)), _) | (Ok(_), None) => None,
            (Err(discrepancy), _) => Some(discrepancy.to_string()),
            (Ok(_), Some(id)) => Some(format!(
                "record {id:016x} is in no ledger: it was put in from outside"
            )),
        }
    }

    /// What is remembered of it; nothing of a ledger that has not begun.
    fn outcome(&self) -> Option<Outcome> {
        if matches!(self.walked, Err(Discrepancy::CheckpointMissing)) {
            return None;
        }
        if let Some(what) = self.refutation() {
            return Some(Outcome::DoesNotHold { what });
        }
        let verified = self.walked.as_ref().ok()?;
        Some(Outcome::Holds {
            size: verified.checkpoint.size,
        })
    }
}

/// Notes in the data folder what came of it, for whoever operates it.
pub(crate) fn note(folder: &Path, log: Log, found: &Found, at: Timestamp) -> anyhow::Result<()> {
    let Some(outcome) = found.outcome() else {
        return Ok(());
    };
    let last = LastVerification { at, outcome };
    // What cannot be read is replaced: the other ledger is verified again.
    let all = LastVerifications::of(folder).unwrap_or_default();
    let file = LastVerifications::file(folder);
    let text = all.with(log, last).to_text();
    files::write_whole(&file, text.as_bytes())
        .with_context(|| format!("what came of it cannot be noted in `{}`", file.display()))
}

/// Walks a ledger in a database and the record behind each entry, and then looks for records that have no entry.
pub(crate) fn walk_stored(
    store: &Store,
    log: Log,
    key: &VerifierKey,
    after_each: &mut AfterEach<'_>,
) -> anyhow::Result<Found> {
    let is_broken_off = Cell::new(false);
    let mut tiles = Breakable {
        tiles: DatabaseSource::new(store.clone(), log),
        is_broken_off: &is_broken_off,
    };
    let mut records = DatabaseEntries::new(store.clone(), log, move |tx, entries| {
        entries
            .iter()
            .map(|entry| recompute(tx, log, entry))
            .collect::<Result<Vec<_>, StoreError>>()
    });
    let walked = walk_with_records(&mut tiles, key, &mut records, &mut |at| {
        is_broken_off.set(after_each(Some(at)).is_err());
    });
    let unlogged = match &walked {
        Ok(_) => first_record_unlogged(store, log, after_each)?,
        Err(_) => None,
    };
    Ok(Found { walked, unlogged })
}

/// The walk shows that each entry has its record; this, that each record has its entry.
fn first_record_unlogged(
    store: &Store,
    log: Log,
    after_each: &mut AfterEach<'_>,
) -> anyhow::Result<Option<i64>> {
    let ids = move |tx: &mut Tx<'_>, after, limit| {
        let ids = if log == Log::JOURNAL {
            danh_register::event_ids_after(tx, after, limit)
        } else {
            danh_exchange::access_record_ids_after(tx, after, limit)
        };
        Ok::<_, anyhow::Error>(ids?)
    };
    first_unlogged(store, log, ids, &mut || Ok(after_each(None)?))
}

fn recompute(
    tx: &mut Tx<'_>,
    log: Log,
    entry: &PlacedEntry,
) -> Result<Option<Commitment>, StoreError> {
    if log == Log::JOURNAL {
        danh_register::recomputed_commitment(tx, EventId::from_i64(entry.entry_id))
    } else {
        danh_exchange::recomputed_commitment(tx, AccessRecordId::from_i64(entry.entry_id))
    }
}

/// Tiles that are handed over until somebody says that it is enough.
struct Breakable<'flag> {
    tiles: DatabaseSource,
    is_broken_off: &'flag Cell<bool>,
}

impl TileSource for Breakable<'_> {
    fn checkpoint(&mut self) -> Result<Option<String>, SourceError> {
        self.tiles.checkpoint()
    }

    fn tile(&mut self, path: TilePath) -> Result<Option<Vec<u8>>, SourceError> {
        if self.is_broken_off.get() {
            return Err(SourceError::new(path.to_string(), BrokenOff));
        }
        self.tiles.tile(path)
    }
}
