//! Chance that can be asked for again: one independent stream of it for each household.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Streams from 0 are households; the template draws from the one above them all, its repetitions
/// from those below that one.
const TEMPLATE_STREAM: u64 = u64::MAX;

/// A stream of random draws that follows from a seed and a stream's number.
#[derive(Clone, Debug)]
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The draws that make the template.
    pub(crate) fn of_template(seed: u64) -> Self {
        Self::of_stream(seed, TEMPLATE_STREAM)
    }

    /// The draws that settle a repetition of the template.
    pub(crate) fn of_repetition(seed: u64, repetition: u64) -> Self {
        Self::of_stream(seed, TEMPLATE_STREAM - 1 - repetition)
    }

    /// The draws of one household.
    pub(crate) fn of_household(seed: u64, index: u64) -> Self {
        Self::of_stream(seed, index)
    }

    fn of_stream(seed: u64, stream: u64) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(stream);
        Self(generator)
    }

    /// A number below `bound`, which is not 0. The bias of at most one in 2^32 does not show.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        let drawn = u64::from(self.0.next_u32()) * u64::from(bound);
        u32::try_from(drawn >> 32).expect("a product's upper half has 32 bits")
    }

    /// A number from `first` to `last`, both possible.
    pub(crate) fn between(&mut self, first: i16, last: i16) -> i16 {
        let span = u32::from(last.abs_diff(first)) + 1;
        let offset = i16::try_from(self.below(span)).expect("the span is that of two numbers");
        first + offset
    }

    /// From 0 to just below 1.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// Whether something that happens in `probability` of all cases happens now.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// About normal, as the sum of draws is: within four and a bit deviations of the mean.
    pub(crate) fn about(&mut self, mean: f64, deviation: f64) -> f64 {
        let sum: f64 = (0..6).map(|_| self.unit()).sum();
        // Six uniform draws have variance one half.
        mean + (sum - 3.0) * std::f64::consts::SQRT_2 * deviation
    }

    /// One of the items, which are not none.
    pub(crate) fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let count = u32::try_from(items.len()).expect("tables are shorter than 2^32");
        &items[self.below(count) as usize]
    }

    /// Brings the items into any order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let bound = u32::try_from(last + 1).expect("templates are shorter than 2^32");
            items.swap(last, self.below(bound) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_reproducible_and_apart() {
        let first: Vec<u32> = (0..50)
            .map(|index| Dice::of_household(1, index).below(u32::MAX))
            .collect();
        let again: Vec<u32> = (0..50)
            .map(|index| Dice::of_household(1, index).below(u32::MAX))
            .collect();
        let other: Vec<u32> = (0..50)
            .map(|index| Dice::of_household(2, index).below(u32::MAX))
            .collect();
        assert_eq!(first, again);
        assert!(first.iter().all(|draw| !other.contains(draw)));
        assert_ne!(Dice::of_template(1).below(u32::MAX), first[0]);
    }

    #[test]
    fn draws_keep_to_their_bounds() {
        let mut dice = Dice::of_template(5);
        for _ in 0..1000 {
            assert!(dice.below(7) < 7);
            assert!((-3..=4).contains(&dice.between(-3, 4)));
            assert!((-10.0..20.0).contains(&dice.about(3.0, 2.0)));
        }
        let mut items = [1, 2, 3, 4, 5];
        dice.shuffle(&mut items);
        items.sort_unstable();
        assert_eq!(items, [1, 2, 3, 4, 5]);
    }
}
