//! A tree that grows by a batch of entries, and which tiles that changes.

use crate::bundle;
use crate::commitment::Commitment;
use crate::edge::RightEdge;
use crate::merkle::TreeHash;
use crate::tile::{TILE_WIDTH, TileKind, TilePath, encode_hashes, nodes_at};

/// Appends to a tree and remembers what is to be stored; never holds more of the tree than its
/// right edge and the tiles of this batch.
#[derive(Debug, Default)]
pub(crate) struct Growth {
    size_before: u64,
    edge: RightEdge,
    /// The partial entry bundle at the right.
    bundle: Vec<u8>,
    full: Vec<(TilePath, Vec<u8>)>,
}

impl Growth {
    /// Goes on from a tree with this right edge and this partial entry bundle.
    pub(crate) fn resume(edge: RightEdge, bundle: Vec<u8>) -> Self {
        Self {
            size_before: edge.size(),
            edge,
            bundle,
            full: Vec::new(),
        }
    }

    pub(crate) fn size(&self) -> u64 {
        self.edge.size()
    }

    pub(crate) fn root(&self) -> TreeHash {
        self.edge.root()
    }

    pub(crate) fn append(&mut self, entry: &Commitment) {
        bundle::push(&mut self.bundle, entry);
        let full = &mut self.full;
        self.edge.append(entry.leaf_hash(), |path, hashes| {
            full.push((path, encode_hashes(hashes)));
        });
        if self.bundle.len() == bundle::length(TILE_WIDTH) {
            let index = self.size() / u64::from(TILE_WIDTH) - 1;
            let path = TilePath::in_tree(TileKind::Entries, index, self.size());
            let path = path.expect("a bundle that has just been filled is in the tree");
            self.full.push((path, std::mem::take(&mut self.bundle)));
        }
    }

    /// The tiles and bundles that differ from what they were before the batch.
    pub(crate) fn changed_tiles(mut self) -> Vec<(TilePath, Vec<u8>)> {
        let (before, after) = (self.size_before, self.size());
        let mut changed = std::mem::take(&mut self.full);
        let index = after / u64::from(TILE_WIDTH);
        if let Some(path) = TilePath::in_tree(TileKind::Entries, index, after)
            && before != after
        {
            changed.push((path, self.bundle));
        }
        let grown = self
            .edge
            .partial_tiles()
            .filter(|(path, _)| match path.kind() {
                TileKind::Entries => false,
                TileKind::Hashes { level } => nodes_at(level, before) != nodes_at(level, after),
            });
        changed.extend(grown.map(|(path, hashes)| (path, encode_hashes(hashes))));
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::entries;

    fn grown(growth: Growth) -> Vec<String> {
        let mut paths: Vec<_> = growth
            .changed_tiles()
            .iter()
            .map(|(path, _)| path.to_string())
            .collect();
        paths.sort();
        paths
    }

    #[test]
    fn only_what_changes_is_stored() {
        let mut growth = Growth::default();
        for entry in &entries(3) {
            growth.append(entry);
        }
        assert_eq!(grown(growth), ["tile/0/000.p/3", "tile/entries/000.p/3"]);

        let mut growth = Growth::default();
        for entry in &entries(300) {
            growth.append(entry);
        }
        let edge = growth.edge.clone();
        let bundle = growth.bundle.clone();
        assert_eq!(
            grown(growth),
            [
                "tile/0/000",
                "tile/0/001.p/44",
                "tile/1/000.p/1",
                "tile/entries/000",
                "tile/entries/001.p/44"
            ]
        );

        let mut growth = Growth::resume(edge, bundle);
        growth.append(&entries(1)[0]);
        assert_eq!(growth.size(), 301);
        // The level above has not changed.
        assert_eq!(grown(growth), ["tile/0/001.p/45", "tile/entries/001.p/45"]);
    }

    #[test]
    fn a_batch_that_fills_a_tile_leaves_no_partial_one() {
        let mut growth = Growth::default();
        for entry in &entries(256) {
            growth.append(entry);
        }
        assert_eq!(
            grown(growth),
            ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]
        );
    }

    #[test]
    fn without_a_batch_nothing_changes() {
        let mut growth = Growth::default();
        for entry in &entries(5) {
            growth.append(entry);
        }
        let resumed = Growth::resume(growth.edge.clone(), growth.bundle.clone());
        assert_eq!(grown(resumed), Vec::<String>::new());
    }
}
