//! Proofs: that an entry is in a tree (inclusion), and that one tree is the beginning of another
//! (consistency). RFC 6962 §2.1.1 and §2.1.2; checking as in RFC 9162 §2.1.3.2 and §2.1.4.2.
//!
//! A proof is a list of subtree roots. Which subtrees is a matter of the sizes alone
//! ([`ranges`]); their roots are read from tiles ([`subtrees`]).

use serde::Serialize;
use thiserror::Error;

use crate::merkle::{TreeHash, node_hash};
use crate::source::{SourceError, TileSource};
use crate::tile::TilePath;

pub(crate) mod ranges;
pub(crate) mod subtrees;

use subtrees::Subtrees;

/// Shows that the leaf at `position` is in the tree of `size` leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InclusionProof {
    /// The position of the leaf, from 0.
    pub position: u64,
    /// The size of the tree.
    pub size: u64,
    /// The sibling hashes from the leaf up to the root.
    pub path: Vec<TreeHash>,
}

/// Shows that the tree of `old_size` leaves is the beginning of the tree of `new_size` leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConsistencyProof {
    /// The size of the smaller tree.
    pub old_size: u64,
    /// The size of the larger tree.
    pub new_size: u64,
    /// The hashes of RFC 6962 §2.1.2, in its order.
    pub path: Vec<TreeHash>,
}

/// Why there is no such proof.
#[derive(Debug, Error)]
pub enum ProofError {
    /// No tree of that size has that position.
    #[error("a tree of {size} entries has no entry {position}; entries are counted from 0")]
    Position {
        /// The position asked for.
        position: u64,
        /// The size of the tree.
        size: u64,
    },
    /// Trees only grow.
    #[error("a tree of {old_size} entries cannot be the beginning of one of {new_size}")]
    Order {
        /// The size of the older tree.
        old_size: u64,
        /// The size of the newer tree.
        new_size: u64,
    },
    /// The log has not grown that far, or lost the tile.
    #[error("`{0}` is not in the ledger")]
    TileMissing(TilePath),
    /// The tile is not what its name says.
    #[error("`{0}` does not hold as many hashes as its name says")]
    TileMalformed(TilePath),
    /// The tile could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
}

/// The proof does not show what it claims to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the proof does not fit the root")]
pub struct ProofRefused;

impl InclusionProof {
    /// Computes the proof from the tiles of `source`.
    pub fn from_tiles(
        source: &mut dyn TileSource,
        position: u64,
        size: u64,
    ) -> Result<Self, ProofError> {
        if position >= size {
            return Err(ProofError::Position { position, size });
        }
        let mut subtrees = Subtrees::new(source, size);
        let path = ranges::inclusion(position, size)
            .into_iter()
            .map(|range| subtrees.root(range))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            position,
            size,
            path,
        })
    }

    /// Checks that `leaf` stands at the position in the tree whose root is `root`.
    pub fn verify(&self, leaf: &TreeHash, root: &TreeHash) -> Result<(), ProofRefused> {
        match self.root_of(leaf) {
            Some(found) if found == *root => Ok(()),
            _ => Err(ProofRefused),
        }
    }

    /// The root that follows from the leaf and the path; `None` if the path has the wrong length.
    fn root_of(&self, leaf: &TreeHash) -> Option<TreeHash> {
        let mut node = self.position;
        let mut last = self.size.checked_sub(1).filter(|last| node <= *last)?;
        let mut hash = *leaf;
        for sibling in &self.path {
            if last == 0 {
                return None;
            }
            if node % 2 == 1 || node == last {
                hash = node_hash(sibling, &hash);
                // A last node without a sibling of its own rises until it has one.
                while node.is_multiple_of(2) && node != 0 {
                    node /= 2;
                    last /= 2;
                }
            } else {
                hash = node_hash(&hash, sibling);
            }
            node /= 2;
            last /= 2;
        }
        (last == 0).then_some(hash)
    }
}

impl ConsistencyProof {
    /// Computes the proof from the tiles of `source`. Every tree begins with the empty one.
    pub fn from_tiles(
        source: &mut dyn TileSource,
        old_size: u64,
        new_size: u64,
    ) -> Result<Self, ProofError> {
        if old_size > new_size {
            return Err(ProofError::Order { old_size, new_size });
        }
        let mut subtrees = Subtrees::new(source, new_size);
        let path = ranges::consistency(old_size, new_size)
            .into_iter()
            .map(|range| subtrees.root(range))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            old_size,
            new_size,
            path,
        })
    }

    /// Checks that the tree with `old_root` is the beginning of the tree with `new_root`.
    pub fn verify(&self, old_root: &TreeHash, new_root: &TreeHash) -> Result<(), ProofRefused> {
        let fits = match (self.old_size, self.new_size) {
            (0, _) => self.path.is_empty() && *old_root == crate::merkle::empty_root(),
            (old, new) if old == new => self.path.is_empty() && old_root == new_root,
            (old, new) if old > new => false,
            _ => self.roots(old_root) == Some((*old_root, *new_root)),
        };
        if fits { Ok(()) } else { Err(ProofRefused) }
    }

    /// The old and the new root that follow from the path; `None` if it has the wrong length.
    fn roots(&self, old_root: &TreeHash) -> Option<(TreeHash, TreeHash)> {
        let mut node = self.old_size - 1;
        let mut last = self.new_size - 1;
        while node % 2 == 1 {
            node /= 2;
            last /= 2;
        }
        // A perfect old tree is a subtree of the new one; the path leaves out what is known.
        let (first, rest) = if self.old_size.is_power_of_two() {
            (old_root, self.path.as_slice())
        } else {
            self.path.split_first()?
        };
        let (mut old, mut new) = (*first, *first);
        for hash in rest {
            if last == 0 {
                return None;
            }
            if node % 2 == 1 || node == last {
                old = node_hash(hash, &old);
                new = node_hash(hash, &new);
                while node.is_multiple_of(2) && node != 0 {
                    node /= 2;
                    last /= 2;
                }
            } else {
                new = node_hash(&new, hash);
            }
            node /= 2;
            last /= 2;
        }
        (last == 0).then_some((old, new))
    }
}

#[cfg(test)]
mod tests;
