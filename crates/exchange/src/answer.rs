//! What comes of a question.

use std::collections::BTreeMap;

use danh_ledger::Commitment;
use danh_vocabulary::{AccessRecordId, Timestamp};
use serde::Serialize;
use serde_json::Value;

use crate::attribute::Attribute;
use crate::derived::Derived;
use crate::identifier::{AgreementId, OrganisationId, PurposeCode};
use crate::question::{AttributeAnswer, CaseNumber};
use crate::refusal::Refusal;
use crate::verdict::Verdict;

/// What comes of a question. Either is on record, and counts when its transaction is on disk.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is answered.
    Answered(Box<Answered>),
    /// It is not.
    Refused {
        /// Why.
        refusal: Refusal,
        /// When it makes sense to ask again, in seconds, where it does.
        retry_after_seconds: Option<u64>,
        /// Under which number that is on record.
        access_record: AccessRecordId,
    },
}

/// An answer and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// What is told.
    pub answer: Answer,
    /// When.
    pub at: Timestamp,
    /// To whom.
    pub organisation: OrganisationId,
    /// Under which agreement.
    pub agreement: AgreementId,
    /// In which version.
    pub agreement_version: u32,
    /// The law that it rests on.
    pub basis: String,
    /// For which purpose.
    pub purpose: PurposeCode,
    /// In which case.
    pub case: Option<CaseNumber>,
    /// Under which number it is on record.
    pub access_record: AccessRecordId,
    /// The commitment to that record.
    pub commitment: Commitment,
}

/// What an organisation is told.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// What the person is called to this organisation, where the agreement says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pseudonym: Option<String>,
    /// What was asked for.
    #[serde(flatten)]
    pub told: ToldOfPerson,
}

/// What is told of a person.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ToldOfPerson {
    /// Of each field, whether what the asker says is so.
    Verdicts(BTreeMap<Attribute, Verdict>),
    /// The fields.
    Attributes(BTreeMap<Attribute, AttributeAnswer>),
    /// The conclusions.
    Derived(BTreeMap<Derived, Verdict>),
}

impl Answer {
    /// The answer as JSON, as it stands in the receipt.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).expect("an answer is text")
    }

    /// Whether something that the asker said is not so.
    pub fn says_no(&self) -> bool {
        match &self.told {
            ToldOfPerson::Verdicts(verdicts) => {
                verdicts.values().any(|verdict| *verdict == Verdict::No)
            }
            ToldOfPerson::Attributes(_) | ToldOfPerson::Derived(_) => false,
        }
    }
}
