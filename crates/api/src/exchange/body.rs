//! What every question says: under which agreement, about whom.

use danh_exchange::{AgreementId, Asked, CaseNumber, Claims, PurposeCode, Question, SubjectNamed};
use danh_register::CardSerial;
use danh_vocabulary::{Name, PartialDate, PersonalNumber, Sex};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::write::Fields;

/// Under which agreement, for which purpose, in which case.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "agreement": "ngan-hang-mau-mo-tai-khoan", "purpose": "mo-tai-khoan", "case": "HS-2026-0001",
}))]
pub(crate) struct UnderBody {
    /// The id of the agreement.
    #[schema(
        required = true,
        nullable = false,
        max_length = 64,
        pattern = "^[a-z][a-z0-9-]*[a-z0-9]$"
    )]
    agreement: Option<String>,
    /// The code of one of its purposes.
    #[schema(
        required = true,
        nullable = false,
        max_length = 64,
        pattern = "^[a-z][a-z0-9-]*[a-z0-9]$"
    )]
    purpose: Option<String>,
    /// The number of the asker's case: 1 to 64 visible characters of ASCII.
    #[schema(nullable = false, max_length = 64, pattern = "^[!-~]+$")]
    case: Option<String>,
}

/// About whom, and what the asker says of them: what stands on the papers before it.
#[derive(Debug, Default, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "number": "001195000018", "name": "Nguyễn Thị Mai", "born": "1995-03-15",
}))]
pub(crate) struct SubjectBody {
    /// The personal number: 12 digits. Either it or `pseudonym`.
    #[schema(nullable = false, pattern = "^[0-9]{12}$")]
    number: Option<String>,
    /// What the person was called in an earlier answer to this organisation.
    #[schema(nullable = false, pattern = "^[a-z2-7]{26}$")]
    pseudonym: Option<String>,
    /// The full name.
    #[schema(nullable = false, max_length = 128)]
    name: Option<String>,
    /// The birth date: `1950`, `1950-03` or `1950-03-15`.
    #[schema(nullable = false)]
    born: Option<String>,
    /// `M` or `F`.
    #[schema(nullable = false, pattern = "^[MF]$")]
    sex: Option<String>,
    /// The serial of the identity card.
    #[schema(nullable = false, max_length = 32, pattern = "^[0-9A-Za-z]+$")]
    card: Option<String>,
}

/// The question that the parts of a body make, with what is asked read by whoever knows.
pub(super) fn question(
    state: &AppState,
    (under, subject): (Option<UnderBody>, Option<SubjectBody>),
    asked: impl FnOnce(&mut Fields<'_>) -> Option<Asked>,
) -> Result<Question, Problem> {
    let mut fields = Fields::new(state);
    let under = fields.present("/under", under).unwrap_or_default();
    let said = fields.present("/subject", subject).unwrap_or_default();
    let agreement = under.agreement.as_deref();
    let agreement: Option<AgreementId> =
        fields.required("/under/agreement", agreement, Fault::Choice);
    let purpose = under.purpose.as_deref();
    let purpose: Option<PurposeCode> = fields.required("/under/purpose", purpose, Fault::Choice);
    let case: Option<CaseNumber> =
        fields.optional("/under/case", under.case.as_deref(), Fault::Line);
    let subject = named(&said, &mut fields);
    let claims = claims(&said, &mut fields);
    let asked = asked(&mut fields);
    fields.build(|| {
        Some(Question {
            agreement: agreement?,
            purpose: purpose?,
            case,
            subject: subject?,
            claims,
            asked: asked?,
        })
    })
}

fn named(said: &SubjectBody, fields: &mut Fields<'_>) -> Option<SubjectNamed> {
    let number: Option<PersonalNumber> = fields.optional(
        "/subject/number",
        said.number.as_deref(),
        Fault::PersonalNumber,
    );
    match (&said.number, &said.pseudonym) {
        (Some(_), None) => number.map(SubjectNamed::Number),
        (None, Some(pseudonym)) => Some(SubjectNamed::Pseudonym(pseudonym.clone())),
        _ => {
            fields.fault("/subject/number", Fault::OneOfTwo);
            None
        }
    }
}

fn claims(said: &SubjectBody, fields: &mut Fields<'_>) -> Claims {
    Claims {
        name: fields.optional::<Name>("/subject/name", said.name.as_deref(), Fault::PersonName),
        born: fields.optional::<PartialDate>(
            "/subject/born",
            said.born.as_deref(),
            Fault::PartialDate,
        ),
        sex: fields.optional::<Sex>("/subject/sex", said.sex.as_deref(), Fault::Sex),
        card: fields.optional::<CardSerial>("/subject/card", said.card.as_deref(), Fault::Card),
    }
}
