//! Every distinct word, code and line of text once: what is compared are ids.
//!
//! A word of a name is a *form*: small letters, composed, tones where most people place them, `i`
//! for `y` where both are the same name. Forms that are alike without accents share an *entry*,
//! which also is what codes and lines of text are. While files are read the lexicon grows, each
//! thread asking its own [`NameCache`] or [`CodeCache`] first; then it is frozen and read without locks.
//!
//! Ids depend on who came first and are never compared but for equality; what must be the same in
//! every run (keys of blocks) is made from the hash of an entry's text.

mod byte_map;
mod cache;
mod compound;
mod kin;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use danh_vocabulary::{fold, i_for_y, place_tones};

use crate::config::UnitMapping;

use crate::mix;
use crate::name::FORMS_MAX;

pub(crate) use cache::{CodeCache, NameCache};

/// A spelling of a word. Form 0 is no word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) entry: u32,
    /// Whether folding changes it.
    pub(crate) is_accented: bool,
}

/// A folded text. Entry 0 is no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) text: Box<str>,
    pub(crate) hash: u64,
    /// Of its first letters alone.
    pub(crate) start_hash: u64,
    /// Which letters and digits are in it, a bit each.
    pub(crate) letters: u64,
    /// Words that clerks take for each other (`Huỳnh`, `Hoàng`) have the same, others 0.
    pub(crate) kin: u32,
}

/// How many bytes of a text are its beginning.
const START_BYTES: usize = 3;

/// The lexicon, read only.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) forms: Vec<Form>,
    pub(crate) entries: Vec<Entry>,
}

impl Lexicon {
    #[inline]
    pub(crate) fn entry_of(&self, form: u32) -> u32 {
        self.forms[form as usize].entry
    }

    #[inline]
    pub(crate) fn entry(&self, entry: u32) -> &Entry {
        &self.entries[entry as usize]
    }
}

/// More distinct words in names than names can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the names have more than 16777215 different words; is it the right column?")]
pub struct TooManyWords;

/// The lexicon while files are read.
#[derive(Debug)]
pub(crate) struct GrowingLexicon {
    inner: Mutex<Inner>,
    units: UnitMapping,
    compounds: Vec<Vec<u32>>,
}

#[derive(Debug, Default)]
struct Inner {
    lexicon: Lexicon,
    form_ids: HashMap<Box<str>, u32>,
    entry_ids: HashMap<Box<str>, u32>,
    overflown: bool,
}

impl GrowingLexicon {
    pub(crate) fn new() -> Self {
        let mut inner = Inner::default();
        inner.lexicon.entries.push(Entry {
            text: "".into(),
            hash: 0,
            start_hash: 0,
            letters: 0,
            kin: 0,
        });
        inner.lexicon.forms.push(Form {
            entry: 0,
            is_accented: false,
        });
        let mut growing = Self {
            inner: Mutex::new(inner),
            units: UnitMapping::default(),
            compounds: Vec::new(),
        };
        growing.compounds = compound::forms(|word| growing.forms(word));
        growing
    }

    /// What became of the units of whatever is read next.
    pub(crate) fn set_units(&mut self, units: UnitMapping) {
        self.units = units;
    }

    /// The entry of a unit: of what it is today.
    fn unit(&self, text: &str) -> u32 {
        match self.units.today(text) {
            Some(today) => self.code(today),
            None => self.code(text),
        }
    }

    /// How many words of a name the surname is: one, or those of a compound surname.
    #[inline]
    fn surname_words(&self, forms: &[u32]) -> usize {
        // Compound surnames were met first of all, so that their words have the smallest numbers.
        match forms {
            [first, ..] if *first <= compound::FORMS_MAX => {
                let fits = |it: &&Vec<u32>| {
                    it[0] == *first && forms.len() > it.len() && forms.starts_with(it)
                };
                self.compounds.iter().find(fits).map_or(1, Vec::len)
            }
            _ => 1,
        }
    }

    pub(crate) fn freeze(self) -> Result<Lexicon, TooManyWords> {
        let inner = self.inner.into_inner();
        let inner = inner.unwrap_or_else(PoisonError::into_inner);
        if inner.overflown {
            return Err(TooManyWords);
        }
        Ok(inner.lexicon)
    }

    /// The forms of a piece of a name between blanks: usually one, none of punctuation alone,
    /// several of a hyphenated one.
    fn forms(&self, piece: &str) -> Vec<u32> {
        let spelt = i_for_y(&place_tones(piece)).to_lowercase();
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        words(&spelt)
            .iter()
            .map(|word| inner.form(word))
            .filter(|form| *form != 0)
            .collect()
    }

    /// The entry of a code: folded, digits without leading zeros.
    fn code(&self, text: &str) -> u32 {
        let folded = fold(text);
        let is_number = folded.bytes().all(|byte| byte.is_ascii_digit());
        let code = if is_number {
            folded.trim_start_matches('0')
        } else {
            &folded
        };
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.entry(code)
    }

    /// The form that stands for several words of a name, written as one.
    fn joined(&self, forms: &[u32]) -> u32 {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let text: String = forms
            .iter()
            .map(|form| {
                let entry = inner.lexicon.forms[*form as usize].entry;
                inner.lexicon.entries[entry as usize].text.to_string()
            })
            .collect();
        inner.form(&text)
    }
}

/// The words of a piece, apostrophes left out.
fn words(piece: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in piece.chars() {
        let is_mark = matches!(c, '\u{300}'..='\u{36f}');
        if c.is_alphanumeric() || is_mark {
            words.last_mut().expect("there is one").push(c);
        } else if !matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ') {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

impl Inner {
    fn form(&mut self, word: &str) -> u32 {
        if let Some(form) = self.form_ids.get(word) {
            return *form;
        }
        let folded = fold(word).replace(' ', "");
        let entry = self.entry(&folded);
        if entry == 0 {
            return 0;
        }
        let id = self.lexicon.forms.len();
        if id >= FORMS_MAX {
            self.overflown = true;
            return 0;
        }
        self.lexicon.forms.push(Form {
            entry,
            is_accented: folded != word,
        });
        let id = u32::try_from(id).expect("checked above");
        self.form_ids.insert(word.into(), id);
        id
    }

    fn entry(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(entry) = self.entry_ids.get(text) {
            return *entry;
        }
        let id = u32::try_from(self.lexicon.entries.len());
        let id = id.expect("texts of four billion kinds do not fit the memory");
        self.lexicon.entries.push(Entry {
            text: text.into(),
            hash: mix::text(text.as_bytes()),
            start_hash: mix::text(&text.as_bytes()[..text.len().min(START_BYTES)]),
            letters: letters(text),
            kin: kin::class_of(text),
        });
        self.entry_ids.insert(text.into(), id);
        id
    }
}

fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |set, byte| {
        let bit = match byte {
            b'a'..=b'z' => u32::from(byte - b'a'),
            b'0'..=b'9' => u32::from(byte - b'0') + 26,
            other => 36 + u32::from(other) % 28,
        };
        set | 1 << bit
    })
}

#[cfg(test)]
mod tests;
