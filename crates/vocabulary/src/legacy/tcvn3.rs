//! TCVN3, and the case that it loses.
//!
//! It has `ă â ê ô ơ ư đ` in both cases and every vowel with a tone in small letters alone: capitals
//! were another font. `NGUYÔN V¡N AN` and `NguyÔn V¨n An` both hold the one code of `ễ`.

use super::{LegacyEncoding, table, typographic};

/// A decoded character.
struct Decoded {
    c: char,
    /// A small letter whose capital has no code: which of the two was meant is not known.
    caseless: bool,
}

pub(super) fn decode(text: &str) -> String {
    let decoded: Vec<Decoded> = text.chars().map(decoded).collect();
    let words: Vec<Word> = words(&decoded);
    let small = words.iter().any(|word| word.small > 0);
    let capitals = !small && words.iter().any(Word::is_in_capitals);
    let begins_small = words.iter().any(|word| word.begins_small);
    let mut restored = String::with_capacity(text.len() * 2);
    let mut words = words.into_iter().peekable();
    for (at, Decoded { c, caseless }) in decoded.into_iter().enumerate() {
        while words.next_if(|word| word.end <= at).is_some() {}
        let word = words.peek().filter(|word| word.begin <= at);
        let is_capital = caseless
            && word.is_some_and(|word| {
                word.is_in_capitals()
                    || (capitals && word.small == 0)
                    || (at == word.begin && !begins_small)
            });
        if is_capital {
            restored.extend(c.to_uppercase());
        } else {
            restored.push(c);
        }
    }
    restored
}

fn decoded(c: char) -> Decoded {
    let Some(letter) = table::single(LegacyEncoding::Tcvn3, c) else {
        return Decoded {
            c: typographic(c),
            caseless: false,
        };
    };
    let has_capital = letter.is_uppercase() || "ăâêôơưđ".contains(letter);
    Decoded {
        c: letter,
        caseless: !has_capital,
    }
}

/// A run of letters, and what is sure about their case.
struct Word {
    begin: usize,
    end: usize,
    small: usize,
    capital: usize,
    begins_small: bool,
}

impl Word {
    /// Two capitals and nothing small: one alone may be the capital at the beginning.
    fn is_in_capitals(&self) -> bool {
        self.capital >= 2 && self.small == 0
    }
}

fn words(decoded: &[Decoded]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (at, Decoded { c, caseless }) in decoded.iter().enumerate() {
        if !c.is_alphabetic() {
            continue;
        }
        let begins = words.last().is_none_or(|word| word.end < at);
        if begins {
            words.push(Word {
                begin: at,
                end: at,
                small: 0,
                capital: 0,
                begins_small: !caseless && c.is_lowercase(),
            });
        }
        if let Some(word) = words.last_mut() {
            word.end = at + 1;
            word.small += usize::from(!caseless && c.is_lowercase());
            word.capital += usize::from(c.is_uppercase());
        }
    }
    words
}
