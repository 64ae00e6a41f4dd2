//! Answering one question in one transaction: look, weigh, answer, record.
//!
//! What is refused is recorded as well as what is told, in the same log. The answer may leave when the transaction is on disk.

mod weigh;

use std::collections::BTreeSet;

use danh_ledger::commitment;
use danh_register::Actor;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{AccessRecordId, PersonId, Timestamp};

use self::weigh::{Stop, Weighed};
use crate::access_record::{AccessKind, AccessRecord, OrganisationAccess, Told};
use crate::agreement::{Agreement, agreement_in_force};
use crate::answer::{Answered, Outcome};
use crate::exchange::Exchange;
use crate::identifier::OrganisationId;
use crate::nonce::{Nonce, nonce_claim};
use crate::queries::access_record_append;
use crate::question::{Question, QuestionKind};
use crate::refusal::Refusal;

/// A question as it came.
#[derive(Debug, Clone)]
pub struct Asking {
    /// Who asks: whose key signed the request.
    pub organisation: OrganisationId,
    /// What.
    pub question: Question,
    /// What makes the request one of its kind.
    pub nonce: Nonce,
    /// Until when the request could come again.
    pub nonce_until: Timestamp,
    /// The key of the access record; new.
    pub access_record: AccessRecordId,
    /// Fresh randomness for its commitment.
    pub salt: [u8; 16],
    /// Now.
    pub now: Timestamp,
}

impl Exchange {
    /// Answers a question, or refuses it, and records which.
    pub fn ask(&self, tx: &mut Tx<'_>, asking: &Asking) -> Result<Outcome, StoreError> {
        let today = asking.now.date_in_viet_nam();
        let is_new = nonce_claim(tx, &asking.organisation, &asking.nonce, asking.nonce_until)?;
        let agreement = agreement_in_force(tx, &asking.question.agreement, today)?
            .filter(|agreement| agreement.organisation == asking.organisation);
        let found = self.find(tx, asking)?;
        let person = found.as_ref().map(|(person, _)| *person);
        let weighed = if is_new {
            self.weigh(tx, asking, agreement.as_ref(), found.as_ref())
        } else {
            Err(Refusal::Replayed.into())
        };
        let on_record = OnRecord {
            asking,
            agreement: agreement.as_ref(),
            person,
        };
        match (weighed, &agreement) {
            (Ok(weighed), Some(agreement)) => on_record.answer(tx, agreement, weighed),
            (Ok(_), None) => on_record.refuse(tx, Refusal::AgreementNotInForce, None),
            (
                Err(Stop::Refused {
                    refusal,
                    retry_after_seconds,
                }),
                _,
            ) => on_record.refuse(tx, refusal, retry_after_seconds),
            (Err(Stop::Store(error)), _) => Err(error),
        }
    }
}

/// What is written down of a question.
struct OnRecord<'a> {
    asking: &'a Asking,
    agreement: Option<&'a Agreement>,
    person: Option<PersonId>,
}

impl OnRecord<'_> {
    fn answer(
        &self,
        tx: &mut Tx<'_>,
        agreement: &Agreement,
        weighed: Weighed,
    ) -> Result<Outcome, StoreError> {
        let question = &self.asking.question;
        let told = match question.kind() {
            QuestionKind::Verify => Told::Verification,
            QuestionKind::Attributes => Told::Attributes,
            QuestionKind::Derived => Told::Derived,
        };
        let record = AccessRecord {
            kind: AccessKind::Disclosure,
            told: vec![told],
            ..self.record(None)
        };
        access_record_append(tx, &record, &self.asking.salt)?;
        for counter in &weighed.counters {
            counter.add(tx)?;
        }
        Ok(Outcome::Answered(Box::new(Answered {
            answer: weighed.answer,
            at: self.asking.now,
            organisation: self.asking.organisation.clone(),
            agreement: agreement.id.clone(),
            agreement_version: agreement.version,
            basis: agreement.basis.clone(),
            purpose: question.purpose.clone(),
            case: question.case.clone(),
            access_record: record.id,
            commitment: commitment(&self.asking.salt, record.to_document().as_bytes()),
        })))
    }

    fn refuse(
        &self,
        tx: &mut Tx<'_>,
        refusal: Refusal,
        retry_after_seconds: Option<u64>,
    ) -> Result<Outcome, StoreError> {
        let record = self.record(Some(refusal));
        access_record_append(tx, &record, &self.asking.salt)?;
        Ok(Outcome::Refused {
            refusal,
            retry_after_seconds,
            access_record: record.id,
        })
    }

    /// The record of a refusal, or what a record of an answer has in common with it.
    fn record(&self, refusal: Option<Refusal>) -> AccessRecord {
        let question = &self.asking.question;
        let agreed = self.agreement;
        let words = agreed.and_then(|agreement| agreement.purpose(&question.purpose));
        let words = words.map_or(question.purpose.as_str(), |purpose| &purpose.words);
        let basis = agreed.map_or(AccessRecord::BASIS_OF_KEEPERS, |agreement| &agreement.basis);
        let persons: BTreeSet<PersonId> = self.person.into_iter().collect();
        AccessRecord {
            id: self.asking.access_record,
            at: self.asking.now,
            actor: Actor::Organisation(self.asking.organisation.to_string()),
            authority: self.asking.organisation.to_string(),
            appointment: None,
            kind: AccessKind::RefusedToOrganisation,
            purpose: words
                .parse()
                .expect("a code is a purpose, and words were checked when they were agreed"),
            basis: basis.to_owned(),
            told: Vec::new(),
            persons: persons.into_iter().collect(),
            organisation: Some(OrganisationAccess {
                agreement: question.agreement.to_string(),
                version: agreed.map(|agreement| agreement.version),
                case: question.case.as_ref().map(ToString::to_string),
                fields: question.field_words(),
                refusal: refusal.map(|refusal| refusal.code().to_owned()),
            }),
        }
    }
}

#[cfg(test)]
mod tests;
