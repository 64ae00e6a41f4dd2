//! Tiles: how a tree is laid out for reading (C2SP tlog-tiles).
//!
//! A tile holds up to 256 consecutive hashes of one level; each hash of a tile at level n + 1 is
//! the root of a full tile at level n. Beside them stand the entry bundles, 256 entries each. The
//! rightmost tile of a level may be partial; a partial tile is a prefix of what it grows into, so
//! one stored copy answers for every earlier width.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::bundle;
use crate::merkle::TreeHash;

/// Hashes in a full tile, entries in a full bundle.
pub(crate) const TILE_WIDTH: u16 = 256;

/// Levels of the tree that one tile spans: 2^8 = 256.
pub(crate) const TILE_HEIGHT: u32 = 8;

/// 256^8 is beyond any tree; tlog-tiles itself allows levels up to 63.
pub(crate) const LEVELS_MAX: u8 = 8;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TileKind {
    /// The entries themselves, as a bundle.
    Entries,
    /// Hashes; level 0 are the leaf hashes.
    Hashes {
        /// The level, from 0.
        level: u8,
    },
}

/// Names one tile as it stands at some size of the tree: `tile/0/x001/x234/067.p/12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TilePath {
    kind: TileKind,
    index: u64,
    width: u16,
}

/// Why a text names no tile.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{path}` names no tile; tiles are named like `tile/0/x001/067` or `tile/entries/067.p/12`"
)]
pub struct TilePathError {
    /// What was given.
    pub path: String,
}

impl TilePath {
    /// The tile at `index` as it stands in a tree of `size` leaves; `None` if it has nothing yet.
    pub fn in_tree(kind: TileKind, index: u64, size: u64) -> Option<Self> {
        let level = match kind {
            TileKind::Entries => 0,
            TileKind::Hashes { level } => level,
        };
        let nodes = nodes_at(level, size);
        let before = index.checked_mul(u64::from(TILE_WIDTH))?;
        let width = u16::try_from(nodes.checked_sub(before)?)
            .unwrap_or(u16::MAX)
            .min(TILE_WIDTH);
        (width > 0).then_some(Self { kind, index, width })
    }

    /// What the tile holds.
    pub fn kind(&self) -> TileKind {
        self.kind
    }

    /// Its number within the level, from 0 at the left.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// How many hashes or entries it has: 1 to 256.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether it may still grow.
    pub fn is_partial(&self) -> bool {
        self.width < TILE_WIDTH
    }

    /// The tile's bytes at this width, taken from what is `stored`; `None` if that is narrower.
    pub(crate) fn cut(&self, stored: &[u8]) -> Option<Vec<u8>> {
        let length = match self.kind {
            TileKind::Entries => bundle::length(self.width),
            TileKind::Hashes { .. } => usize::from(self.width) * TreeHash::LENGTH,
        };
        stored.get(..length).map(<[u8]>::to_vec)
    }
}

/// How many complete nodes a tree of `size` leaves has at tile level `level`.
pub(crate) fn nodes_at(level: u8, size: u64) -> u64 {
    size.checked_shr(TILE_HEIGHT * u32::from(level))
        .unwrap_or(0)
}

/// The path as it stands in a URL after the log's prefix, without a leading slash.
impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TileKind::Entries => write!(f, "tile/entries/")?,
            TileKind::Hashes { level } => write!(f, "tile/{level}/")?,
        }
        let groups = self.index.checked_ilog(1000).unwrap_or(0);
        for group in (1..=groups).rev() {
            write!(f, "x{:03}/", self.index / 1000_u64.pow(group) % 1000)?;
        }
        write!(f, "{:03}", self.index % 1000)?;
        if self.is_partial() {
            write!(f, ".p/{}", self.width)?;
        }
        Ok(())
    }
}

/// Takes the one canonical spelling only, so that every tile has one address.
impl FromStr for TilePath {
    type Err = TilePathError;

    fn from_str(path: &str) -> Result<Self, TilePathError> {
        parse(path)
            .filter(|tile| tile.to_string() == path)
            .ok_or_else(|| TilePathError {
                path: path.to_owned(),
            })
    }
}

/// Reads leniently; the caller compares with what the result is spelled as.
fn parse(path: &str) -> Option<TilePath> {
    let (level, rest) = path.strip_prefix("tile/")?.split_once('/')?;
    let kind = match level {
        "entries" => TileKind::Entries,
        level => TileKind::Hashes {
            level: level.parse().ok().filter(|l| *l < LEVELS_MAX)?,
        },
    };
    let (groups, width) = match rest.split_once(".p/") {
        Some((groups, width)) => (groups, width.parse().ok().filter(|w| *w < TILE_WIDTH)?),
        None => (rest, TILE_WIDTH),
    };
    let mut index = 0_u64;
    for group in groups.split('/') {
        let digits: u64 = group.trim_start_matches('x').parse().ok()?;
        index = index.checked_mul(1000)?.checked_add(digits)?;
    }
    (width > 0).then_some(TilePath { kind, index, width })
}

/// The bytes of a tile: its hashes one after another.
pub(crate) fn encode_hashes(hashes: &[TreeHash]) -> Vec<u8> {
    hashes
        .iter()
        .flat_map(TreeHash::as_bytes)
        .copied()
        .collect()
}

/// The hashes in the bytes of a tile, or `None` if they do not come out even.
pub(crate) fn decode_hashes(bytes: &[u8]) -> Option<Vec<TreeHash>> {
    let (hashes, rest) = bytes.as_chunks();
    rest.is_empty()
        .then(|| hashes.iter().copied().map(TreeHash::from_bytes).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hashes(level: u8, index: u64, size: u64) -> Option<String> {
        TilePath::in_tree(TileKind::Hashes { level }, index, size).map(|path| path.to_string())
    }

    #[test]
    fn paths_are_spelled_as_the_standard_says() {
        let path = TilePath {
            kind: TileKind::Entries,
            index: 1_234_067,
            width: 256,
        };
        assert_eq!(path.to_string(), "tile/entries/x001/x234/067");
        for (index, spelled) in [
            (0, "tile/2/000.p/9"),
            (999, "tile/2/999.p/9"),
            (1000, "tile/2/x001/000.p/9"),
            (1_000_000, "tile/2/x001/x000/000.p/9"),
        ] {
            let path = TilePath {
                kind: TileKind::Hashes { level: 2 },
                index,
                width: 9,
            };
            assert_eq!(path.to_string(), spelled);
            assert_eq!(spelled.parse(), Ok(path));
        }
    }

    #[test]
    fn a_tree_of_70000_has_the_tiles_of_the_standard_example() {
        assert_eq!(hashes(0, 272, 70_000).unwrap(), "tile/0/272");
        assert_eq!(hashes(0, 273, 70_000).unwrap(), "tile/0/273.p/112");
        assert_eq!(hashes(0, 274, 70_000), None);
        assert_eq!(hashes(1, 0, 70_000).unwrap(), "tile/1/000");
        assert_eq!(hashes(1, 1, 70_000).unwrap(), "tile/1/001.p/17");
        assert_eq!(hashes(2, 0, 70_000).unwrap(), "tile/2/000.p/1");
        assert_eq!(hashes(3, 0, 70_000), None);
        assert_eq!(hashes(0, 0, 256).unwrap(), "tile/0/000");
        assert_eq!(hashes(1, 0, 256).unwrap(), "tile/1/000.p/1");
        assert_eq!(hashes(0, u64::MAX, 256), None);
    }

    #[test]
    fn other_spellings_are_refused() {
        for path in [
            "",
            "tile",
            "tile/0",
            "tile/0/",
            "tile/0/1",
            "tile/0/0001",
            "tile/00/001",
            "tile/+1/001",
            "tile/64/001",
            "tile/0/001/",
            "/tile/0/001",
            "tile/0/001/002",
            "tile/0/x000/001",
            "tile/0/x001/x002",
            "tile/0/xx001/002",
            "tile/0/001.p/0",
            "tile/0/001.p/256",
            "tile/0/001.p/07",
            "tile/0/001.p/",
            "tile/0/001.P/7",
            "tile/Entries/001",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        ] {
            let error = path.parse::<TilePath>().unwrap_err();
            assert!(
                error
                    .to_string()
                    .starts_with(&format!("`{path}` names no tile"))
            );
        }
    }

    proptest! {
        #[test]
        fn every_path_reads_back(
            level in proptest::option::of(0..LEVELS_MAX),
            index: u64,
            width in 1..=TILE_WIDTH,
        ) {
            let kind = level.map_or(TileKind::Entries, |level| TileKind::Hashes { level });
            let path = TilePath { kind, index, width };
            prop_assert_eq!(path.to_string().parse(), Ok(path));
        }

        #[test]
        fn parsing_never_panics(path in "(tile/)?[0-9a-z/.]{0,40}") {
            drop(path.parse::<TilePath>());
        }
    }
}
