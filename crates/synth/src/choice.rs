//! Drawing from a table of weights in constant time (Walker's alias method).

use crate::dice::Dice;

/// A choice between numbered items, each as likely as its weight.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// For each slot: the share of it that is the item itself, and the item the rest is.
    slots: Vec<(f64, u32)>,
}

impl Choice {
    /// From weights of which at least one is above zero and none below.
    pub(crate) fn new(weights: &[f64]) -> Self {
        let sum: f64 = weights.iter().sum();
        assert!(
            sum > 0.0 && weights.iter().all(|weight| *weight >= 0.0),
            "weights to draw by"
        );
        let count = u32::try_from(weights.len()).expect("tables are shorter than 2^32");
        let mut slots: Vec<(f64, u32)> = weights
            .iter()
            .zip(0..)
            .map(|(weight, item)| (weight / sum * f64::from(count), item))
            .collect();
        let (mut short, mut long): (Vec<u32>, Vec<u32>) =
            (0..count).partition(|item| slots[*item as usize].0 < 1.0);
        while let (Some(low), Some(high)) = (short.pop(), long.pop()) {
            slots[low as usize].1 = high;
            slots[high as usize].0 -= 1.0 - slots[low as usize].0;
            if slots[high as usize].0 < 1.0 {
                short.push(high);
            } else {
                long.push(high);
            }
        }
        // What is left over is full but for rounding.
        for item in short.into_iter().chain(long) {
            slots[item as usize] = (1.0, item);
        }
        Self { slots }
    }

    /// The number of the item drawn.
    pub(crate) fn draw(&self, dice: &mut Dice) -> usize {
        let count = u32::try_from(self.slots.len()).expect("checked when made");
        let slot = dice.below(count) as usize;
        let (share, other) = self.slots[slot];
        if dice.unit() < share {
            slot
        } else {
            other as usize
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_as_often_as_they_weigh() {
        let weights = [5.0, 0.0, 1.0, 3.0, 1.0];
        let choice = Choice::new(&weights);
        let mut dice = Dice::of_template(3);
        let mut counts = [0_u32; 5];
        for _ in 0..100_000 {
            counts[choice.draw(&mut dice)] += 1;
        }
        assert_eq!(counts[1], 0);
        for (count, weight) in counts.into_iter().zip(weights) {
            assert!(
                (f64::from(count) - weight * 10_000.0).abs() < 600.0,
                "{counts:?}"
            );
        }
    }
}
