use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{
    ConsistencyProof as OracleConsistency, InclusionProof as OracleInclusion, RootHash,
};
use proptest::prelude::*;
use sha2::Sha256;

use super::*;
use crate::merkle::{leaf_hash, vectors};
use crate::testing::{MemoryTiles, entries};

fn at(index: u64) -> usize {
    usize::try_from(index).unwrap()
}

fn proof_bytes(path: &[TreeHash]) -> Vec<u8> {
    path.iter().flat_map(|hash| *hash.as_bytes()).collect()
}

fn path_of(bytes: &[u8]) -> Vec<TreeHash> {
    bytes
        .as_chunks()
        .0
        .iter()
        .copied()
        .map(TreeHash::from_bytes)
        .collect()
}

fn oracle(size: u64) -> MemoryBackedTree<Sha256, [u8; 32]> {
    let mut tree = MemoryBackedTree::new();
    for entry in &entries(size) {
        tree.push(*entry.as_bytes());
    }
    tree
}

fn root(tree: &MemoryBackedTree<Sha256, [u8; 32]>) -> TreeHash {
    TreeHash::from_bytes((*tree.root().as_bytes()).into())
}

#[test]
fn reference_proofs_verify() {
    let roots = vectors::roots();
    for (position, size, path) in vectors::inclusion() {
        let leaf = leaf_hash(&vectors::entries()[at(position)]);
        let proof = InclusionProof {
            position,
            size,
            path,
        };
        assert_eq!(proof.verify(&leaf, &roots[at(size)]), Ok(()));
    }
    for (old_size, new_size, path) in vectors::consistency() {
        let proof = ConsistencyProof {
            old_size,
            new_size,
            path,
        };
        assert_eq!(
            proof.verify(&roots[at(old_size)], &roots[at(new_size)]),
            Ok(())
        );
    }
}

#[test]
fn reference_proofs_are_what_tiles_give() {
    let mut tiles = MemoryTiles::of_leaves(
        &vectors::entries()
            .iter()
            .map(|entry| leaf_hash(entry))
            .collect::<Vec<_>>(),
    );
    for (position, size, path) in vectors::inclusion() {
        assert_eq!(
            InclusionProof::from_tiles(&mut tiles, position, size)
                .unwrap()
                .path,
            path
        );
    }
    for (old, new, path) in vectors::consistency() {
        assert_eq!(
            ConsistencyProof::from_tiles(&mut tiles, old, new)
                .unwrap()
                .path,
            path
        );
    }
}

#[test]
fn every_proof_of_a_small_tree_holds_and_every_other_claim_fails() {
    let leaves: Vec<_> = entries(20)
        .iter()
        .map(crate::Commitment::leaf_hash)
        .collect();
    let roots: Vec<_> = (0..=20).map(|size| root(&oracle(size))).collect();
    let mut tiles = MemoryTiles::of_leaves(&leaves);
    for size in 1..=20 {
        for position in 0..size {
            let proof = InclusionProof::from_tiles(&mut tiles, position, size).unwrap();
            for (other, leaf) in leaves.iter().enumerate() {
                let fits = proof.verify(leaf, &roots[at(size)]).is_ok();
                assert_eq!(
                    fits,
                    other as u64 == position,
                    "{other} as {position} of {size}"
                );
            }
        }
        for old in 0..=size {
            let proof = ConsistencyProof::from_tiles(&mut tiles, old, size).unwrap();
            for (other, root) in roots.iter().enumerate() {
                let fits = proof.verify(root, &roots[at(size)]).is_ok();
                assert_eq!(fits, other as u64 == old, "{other} as {old} of {size}");
            }
        }
    }
}

#[test]
fn a_path_too_short_or_too_long_is_refused() {
    let mut tiles = MemoryTiles::of_entries(&entries(300));
    let leaf = entries(300)[77].leaf_hash();
    let root = root(&oracle(300));
    let proof = InclusionProof::from_tiles(&mut tiles, 77, 300).unwrap();
    assert_eq!(proof.verify(&leaf, &root), Ok(()));
    for length in [proof.path.len() - 1, proof.path.len() + 1] {
        let mut changed = proof.clone();
        changed.path.resize(length, leaf);
        assert_eq!(changed.verify(&leaf, &root), Err(ProofRefused));
    }
    let beyond = InclusionProof {
        position: 300,
        ..proof
    };
    assert_eq!(beyond.verify(&leaf, &root), Err(ProofRefused));
    let nothing = ConsistencyProof {
        old_size: 7,
        new_size: 300,
        path: Vec::new(),
    };
    assert_eq!(nothing.verify(&root, &root), Err(ProofRefused));
}

#[test]
fn what_cannot_be_proven_says_why() {
    let mut tiles = MemoryTiles::of_entries(&entries(300));
    let inclusion = |tiles: &mut MemoryTiles, position, size| {
        InclusionProof::from_tiles(tiles, position, size)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        inclusion(&mut tiles, 300, 300),
        "a tree of 300 entries has no entry 300; entries are counted from 0"
    );
    assert_eq!(
        inclusion(&mut tiles, 0, 301),
        "`tile/0/001.p/45` is not in the ledger"
    );
    tiles.change("tile/0/000", |bytes| bytes.truncate(100));
    assert_eq!(
        inclusion(&mut tiles, 3, 300),
        "`tile/0/000` is not in the ledger"
    );
    let malformed = InclusionProof::from_tiles(&mut TooLong(tiles.clone()), 270, 300).unwrap_err();
    assert_eq!(
        malformed.to_string(),
        "`tile/0/001.p/44` does not hold as many hashes as its name says"
    );
    let backwards = ConsistencyProof::from_tiles(&mut tiles, 2, 1).unwrap_err();
    assert!(matches!(
        backwards,
        ProofError::Order {
            old_size: 2,
            new_size: 1
        }
    ));
}

/// A source that adds a hash to each tile.
struct TooLong(MemoryTiles);

impl TileSource for TooLong {
    fn checkpoint(&mut self) -> Result<Option<String>, SourceError> {
        self.0.checkpoint()
    }

    fn tile(&mut self, path: TilePath) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(self
            .0
            .tile(path)?
            .map(|bytes| [bytes, vec![0; 32]].concat()))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn inclusion_proofs_are_those_of_an_independent_implementation(
        (size, position) in (1_u64..1500).prop_flat_map(|size| (Just(size), 0..size)),
    ) {
        let tree = oracle(size);
        let entry = entries(size)[at(position)];
        let mut tiles = MemoryTiles::of_entries(&entries(size));
        let ours = InclusionProof::from_tiles(&mut tiles, position, size).unwrap();
        let theirs = tree.prove_inclusion(at(position));
        prop_assert_eq!(proof_bytes(&ours.path), theirs.as_bytes());

        let as_theirs = OracleInclusion::try_from_bytes(proof_bytes(&ours.path)).unwrap();
        let verified = tree.root().verify_inclusion(entry.as_bytes(), position, &as_theirs);
        prop_assert!(verified.is_ok());
        let as_ours = InclusionProof { position, size, path: path_of(theirs.as_bytes()) };
        prop_assert_eq!(as_ours.verify(&entry.leaf_hash(), &root(&tree)), Ok(()));
    }

    #[test]
    fn consistency_proofs_are_those_of_an_independent_implementation(
        (new, old) in (1_u64..1500).prop_flat_map(|new| (Just(new), 1..=new)),
    ) {
        let (old_tree, new_tree) = (oracle(old), oracle(new));
        let mut tiles = MemoryTiles::of_entries(&entries(new));
        let ours = ConsistencyProof::from_tiles(&mut tiles, old, new).unwrap();
        let theirs = new_tree.prove_consistency(at(new - old));
        prop_assert_eq!(proof_bytes(&ours.path), theirs.as_bytes());

        let as_theirs = OracleConsistency::try_from_bytes(proof_bytes(&ours.path)).unwrap();
        let old_root: RootHash<Sha256> = old_tree.root();
        prop_assert!(new_tree.root().verify_consistency(&old_root, &as_theirs).is_ok());
        let as_ours =
            ConsistencyProof { old_size: old, new_size: new, path: path_of(theirs.as_bytes()) };
        prop_assert_eq!(as_ours.verify(&root(&old_tree), &root(&new_tree)), Ok(()));
    }

    #[test]
    fn proofs_at_an_earlier_size_come_from_the_same_tiles(
        (size, earlier) in (1_u64..1500).prop_flat_map(|size| (Just(size), 1..=size)),
    ) {
        let mut grown = MemoryTiles::of_entries(&entries(size));
        let mut then = MemoryTiles::of_entries(&entries(earlier));
        let now = InclusionProof::from_tiles(&mut grown, earlier / 2, earlier).unwrap();
        prop_assert_eq!(
            now,
            InclusionProof::from_tiles(&mut then, earlier / 2, earlier).unwrap()
        );
    }
}
