//! What the register refuses: one stable code for each reason, with its words in both languages.
//!
//! A file for each kind of event holds its reasons and how the register's errors map to them. The
//! compiler makes sure that every error has its reason; a test, that no two share a code.

pub(crate) mod abode;
pub(crate) mod absence;
pub(crate) mod adoption;
pub(crate) mod birth;
pub(crate) mod card;
pub(crate) mod correction;
pub(crate) mod day;
pub(crate) mod death;
pub(crate) mod declaration;
pub(crate) mod determination;
pub(crate) mod guardianship;
pub(crate) mod household;
pub(crate) mod marked_act;
pub(crate) mod marriage;
pub(crate) mod marriage_end;
pub(crate) mod missing;
mod name_change;
pub(crate) mod nationality;
pub(crate) mod recognition;
pub(crate) mod residence;
pub(crate) mod residence_deletion;
pub(crate) mod stay;
pub(crate) mod subject;
pub(crate) mod temporary_residence;

use super::kind::Words;
use crate::language::Language;

/// A reason for which the register refuses an event. Its code never changes; its words may.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Refusal {
    pub(super) code: &'static str,
    vietnamese: [&'static str; 2],
    english: [&'static str; 2],
}

impl Refusal {
    pub(super) const fn words(&self, language: Language) -> Words {
        let [title, detail] = match language {
            Language::Vietnamese => self.vietnamese,
            Language::English => self.english,
        };
        Words { title, detail }
    }

    /// Every reason there is, kind of event by kind of event.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        [
            subject::ALL,
            birth::ALL,
            death::ALL,
            marriage::ALL,
            marriage_end::ALL,
            residence::ALL,
            correction::ALL,
            day::ALL,
            determination::ALL,
            nationality::ALL,
            recognition::ALL,
            adoption::ALL,
            guardianship::ALL,
            missing::ALL,
            temporary_residence::ALL,
            absence::ALL,
            stay::ALL,
            residence_deletion::ALL,
            abode::ALL,
            household::ALL,
            card::ALL,
            declaration::ALL,
            marked_act::ALL,
        ]
        .into_iter()
        .flatten()
        .copied()
    }
}

/// Reasons, each with its code and its title and detail in Vietnamese and in English; and `ALL` of them.
macro_rules! refusals {
    ($($name:ident = $code:literal $vietnamese:expr, $english:expr;)+) => {
        $(pub(crate) static $name: $crate::problem::Refusal = $crate::problem::Refusal {
            code: $code,
            vietnamese: $vietnamese,
            english: $english,
        };)+
        /// Every reason of this kind.
        pub(crate) static ALL: &[&$crate::problem::Refusal] = &[$(&$name),+];
    };
}
pub(crate) use refusals;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::problem::ProblemKind;

    #[test]
    fn every_refusal_has_a_code_and_words_of_its_own() {
        let mut codes: HashSet<_> = ProblemKind::ALL.iter().map(|kind| kind.code()).collect();
        for refusal in Refusal::all() {
            assert!(codes.insert(refusal.code), "{}", refusal.code);
            let words = Language::ALL.map(|language| refusal.words(language));
            assert_ne!(words[0].title, words[1].title, "{}", refusal.code);
            for words in words {
                assert!(!words.title.ends_with('.'), "{}", words.title);
                assert!(words.detail.ends_with('.'), "{}", words.detail);
            }
            let is_code = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(refusal.code.chars().all(is_code), "{}", refusal.code);
        }
    }
}
