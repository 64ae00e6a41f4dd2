//! The levels a comparison ends in, and how a pair's levels lie in 64 bits.

/// Not comparable: one side has nothing. Says nothing either way.
pub(crate) const NONE: u8 = 15;

/// Levels of comparing words: of names, and of lines of text.
pub(crate) mod word {
    pub(crate) const EQUAL: u8 = 0;
    pub(crate) const KIN: u8 = 1;
    pub(crate) const CLOSE: u8 = 2;
    pub(crate) const SIMILAR: u8 = 3;
    pub(crate) const INITIAL: u8 = 4;
    pub(crate) const PART: u8 = 5;
    pub(crate) const ABSENT: u8 = 6;
    pub(crate) const DIFFERENT: u8 = 7;
    pub(crate) const NAMES: &[&str] = &[
        "equal",
        "dialect",
        "one letter off",
        "similar",
        "initial",
        "in part",
        "absent on one side",
        "different",
    ];
}

pub(crate) mod accents {
    pub(crate) const SAME: u8 = 0;
    pub(crate) const LOST: u8 = 1;
    pub(crate) const OTHER: u8 = 2;
    pub(crate) const NAMES: &[&str] = &["same", "lost in a word", "other"];
}

pub(crate) mod order {
    pub(crate) const SAME: u8 = 0;
    pub(crate) const OTHER: u8 = 1;
    pub(crate) const NAMES: &[&str] = &["same", "other"];
}

pub(crate) mod date {
    pub(crate) const EQUAL: u8 = 0;
    pub(crate) const SWAPPED: u8 = 1;
    pub(crate) const LESS_KNOWN: u8 = 2;
    pub(crate) const JANUARY: u8 = 3;
    pub(crate) const ONE_PART: u8 = 4;
    pub(crate) const NEAR_YEAR: u8 = 5;
    pub(crate) const NEAR_DAY: u8 = 6;
    pub(crate) const SAME_YEAR: u8 = 7;
    pub(crate) const DIFFERENT: u8 = 8;
    pub(crate) const NAMES: &[&str] = &[
        "equal",
        "day and month exchanged",
        "the same as far as known",
        "1 January of the same year",
        "day or month differs",
        "year slightly differs",
        "a day before or after",
        "same year",
        "different",
    ];
}

pub(crate) mod sex {
    pub(crate) const EQUAL: u8 = 0;
    pub(crate) const DIFFERENT: u8 = 1;
    pub(crate) const NAMES: &[&str] = &["equal", "different"];
}

pub(crate) mod code {
    pub(crate) const EQUAL: u8 = 0;
    pub(crate) const CLOSE: u8 = 1;
    pub(crate) const DIFFERENT: u8 = 2;
    pub(crate) const NAMES: &[&str] = &["equal", "one character off", "different"];
}

pub(crate) mod number {
    pub(crate) const EQUAL: u8 = 0;
    pub(crate) const FORMER: u8 = 1;
    pub(crate) const NEAR: u8 = 2;
    pub(crate) const DIFFERENT: u8 = 3;
    pub(crate) const NAMES: &[&str] = &[
        "equal",
        "equal to a former one",
        "one digit off",
        "different",
    ];
}

/// The levels of all comparisons of one pair, four bits each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Levels(pub(crate) u64);

impl Levels {
    pub(crate) const ALL_NONE: Self = Self(u64::MAX);

    #[inline]
    pub(crate) const fn get(self, comparison: usize) -> u8 {
        (self.0 >> (4 * comparison) & 0xf) as u8
    }

    #[inline]
    pub(crate) const fn set(&mut self, comparison: usize, level: u8) {
        let at = 4 * comparison;
        self.0 = self.0 & !(0xf << at) | (level as u64) << at;
    }
}
