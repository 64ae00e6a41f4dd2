//! Entry bundles (C2SP tlog-tiles, "Log entries"): up to 256 entries, each after its length as a
//! big-endian `u16`.
//!
//! The entries of this ledger are commitments, so each takes 34 bytes.

use crate::commitment::Commitment;

const LENGTH_PREFIX: [u8; 2] = [0, 32];
const _: () = assert!(Commitment::LENGTH == 32);

/// Bytes that one entry takes.
const ENTRY_LENGTH: usize = LENGTH_PREFIX.len() + Commitment::LENGTH;

/// Puts one more entry at the end of a bundle.
pub(crate) fn push(bundle: &mut Vec<u8>, entry: &Commitment) {
    bundle.extend(LENGTH_PREFIX);
    bundle.extend(entry.as_bytes());
}

/// The entries of a bundle, or `None` if it is not made of whole commitments.
pub(crate) fn decode(bundle: &[u8]) -> Option<Vec<Commitment>> {
    let (entries, rest) = bundle.as_chunks::<ENTRY_LENGTH>();
    let decoded = entries.iter().map(|entry| {
        let bytes = entry.strip_prefix(&LENGTH_PREFIX)?.try_into().ok()?;
        Some(Commitment::from_bytes(bytes))
    });
    if rest.is_empty() {
        decoded.collect()
    } else {
        None
    }
}

/// Bytes that the first `width` entries of a bundle take.
pub(crate) fn length(width: u16) -> usize {
    usize::from(width) * ENTRY_LENGTH
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle_of(entries: &[Commitment]) -> Vec<u8> {
        let mut bundle = Vec::new();
        for entry in entries {
            push(&mut bundle, entry);
        }
        bundle
    }

    #[test]
    fn entries_stand_behind_their_length() {
        let bundle = bundle_of(&[Commitment::from_bytes([7; 32])]);
        assert_eq!(bundle[..2], [0, 32]);
        assert_eq!(bundle[2..], [7; 32]);
    }

    #[test]
    fn what_was_pushed_is_decoded_and_a_prefix_is_a_bundle() {
        let entries: Vec<_> = (0..5).map(|n| Commitment::from_bytes([n; 32])).collect();
        let bundle = bundle_of(&entries);
        assert_eq!(bundle.len(), length(5));
        assert_eq!(decode(&bundle), Some(entries.clone()));
        assert_eq!(decode(&bundle[..length(3)]), Some(entries[..3].to_vec()));
        assert_eq!(decode(&[]), Some(Vec::new()));
    }

    #[test]
    fn what_is_no_whole_commitment_is_refused() {
        let mut bundle = bundle_of(&[Commitment::from_bytes([7; 32])]);
        assert_eq!(decode(&bundle[..33]), None);
        bundle[1] = 31;
        assert_eq!(decode(&bundle), None);
    }
}
