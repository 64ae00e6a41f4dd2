//! How much likelier a part of a name is among people like this one.
//!
//! Fellegi and Sunter take fields to be independent. Among strangers they are not: surnames keep
//! to regions, given names to a sex and a decade. Where two rows agree on the province and the year, agreeing
//! on the name as well says less. From a sample of the register it is counted how often each part goes
//! with each unit and with each sex and decade, and the rarity of a part is that among such people.

use crate::day::Day;
use crate::layout::Layout;
use crate::lexicon::Lexicon;
use crate::mix::join;

use super::level::{Levels, word};

/// Counts of parts of names in contexts.
#[derive(Clone, Debug)]
pub(crate) struct Contexts {
    /// How often each key was seen and the upper part of the key; a power of two of slots, 0 is an empty one.
    slots: Vec<u64>,
    rows: u32,
}

/// Bits of a slot that hold how often its key was seen; a key's lower bits say where it stands.
const SEEN_BITS: u32 = 24;
const SEEN_MAX: u32 = (1 << SEEN_BITS) - 1;

/// Counts while they grow.
struct Counting {
    /// Keys and counts; a power of two of slots, a count of 0 is an empty one.
    slots: Vec<(u64, u32)>,
    used: usize,
}

/// A context is believed to be like everywhere else until so many people were seen in it.
const BELIEVED_ROWS: f32 = 30.0;
/// No context makes a part so many bits likelier or rarer.
const BITS_MAX: f32 = 10.0;
const BITS_MIN: f32 = -3.0;
const SLOTS_MIN: usize = 1 << 12;
/// The contexts of one row: each unit, and sex with decade.
const CONTEXTS_MAX: usize = 5;

impl Contexts {
    /// From rows of the register, one behind the other.
    pub(crate) fn of<'r>(
        layout: &Layout,
        lexicon: &Lexicon,
        rows: impl Iterator<Item = &'r [u32]>,
    ) -> Self {
        let mut contexts = Counting {
            slots: vec![(0, 0); SLOTS_MIN],
            used: 0,
        };
        if !layout.has_name {
            return contexts.frozen(0);
        }
        let mut count = 0;
        for row in rows {
            count += 1;
            for context in contexts_of(layout, row).into_iter().flatten() {
                contexts.count(context);
                for part in parts_of(layout, lexicon, row).into_iter().flatten() {
                    contexts.count(join(context, part));
                }
            }
            for part in parts_of(layout, lexicon, row).into_iter().flatten() {
                contexts.count(part);
            }
        }
        contexts.frozen(count)
    }

    /// By how many bits the agreeing parts of a name are likelier among people like this person.
    pub(crate) fn bits(
        &self,
        (layout, lexicon): (&Layout, &Lexicon),
        levels: Levels,
        person: &[u32],
    ) -> f32 {
        if !layout.has_name {
            return 0.0;
        }
        let mut bits = 0.0;
        let contexts = contexts_of(layout, person).map(|context| {
            // The person itself is one of those seen.
            context.map(|context| (context, self.seen(context).saturating_sub(1) as f32))
        });
        for (role, part) in parts_of(layout, lexicon, person).into_iter().enumerate() {
            let Some(part) = part.filter(|_| levels.get(role) == word::EQUAL) else {
                continue;
            };
            let everywhere = self.seen(part).saturating_sub(1) as f32 + 0.5;
            let share = everywhere / (self.rows as f32 + 1.0);
            // The smallest unit's people are believed to be like those of the next larger one.
            let mut likelier: f32 = 0.0;
            for context in contexts[..CONTEXTS_MAX - 1].iter().rev().flatten() {
                likelier = self.likelier(*context, part, (share, likelier));
            }
            bits += likelier;
            if let Some(context) = contexts[CONTEXTS_MAX - 1] {
                bits += self.likelier(context, part, (share, 0.0));
            }
        }
        bits
    }

    fn likelier(
        &self,
        (context, all): (u64, f32),
        part: u64,
        (share, believed): (f32, f32),
    ) -> f32 {
        let here = self.seen(join(context, part)).saturating_sub(1) as f32;
        let believed_share = (share * believed.exp2()).min(1.0);
        let share_here = (here + BELIEVED_ROWS * believed_share) / (all + BELIEVED_ROWS);
        (share_here / share).log2().clamp(BITS_MIN, BITS_MAX)
    }

    fn seen(&self, key: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 || slot >> SEEN_BITS == key >> SEEN_BITS {
                return slot as u32 & SEEN_MAX;
            }
            at = (at + 1) & mask;
        }
    }
}

impl Counting {
    /// Half as large, for looking up.
    fn frozen(self, rows: u32) -> Contexts {
        let mask = self.slots.len() - 1;
        let mut slots = vec![0; self.slots.len()];
        for (key, count) in self.slots.into_iter().filter(|(_, count)| *count > 0) {
            let mut at = key as usize & mask;
            while slots[at] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = key >> SEEN_BITS << SEEN_BITS | u64::from(count.min(SEEN_MAX));
        }
        Contexts { slots, rows }
    }

    fn count(&mut self, key: u64) {
        if self.used * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(key);
        self.used += usize::from(self.slots[slot].1 == 0);
        self.slots[slot] = (key, self.slots[slot].1 + 1);
    }

    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].1 != 0 && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let larger = vec![(0, 0); self.slots.len() * 2];
        for (key, count) in std::mem::replace(&mut self.slots, larger) {
            if count != 0 {
                let slot = self.slot(key);
                self.slots[slot] = (key, count);
            }
        }
    }
}

/// The units of a row from the smallest on, and last its sex and decade.
fn contexts_of(layout: &Layout, row: &[u32]) -> [Option<u64>; CONTEXTS_MAX] {
    let mut contexts = [None; CONTEXTS_MAX];
    let units = layout.units.min(CONTEXTS_MAX - 1);
    for (index, context) in contexts.iter_mut().enumerate().take(units) {
        let unit = layout.word(row, index);
        *context = (unit != 0).then(|| join(1 + index as u64, u64::from(unit)));
    }
    let Day(day) = layout.day(row);
    let decade = Day(day).year() / 10;
    let group = layout.sex(row) << 16 | decade;
    contexts[CONTEXTS_MAX - 1] = (group != 0).then(|| join(100, u64::from(group)));
    contexts
}

/// Surname, middle and given name as keys.
fn parts_of(layout: &Layout, lexicon: &Lexicon, row: &[u32]) -> [Option<u64>; 3] {
    let name = layout.name(row);
    let key = |role: u64, forms: &[u32]| {
        let words = forms.iter().map(|form| u64::from(lexicon.entry_of(*form)));
        (name.is_some()).then(|| words.fold(mix_role(role), join))
    };
    [
        key(0, name.surname()),
        key(1, name.middle()),
        key(2, name.given()),
    ]
}

const fn mix_role(role: u64) -> u64 {
    join(7, role)
}
