//! What a leaf holds: a commitment to a document, not the document.
//!
//! The salt is random and stays with the document. Without it a commitment tells nothing, not
//! even to someone who can guess the document; with it, anyone can check that the document is
//! the one that was committed to. So the tree can be public while the register is not.

use std::fmt;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::merkle::{TreeHash, leaf_hash};

/// Keeps commitments apart from every other hash of the same bytes.
const DOMAIN: &[u8] = b"danh ledger commitment v1\n";

/// A salted commitment to one document: 32 bytes, the entry of a leaf.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Commitment([u8; Commitment::LENGTH]);

impl Commitment {
    /// Bytes in a commitment.
    pub const LENGTH: usize = 32;

    /// The commitment made of these bytes.
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// The hash of the leaf that holds it.
    pub fn leaf_hash(&self) -> TreeHash {
        leaf_hash(&self.0)
    }
}

impl fmt::Debug for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Commitment({})", HEXLOWER.encode_display(&self.0))
    }
}

/// The commitment to `document` under `salt`: SHA-256 of a fixed domain, the salt, the document.
///
/// `salt` is 16 random bytes, never used twice. `document` is the exact bytes that are kept:
/// canonical JSON, where it is JSON.
pub fn commitment(salt: &[u8; 16], document: &[u8]) -> Commitment {
    let hash = Sha256::new()
        .chain_update(DOMAIN)
        .chain_update(salt)
        .chain_update(document);
    Commitment(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commitments_stay_what_they_were() {
        // Trees that were signed years ago must still verify: this must never change.
        let hash = Sha256::digest(b"danh ledger commitment v1\n0123456789abcdef{}");
        assert_eq!(
            commitment(b"0123456789abcdef", b"{}").as_bytes()[..],
            hash[..]
        );
    }

    #[test]
    fn salt_and_document_both_matter() {
        let made = commitment(&[1; 16], b"{}");
        assert_eq!(made, commitment(&[1; 16], b"{}"));
        assert_ne!(made, commitment(&[2; 16], b"{}"));
        assert_ne!(made, commitment(&[1; 16], b"{ }"));
        assert_ne!(made.leaf_hash(), leaf_hash(b"{}"));
    }
}
