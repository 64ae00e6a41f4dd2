//! The signed answer: a receipt that a third party can verify without asking anybody.
//!
//! It says what was asked, by whom, for what, what was answered, when, and under which number it is on record. It carries the
//! commitment to that record, which the access log comes to hold: the register's promise, which a proof of inclusion redeems.

use danh_keys::{Jws, JwsError, PublicKey, Signer, sign_jws};
use danh_ledger::Commitment;
use danh_vocabulary::{AccessRecordId, Timestamp, canonical};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::answer::Answered;
use crate::identifier::{AgreementId, OrganisationId, PurposeCode};

/// What the header of a receipt says that it is.
const MEDIA_TYPE: &str = "danh-receipt+jws";
/// The version of this form.
const VERSION: u32 = 1;

/// What a receipt says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The version of the form: 1.
    pub version: u32,
    /// Who answered: the name of the register.
    pub issuer: String,
    /// When.
    pub answered_at: Timestamp,
    /// Who asked.
    pub organisation: OrganisationId,
    /// Under which agreement.
    pub agreement: AgreementId,
    /// In which version.
    pub agreement_version: u32,
    /// The law that the agreement rests on.
    pub basis: String,
    /// For which purpose.
    pub purpose: PurposeCode,
    /// In which case of the asker's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The question as it was sent.
    pub question: Value,
    /// The answer as it was given.
    pub answer: Value,
    /// The number of the access record.
    pub access_record: AccessRecordId,
    /// The commitment to that record in the access log: 64 hexadecimal digits.
    pub commitment: String,
}

/// Why a text is no receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It is not signed by that key, or was changed.
    #[error(transparent)]
    Signature(#[from] JwsError),
    /// What is signed is something else.
    #[error("what is signed is no receipt: {0}")]
    Form(String),
}

impl Receipt {
    /// The receipt of an answer that is on record. `question` is the body as it was sent.
    pub fn of(issuer: &str, answered: &Answered, question: Value) -> Self {
        Self {
            version: VERSION,
            issuer: issuer.to_owned(),
            answered_at: answered.at,
            organisation: answered.organisation.clone(),
            agreement: answered.agreement.clone(),
            agreement_version: answered.agreement_version,
            basis: answered.basis.clone(),
            purpose: answered.purpose.clone(),
            case: answered.case.as_ref().map(ToString::to_string),
            question,
            answer: answered.answer.to_json(),
            access_record: answered.access_record,
            commitment: hexadecimal(&answered.commitment),
        }
    }

    /// The receipt as a compact JWS over its canonical JSON.
    pub fn sign(&self, signer: &Signer) -> String {
        let payload = canonical::to_string(self)
            .expect("a receipt holds text, small numbers and what was read from JSON");
        sign_jws(signer, MEDIA_TYPE, payload.as_bytes())
    }

    /// What a signed receipt says, if that key signed it.
    pub fn verify(text: &str, key: &PublicKey) -> Result<Self, ReceiptError> {
        let jws = Jws::parse(text.trim())?;
        let payload = jws.verified_by(key)?;
        if jws.media_type() != Some(MEDIA_TYPE) {
            let said = jws.media_type().unwrap_or("nothing");
            return Err(ReceiptError::Form(format!("it says that it is `{said}`")));
        }
        let receipt: Self = serde_json::from_slice(payload)
            .map_err(|error| ReceiptError::Form(error.to_string()))?;
        if receipt.version != VERSION {
            return Err(ReceiptError::Form("its version is not known".to_owned()));
        }
        Ok(receipt)
    }
}

fn hexadecimal(commitment: &Commitment) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    let bytes = commitment.as_bytes().iter();
    bytes
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
