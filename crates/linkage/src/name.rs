//! A name in sixteen bytes: up to five words, each a form of the lexicon, and which of them are
//! surname and given name.

/// A name as ids of forms. Longer names have words of their middle joined before they come here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Name {
    /// Surname, middle, given, one after the other.
    forms: [u32; WORDS_MAX],
    count: u8,
    surname: u8,
    given: u8,
}

/// The most words.
pub(crate) const WORDS_MAX: usize = 5;
/// Forms have 24 bits.
pub(crate) const FORMS_MAX: usize = 1 << 24;

impl Name {
    /// From the forms in order, and how many of them at the beginning are the surname, and at the
    /// end the given name: together at most all of them, each at most three.
    pub(crate) fn of(forms: &[u32], surname: usize, given: usize) -> Self {
        debug_assert!(forms.len() <= WORDS_MAX && surname + given <= forms.len());
        let mut name = Self {
            count: forms.len() as u8,
            surname: surname as u8,
            given: given as u8,
            ..Self::default()
        };
        name.forms[..forms.len()].copy_from_slice(forms);
        name
    }

    #[inline]
    pub(crate) fn from_words(words: [u32; 4]) -> Self {
        let [first, second, third, fourth] = words;
        let control = first >> 24;
        Self {
            forms: [
                first & 0xff_ffff,
                second & 0xff_ffff,
                third & 0xff_ffff,
                fourth & 0xff_ffff,
                second >> 24 | third >> 24 << 8 | fourth >> 24 << 16,
            ],
            count: (control & 7) as u8,
            surname: (control >> 3 & 3) as u8,
            given: (control >> 5 & 3) as u8,
        }
    }

    pub(crate) fn words(self) -> [u32; 4] {
        let control =
            u32::from(self.count) | u32::from(self.surname) << 3 | u32::from(self.given) << 5;
        let last = self.forms[4];
        [
            self.forms[0] | control << 24,
            self.forms[1] | (last & 0xff) << 24,
            self.forms[2] | (last >> 8 & 0xff) << 24,
            self.forms[3] | (last >> 16 & 0xff) << 24,
        ]
    }

    #[inline]
    pub(crate) fn forms(&self) -> &[u32] {
        &self.forms[..usize::from(self.count)]
    }

    #[inline]
    pub(crate) fn surname(&self) -> &[u32] {
        &self.forms[..usize::from(self.surname)]
    }

    #[inline]
    pub(crate) fn middle(&self) -> &[u32] {
        &self.forms[usize::from(self.surname)..usize::from(self.count - self.given)]
    }

    #[inline]
    pub(crate) fn given(&self) -> &[u32] {
        &self.forms[usize::from(self.count - self.given)..usize::from(self.count)]
    }

    pub(crate) const fn is_some(&self) -> bool {
        self.count > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_packing() {
        let forms = [1, 0xff_ffff, 3, 0x12_3456, 0xab_cdef];
        for count in 0..=5 {
            for surname in 0..=count.min(2) {
                let given = (count - surname).min(1);
                let name = Name::of(&forms[..count], surname, given);
                let again = Name::from_words(name.words());
                assert_eq!(again, name);
                assert_eq!(again.forms(), &forms[..count]);
                assert_eq!(again.surname(), &forms[..surname]);
                assert_eq!(again.given(), &forms[count - given..count]);
                assert_eq!(again.middle(), &forms[surname..count - given]);
            }
        }
    }
}
