//! Merkle tree hashing (RFC 6962 §2.1) with SHA-256.
//!
//! Leaves and inner nodes are hashed under different first bytes, so no leaf can be passed off
//! as a node.

use std::fmt;

use data_encoding::BASE64;
use serde::{Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// The hash of a leaf, a subtree or a whole tree: 32 bytes.
///
/// Shown and serialised as a checkpoint writes it, in padded base64.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TreeHash([u8; TreeHash::LENGTH]);

impl TreeHash {
    /// Bytes in a hash.
    pub const LENGTH: usize = 32;

    /// The hash made of these bytes.
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// What `text` says in padded base64, if that is 32 bytes.
    pub fn from_base64(text: &str) -> Option<Self> {
        BASE64
            .decode(text.as_bytes())
            .ok()?
            .try_into()
            .ok()
            .map(Self)
    }
}

impl fmt::Display for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        BASE64.encode_display(&self.0).fmt(f)
    }
}

impl fmt::Debug for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TreeHash({self})")
    }
}

impl Serialize for TreeHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The hash of the tree without leaves: SHA-256 of nothing.
pub(crate) fn empty_root() -> TreeHash {
    TreeHash(Sha256::digest([]).into())
}

/// The hash of a leaf that holds `entry`: SHA-256 of `0x00 || entry`.
pub(crate) fn leaf_hash(entry: &[u8]) -> TreeHash {
    TreeHash(
        Sha256::new()
            .chain_update([0])
            .chain_update(entry)
            .finalize()
            .into(),
    )
}

/// The hash of an inner node: SHA-256 of `0x01 || left || right`.
pub(crate) fn node_hash(left: &TreeHash, right: &TreeHash) -> TreeHash {
    let mut input = [1; 1 + 2 * TreeHash::LENGTH];
    input[1..=TreeHash::LENGTH].copy_from_slice(&left.0);
    input[1 + TreeHash::LENGTH..].copy_from_slice(&right.0);
    TreeHash(Sha256::digest(input).into())
}

/// The root of a perfect subtree whose nodes at one height are `hashes`, from left to right.
///
/// # Panics
///
/// When their number is no power of two: such a subtree is not perfect.
pub(crate) fn perfect_root(hashes: &[TreeHash]) -> TreeHash {
    assert!(
        hashes.len().is_power_of_two(),
        "a perfect subtree has 2^n nodes at each height"
    );
    if let [only] = hashes {
        return *only;
    }
    let mut row: Vec<TreeHash> = pairs(hashes);
    while row.len() > 1 {
        row = pairs(&row);
    }
    row[0]
}

fn pairs(row: &[TreeHash]) -> Vec<TreeHash> {
    row.chunks_exact(2)
        .map(|pair| node_hash(&pair[0], &pair[1]))
        .collect()
}

/// The largest power of two smaller than `size`: where RFC 6962 splits a tree of that size.
///
/// # Panics
///
/// When `size` is less than 2; such a tree is not split.
pub(crate) fn split_point(size: u64) -> u64 {
    assert!(size >= 2, "a tree of fewer than two leaves is not split");
    1 << (size - 1).ilog2()
}

#[cfg(test)]
pub(crate) mod vectors;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_and_nodes_are_hashed_apart() {
        let left = leaf_hash(b"a");
        let right = leaf_hash(b"b");
        let mut concatenated = left.as_bytes().to_vec();
        concatenated.extend(right.as_bytes());
        assert_ne!(node_hash(&left, &right), leaf_hash(&concatenated));
        assert_ne!(node_hash(&left, &right), node_hash(&right, &left));
    }

    #[test]
    fn agrees_with_the_reference_tree() {
        let roots = vectors::roots();
        let leaves: Vec<_> = vectors::entries()
            .iter()
            .map(|entry| leaf_hash(entry))
            .collect();
        assert_eq!(empty_root(), roots[0]);
        for size in [1, 2, 4, 8] {
            assert_eq!(perfect_root(&leaves[..size]), roots[size], "{size} leaves");
        }
    }

    #[test]
    fn trees_split_at_the_largest_smaller_power_of_two() {
        let splits: Vec<_> = (2..=9).map(split_point).collect();
        assert_eq!(splits, [1, 2, 2, 4, 4, 4, 4, 8]);
    }

    #[test]
    fn base64_round_trips() {
        let hash = leaf_hash(b"a");
        assert_eq!(TreeHash::from_base64(&hash.to_string()), Some(hash));
        assert_eq!(TreeHash::from_base64("AAAA"), None);
        assert_eq!(
            TreeHash::from_base64(hash.to_string().trim_end_matches('=')),
            None
        );
    }
}
