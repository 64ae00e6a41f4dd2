//! Personal numbers and other identifiers in 64 bits, made so that one wrong digit is seen at once.
//!
//! Digits lie four bits each, the last one lowest; leading zeros, which spreadsheets lose, are not
//! kept. What has a letter or more than fifteen digits is a hash, which is equal or not and
//! never near. 0 is no number.

use crate::mix;

/// An identifier, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Number(pub(crate) u64);

/// The four highest bits of what is no digits.
const HASHED: u64 = 0xf << 60;
const DIGITS_MAX: usize = 15;

impl Number {
    /// Reads an identifier. Blanks, dots and hyphens between the characters do not count, nor does
    /// case; a number of zeros or of nothing else is none.
    #[inline]
    pub(crate) fn parse(text: &[u8]) -> Self {
        match packed(text) {
            Some(packed) => Self(packed),
            None => Self::parse_any(text),
        }
    }

    fn parse_any(text: &[u8]) -> Self {
        let mut packed: u64 = 0;
        let mut digits = 0;
        for byte in text {
            match byte {
                b'0'..=b'9' if digits < DIGITS_MAX => {
                    packed = packed << 4 | u64::from(byte - b'0');
                    digits += usize::from(packed != 0);
                }
                b' ' | b'.' | b'-' | b'\t' => {}
                _ => return Self::hashed(text),
            }
        }
        Self(packed)
    }

    /// A number that is one in the file, too.
    pub(crate) fn of_integer(value: i64) -> Self {
        let mut text = [0; 20];
        let mut rest = value.unsigned_abs();
        let mut at = text.len();
        while rest > 0 {
            at -= 1;
            text[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        Self::parse(&text[at..])
    }

    #[cold]
    fn hashed(text: &[u8]) -> Self {
        let kept: Vec<u8> = text
            .iter()
            .filter(|byte| byte.is_ascii_alphanumeric())
            .map(u8::to_ascii_uppercase)
            .collect();
        match kept.iter().position(|byte| *byte != b'0') {
            None => Self(0),
            Some(from) => Self(mix::text(&kept[from..]) | HASHED),
        }
    }

    pub(crate) const fn is_some(self) -> bool {
        self.0 != 0
    }

    /// How many digits, leading zeros not counted; 16 for what is no digits.
    pub(crate) const fn digits(self) -> usize {
        (16 - self.0.leading_zeros() as usize / 4) % 17
    }

    /// Whether one digit is wrong, or two neighbours are exchanged.
    pub(crate) const fn is_near(self, other: Self) -> bool {
        let differing = self.0 ^ other.0;
        if differing == 0 || self.0 & HASHED == HASHED || other.0 & HASHED == HASHED {
            return false;
        }
        let low = differing.trailing_zeros() / 4 * 4;
        let rest = differing >> low;
        if rest < 16 {
            return true;
        }
        let (one, two) = ((self.0 >> low) & 0xff, (other.0 >> low) & 0xff);
        rest < 256 && one == (two >> 4 | (two & 0xf) << 4)
    }
}

/// Eight to fifteen digits and nothing else, eight at a time.
#[inline]
fn packed(text: &[u8]) -> Option<u64> {
    if !(8..=DIGITS_MAX).contains(&text.len()) {
        return None;
    }
    let (first, last) = (text.first_chunk::<8>()?, text.last_chunk::<8>()?);
    let (first, last) = (eight_digits(*first)?, eight_digits(*last)?);
    let more = 4 * (text.len() - 8);
    Some(first << more | last & ((1 << more) - 1))
}

/// Eight digits in 32 bits.
#[inline]
const fn eight_digits(text: [u8; 8]) -> Option<u64> {
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    const SIXES: u64 = 0x0606_0606_0606_0606;
    let bytes = u64::from_be_bytes(text);
    // A digit's byte is 0x30 to 0x39: its upper half stays 3 when six is added.
    if bytes & HIGH != ZEROS || (bytes.wrapping_add(SIXES)) & HIGH != ZEROS {
        return None;
    }
    let nibbles = bytes & !HIGH;
    let pairs = (nibbles | nibbles >> 4) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff;
    Some((fours | fours >> 16) & 0xffff_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text.as_bytes())
    }

    #[test]
    fn the_same_number_in_any_writing() {
        for (one, other) in [
            ("001096000123", "1096000123"),
            ("001 096 000 123", "001096000123"),
            ("GD-479 01", "gd47901"),
            ("", "000000000"),
        ] {
            assert_eq!(number(one), number(other), "{one}");
        }
        assert_eq!(number("012345678"), Number::of_integer(12_345_678));
        assert_ne!(number("A1"), number("A2"));
        assert!(!number(" ").is_some());
        assert_eq!(number("1096000123").digits(), 10);
        assert_eq!(number("").digits(), 0);
        assert_eq!(number("B1").digits(), 16);
    }

    #[test]
    fn one_digit_wrong_or_two_exchanged_is_near() {
        for (one, other, near) in [
            ("001096000123", "001096000124", true),
            ("001096000123", "001096000132", true),
            ("001096000123", "010096000123", true),
            ("001096000123", "001096000123", false),
            ("001096000123", "001096000234", false),
            ("001096000123", "001096000321", false),
            ("12", "21", true),
            ("A1", "A2", false),
        ] {
            assert_eq!(number(one).is_near(number(other)), near, "{one} {other}");
            assert_eq!(number(other).is_near(number(one)), near, "{other} {one}");
        }
    }

    proptest::proptest! {
        #[test]
        fn eight_digits_at_a_time_are_what_one_at_a_time_are(text in "[0-9 x]{0,17}|[0-9]{8,15}") {
            proptest::prop_assert_eq!(number(&text), Number::parse_any(text.as_bytes()));
        }
    }
}
