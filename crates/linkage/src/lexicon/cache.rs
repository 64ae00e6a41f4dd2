//! What one thread has already asked the lexicon.

use super::GrowingLexicon;
use super::byte_map::ByteMap;
use crate::name::{Name, WORDS_MAX};

/// Set in the value of a piece that is none or several words: the rest is the number of a list.
const LIST: u32 = 1 << 31;

/// Pieces of names and their forms.
#[derive(Debug, Default)]
pub(crate) struct NameCache {
    pieces: ByteMap,
    lists: Vec<Vec<u32>>,
    scratch: Vec<u32>,
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

    /// A name whose parts stand apart.
    pub(crate) fn name_of_parts(
        &mut self,
        lexicon: &GrowingLexicon,
        [surname, middle, given]: [&[u8]; 3],
    ) -> Name {
        let mut forms = std::mem::take(&mut self.scratch);
        forms.clear();
        self.pieces(lexicon, surname, &mut forms);
        join_from(lexicon, &mut forms, 0, 2);
        let surname = forms.len();
        self.pieces(lexicon, middle, &mut forms);
        let before = forms.len();
        self.pieces(lexicon, given, &mut forms);
        join_from(lexicon, &mut forms, before, 2);
        let given = forms.len() - before;
        let name = packed(lexicon, &mut forms, surname, given);
        self.scratch = forms;
        name
    }

    fn pieces(&mut self, lexicon: &GrowingLexicon, text: &[u8], forms: &mut Vec<u32>) {
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
