//! What one thread has already asked the lexicon.

use super::GrowingLexicon;
use super::byte_map::{ByteMap, INLINE_MAX};
use crate::name::{Name, WORDS_MAX};

/// Set in the value of a piece that is none or several words: the rest is the number of a list.
const LIST: u32 = 1 << 31;

/// Pieces of names and their forms.
#[derive(Debug, Default)]
pub(crate) struct NameCache {
    pieces: ByteMap,
    lists: Vec<Vec<u32>>,
    scratch: Vec<u32>,
    /// Parts of names that stand apart, and the forms of each; part 0 is none.
    part_ids: ByteMap,
    parts: Vec<Box<[u32]>>,
}

impl NameCache {
    /// A name from the columns it stands in; with one column, the first word is the surname and
    /// the last one the given name.
    pub(crate) fn name(&mut self, lexicon: &GrowingLexicon, text: &[u8]) -> Name {
        let mut forms = std::mem::take(&mut self.scratch);
        forms.clear();
        self.pieces(lexicon, text, &mut forms);
        let (mut surname, given) = (usize::from(forms.len() > 1), usize::from(!forms.is_empty()));
        if surname > 0 {
            surname = join_surname(lexicon, &mut forms);
        }
        let name = packed(lexicon, &mut forms, surname, given);
        self.scratch = forms;
        name
    }

    /// The number of a part of a name, for [`NameCache::name_of_parts`]; 0 if there is nothing in it.
    pub(crate) fn part(&mut self, lexicon: &GrowingLexicon, text: &[u8]) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(part) = self.part_ids.get(text) {
            return part;
        }
        let mut forms = Vec::new();
        self.pieces(lexicon, text, &mut forms);
        let part = if forms.is_empty() {
            0
        } else {
            self.parts.push(forms.into());
            self.parts.len() as u32
        };
        self.part_ids.insert(text, part);
        part
    }

    /// A name whose parts stand apart.
    pub(crate) fn name_of_parts(
        &mut self,
        lexicon: &GrowingLexicon,
        [surname, middle, given]: [u32; 3],
    ) -> Name {
        let part = |part: u32| {
            part.checked_sub(1)
                .map_or(&[][..], |at| &self.parts[at as usize])
        };
        let mut forms = std::mem::take(&mut self.scratch);
        forms.clear();
        forms.extend_from_slice(part(surname));
        join_from(lexicon, &mut forms, 0, 2);
        let surname = forms.len();
        forms.extend_from_slice(part(middle));
        let before = forms.len();
        forms.extend_from_slice(part(given));
        join_from(lexicon, &mut forms, before, 2);
        let given = forms.len() - before;
        let name = packed(lexicon, &mut forms, surname, given);
        self.scratch = forms;
        name
    }

    fn pieces(&mut self, lexicon: &GrowingLexicon, text: &[u8], forms: &mut Vec<u32>) {
        if text.len() > SHORT {
            return self.long_pieces(lexicon, text, forms);
        }
        // With blanks behind it, sixteen bytes of it can be looked at wherever one begins.
        let mut padded = [b' '; SHORT + 16];
        padded[..text.len()].copy_from_slice(text);
        let mut at = 0;
        while at < text.len() {
            let sixteen: [u8; 16] = padded[at..at + 16].try_into().expect("they are sixteen");
            let bytes = u128::from_le_bytes(sixteen);
            let length = until_blank(bytes);
            if length > INLINE_MAX {
                return self.long_pieces(lexicon, &text[at..], forms);
            }
            if length > 0 {
                let key = bytes & ((1 << (8 * length)) - 1) | (length as u128) << 120;
                match self.pieces.get_short(key) {
                    Some(form) if form & LIST == 0 => forms.push(form),
                    _ => self.push(lexicon, &text[at..at + length], forms),
                }
            }
            at += length + 1;
        }
    }

    fn long_pieces(&mut self, lexicon: &GrowingLexicon, text: &[u8], forms: &mut Vec<u32>) {
        for piece in text.split(|byte| *byte <= b' ') {
            if !piece.is_empty() {
                self.push(lexicon, piece, forms);
            }
        }
    }

    /// Adds the forms of a piece, which is not empty.
    #[inline]
    pub(super) fn push(&mut self, lexicon: &GrowingLexicon, piece: &[u8], forms: &mut Vec<u32>) {
        match self.pieces.get(piece) {
            Some(form) if form & LIST == 0 => forms.push(form),
            Some(list) => forms.extend_from_slice(&self.lists[(list ^ LIST) as usize]),
            None => self.learn(lexicon, piece, forms),
        }
    }

    #[cold]
    fn learn(&mut self, lexicon: &GrowingLexicon, piece: &[u8], forms: &mut Vec<u32>) {
        let found = lexicon.forms(&String::from_utf8_lossy(piece));
        forms.extend_from_slice(&found);
        let value = if let [form] = found.as_slice() {
            *form
        } else {
            self.lists.push(found);
            (self.lists.len() - 1) as u32 | LIST
        };
        self.pieces.insert(piece, value);
    }
}

/// How many forms the surname is; of a compound one all words but the first are joined, as those of a column are.
#[inline]
fn join_surname(lexicon: &GrowingLexicon, forms: &mut Vec<u32>) -> usize {
    let words = lexicon.surname_words(forms);
    if words > 2 {
        let joined = lexicon.joined(&forms[1..words]);
        forms.splice(1..words, [joined]);
    }
    words.min(2)
}

/// Names of up to so many bytes are gone through sixteen bytes at a time.
const SHORT: usize = 112;

/// How many of sixteen bytes come before the first blank.
#[inline]
const fn until_blank(bytes: u128) -> usize {
    const ONES: u128 = u128::from_le_bytes([1; 16]);
    let differing = bytes ^ (ONES * 0x20);
    // The lowest bit that is set is that of the first byte that is 0.
    let zero = differing.wrapping_sub(ONES) & !differing & (ONES << 7);
    zero.trailing_zeros() as usize / 8
}

/// Leaves at most `at_most` forms from `from` on, the last ones joined to one.
fn join_from(lexicon: &GrowingLexicon, forms: &mut Vec<u32>, from: usize, at_most: usize) {
    if forms.len() > from + at_most {
        let joined = lexicon.joined(&forms[from + at_most - 1..]);
        forms.truncate(from + at_most - 1);
        forms.push(joined);
    }
}

/// A name of at most [`WORDS_MAX`] words: words too many are joined in the middle.
fn packed(lexicon: &GrowingLexicon, forms: &mut Vec<u32>, surname: usize, given: usize) -> Name {
    if forms.len() > WORDS_MAX {
        let too_many = forms.len() - WORDS_MAX;
        let joined = lexicon.joined(&forms[surname..=surname + too_many]);
        forms.splice(surname..=surname + too_many, [joined]);
    }
    Name::of(forms, surname, given)
}

/// Codes and lines of text and their entries.
#[derive(Debug, Default)]
pub(crate) struct CodeCache {
    codes: ByteMap,
    is_of_units: bool,
}

impl CodeCache {
    /// For units, which may have become others.
    pub(crate) fn of_units() -> Self {
        Self {
            is_of_units: true,
            ..Self::default()
        }
    }

    #[inline]
    pub(crate) fn code(&mut self, lexicon: &GrowingLexicon, text: &[u8]) -> u32 {
        if text.is_empty() {
            return 0;
        }
        match self.codes.get(text) {
            Some(entry) => entry,
            None => self.learn(lexicon, text),
        }
    }

    #[cold]
    fn learn(&mut self, lexicon: &GrowingLexicon, text: &[u8]) -> u32 {
        let spelt = String::from_utf8_lossy(text);
        let entry = if self.is_of_units {
            lexicon.unit(&spelt)
        } else {
            lexicon.code(&spelt)
        };
        self.codes.insert(text, entry);
        entry
    }
}
