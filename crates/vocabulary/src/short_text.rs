//! Short text that needs no memory of its own, for values that are written a hundred million times.

use std::ops::Deref;

use crate::text::as_text;

/// Most bytes that a short text has.
const LENGTH_MAX: usize = 32;

/// At most 32 ASCII characters.
#[derive(Clone, Copy)]
pub struct ShortText {
    bytes: [u8; LENGTH_MAX],
    length: usize,
}

impl ShortText {
    pub(crate) const fn new() -> Self {
        Self {
            bytes: [0; LENGTH_MAX],
            length: 0,
        }
    }

    /// The parts, one after another.
    ///
    /// # Panics
    /// When they are not ASCII, or longer than 32 characters together.
    pub fn of(parts: &[&str]) -> Self {
        let mut text = Self::new();
        for part in parts {
            assert!(part.is_ascii(), "short texts are ASCII");
            text.bytes[text.length..text.length + part.len()].copy_from_slice(part.as_bytes());
            text.length += part.len();
        }
        text
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        as_text(&self.bytes[..self.length])
    }

    pub(crate) fn push(&mut self, character: u8) {
        self.bytes[self.length] = character;
        self.length += 1;
    }

    /// The last `digits` decimal digits of a number.
    pub(crate) fn push_decimal(&mut self, mut value: u32, digits: usize) {
        for place in (self.length..self.length + digits).rev() {
            self.bytes[place] = b"0123456789"[value as usize % 10];
            value /= 10;
        }
        self.length += digits;
    }

    /// Sixteen lower-case hexadecimal digits.
    pub(crate) fn push_hexadecimal(&mut self, value: u64) {
        for byte in value.to_be_bytes() {
            self.push(b"0123456789abcdef"[usize::from(byte >> 4)]);
            self.push(b"0123456789abcdef"[usize::from(byte & 0xf)]);
        }
    }
}

impl Deref for ShortText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_stand_one_after_another() {
        assert_eq!(
            &*ShortText::of(&["00004", "@", "2019-05-01"]),
            "00004@2019-05-01"
        );
    }

    #[test]
    #[should_panic(expected = "short texts are ASCII")]
    fn other_text_is_refused() {
        ShortText::of(&["đ"]);
    }

    proptest! {
        #[test]
        fn numbers_are_written_as_the_formatter_does(decimal in 0_u32..1_000_000, hexadecimal: u64) {
            let mut text = ShortText::new();
            text.push_decimal(decimal, 6);
            text.push(b' ');
            text.push_hexadecimal(hexadecimal);
            prop_assert_eq!(text.as_str(), format!("{decimal:06} {hexadecimal:016x}"));
        }
    }
}
