//! A request that writes: who sends it, under which key, having seen what, and its body.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use danh_desk::{Answered, ReplyKey, RequestDigest};
use danh_register::Actor;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use super::idempotency_key::IdempotencyKey;
use super::if_match::IfMatch;
use crate::body::{body_bytes, parse};
use crate::problem::Problem;
use crate::signed_in::SignedIn;
use crate::state::AppState;

/// A request that writes an event, with a body of JSON.
pub(crate) struct WriteRequest<T> {
    pub(crate) officer: SignedIn,
    pub(crate) if_match: IfMatch,
    pub(crate) body: T,
    pub(super) asked: Answered,
    key: IdempotencyKey,
}

impl<T> WriteRequest<T> {
    /// The key holds for this session alone, as what is asked for does.
    #[must_use]
    pub(crate) fn of_this_session(mut self) -> Self {
        let caller = Actor::Officer(self.officer.officer);
        let caller = format!("{caller} since {}", self.officer.session_opened_at);
        self.asked.key = ReplyKey::of(&caller, self.key.as_str());
        self
    }
}

/// The headers of a request that creates.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(
    dead_code,
    reason = "describes the headers, which are read from the request"
)]
pub(crate) struct CreateHeaders {
    /// Names the request, so that it is done once however often it is sent: 8 to 128 characters, a
    /// UUID as a rule. The answer is kept for 24 hours and given again.
    #[param(
        rename = "idempotency-key",
        min_length = 8,
        max_length = 128,
        pattern = "^(\"[!#-\\[\\]-~]{8,126}\"|[!#-\\[\\]-~]{8,128})$",
        example = "\"8e03978e-40d5-43e8-bc93-6894a57f9324\""
    )]
    idempotency_key: String,
}

/// The headers of a request that changes persons.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(
    dead_code,
    reason = "describes the headers, which are read from the request"
)]
pub(crate) struct WriteHeaders {
    /// Names the request, so that it is done once however often it is sent: 8 to 128 characters, a
    /// UUID as a rule. The answer is kept for 24 hours and given again.
    #[param(
        rename = "idempotency-key",
        min_length = 8,
        max_length = 128,
        pattern = "^(\"[!#-\\[\\]-~]{8,126}\"|[!#-\\[\\]-~]{8,128})$",
        example = "\"8e03978e-40d5-43e8-bc93-6894a57f9324\""
    )]
    idempotency_key: String,
    /// The `ETag` of every person whom the event changes, as they were read last.
    #[param(rename = "if-match", example = "\"k6x2zq3vd5ttg4w7yb5pnh7c3e\"")]
    if_match: String,
}

impl<T: DeserializeOwned> FromRequest<AppState> for WriteRequest<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Problem> {
        let at = state.clock.now();
        let officer = match request.extensions().get::<SignedIn>() {
            Some(signed_in) => signed_in.clone(),
            None => SignedIn::of_headers(state, request.headers()).await?,
        };
        let key = IdempotencyKey::of(request.headers())?;
        let if_match = IfMatch::of(state, request.headers())?;
        let said = said_in_head(&request);
        let bytes: Bytes = body_bytes(request, state).await?;
        let mut parts: Vec<&[u8]> = said.iter().map(Vec::as_slice).collect();
        parts.push(&bytes);
        let caller = Actor::Officer(officer.officer).to_string();
        Ok(Self {
            if_match,
            body: parse(&bytes)?,
            asked: Answered {
                key: ReplyKey::of(&caller, key.as_str()),
                digest: RequestDigest::of(&parts),
                at,
            },
            officer,
            key,
        })
    }
}

/// What a request says before its body: what it does, where, and on the strength of which versions.
fn said_in_head(request: &Request) -> Vec<Vec<u8>> {
    let versions = request.headers().get_all(header::IF_MATCH).iter();
    [request.method().as_str(), request.uri().path()]
        .map(|text| text.as_bytes().to_vec())
        .into_iter()
        .chain(versions.map(|value| value.as_bytes().to_vec()))
        .collect()
}
