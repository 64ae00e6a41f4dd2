//! Randomness as a parameter: only the program asks the operating system.

use std::sync::{Mutex, PoisonError};

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A source of random bytes.
///
/// The program's is the operating system's generator; tests and the synthetic nation use
/// [`SeededEntropy`], so that a seed reproduces what they did.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with random bytes.
    fn fill(&self, bytes: &mut [u8]);

    /// A number below `bound`, each as likely as the others.
    ///
    /// # Panics
    /// When `bound` is zero: there is no such number.
    fn below(&self, bound: u64) -> u64 {
        assert!(bound > 0, "no number is below zero");
        // What lies past the last whole multiple of `bound` would favour small results.
        let unbiased_max = u64::MAX - (u64::MAX % bound + 1) % bound;
        loop {
            let mut bytes = [0; 8];
            self.fill(&mut bytes);
            let drawn = u64::from_le_bytes(bytes);
            if drawn <= unbiased_max {
                return drawn % bound;
            }
        }
    }
}

/// Bytes that follow from a seed (ChaCha12). Not for keys or numbers of real persons.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<ChaCha12Rng>);

impl SeededEntropy {
    /// The same seed gives the same bytes, in the order they are asked for.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha12Rng::seed_from_u64(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        // A generator is valid after any panic of another holder.
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_seed_reproduces_its_bytes() {
        let draw = |seed| {
            let mut bytes = [0; 32];
            SeededEntropy::new(seed).fill(&mut bytes);
            bytes
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn every_number_below_the_bound_comes_up() {
        let entropy = SeededEntropy::new(1);
        let mut seen = [0; 6];
        for _ in 0..6_000 {
            seen[usize::try_from(entropy.below(6)).unwrap()] += 1;
        }
        assert!(
            seen.iter().all(|count| (800..1_200).contains(count)),
            "{seen:?}"
        );
    }

    proptest! {
        #[test]
        fn no_number_reaches_the_bound(seed: u64, bound in 1..u64::MAX) {
            prop_assert!(SeededEntropy::new(seed).below(bound) < bound);
        }
    }
}
