//! The body of a signed request: the bytes that were signed, read strictly.

use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::asker::Asker;
use crate::body::{body_bytes, parse};
use crate::http_signature::content_digest;
use crate::problem::{ExchangeProblem, Problem, ProblemKind};
use crate::state::AppState;

/// A question that an organisation sent.
pub(crate) struct SignedQuestion<T> {
    /// Who asks.
    pub(crate) asker: Asker,
    /// What.
    pub(crate) body: T,
    /// The same as it was sent, for the receipt.
    pub(crate) sent: Value,
}

impl<T: DeserializeOwned> FromRequest<AppState> for SignedQuestion<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Problem> {
        let Some(asker) = request.extensions().get::<Asker>().cloned() else {
            tracing::error!("an organisation's route was reached without the guard");
            return Err(Problem::new(ProblemKind::Internal));
        };
        let digest = request.headers().get("content-digest");
        let digest = digest.and_then(|digest| digest.to_str().ok());
        let digest = digest.unwrap_or_default().to_owned();
        let bytes = body_bytes(request, state).await?;
        if !content_digest::fits(&digest, &bytes) {
            return Err(asker
                .refuse(state, ExchangeProblem::ContentDigestWrong)
                .await);
        }
        Ok(Self {
            asker,
            body: parse(&bytes)?,
            sent: parse(&bytes)?,
        })
    }
}
