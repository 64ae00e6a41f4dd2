//! What an organisation asks: about whom, under which agreement, for which purpose, in which case.

mod attributes;
mod verify;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use danh_register::CardSerial;
use danh_vocabulary::{Name, PartialDate, PersonalNumber, Sex, UnitCode};

pub use self::attributes::AttributeAnswer;
pub(crate) use self::attributes::attributes;
pub(crate) use self::verify::verify;
use crate::attribute::Attribute;
use crate::derived::Derived;
use crate::identifier::{AgreementId, PurposeCode};

/// The kinds of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuestionKind {
    /// Is it so, what the asker says of somebody?
    Verify,
    /// What are these fields of somebody?
    Attributes,
    /// What follows from somebody's data?
    Derived,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Under which agreement.
    pub agreement: AgreementId,
    /// For which of its purposes.
    pub purpose: PurposeCode,
    /// In which case, as the asker numbers it.
    pub case: Option<CaseNumber>,
    /// About whom.
    pub subject: SubjectNamed,
    /// What the asker says of them.
    pub claims: Claims,
    /// What it wants to know.
    pub asked: Asked,
}

/// By what a question names the person it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubjectNamed {
    /// By the personal number.
    Number(PersonalNumber),
    /// By the pseudonym that this organisation was given.
    Pseudonym(String),
}

/// What an asker says of a person, as it stands on the papers before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// The full name.
    pub name: Option<Name>,
    /// The birth date.
    pub born: Option<PartialDate>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The serial of the identity card.
    pub card: Option<CardSerial>,
}

/// What an asker wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Whether the claims are so.
    Verify,
    /// These fields.
    Attributes(BTreeSet<Attribute>),
    /// These conclusions, about this unit where one needs a unit.
    Derived(BTreeSet<Derived>, Option<UnitCode>),
}

/// The number that an asker gives its case: 1 to 64 visible characters of ASCII.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseNumber(Box<str>);

/// The text is no number of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a case number has 1 to 64 visible characters of ASCII")]
pub struct CaseNumberError;

impl Claims {
    /// Which fields they are about.
    pub fn fields(&self) -> BTreeSet<Attribute> {
        [
            (Attribute::Name, self.name.is_some()),
            (Attribute::Born, self.born.is_some()),
            (Attribute::Sex, self.sex.is_some()),
            (Attribute::Card, self.card.is_some()),
        ]
        .into_iter()
        .filter_map(|(field, is_said)| is_said.then_some(field))
        .collect()
    }
}

impl Question {
    /// Which kind it is.
    pub const fn kind(&self) -> QuestionKind {
        match self.asked {
            Asked::Verify => QuestionKind::Verify,
            Asked::Attributes(_) => QuestionKind::Attributes,
            Asked::Derived(..) => QuestionKind::Derived,
        }
    }

    /// The words of what is asked, for the record.
    pub fn field_words(&self) -> Vec<String> {
        match &self.asked {
            Asked::Verify => words(self.verified().iter().map(|one| one.as_str())),
            Asked::Attributes(fields) => words(fields.iter().map(|one| one.as_str())),
            Asked::Derived(conclusions, _) => words(conclusions.iter().map(|one| one.as_str())),
        }
    }

    /// The fields that a verification compares: the claims, and the number where it is what names the person.
    pub fn verified(&self) -> BTreeSet<Attribute> {
        let mut fields = self.claims.fields();
        if matches!(self.subject, SubjectNamed::Number(_)) {
            fields.insert(Attribute::Number);
        }
        fields
    }
}

impl QuestionKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Verify, Self::Attributes, Self::Derived];

    /// The stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Attributes => "attributes",
            Self::Derived => "derived",
        }
    }
}

impl CaseNumber {
    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CaseNumber {
    type Err = CaseNumberError;

    fn from_str(text: &str) -> Result<Self, CaseNumberError> {
        let fits = (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| Self(text.into())).ok_or(CaseNumberError)
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn words<'w>(words: impl Iterator<Item = &'w str>) -> Vec<String> {
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_number_is_short_and_visible() {
        assert!("HS-2026/01.02".parse::<CaseNumber>().is_ok());
        for text in ["", "a b", "số", &"9".repeat(65)] {
            assert_eq!(text.parse::<CaseNumber>(), Err(CaseNumberError), "{text}");
        }
    }
}
