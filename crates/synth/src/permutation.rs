//! A keyed permutation of the numbers below any bound: distinct ranks become distinct serials in
//! an order nobody can tell from chance, without remembering which were given.

/// A Feistel network over the smallest even number of bits that holds the bound, walked until
/// the result is below it (cycle walking), so it is a permutation of exactly those numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Permutation {
    bound: u32,
    half_bits: u32,
    key: u64,
}

const ROUNDS: u64 = 4;

impl Permutation {
    /// Of the numbers below `bound`. Different keys give unrelated permutations.
    pub(crate) fn new(bound: u32, key: u64) -> Self {
        let bits = (u32::BITS - bound.saturating_sub(1).leading_zeros()).max(2);
        Self {
            bound,
            half_bits: bits.div_ceil(2),
            key,
        }
    }

    /// Where a number goes.
    pub(crate) fn apply(&self, number: u32) -> u32 {
        assert!(
            number < self.bound,
            "only numbers below the bound are permuted"
        );
        let mut image = u64::from(number);
        loop {
            image = self.network(image);
            if image < u64::from(self.bound) {
                return u32::try_from(image).expect("it is below a 32-bit bound");
            }
        }
    }

    fn network(&self, number: u64) -> u64 {
        let mask = (1 << self.half_bits) - 1;
        let (mut left, mut right) = (number >> self.half_bits, number & mask);
        for round in 0..ROUNDS {
            let mixed = mix(self.key ^ (round << 40) ^ right) & mask;
            (left, right) = (right, left ^ mixed);
        }
        (left << self.half_bits) | right
    }
}

/// One key from several numbers, and the round function (the finalizer of SplitMix64).
pub(crate) fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_number_is_hit_once(bound in 1_u32..3000, key: u64) {
            let permutation = Permutation::new(bound, key);
            let mut hit = vec![false; bound as usize];
            for number in 0..bound {
                let image = permutation.apply(number) as usize;
                prop_assert!(!hit[image]);
                hit[image] = true;
            }
        }
    }

    #[test]
    fn neighbours_are_scattered() {
        let permutation = Permutation::new(1_000_000, 9);
        let near = (0..10_000).filter(|number| {
            permutation
                .apply(*number)
                .abs_diff(permutation.apply(*number + 1))
                < 10_000
        });
        // By chance one pair in fifty is that close.
        assert!((100..300).contains(&near.count()));
    }
}
