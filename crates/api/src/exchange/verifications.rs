//! `POST /api/v1/exchange/verifications`: is it so, what an organisation says of somebody?

use axum::Json;
use axum::extract::State;
use danh_exchange::Asked;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{SubjectBody, UnderBody, question};
use super::{AnswerDocument, SignedQuestion, answer};
use crate::problem::Problem;
use crate::state::AppState;

/// What is to be verified: all that `subject` says.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "under": {"agreement": "ngan-hang-mau-mo-tai-khoan", "purpose": "mo-tai-khoan"},
    "subject": {"number": "001195000018", "name": "Nguyễn Thị Mai", "born": "1995-03-15"},
}))]
pub(crate) struct VerificationBody {
    /// Under which agreement.
    #[schema(required = true, nullable = false)]
    under: Option<UnderBody>,
    /// About whom.
    #[schema(required = true, nullable = false)]
    subject: Option<SubjectBody>,
}

/// Verify what is said of a person.
#[utoipa::path(
    post,
    path = "/api/v1/exchange/verifications",
    tag = "exchange",
    operation_id = "exchange_verify",
    request_body = VerificationBody,
    responses((status = 200, description = "Yes or no for each field; what is right is never told. Of a number that nobody holds, nothing is so.",
        body = AnswerDocument)),
)]
pub(crate) async fn verify(
    State(state): State<AppState>,
    signed: SignedQuestion<VerificationBody>,
) -> Result<Json<AnswerDocument>, Problem> {
    let VerificationBody { under, subject } = signed.body;
    let question = question(&state, (under, subject), |_| Some(Asked::Verify))?;
    answer(&state, signed.asker, question, signed.sent).await
}

#[cfg(test)]
mod tests;
