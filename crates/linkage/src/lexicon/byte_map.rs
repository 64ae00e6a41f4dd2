//! A small fast map from short byte strings to numbers.

use std::collections::HashMap;

use crate::mix::mix;

/// Strings of up to fifteen bytes lie in an open table as one number; longer ones in a map.
#[derive(Debug)]
pub(super) struct ByteMap {
    slots: Vec<(u128, u32)>,
    used: usize,
    long: HashMap<Box<[u8]>, u32>,
}

pub(super) const INLINE_MAX: usize = 15;
const SLOTS_MIN: usize = 1 << 10;

impl Default for ByteMap {
    fn default() -> Self {
        Self {
            slots: vec![(0, 0); SLOTS_MIN],
            used: 0,
            long: HashMap::new(),
        }
    }
}

impl ByteMap {
    /// What stands for a string, which is not empty.
    #[inline]
    pub(super) fn get(&self, bytes: &[u8]) -> Option<u32> {
        if bytes.len() > INLINE_MAX {
            return self.long.get(bytes).copied();
        }
        self.get_short(key(bytes))
    }

    /// What stands for a string of at most fifteen bytes, given as its [`key`].
    #[inline]
    pub(super) fn get_short(&self, key: u128) -> Option<u32> {
        let (found, value) = self.slots[self.slot(key)];
        (found == key).then_some(value)
    }

    pub(super) fn insert(&mut self, bytes: &[u8], value: u32) {
        if bytes.len() > INLINE_MAX {
            self.long.insert(bytes.into(), value);
            return;
        }
        if self.used * 2 >= self.slots.len() {
            self.grow();
        }
        let key = key(bytes);
        let slot = self.slot(key);
        self.used += usize::from(self.slots[slot].0 == 0);
        self.slots[slot] = (key, value);
    }

    /// Where a key stands or would.
    #[inline]
    fn slot(&self, key: u128) -> usize {
        let mask = self.slots.len() - 1;
        let hash = mix((key as u64) ^ ((key >> 64) as u64).rotate_left(29));
        let mut at = hash as usize & mask;
        while self.slots[at].0 != key && self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let larger = vec![(0, 0); self.slots.len() * 2];
        for (key, value) in std::mem::replace(&mut self.slots, larger) {
            if key != 0 {
                let slot = self.slot(key);
                self.slots[slot] = (key, value);
            }
        }
    }
}

/// The bytes and how many: never 0, as there is at least one.
#[inline]
fn key(bytes: &[u8]) -> u128 {
    let mut padded = [0; 16];
    padded[..bytes.len()].copy_from_slice(bytes);
    padded[INLINE_MAX] = bytes.len() as u8;
    u128::from_le_bytes(padded)
}
