//! Names of persons, as they stand on a certificate.
//!
//! Vietnamese names are read surname, middle, given, but the law knows other customs and the
//! register knows the people: names of one letter or one word, with apostrophes (`H'Hen Niê`),
//! with the clan last, without a surname. A name is what was declared; parts are a reading of
//! it, for forms and for linkage. Digits and signs that are no letters are not given as names
//! (Civil Code 2015, article 26, paragraph 3).

mod mrz;
mod parts;

use std::fmt;
use std::str::FromStr;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::folding::{fold, is_apostrophe, is_invisible};
use crate::text::serde_as_text;

pub use parts::{NameOrder, NameParts};

/// A name: letters, marks, apostrophes, hyphens and full stops in Unicode normal form C, at
/// most 128 characters, single spaces between words and none at the ends. Case is as declared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(Box<str>);

/// Why a text is not a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing, or nothing but spaces and punctuation.
    #[error("a name has at least one letter")]
    NoLetter,
    /// More than [`Name::CHARS_MAX`] characters.
    #[error("a name has at most 128 characters, this has {found}")]
    TooLong {
        /// How many characters there were.
        found: usize,
    },
    /// A character that no name has: a digit, a control character, a symbol. Often the sign of
    /// a file read in the wrong encoding.
    #[error("a name has no `{}`, character {position}", found.escape_debug())]
    Character {
        /// The character.
        found: char,
        /// Which character of the trimmed and composed text, counted from 1.
        position: usize,
    },
}

impl Name {
    /// The most characters that a name has.
    pub const CHARS_MAX: usize = 128;

    /// The name as declared.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name taken apart: surname, middle, given in the Vietnamese order, or with the clan
    /// last where the name says so (`Y Wăn Niê`, `H'Hen Niê`).
    ///
    /// It is a reading. Whether `Trần Lê Anh` has one surname or two, and whether `Sa Ly Hah`
    /// has any, nothing in the text says; the first word is taken then.
    pub fn parts(&self) -> NameParts<'_> {
        parts::parts(&self.0)
    }

    /// The name folded for search, see [`fold`].
    pub fn folded(&self) -> String {
        fold(&self.0)
    }

    /// The folded words in the order of the alphabet: the same for `Nguyễn Văn An` and for `An
    /// Nguyen Van`, as foreign systems write it.
    pub fn folded_sorted(&self) -> String {
        let folded = self.folded();
        let mut words: Vec<&str> = folded.split(' ').collect();
        words.sort_unstable();
        words.join(" ")
    }

    /// The folded name without its spaces: the same whichever spaces were lost or put in.
    pub fn folded_joined(&self) -> String {
        self.folded().replace(' ', "")
    }

    /// The name as a machine-readable zone prints it (ICAO Doc 9303-3), without filler at the
    /// end, however long: `NGUYEN<<VAN<AN`. The first word is taken for the surname.
    pub fn mrz(&self) -> String {
        mrz::whole(&self.0)
    }

    /// [`Name::mrz`] in a field of `width` characters, 30 on a card (TD1), 39 in a passport (TD3):
    /// filled up with `<`, or cut so that its last character is a letter.
    pub fn mrz_field(&self, width: usize) -> String {
        mrz::field(&self.0, width)
    }

    /// Whether the name field of a machine-readable zone can be this name: it is, or it is cut
    /// off and what is left fits.
    pub fn matches_mrz_field(&self, field: &str) -> bool {
        let printed = field.trim_end_matches('<');
        let whole = self.mrz();
        let is_cut = printed.len() == field.len() && whole.len() > field.len();
        printed == whole
            || (is_cut && (whole.starts_with(printed) || self.mrz_field(field.len()) == field))
    }
}

impl FromStr for Name {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = if is_tidy(text) {
            text.into()
        } else {
            tidied(text)
        };
        let mut has_letter = false;
        let mut found = 0;
        for c in name.chars() {
            found += 1;
            has_letter = has_letter || is_letter(c);
            if !may_stand_in_a_name(c) {
                return Err(NameError::Character {
                    found: c,
                    position: found,
                });
            }
        }
        if found > Self::CHARS_MAX {
            return Err(NameError::TooLong { found });
        }
        if has_letter {
            Ok(Self(name))
        } else {
            Err(NameError::NoLetter)
        }
    }
}

/// Whether the text is already as a name is kept: the quick way for nearly every row.
fn is_tidy(text: &str) -> bool {
    let spaced = |c: char| (c.is_whitespace() && c != ' ') || is_invisible(c);
    is_nfc(text)
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !text.contains(spaced)
}

fn tidied(text: &str) -> Box<str> {
    // Tabs and line ends inside a name stay, to be refused: they come from a torn row.
    let visible = text.trim().chars().filter(|c| !is_invisible(*c));
    let composed: String = visible
        .map(|c| {
            if c.is_whitespace() && !c.is_control() {
                ' '
            } else {
                c
            }
        })
        .nfc()
        .collect();
    composed
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .into()
}

fn may_stand_in_a_name(c: char) -> bool {
    c == ' '
        || is_letter(c)
        || unicode_normalization::char::is_combining_mark(c)
        || is_apostrophe(c)
        || matches!(c, '-' | '‐' | '‑' | '.')
}

/// [`char::is_alphabetic`], which looks up in tables what is known of Latin letters.
fn is_letter(c: char) -> bool {
    match c {
        'A'..='Z' | 'a'..='z' | '\u{1e00}'..='\u{1eff}' => true,
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        _ => c.is_alphabetic(),
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

serde_as_text!(Name, "a name", as_str);

#[cfg(test)]
mod tests;

#[cfg(test)]
mod variants;
