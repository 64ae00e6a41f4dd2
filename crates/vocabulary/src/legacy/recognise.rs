//! Which encoding makes Vietnamese of a text.
//!
//! Words are read in every encoding and looked up among the syllables that Vietnamese has. A few
//! names decide: what is a syllable in one encoding is hardly ever one in another. Where it is
//! (`Thó` is a syllable, and `Thú` in TCVN3), that is said and not guessed.

use std::collections::BTreeMap;

use super::{LegacyEncoding, TextForm, is_control_code, is_plain};
use crate::syllable::is_syllable;

/// Distinct words that are kept; more tell nothing new.
const WORDS_MAX: usize = 20_000;
/// Of words that another form alone explains, how many in a hundred are taken for errors.
const ERRORS_PERCENT: usize = 5;

const FORMS: [TextForm; 6] = [
    TextForm::Unicode,
    TextForm::Legacy(LegacyEncoding::Tcvn3),
    TextForm::Legacy(LegacyEncoding::Vni),
    TextForm::Legacy(LegacyEncoding::Viscii),
    TextForm::Legacy(LegacyEncoding::Vps),
    TextForm::Legacy(LegacyEncoding::Windows1258),
];
const VIQR: TextForm = TextForm::Legacy(LegacyEncoding::Viqr);

/// Words of a text that say how it is written.
///
/// Give it cells, whole or in part; it looks at the words that are not plain ASCII, and at ASCII
/// words with the signs of VIQR.
#[derive(Clone, Debug, Default)]
pub struct TextEvidence {
    /// Words beyond ASCII: which of [`FORMS`] make a syllable of them.
    words: BTreeMap<String, [bool; FORMS.len()]>,
    /// ASCII words that VIQR changes in a way that no punctuation does, and whether that makes a
    /// syllable.
    viqr_words: BTreeMap<String, bool>,
    /// Cells of ASCII letters, and how many of them hold such a word that makes a syllable.
    ascii_cells: usize,
    viqr_cells: usize,
    decomposed: bool,
}

/// What the words of a text say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recognition {
    /// Nothing is beyond ASCII, and nothing looks like VIQR.
    Plain,
    /// One form makes Vietnamese of the text and no other does.
    Certain(TextForm),
    /// These make Vietnamese of it, different Vietnamese, or of too few words to be sure.
    Ambiguous(Vec<TextForm>),
    /// Some words are of one form and some of another.
    Mixed(Vec<TextForm>),
    /// There are letters beyond ASCII, and no form makes Vietnamese of them.
    Unknown,
}

impl TextEvidence {
    /// No words yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks at a cell or a line.
    pub fn see(&mut self, text: &str) {
        if is_plain(text) {
            return self.see_ascii(text);
        }
        self.decomposed |= !unicode_normalization::is_nfc(text);
        for word in text.split(is_between_words) {
            let is_telling = !is_plain(word);
            if is_telling && self.words.len() < WORDS_MAX && !self.words.contains_key(word) {
                self.words.insert(
                    word.to_owned(),
                    FORMS.map(|form| makes_a_syllable(form, word)),
                );
            }
        }
    }

    /// Takes over what another has seen.
    pub fn merge(&mut self, other: &Self) {
        self.words.extend(
            other
                .words
                .iter()
                .map(|(word, forms)| (word.clone(), *forms)),
        );
        self.viqr_words.extend(
            other
                .viqr_words
                .iter()
                .map(|(word, fits)| (word.clone(), *fits)),
        );
        self.ascii_cells += other.ascii_cells;
        self.viqr_cells += other.viqr_cells;
        self.decomposed |= other.decomposed;
    }

    /// Whether any text was not in Unicode normal form C.
    pub fn is_decomposed(&self) -> bool {
        self.decomposed
    }

    /// What the words say when the text came as Unicode (UTF-8, UTF-16, a cell of Parquet): it may
    /// be what it says, or older codes that were taken for Western letters.
    pub fn of_text(&self) -> Recognition {
        let in_viqr = self.viqr();
        match (self.decide(&FORMS, 2), in_viqr) {
            (Recognition::Plain, in_viqr) => in_viqr,
            (Recognition::Certain(form), Recognition::Certain(viqr))
                if self.viqr_words.len() * 100 > self.score(form) * ERRORS_PERCENT =>
            {
                Recognition::Mixed(vec![form, viqr])
            }
            (found, _) => found,
        }
    }

    /// As [`TextEvidence::of_text`], of a single cell of which it is known that it is one of
    /// `forms`: one word is enough then.
    pub fn of_cell(&self, forms: &[TextForm]) -> Recognition {
        let found = self.decide(forms, 1);
        if found == Recognition::Plain && forms.contains(&VIQR) {
            let is_viqr = self.viqr_words.values().any(|fits| *fits);
            return if is_viqr {
                Recognition::Certain(VIQR)
            } else {
                Recognition::Plain
            };
        }
        found
    }

    /// What the words say when the text is [`widen`](super::widen)ed bytes that are no UTF-8: it is
    /// in one of the older encodings.
    pub fn of_bytes(&self) -> Recognition {
        match self.decide(&FORMS[1..], 2) {
            Recognition::Plain => self.viqr(),
            found => found,
        }
    }

    fn see_ascii(&mut self, text: &str) {
        let mut is_viqr = false;
        for word in text.split([' ', '\t', '\r', '\n', ',', ';', '/', '"']) {
            if word.contains('@') || !viqr_is_sure(word) {
                continue;
            }
            let known = self.viqr_words.get(word).copied();
            let fits = known.unwrap_or_else(|| makes_a_syllable(VIQR, word));
            if known.is_none() && self.viqr_words.len() < WORDS_MAX {
                self.viqr_words.insert(word.to_owned(), fits);
            }
            is_viqr |= fits;
        }
        self.ascii_cells += usize::from(text.contains(|c: char| c.is_ascii_alphabetic()));
        self.viqr_cells += usize::from(is_viqr);
    }

    /// In VIQR most cells have an accent; one word among many is a slip of the keyboard.
    fn viqr(&self) -> Recognition {
        let fits = self.viqr_words.values().filter(|fits| **fits).count();
        let is_error = |count: usize, of: usize| count * 100 <= of * ERRORS_PERCENT;
        let other_words = self.viqr_words.len() - fits;
        if fits == 0 || is_error(self.viqr_cells, self.ascii_cells) || other_words * 4 > fits {
            Recognition::Plain
        } else if fits == 1 {
            Recognition::Ambiguous(vec![TextForm::Unicode, VIQR])
        } else {
            Recognition::Certain(VIQR)
        }
    }

    /// How many words `form` makes a syllable of and none of `others` does.
    fn unexplained(&self, others: &[TextForm], form: TextForm) -> usize {
        let by_another = |fits: &[bool]| others.iter().any(|other| fits[place(*other)]);
        let words = self.words.values();
        words
            .filter(|fits| fits[place(form)] && !by_another(&fits[..]))
            .count()
    }

    pub(super) fn score(&self, form: TextForm) -> usize {
        self.words.values().filter(|fits| fits[place(form)]).count()
    }

    /// Whether both forms make the same text of every word.
    fn same(&self, form: TextForm, other: TextForm) -> bool {
        self.words
            .keys()
            .all(|word| form.to_unicode(word) == other.to_unicode(word))
    }

    /// Holds the best of `forms` against each other one. A form other than Unicode needs `words_min`
    /// words, as many that Unicode does not explain, and one that no other form does.
    fn decide(&self, forms: &[TextForm], words_min: usize) -> Recognition {
        if self.words.is_empty() {
            return Recognition::Plain;
        }
        let forms = FORMS.into_iter().filter(|form| forms.contains(form));
        let forms: Vec<TextForm> = forms.filter(|form| self.score(*form) > 0).collect();
        let Some(best) = forms
            .iter()
            .copied()
            .rev()
            .max_by_key(|form| self.score(*form))
        else {
            return Recognition::Unknown;
        };
        if best != TextForm::Unicode && self.score(best) * 2 < self.words.len() {
            return Recognition::Unknown;
        }
        let needed = if best == TextForm::Unicode {
            1
        } else {
            words_min
        };
        if self.score(best) < needed {
            return Recognition::Ambiguous(forms);
        }
        let mixed = self.needed_together(best, &forms);
        if mixed.len() > 1 {
            return Recognition::Mixed(sorted(mixed));
        }
        let mut equal = vec![best];
        for other in forms
            .into_iter()
            .filter(|form| *form != best && !self.same(*form, best))
        {
            let needed = if other == TextForm::Unicode {
                needed
            } else {
                1
            };
            if self.unexplained(&[other], best) < needed {
                equal.push(other);
            }
        }
        match equal[..] {
            [form] => Recognition::Certain(form),
            _ => Recognition::Ambiguous(sorted(equal)),
        }
    }

    /// The best form, and what else it takes to explain the words that it does not: more words
    /// than errors would be.
    fn needed_together(&self, best: TextForm, forms: &[TextForm]) -> Vec<TextForm> {
        let mut together = vec![best];
        loop {
            let unexplained = |form: &TextForm| self.unexplained(&together, *form);
            let Some(next) = forms.iter().copied().rev().max_by_key(unexplained) else {
                return together;
            };
            let words = unexplained(&next);
            if words < 2 || words * 100 <= self.score(best) * ERRORS_PERCENT {
                return together;
            }
            together.push(next);
        }
    }
}

fn sorted(mut forms: Vec<TextForm>) -> Vec<TextForm> {
    forms.sort_unstable();
    forms
}

fn place(form: TextForm) -> usize {
    FORMS.iter().position(|it| *it == form).unwrap_or_default()
}

/// No code of an older encoding but VIQR is ASCII punctuation or a digit, so words end there.
fn is_between_words(c: char) -> bool {
    let is_ascii_sign = c.is_ascii() && !c.is_ascii_alphabetic() && !is_control_code(c);
    is_ascii_sign || c == '\u{a0}'
}

fn makes_a_syllable(form: TextForm, word: &str) -> bool {
    if !form.reads(word) {
        return false;
    }
    let text = form.to_unicode(word);
    let mut syllables = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|syllable| !syllable.is_empty())
        .peekable();
    !text.is_ascii() && syllables.peek().is_some() && syllables.all(is_syllable)
}

/// Whether a word of two letters and more (`O+` is a blood group) holds a sign of VIQR that is no
/// punctuation: a mark on its vowel, `dd`, or a tone with a letter behind it.
fn viqr_is_sure(word: &str) -> bool {
    if word.bytes().filter(u8::is_ascii_alphabetic).count() < 2 {
        return false;
    }
    let is_vowel = |byte: u8| b"aeiouyAEIOUY".contains(&byte);
    let bytes = word.as_bytes();
    let marked = bytes.windows(2).any(|pair| {
        matches!(
            pair,
            [b'a' | b'A', b'(' | b'^']
                | [b'e' | b'E', b'^']
                | [b'o' | b'O', b'^' | b'+' | b'*']
                | [b'u' | b'U', b'+' | b'*']
        )
    });
    let toned = bytes.windows(3).any(|triple| {
        is_vowel(triple[0]) && b"`'~?.".contains(&triple[1]) && triple[2].is_ascii_alphabetic()
    });
    let begins_with_d = matches!(bytes, [b'd' | b'D', b'd' | b'D', next, ..] if is_vowel(*next));
    marked || toned || begins_with_d
}
