//! Verification: walks a whole log and names the first thing that does not fit.
//!
//! Nothing the source says is believed but the signature on its checkpoint. Every entry is read,
//! every hash of every tile recomputed from the entries and compared, and the root with the signed
//! one. With an [`EntryCheck`], each entry is also compared with the record it commits to. Memory
//! stays flat: the right edge of the tree and one tile a level. [`first_unlogged`] looks the other way, for
//! records that no entry commits to.

use thiserror::Error;

use crate::bundle;
use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::commitment::Commitment;
use crate::edge::RightEdge;
use crate::merkle::{TreeHash, perfect_root};
use crate::note::VerifierKey;
use crate::proof::ProofError;
use crate::source::{SourceError, TileSource};
use crate::tile::{TILE_HEIGHT, TILE_WIDTH, TileKind, TilePath};

mod entries;
mod nodes;
mod unlogged;

pub use entries::{DatabaseEntries, EntryCheck};
use nodes::StoredNodes;
pub use unlogged::first_unlogged;

/// How far a walk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Entries that have been found to fit.
    pub verified: u64,
    /// Entries in the log.
    pub size: u64,
}

/// A log that fits its checkpoint throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
}

/// The first thing that does not fit.
#[derive(Debug, Error)]
pub enum Discrepancy {
    /// There is nothing to verify against.
    #[error("the ledger has no checkpoint yet")]
    CheckpointMissing,
    /// The checkpoint is not signed by the key, or not of this log.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A tile or an entry bundle is gone.
    #[error("`{path}` is missing; it covers the entries from {first} on")]
    TileMissing {
        /// The tile.
        path: TilePath,
        /// The first entry that it covers.
        first: u64,
    },
    /// A tile or an entry bundle is cut off or too long.
    #[error("`{path}` is damaged; it covers the entries from {first} on")]
    TileMalformed {
        /// The tile.
        path: TilePath,
        /// The first entry that it covers.
        first: u64,
    },
    /// The hash of an entry does not stand where it should.
    #[error("entry {position} is not the one that was signed: its hash does not fit `{path}`")]
    EntryChanged {
        /// The position of the entry.
        position: u64,
        /// The tile that holds the hash of the entry that was signed.
        path: TilePath,
    },
    /// Entries and the tile over them fit each other but not the tile above.
    #[error(
        "an entry between {first} and {last} is not the one that was signed: their hash does not \
         fit `{path}`"
    )]
    EntriesChanged {
        /// The first entry under that hash.
        first: u64,
        /// The last one.
        last: u64,
        /// The tile that says otherwise.
        path: TilePath,
    },
    /// The entries fit the checkpoint; the tile is wrong.
    #[error("`{path}` was changed: its hash for {} is not theirs, though they are as signed", span(*first, *last))]
    TileChanged {
        /// The tile.
        path: TilePath,
        /// The first entry under the first hash that is wrong.
        first: u64,
        /// The last one.
        last: u64,
    },
    /// The record is not the one that was committed to.
    #[error("the record behind entry {position} was changed: it does not fit its commitment")]
    RecordChanged {
        /// The position of the entry.
        position: u64,
    },
    /// The record is gone.
    #[error("the record behind entry {position} is missing")]
    RecordMissing {
        /// The position of the entry.
        position: u64,
    },
    /// All fits but the root: everything was rewritten by someone without the key.
    #[error("the {size} entries and their tiles fit each other but not the root that was signed")]
    RootDiffers {
        /// How many entries there are.
        size: u64,
    },
    /// Nothing is known: the source failed.
    #[error(transparent)]
    Source(#[from] SourceError),
}

fn span(first: u64, last: u64) -> String {
    if first == last {
        format!("entry {first}")
    } else {
        format!("entries {first} to {last}")
    }
}

/// Verifies the log in `source`, whose checkpoint must be signed with `key`. `progress` is called
/// after every 256 entries.
pub fn walk(
    source: &mut dyn TileSource,
    key: &VerifierKey,
    progress: &mut dyn FnMut(Progress),
) -> Result<Verified, Discrepancy> {
    Walk::begin(source, key)?.through(None, progress)
}

/// Verifies as [`walk`] does and, entry by entry, that the record is the one committed to.
pub fn walk_with_records(
    source: &mut dyn TileSource,
    key: &VerifierKey,
    records: &mut dyn EntryCheck,
    progress: &mut dyn FnMut(Progress),
) -> Result<Verified, Discrepancy> {
    Walk::begin(source, key)?.through(Some(records), progress)
}

struct Walk<'source> {
    source: &'source mut dyn TileSource,
    checkpoint: Checkpoint,
    edge: RightEdge,
    stored: StoredNodes,
}

impl<'source> Walk<'source> {
    fn begin(source: &'source mut dyn TileSource, key: &VerifierKey) -> Result<Self, Discrepancy> {
        let note = source.checkpoint()?.ok_or(Discrepancy::CheckpointMissing)?;
        let checkpoint = Checkpoint::open(&note, key)?;
        let stored = StoredNodes::new(checkpoint.size, checkpoint.root);
        Ok(Self {
            source,
            checkpoint,
            edge: RightEdge::empty(),
            stored,
        })
    }

    fn through(
        mut self,
        mut records: Option<&mut dyn EntryCheck>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Verified, Discrepancy> {
        let size = self.checkpoint.size;
        for index in 0..size.div_ceil(u64::from(TILE_WIDTH)) {
            let entries = self.bundle(index)?;
            let first = index * u64::from(TILE_WIDTH);
            let leaves: Vec<TreeHash> = entries.iter().map(Commitment::leaf_hash).collect();
            self.stored.expect_leaves(self.source, first, &leaves)?;
            if let Some(records) = &mut records {
                entries::expect_records(*records, first, &entries)?;
            }
            for (level, node, hash) in self.grow(&leaves) {
                self.stored.expect_node(self.source, level, node, hash)?;
            }
            progress(Progress {
                verified: self.edge.size(),
                size,
            });
        }
        assert_eq!(self.edge.size(), size, "every entry was seen");
        if self.edge.root() != self.checkpoint.root {
            return Err(Discrepancy::RootDiffers { size });
        }
        Ok(Verified {
            checkpoint: self.checkpoint,
        })
    }

    fn bundle(&mut self, index: u64) -> Result<Vec<Commitment>, Discrepancy> {
        let path = TilePath::in_tree(TileKind::Entries, index, self.checkpoint.size)
            .expect("the walk stays in the tree");
        let first = first_entry(path);
        let bytes = self
            .source
            .tile(path)?
            .ok_or(Discrepancy::TileMissing { path, first })?;
        bundle::decode(&bytes)
            .filter(|entries| entries.len() == usize::from(path.width()))
            .ok_or(Discrepancy::TileMalformed { path, first })
    }

    /// Appends the leaves of one bundle; returns the nodes above level 0 that this completes, as
    /// level, number within the level, hash.
    fn grow(&mut self, leaves: &[TreeHash]) -> Vec<(u8, u64, TreeHash)> {
        let mut nodes = Vec::new();
        for leaf in leaves {
            self.edge.append(*leaf, |path, hashes| {
                let TileKind::Hashes { level } = path.kind() else {
                    return;
                };
                nodes.push((level + 1, path.index(), perfect_root(hashes)));
            });
        }
        nodes
    }
}

/// The first entry that a tile covers.
fn first_entry(path: TilePath) -> u64 {
    let level = match path.kind() {
        TileKind::Entries => 0,
        TileKind::Hashes { level } => level,
    };
    // Of a tile too high to shift by there is one only, the first.
    path.index()
        .checked_shl(TILE_HEIGHT * (u32::from(level) + 1))
        .unwrap_or(0)
}

/// What a failed look at the tiles means for a walk.
fn from_proof_error(error: ProofError) -> Discrepancy {
    match error {
        ProofError::TileMissing(path) => Discrepancy::TileMissing {
            path,
            first: first_entry(path),
        },
        ProofError::TileMalformed(path) => Discrepancy::TileMalformed {
            path,
            first: first_entry(path),
        },
        ProofError::Source(error) => Discrepancy::Source(error),
        ProofError::Position { .. } | ProofError::Order { .. } => {
            unreachable!("a walk asks for what is in the tree")
        }
    }
}

#[cfg(test)]
mod tests;
