//! The hashes that a log has stored, compared with what its entries give.

use super::{Discrepancy, from_proof_error};
use crate::merkle::{TreeHash, node_hash};
use crate::proof::ranges;
use crate::proof::subtrees::{Subtrees, read_hashes};
use crate::source::TileSource;
use crate::tile::{TILE_HEIGHT, TILE_WIDTH, TileKind, TilePath};

/// The stored tiles that the walk is in: one a level.
pub(super) struct StoredNodes {
    size: u64,
    root: TreeHash,
    tiles: Vec<Option<(TilePath, Vec<TreeHash>)>>,
}

impl StoredNodes {
    /// For the tree of `size` leaves with the signed `root`.
    pub(super) fn new(size: u64, root: TreeHash) -> Self {
        Self {
            size,
            root,
            tiles: Vec::new(),
        }
    }

    /// Compares the leaf hashes of one entry bundle, the first of which stands at `first`.
    pub(super) fn expect_leaves(
        &mut self,
        source: &mut dyn TileSource,
        first: u64,
        leaves: &[TreeHash],
    ) -> Result<(), Discrepancy> {
        let (path, stored) = self.tile(source, 0, first)?;
        assert_eq!(
            stored.len(),
            leaves.len(),
            "a bundle and its leaf tile are equally wide"
        );
        let Some(offset) = leaves
            .iter()
            .zip(stored)
            .position(|(leaf, stored)| leaf != stored)
        else {
            return Ok(());
        };
        let position = first + offset as u64;
        // If the leaves as they follow from the entries lead to the signed root, it is the tile
        // that is wrong.
        if self.leads_to_root(source, path, leaves.to_vec(), offset)? {
            return Err(Discrepancy::TileChanged {
                path,
                first: position,
                last: position,
            });
        }
        Err(Discrepancy::EntryChanged { position, path })
    }

    /// Compares one node above the leaves: number `node` of its level.
    pub(super) fn expect_node(
        &mut self,
        source: &mut dyn TileSource,
        level: u8,
        node: u64,
        hash: TreeHash,
    ) -> Result<(), Discrepancy> {
        let (path, stored) = self.tile(source, level, node)?;
        let offset = usize::try_from(node % u64::from(TILE_WIDTH)).expect("less than 256");
        if stored[offset] == hash {
            return Ok(());
        }
        // The hashes left of it have been found to fit; those right of it are taken on trust.
        let mut supposed = stored.to_vec();
        supposed[offset] = hash;
        let height = TILE_HEIGHT * u32::from(level);
        let (first, last) = (node << height, ((node + 1) << height) - 1);
        if self.leads_to_root(source, path, supposed, offset)? {
            return Err(Discrepancy::TileChanged { path, first, last });
        }
        Err(Discrepancy::EntriesChanged { first, last, path })
    }

    /// The stored tile that has number `node` of `level`.
    fn tile(
        &mut self,
        source: &mut dyn TileSource,
        level: u8,
        node: u64,
    ) -> Result<(TilePath, &[TreeHash]), Discrepancy> {
        let index = node / u64::from(TILE_WIDTH);
        let path = TilePath::in_tree(TileKind::Hashes { level }, index, self.size)
            .expect("the node is in the tree");
        let slot = usize::from(level);
        if self.tiles.len() <= slot {
            self.tiles.resize(slot + 1, None);
        }
        if !matches!(&self.tiles[slot], Some((held, _)) if *held == path) {
            let hashes = read_hashes(source, path).map_err(from_proof_error)?;
            self.tiles[slot] = Some((path, hashes));
        }
        let (path, hashes) = self.tiles[slot].as_ref().expect("just put there");
        Ok((*path, hashes))
    }

    /// Whether the tree has the signed root if the tile at `path` holds `hashes`, as seen from the
    /// hash at `offset`: its siblings in the tile and above it are joined up to the root.
    fn leads_to_root(
        &self,
        source: &mut dyn TileSource,
        path: TilePath,
        hashes: Vec<TreeHash>,
        offset: usize,
    ) -> Result<bool, Discrepancy> {
        let TileKind::Hashes { level } = path.kind() else {
            return Ok(false);
        };
        let height = TILE_HEIGHT * u32::from(level);
        let node = path.index() * u64::from(TILE_WIDTH) + offset as u64;
        let covered = (node << height)..((node + 1) << height);
        let mut joined = hashes[offset];
        let mut subtrees = Subtrees::new(source, self.size);
        subtrees.suppose(path, hashes);
        for sibling in ranges::inclusion(covered.start, self.size) {
            if sibling.end <= covered.start {
                let left = subtrees.root(sibling).map_err(from_proof_error)?;
                joined = node_hash(&left, &joined);
            } else if sibling.start >= covered.end {
                let right = subtrees.root(sibling).map_err(from_proof_error)?;
                joined = node_hash(&joined, &right);
            }
        }
        Ok(joined == self.root)
    }
}
