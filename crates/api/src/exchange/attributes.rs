//! `POST /api/v1/exchange/attributes`: the agreed fields of somebody.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use danh_exchange::{Asked, Attribute};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{SubjectBody, UnderBody, question};
use super::{AnswerDocument, SignedQuestion, answer};
use crate::problem::{Fault, Problem};
use crate::state::AppState;

/// Which fields are asked for.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "under": {"agreement": "benh-vien-mau-tiep-nhan", "purpose": "tiep-nhan", "case": "BA-0001"},
    "subject": {"number": "001195000018", "born": "1995-03-15"},
    "attributes": ["name", "sex", "permanent_residence"],
}))]
pub(crate) struct AttributesBody {
    /// Under which agreement.
    #[schema(required = true, nullable = false)]
    under: Option<UnderBody>,
    /// About whom: what is said of them must be so, or nothing is told. A number comes with the birth date.
    #[schema(required = true, nullable = false)]
    subject: Option<SubjectBody>,
    /// The fields: `number`, `name`, `other_names`, `born`, `sex`, `birth_place`, `birth_registered_in`, `origin`, `ethnicity`,
    /// `religion`, `nationalities`, `blood_group`, `card`, `permanent_residence`, `temporary_residence`, `marital_status`, `death`
    /// and `occupation`.
    #[schema(required = true, nullable = false, min_items = 1, max_items = 18)]
    attributes: Option<Vec<String>>,
}

/// Ask for fields of a person.
#[utoipa::path(
    post,
    path = "/api/v1/exchange/attributes",
    tag = "exchange",
    operation_id = "exchange_attributes",
    request_body = AttributesBody,
    responses((status = 200, description = "The fields, each with the law that has the register keep it; without `value` what the register does not know.",
        body = AnswerDocument)),
)]
pub(crate) async fn tell(
    State(state): State<AppState>,
    signed: SignedQuestion<AttributesBody>,
) -> Result<Json<AnswerDocument>, Problem> {
    let AttributesBody {
        under,
        subject,
        attributes,
    } = signed.body;
    let question = question(&state, (under, subject), |fields| {
        let words = fields.present("/attributes", attributes)?;
        let named: Option<BTreeSet<Attribute>> =
            words.iter().map(|word| Attribute::parse(word)).collect();
        let named = named.filter(|named| !named.is_empty());
        fields
            .kept("/attributes", named, Fault::Choice)
            .map(Asked::Attributes)
    })?;
    answer(&state, signed.asker, question, signed.sent).await
}

#[cfg(test)]
mod tests;
