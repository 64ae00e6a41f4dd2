//! Which subtrees a proof is made of: ranges of leaf positions, by RFC 6962's recursion.

use std::ops::Range;

use crate::merkle::split_point;

/// `PATH(position, D[0:size])` of RFC 6962 §2.1.1, from the leaf upwards.
pub(crate) fn inclusion(position: u64, size: u64) -> Vec<Range<u64>> {
    assert!(position < size, "the position is in the tree");
    let mut path = Vec::new();
    let mut tree = 0..size;
    while tree.end - tree.start > 1 {
        let middle = tree.start + split_point(tree.end - tree.start);
        if position < middle {
            path.push(middle..tree.end);
            tree.end = middle;
        } else {
            path.push(tree.start..middle);
            tree.start = middle;
        }
    }
    path.reverse();
    path
}

/// `PROOF(old_size, D[0:new_size])` of RFC 6962 §2.1.2, from the bottom upwards; empty where
/// nothing needs to be shown.
pub(crate) fn consistency(old_size: u64, new_size: u64) -> Vec<Range<u64>> {
    assert!(old_size <= new_size, "trees only grow");
    let mut path = Vec::new();
    if old_size == 0 {
        return path;
    }
    let mut tree = 0..new_size;
    while tree.end != old_size {
        let middle = tree.start + split_point(tree.end - tree.start);
        if old_size <= middle {
            path.push(middle..tree.end);
            tree.end = middle;
        } else {
            path.push(tree.start..middle);
            tree.start = middle;
        }
    }
    // What is left is the last piece of the old tree. Is it all of it, the verifier knows it.
    if tree.start != 0 {
        path.push(tree);
    }
    path.reverse();
    path
}
