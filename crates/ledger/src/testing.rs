//! Logs in memory and in a database, for the tests of this crate.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use danh_keys::Signer;
use danh_store::{Store, StoreError};
use danh_vocabulary::{ManualClock, Timestamp};

use crate::bundle;
use crate::checkpoint::Checkpoint;
use crate::commitment::{Commitment, commitment};
use crate::database::DatabaseSource;
use crate::edge::RightEdge;
use crate::integrator::{Integrator, IntegratorOptions};
use crate::log::Log;
use crate::merkle::TreeHash;
use crate::note::NoteSigner;
use crate::queries::entry::{PlacedEntry, entries_from};
use crate::queries::pending::append_many;
use crate::source::{SourceError, TileSource};
use crate::tile::{TILE_WIDTH, TileKind, TilePath, encode_hashes};
use crate::verify::{DatabaseEntries, walk_with_records};

/// As many different commitments as asked for, always the same.
pub(crate) fn entries(count: u64) -> Vec<Commitment> {
    (0..count)
        .map(|n| commitment(&[0; 16], &n.to_be_bytes()))
        .collect()
}

/// The key of every log in these tests.
pub(crate) fn note_signer() -> NoteSigner {
    NoteSigner::new(
        "danh.example/journal".parse().unwrap(),
        Signer::from_seed(&[5; 32]),
    )
}

/// Ten past nine in some year.
pub(crate) fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::new(
        "2026-01-31T09:10:00Z".parse::<Timestamp>().unwrap(),
    ))
}

pub(crate) fn options(holder: &str, clock: &Arc<ManualClock>) -> IntegratorOptions {
    IntegratorOptions {
        log: Log::JOURNAL,
        signer: note_signer(),
        clock: Arc::clone(clock) as _,
        holder: holder.to_owned(),
        lease_duration: Duration::from_secs(10),
        batch_size: IntegratorOptions::BATCH_SIZE,
    }
}

pub(crate) fn integrator(store: &Store, holder: &str, clock: &Arc<ManualClock>) -> Integrator {
    Integrator::new(store.clone(), options(holder, clock))
}

/// The commitment that the entry with this id always has.
pub(crate) fn commitment_of(entry_id: i64) -> Commitment {
    commitment(&[0; 16], &entry_id.to_be_bytes())
}

/// Appends entries with these ids in one transaction.
pub(crate) fn append_ids(store: &Store, ids: impl IntoIterator<Item = i64>) {
    let entries: Vec<_> = ids.into_iter().map(|id| (id, commitment_of(id))).collect();
    store
        .write(move |tx| append_many(tx, Log::JOURNAL, &entries))
        .wait()
        .unwrap();
}

/// What must hold of every log: tiles, entries and positions fit the signed checkpoint. Returns
/// the ids in the order of their positions.
pub(crate) fn check_log(store: &Store) -> Vec<i64> {
    let mut source = DatabaseSource::new(store.clone(), Log::JOURNAL);
    let mut records = DatabaseEntries::new(store.clone(), Log::JOURNAL, |_, placed| {
        Ok::<_, StoreError>(
            placed
                .iter()
                .map(|e| Some(commitment_of(e.entry_id)))
                .collect(),
        )
    });
    let key = note_signer();
    let verified =
        walk_with_records(&mut source, key.verifier_key(), &mut records, &mut |_| ()).unwrap();
    let placed: Vec<PlacedEntry> = store
        .read(|tx| entries_from(tx, Log::JOURNAL, 0, 1_000_000))
        .wait()
        .unwrap();
    assert_eq!(placed.len() as u64, verified.checkpoint.size);
    assert!(
        (0..)
            .zip(&placed)
            .all(|(position, entry)| entry.position == position)
    );
    placed.iter().map(|entry| entry.entry_id).collect()
}

/// The tiles of a log, each stored once at its present width.
#[derive(Clone, Default)]
pub(crate) struct MemoryTiles {
    pub(crate) checkpoint: Option<String>,
    tiles: BTreeMap<(TileKind, u64), Vec<u8>>,
}

impl MemoryTiles {
    pub(crate) fn of_leaves(leaves: &[TreeHash]) -> Self {
        let mut made = Self::default();
        let mut edge = RightEdge::empty();
        let mut put = |path: TilePath, hashes: &[TreeHash]| {
            made.tiles
                .insert((path.kind(), path.index()), encode_hashes(hashes));
        };
        for leaf in leaves {
            edge.append(*leaf, &mut put);
        }
        edge.partial_tiles()
            .for_each(|(path, hashes)| put(path, hashes));
        made
    }

    pub(crate) fn of_entries(entries: &[Commitment]) -> Self {
        let leaves: Vec<_> = entries.iter().map(Commitment::leaf_hash).collect();
        let mut made = Self::of_leaves(&leaves);
        let mut edge = RightEdge::empty();
        for leaf in &leaves {
            edge.append(*leaf, |_, _| ());
        }
        let (size, root) = (edge.size(), edge.root());
        for (index, entries) in (0..).zip(entries.chunks(usize::from(TILE_WIDTH))) {
            let mut bytes = Vec::new();
            for entry in entries {
                bundle::push(&mut bytes, entry);
            }
            made.tiles.insert((TileKind::Entries, index), bytes);
        }
        made.checkpoint = Some(
            Checkpoint {
                origin: note_signer().verifier_key().name().clone(),
                size,
                root,
            }
            .sign(&note_signer()),
        );
        made
    }

    /// Changes the stored bytes of a tile.
    pub(crate) fn change(&mut self, path: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let path: TilePath = path.parse().unwrap();
        change(self.tiles.get_mut(&(path.kind(), path.index())).unwrap());
    }

    pub(crate) fn remove(&mut self, path: &str) {
        let path: TilePath = path.parse().unwrap();
        self.tiles.remove(&(path.kind(), path.index())).unwrap();
    }
}

impl TileSource for MemoryTiles {
    fn checkpoint(&mut self) -> Result<Option<String>, SourceError> {
        Ok(self.checkpoint.clone())
    }

    fn tile(&mut self, path: TilePath) -> Result<Option<Vec<u8>>, SourceError> {
        let stored = self.tiles.get(&(path.kind(), path.index()));
        Ok(stored.and_then(|bytes| path.cut(bytes)))
    }
}
