//! Hashes that are the same in every run, on every machine, with any number of threads.

/// Spreads the bits of a number over all of its 64 (the finaliser of SplitMix64).
#[inline]
pub(crate) const fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Adds a number to a hash; the order matters.
#[inline]
pub(crate) const fn join(hash: u64, next: u64) -> u64 {
    mix(hash.rotate_left(23) ^ next.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Adds a hash to a key, for keys of a few hashes whose bits are spread already; the order matters.
#[inline]
pub(crate) const fn add(key: u64, hash: u64) -> u64 {
    (key.rotate_left(23) ^ hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A cheap hash of a small number that is not 0 for any.
#[inline]
pub(crate) const fn spread(number: u64) -> u64 {
    let product = (number + 1).wrapping_mul(0xd6e8_feb8_6659_fd93);
    product ^ product >> 32
}

/// The hash of a text.
pub(crate) fn text(bytes: &[u8]) -> u64 {
    let mut hash = mix(bytes.len() as u64 + 1);
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = join(hash, u64::from_le_bytes(word));
    }
    hash
}

/// Numbers that look drawn and follow from a seed.
#[derive(Clone, Debug)]
pub(crate) struct Draws(u64);

impl Draws {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(mix(seed ^ 0x5bd1_e995_9d1c_4a37))
    }

    /// A number below `bound`, which is not 0.
    #[inline]
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let product = u128::from(mix(self.0)) * bound as u128;
        (product >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_fixed_and_tell_texts_apart() {
        assert_eq!(mix(1), 0x5692_161d_100b_05e5);
        assert_ne!(text(b"an"), text(b"an\0"));
        assert_ne!(join(join(0, 1), 2), join(join(0, 2), 1));
    }

    #[test]
    fn draws_stay_below_their_bound_and_reach_all() {
        let mut draws = Draws::new(1);
        let mut seen = [false; 5];
        for _ in 0..200 {
            seen[draws.below(5)] = true;
        }
        assert_eq!(seen, [true; 5]);
    }
}
