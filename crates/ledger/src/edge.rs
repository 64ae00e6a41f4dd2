//! The right edge of a tree: all that is needed to append to it and to know its root.
//!
//! It is the partial tile of each level, at most 255 hashes a level, whatever the tree's size.
//! Appending a leaf costs two hashes on average.

use crate::merkle::{TreeHash, empty_root, node_hash, perfect_root};
use crate::tile::{TILE_HEIGHT, TILE_WIDTH, TileKind, TilePath, nodes_at};

/// A tree that can be appended to, without the part of it that is finished.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RightEdge {
    size: u64,
    /// `levels[l]` is the partial tile at level l: `(size / 256^l) mod 256` hashes.
    levels: Vec<Vec<TreeHash>>,
}

impl RightEdge {
    /// The tree without leaves.
    pub(crate) fn empty() -> Self {
        Self::default()
    }

    /// The edge of a tree of `size` leaves, whose partial tiles `tile` hands over.
    ///
    /// # Panics
    ///
    /// When `tile` hands over more or fewer hashes than the path asks for.
    pub(crate) fn load<E>(
        size: u64,
        mut tile: impl FnMut(TilePath) -> Result<Vec<TreeHash>, E>,
    ) -> Result<Self, E> {
        let mut edge = Self {
            size,
            levels: Vec::new(),
        };
        for level in (0..).take_while(|level| nodes_at(*level, size) > 0) {
            edge.levels.push(match edge.partial_path(level) {
                None => Vec::new(),
                Some(path) => {
                    let hashes = tile(path)?;
                    assert_eq!(
                        hashes.len(),
                        usize::from(path.width()),
                        "the tile as asked for"
                    );
                    hashes
                }
            });
        }
        Ok(edge)
    }

    /// How many leaves the tree has.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree (RFC 6962 §2.1, the Merkle Tree Hash).
    pub(crate) fn root(&self) -> TreeHash {
        let mut root: Option<TreeHash> = None;
        for hashes in &self.levels {
            // The tile is cut into perfect subtrees, the widest first; joined from the right, they
            // are split just where RFC 6962 splits.
            let mut end = hashes.len();
            while end > 0 {
                let start = end & (end - 1);
                let subtree = perfect_root(&hashes[start..end]);
                root = Some(root.map_or(subtree, |right| node_hash(&subtree, &right)));
                end = start;
            }
        }
        root.unwrap_or_else(empty_root)
    }

    /// Appends one leaf. Each tile that becomes full is handed to `full` and leaves the edge.
    pub(crate) fn append(&mut self, leaf: TreeHash, mut full: impl FnMut(TilePath, &[TreeHash])) {
        self.size += 1;
        let mut node = leaf;
        for level in 0.. {
            if self.levels.len() == usize::from(level) {
                self.levels
                    .push(Vec::with_capacity(usize::from(TILE_WIDTH)));
            }
            let hashes = &mut self.levels[usize::from(level)];
            hashes.push(node);
            if hashes.len() < usize::from(TILE_WIDTH) {
                break;
            }
            let index = nodes_at(level, self.size) / u64::from(TILE_WIDTH) - 1;
            let path = TilePath::in_tree(TileKind::Hashes { level }, index, self.size);
            full(
                path.expect("a tile that has just been filled is in the tree"),
                hashes,
            );
            node = perfect_root(hashes);
            hashes.clear();
        }
        debug_assert!(self.widths_fit());
    }

    /// The partial tiles, lowest level first; a level whose last tile is full has none.
    pub(crate) fn partial_tiles(&self) -> impl Iterator<Item = (TilePath, &[TreeHash])> {
        (0..)
            .zip(&self.levels)
            .filter_map(|(level, hashes)| Some((self.partial_path(level)?, hashes.as_slice())))
    }

    fn partial_path(&self, level: u8) -> Option<TilePath> {
        let index = nodes_at(level, self.size) / u64::from(TILE_WIDTH);
        TilePath::in_tree(TileKind::Hashes { level }, index, self.size)
    }

    fn widths_fit(&self) -> bool {
        (0..)
            .zip(&self.levels)
            .all(|(level, hashes)| nodes_at(level, self.size) % 256 == hashes.len() as u64)
            && self
                .size
                .checked_shr(TILE_HEIGHT * u32::try_from(self.levels.len()).unwrap_or(u32::MAX))
                .unwrap_or(0)
                == 0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    use proptest::prelude::*;
    use sha2::Sha256;

    use super::*;
    use crate::merkle::{leaf_hash, vectors};

    #[test]
    fn agrees_with_the_reference_tree_at_every_size() {
        let mut edge = RightEdge::empty();
        assert_eq!(edge.root(), vectors::roots()[0]);
        for (entry, root) in vectors::entries().iter().zip(&vectors::roots()[1..]) {
            edge.append(leaf_hash(entry), |_, _| panic!("no tile is full"));
            assert_eq!(edge.root(), *root);
        }
    }

    #[test]
    fn full_tiles_are_handed_over_level_by_level() {
        let mut edge = RightEdge::empty();
        let mut full = Vec::new();
        for n in 0..65_536_u32 {
            edge.append(leaf_hash(&n.to_be_bytes()), |path, hashes| {
                assert_eq!(hashes.len(), 256);
                full.push(path.to_string());
            });
        }
        assert_eq!(full.len(), 257);
        assert_eq!(full[0], "tile/0/000");
        assert_eq!(full[255..], ["tile/0/255", "tile/1/000"]);
        let partial: Vec<_> = edge
            .partial_tiles()
            .map(|(path, _)| path.to_string())
            .collect();
        assert_eq!(partial, ["tile/2/000.p/1"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn roots_agree_with_an_independent_implementation(size in 0_u32..1200) {
            let mut edge = RightEdge::empty();
            let mut oracle = MemoryBackedTree::<Sha256, _>::new();
            for n in 0..size {
                edge.append(leaf_hash(&n.to_be_bytes()), |_, _| ());
                oracle.push(n.to_be_bytes());
            }
            let oracle_root = TreeHash::from_bytes((*oracle.root().as_bytes()).into());
            prop_assert_eq!(edge.root(), oracle_root);
        }

        #[test]
        fn an_edge_loaded_from_tiles_is_the_edge_they_were_taken_from(size in 0_u32..70_000) {
            let mut edge = RightEdge::empty();
            for n in 0..size {
                edge.append(leaf_hash(&n.to_be_bytes()), |_, _| ());
            }
            let tiles: BTreeMap<_, _> =
                edge.partial_tiles().map(|(path, hashes)| (path, hashes.to_vec())).collect();
            let loaded = RightEdge::load(u64::from(size), |path| {
                Ok::<_, Infallible>(tiles[&path].clone())
            });
            let loaded = loaded.unwrap_or_else(|never| match never {});
            prop_assert_eq!(loaded.root(), edge.root());
            prop_assert_eq!(loaded.partial_tiles().count(), edge.partial_tiles().count());
        }
    }
}
