//! The full folding of text for search: what a clerk types without accents finds the name.
//!
//! Two spellings fold alike when the same person's papers are seen to carry both. In order:
//!
//! - compatibility decomposition (so precomposed, decomposed and mixed forms are one, as are
//!   full-width letters), then every tone and diacritic mark is dropped. Where a tone is placed
//!   (`hòa`, `hoà`) no longer matters, nor on which letter (`Qúy`, `Quý`);
//! - `đ` and what is typed for it (Icelandic `ð`, African `ɖ`) become `d`; Ê Đê `ƀ` becomes `b`,
//!   and so on for the other letters with a stroke, which no decomposition takes apart;
//! - lower case;
//! - apostrophes vanish, hyphens and other punctuation become a space (as ICAO 9303-3, section
//!   4.6, does for the machine-readable zone). After a letter that stands alone the space that
//!   follows an apostrophe vanishes with it: `H' Hen` is `H'Hen`;
//! - invisible characters vanish, any run of space (no-break space included) is one space.
//!
//! **i and y.** `Lý`/`Lí`, `Vy`/`Vi`, `Mỹ`/`Mĩ`, `Sỹ`/`Sĩ`, `Quý`/`Quí`, `Lynh`/`Linh` sound the
//! same and are swapped by clerks, so `y` folds to `i` where it opens the syllable's vowels. After `a`,
//! `e`, `o` or `u` it is another sound and another name (`Mây` is not `Mai`, `Huy` is never
//! `Hui`, `Thúy` never `Thúi`), so there it stays. The `u` of `qu` is part of the consonant. For
//! search that holds at the beginning of a word too (`Yến` folds as `Iến` would, which is no
//! name); [`i_for_y`], which keeps accents and says how two spellings differ, leaves it there.
//!
//! What folding leaves apart on purpose: dialect pairs such as `Huỳnh`/`Hoàng` and `Vũ`/`Võ`,
//! which are different legal names.

mod spelling;

pub use spelling::{i_for_y, place_tones};

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// Folds text for search. The result holds letters and digits with single spaces between, and
/// folding it again changes nothing.
pub fn fold(text: &str) -> String {
    let mut folder = Folder::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => folder.push(c),
            'A'..='Z' => folder.push(c.to_ascii_lowercase()),
            _ if is_apostrophe(c) => folder.apostrophe(),
            _ if c.is_ascii() => folder.space(),
            _ => decompose_compatible(c, |part| folder.part(part)),
        }
    }
    folder.folded
}

/// Whether the character is typed where names such as `H'Hen` have an apostrophe.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | '‘' | '’' | '‛' | '′' | '‵' | '＇'
    )
}

/// Whether the character has no width and no meaning in a name.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The folded text so far.
struct Folder {
    folded: String,
    /// A space is due before the next letter.
    space_due: bool,
    /// The last thing seen was an apostrophe after a letter that stands alone.
    joins: bool,
}

impl Folder {
    fn with_capacity(bytes: usize) -> Self {
        Self {
            folded: String::with_capacity(bytes),
            space_due: false,
            joins: false,
        }
    }

    /// Takes a part of a decomposed character.
    fn part(&mut self, c: char) {
        let is_mark = canonical_combining_class(c) != 0 || matches!(c, '\u{300}'..='\u{36f}');
        if is_mark || is_invisible(c) {
            return;
        }
        if is_apostrophe(c) {
            return self.apostrophe();
        }
        if let Some(plain) = without_stroke(c) {
            return plain.chars().for_each(|c| self.push(c));
        }
        for lower in c.to_lowercase() {
            if lower.is_alphanumeric() {
                self.push(lower);
            } else if !matches!(lower, '\u{300}'..='\u{36f}') {
                self.space();
            }
        }
    }

    fn push(&mut self, c: char) {
        if self.space_due && !self.folded.is_empty() {
            self.folded.push(' ');
        }
        self.space_due = false;
        self.joins = false;
        let c = if c == 'y' && self.opens_the_vowels() {
            'i'
        } else {
            c
        };
        self.folded.push(c);
    }

    fn space(&mut self) {
        self.space_due |= !self.joins;
    }

    fn apostrophe(&mut self) {
        let mut last = self.folded.chars().rev();
        let stands_alone = last.next().is_some_and(char::is_alphabetic)
            && last.next().is_none_or(|before| before == ' ');
        self.joins |= stands_alone && !self.space_due;
    }

    /// Whether a vowel that came now would be the first of its syllable.
    fn opens_the_vowels(&self) -> bool {
        let mut last = self.folded.chars().rev();
        match last.next() {
            Some('a' | 'e' | 'o') => false,
            Some('u') => last.next() == Some('q'),
            _ => true,
        }
    }
}

/// The plain letters for one that no Unicode decomposition takes apart.
pub(crate) const fn without_stroke(c: char) -> Option<&'static str> {
    Some(match c {
        'đ' | 'Đ' | 'ð' | 'Ð' | 'ɖ' | 'Ɖ' | 'ɗ' | 'Ɗ' => "d",
        'ƀ' | 'Ƀ' | 'ɓ' | 'Ɓ' => "b",
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ı' => "i",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
