//! Roots of subtrees, read from tiles.

use std::collections::BTreeMap;
use std::ops::Range;

use super::ProofError;
use crate::merkle::{TreeHash, node_hash, perfect_root, split_point};
use crate::source::TileSource;
use crate::tile::{TILE_HEIGHT, TILE_WIDTH, TileKind, TilePath, decode_hashes};

/// The subtrees of the tree of one size. Each tile is read once.
pub(crate) struct Subtrees<'source> {
    source: &'source mut dyn TileSource,
    size: u64,
    tiles: BTreeMap<TilePath, Vec<TreeHash>>,
}

impl<'source> Subtrees<'source> {
    pub(crate) fn new(source: &'source mut dyn TileSource, size: u64) -> Self {
        Self {
            source,
            size,
            tiles: BTreeMap::new(),
        }
    }

    /// Takes `hashes` for the tile at `path`, whatever the source holds there.
    pub(crate) fn suppose(&mut self, path: TilePath, hashes: Vec<TreeHash>) {
        self.tiles.insert(path, hashes);
    }

    /// The root over the leaves at `range`, a subtree that RFC 6962's splitting arrives at.
    pub(crate) fn root(&mut self, range: Range<u64>) -> Result<TreeHash, ProofError> {
        let mut perfect = Vec::new();
        let mut rest = range;
        while !(rest.end - rest.start).is_power_of_two() {
            let middle = rest.start + split_point(rest.end - rest.start);
            perfect.push(self.perfect(rest.start..middle)?);
            rest.start = middle;
        }
        let last = self.perfect(rest)?;
        Ok(perfect
            .iter()
            .rfold(last, |right, left| node_hash(left, &right)))
    }

    /// The root over 2^h leaves that start at a multiple of 2^h: so it stands in a tile, or is over
    /// neighbours in one.
    fn perfect(&mut self, range: Range<u64>) -> Result<TreeHash, ProofError> {
        let height = (range.end - range.start).ilog2();
        assert!(
            range.start.is_multiple_of(1 << height),
            "perfect subtrees are aligned"
        );
        let level = u8::try_from(height / TILE_HEIGHT).expect("a tree has at most 64 levels");
        let node = range.start >> (TILE_HEIGHT * u32::from(level));
        let index = node / u64::from(TILE_WIDTH);
        let path = TilePath::in_tree(TileKind::Hashes { level }, index, self.size)
            .expect("the subtree is in the tree");
        let offset = usize::try_from(node % u64::from(TILE_WIDTH)).expect("less than 256");
        let hashes = self.tile(path)?;
        Ok(perfect_root(
            &hashes[offset..offset + (1 << (height % TILE_HEIGHT))],
        ))
    }

    fn tile(&mut self, path: TilePath) -> Result<&[TreeHash], ProofError> {
        if !self.tiles.contains_key(&path) {
            let hashes = read_hashes(self.source, path)?;
            self.tiles.insert(path, hashes);
        }
        Ok(&self.tiles[&path])
    }
}

/// The hashes of the tile at `path`, exactly as many as it says.
pub(crate) fn read_hashes(
    source: &mut dyn TileSource,
    path: TilePath,
) -> Result<Vec<TreeHash>, ProofError> {
    let bytes = source.tile(path)?.ok_or(ProofError::TileMissing(path))?;
    decode_hashes(&bytes)
        .filter(|hashes| hashes.len() == usize::from(path.width()))
        .ok_or(ProofError::TileMalformed(path))
}
