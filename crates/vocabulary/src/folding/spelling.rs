//! Spellings of one syllable, brought to one: where a tone is placed, and `i` for `y`.
//!
//! Both keep accents and case, unlike [`fold`](super::fold), which makes them alike anyway: they
//! serve to tell *how* two names differ, and to say that a difference is spelling alone.

use unicode_normalization::UnicodeNormalization;

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Puts the tone of `oa`, `oe` and `uy` where most people write it: on the first vowel when
/// nothing follows (`hòa`, `thủy`), on the second when a letter does (`toàn`, `huỳnh`), and never
/// on the `u` of `qu` (`quý`). The result is in Unicode normal form C.
pub fn place_tones(text: &str) -> String {
    let letters = Letters::of(text);
    let mut placed = letters.0.clone();
    for at in 1..placed.len() {
        let glide = letters.is(at - 1, 'u') && at >= 2 && letters.is(at - 2, 'q');
        let pair = match (letters.plain(at - 1), letters.plain(at)) {
            (Some('o'), Some('a' | 'e')) | (Some('u'), Some('y')) => true,
            _ => glide && letters.is_vowel(at),
        };
        if !pair {
            continue;
        }
        let tone_on_second = glide || letters.is_letter(at + 1);
        let (from, to) = if tone_on_second {
            (at - 1, at)
        } else {
            (at, at - 1)
        };
        if let (Some(tone), None) = (placed[from].tone, placed[to].tone) {
            placed[from].tone = None;
            placed[to].tone = Some(tone);
        }
    }
    Letters(placed).into_text()
}

/// Writes `i` for a `y` that is the one vowel of its syllable after a consonant (`Lý`, `Mỹ`,
/// `Quý`): both spellings are of the same name. An initial `y` stays (`Ý`, `Yên`), and so does one
/// behind another vowel (`Thúy`, `Huy`, `Mây`). The result is in Unicode normal form C.
pub fn i_for_y(text: &str) -> String {
    let letters = Letters::of(text);
    let mut written = letters.0.clone();
    for (at, letter) in written.iter_mut().enumerate().skip(1) {
        let after_consonant = letters.is_letter(at - 1) && !letters.is_vowel(at - 1);
        let after_qu = at >= 2 && letters.is(at - 1, 'u') && letters.is(at - 2, 'q');
        let alone = !(letters.is_letter(at + 1) && letters.is_vowel(at + 1));
        if letters.is(at, 'y') && alone && (after_consonant || after_qu) {
            letter.base = if letter.base == 'Y' { 'I' } else { 'i' };
        }
    }
    Letters(written).into_text()
}

/// A letter with its marks, the tone apart.
#[derive(Clone)]
struct Letter {
    base: char,
    /// Marks that make another letter: circumflex, breve, horn, and what is foreign.
    marks: String,
    tone: Option<char>,
}

struct Letters(Vec<Letter>);

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
        for c in text.nfd() {
            let is_mark = unicode_normalization::char::is_combining_mark(c);
            match letters.last_mut() {
                Some(letter) if is_mark && letter.tone.is_none() && TONES.contains(&c) => {
                    letter.tone = Some(c);
                }
                Some(letter) if is_mark => letter.marks.push(c),
                _ => letters.push(Letter {
                    base: c,
                    marks: String::new(),
                    tone: None,
                }),
            }
        }
        Self(letters)
    }

    /// The base letter in lower case, when it has no marks but a tone.
    fn plain(&self, at: usize) -> Option<char> {
        let letter = self.0.get(at).filter(|letter| letter.marks.is_empty())?;
        Some(letter.base.to_ascii_lowercase())
    }

    fn is(&self, at: usize, base: char) -> bool {
        self.plain(at) == Some(base)
    }

    fn is_letter(&self, at: usize) -> bool {
        self.0
            .get(at)
            .is_some_and(|letter| letter.base.is_alphabetic())
    }

    fn is_vowel(&self, at: usize) -> bool {
        let is_vowel = |letter: &Letter| "aeiouyAEIOUY".contains(letter.base);
        self.0.get(at).is_some_and(is_vowel)
    }

    fn into_text(self) -> String {
        let mut text = String::new();
        for letter in self.0 {
            text.push(letter.base);
            text.push_str(&letter.marks);
            text.extend(letter.tone);
        }
        text.nfc().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fold;

    #[test]
    fn tones_stand_where_most_people_write_them() {
        for (written, placed) in [
            ("Hoà", "Hòa"),
            ("hòa", "hòa"),
            ("HOÀ BÌNH", "HÒA BÌNH"),
            ("Tòan", "Toàn"),
            ("Ngòai", "Ngoài"),
            ("Hùynh", "Huỳnh"),
            ("Thuỷ", "Thủy"),
            ("Qúy", "Quý"),
            ("quỳ", "quỳ"),
            ("Qúôc", "Quốc"),
            ("Nguyễn", "Nguyễn"),
            ("Búa", "Búa"),
            ("Khoẻ mạnh", "Khỏe mạnh"),
            ("H'Hoá", "H'Hóa"),
        ] {
            assert_eq!(place_tones(written), placed, "{written}");
        }
    }

    #[test]
    fn i_is_written_for_y_where_both_are_the_same_name() {
        for (written, with_i) in [
            ("Lý", "Lí"),
            ("MỸ", "MĨ"),
            ("Quý", "Quí"),
            ("Vy", "Vi"),
            ("Lynh", "Linh"),
            ("Huy", "Huy"),
            ("Thúy", "Thúy"),
            ("Nguyễn", "Nguyễn"),
            ("Ý", "Ý"),
            ("Yên", "Yên"),
            ("Mây", "Mây"),
            ("Hyơn", "Hyơn"),
            ("Y Wăn", "Y Wăn"),
        ] {
            assert_eq!(i_for_y(written), with_i, "{written}");
        }
    }

    proptest! {
        #[test]
        fn both_settle_at_once_and_search_sees_no_difference(
            text in "([aàáảãạâấeèoòóôốơớuùúưứiíyýYQqHhtnlgd'-]{0,8} ?){0,4}"
        ) {
            let placed = place_tones(&text);
            prop_assert_eq!(place_tones(&placed), placed.clone());
            prop_assert_eq!(fold(&placed), fold(&text));
            let with_i = i_for_y(&text);
            prop_assert_eq!(i_for_y(&with_i), with_i.clone());
            prop_assert_eq!(fold(&with_i), fold(&text));
        }

        #[test]
        fn any_text_is_taken(text in any::<String>()) {
            place_tones(&text);
            i_for_y(&text);
        }
    }
}
