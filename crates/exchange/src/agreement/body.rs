//! What an agreement says.

use std::collections::BTreeSet;

use danh_vocabulary::{UnitCode, canonical};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::attribute::Attribute;
use crate::derived::Derived;
use crate::identifier::{AgreementId, OrganisationId, PurposeCode};

/// One version of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Which agreement.
    pub id: AgreementId,
    /// Which version of it, counted from 1.
    pub version: u32,
    /// Who is told.
    pub organisation: OrganisationId,
    /// Who tells: the authority that keeps the register, by its id in the directory.
    pub keeper: String,
    /// The law or decision that lets it be told.
    pub basis: String,
    /// What for.
    pub purposes: Vec<AgreedPurpose>,
    /// What the organisation may state and have verified: it is told yes or no.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub verify: BTreeSet<Attribute>,
    /// What it may be told.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub attributes: BTreeSet<Attribute>,
    /// What conclusions it may be told.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub derived: BTreeSet<Derived>,
    /// Of whom.
    #[serde(default, skip_serializing_if = "Subjects::is_anyone")]
    pub subjects: Subjects,
    /// By what answers name them.
    #[serde(default, skip_serializing_if = "SubjectsNamed::is_by_number")]
    pub subjects_named: SubjectsNamed,
    /// What a question must bring along.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub needs: BTreeSet<Need>,
    /// Whether lists of many subjects may be asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bulk: bool,
    /// What passes for the same when something is verified.
    #[serde(default, skip_serializing_if = "Tolerance::is_none")]
    pub tolerance: Tolerance,
    /// How much may be asked.
    pub volume: Volume,
    /// How often it may be wrong.
    #[serde(default)]
    pub guesses: GuessLimits,
    /// The first day.
    pub valid_from: Date,
    /// The last day.
    pub valid_until: Date,
}

/// A purpose that an agreement names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreedPurpose {
    /// Its name in questions and receipts.
    pub code: PurposeCode,
    /// The words that the citizen reads.
    pub words: String,
    /// The same in English.
    pub words_english: String,
}

/// Of whom an organisation may ask.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Subjects {
    /// Whomever it can name: those who stand before it with their papers.
    #[default]
    Anyone,
    /// Those at home in a unit of today, permanently or for the time being.
    LivesIn(UnitCode),
}

/// By what an answer names the person it is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectsNamed {
    /// By the number in the question.
    #[default]
    Number,
    /// By a pseudonym that means nothing to any other organisation.
    Pseudonym,
}

/// What a question must bring along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// The number of the case for which the organisation asks.
    Case,
    /// The consent of the person.
    Consent,
}

/// What passes for the same when something is verified.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// A name without its accents, or spelt by the other rule for them.
    #[serde(default)]
    pub accents: bool,
    /// A birth date of which less is known on one side.
    #[serde(default)]
    pub partial_dates: bool,
}

/// How many questions may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Volume {
    /// In a minute.
    pub per_minute: u32,
    /// On a day of Viet Nam.
    pub per_day: u32,
}

/// How many questions may state something wrong before no more are answered that day: who guesses is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuessLimits {
    /// About one person.
    pub per_subject_a_day: u32,
    /// About everybody.
    pub per_day: u32,
}

impl Agreement {
    /// The purpose of that code.
    pub fn purpose(&self, code: &PurposeCode) -> Option<&AgreedPurpose> {
        self.purposes.iter().find(|purpose| purpose.code == *code)
    }

    /// The canonical JSON that is stored.
    pub fn to_document(&self) -> String {
        canonical::to_string(self).expect("an agreement holds text, small numbers and booleans")
    }
}

impl Subjects {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference"
    )]
    const fn is_anyone(&self) -> bool {
        matches!(self, Self::Anyone)
    }
}

impl SubjectsNamed {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference"
    )]
    const fn is_by_number(&self) -> bool {
        matches!(self, Self::Number)
    }
}

impl Tolerance {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference"
    )]
    const fn is_none(&self) -> bool {
        !self.accents && !self.partial_dates
    }
}

impl Default for GuessLimits {
    /// Five about one person, as with a password; about everybody, what typing errors of a day's work come to.
    fn default() -> Self {
        Self {
            per_subject_a_day: 5,
            per_day: 200,
        }
    }
}
