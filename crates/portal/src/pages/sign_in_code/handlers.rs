//! Taking the code.

use axum::extract::{Extension, Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::Problem;
use danh_api::staff::{CodeGiven, CodeRefused, TypedBy};
use danh_api::{AppState, SignedIn};
use danh_identity::Step;
use serde::Deserialize;

use super::{CodeMistake, CodeView};
use crate::address;
use crate::page::{Visit, respond};

/// What the address may say.
#[derive(Deserialize)]
pub(crate) struct Asked {
    next: Option<String>,
}

/// The form as it was sent.
#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    code: String,
    next: Option<String>,
    #[serde(default)]
    form_token: String,
}

/// `GET /sign-in/code`
pub(crate) async fn form(
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let next = asked.next;
    if signed_in.step() != Some(Step::Code) {
        return Redirect::to(address::next(next.as_deref())).into_response();
    }
    let view = CodeView {
        next,
        mistake: None,
    };
    respond(&visit, StatusCode::OK, &view)
}

/// `POST /sign-in/code`
pub(crate) async fn give(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    by: TypedBy,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let next = address::next(sent.next.as_deref()).to_owned();
    if signed_in.step() != Some(Step::Code) {
        return Ok(Redirect::to(&next).into_response());
    }
    let again = |status, mistake| {
        let view = CodeView {
            next: sent.next.clone(),
            mistake: Some(mistake),
        };
        Ok(respond(&visit, status, &view))
    };
    if !signed_in.is_form_token(&sent.form_token) {
        return again(StatusCode::UNPROCESSABLE_ENTITY, CodeMistake::Stale);
    }
    if sent.code.trim().is_empty() {
        return again(StatusCode::UNPROCESSABLE_ENTITY, CodeMistake::Missing);
    }
    let given = state
        .staff
        .give_code(signed_in.session(), sent.code.clone(), by);
    match given.await {
        Ok(given) => Ok(entered(&state, &given, &next)),
        Err(CodeRefused::Wrong) => again(StatusCode::UNAUTHORIZED, CodeMistake::Wrong),
        Err(CodeRefused::TooManyAttempts {
            retry_after_seconds,
        }) => {
            let mistake = CodeMistake::TooManyTries {
                retry_after_minutes: retry_after_seconds.div_ceil(60).max(1),
            };
            let mut response = again(StatusCode::TOO_MANY_REQUESTS, mistake)?;
            let retry_after = HeaderValue::from(retry_after_seconds);
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, retry_after);
            Ok(response)
        }
        Err(CodeRefused::SecondFactor(error)) => Err(error.into()),
    }
}

/// On to what was asked for; whoever used a recovery code sees first how many are left.
fn entered(state: &AppState, given: &CodeGiven, next: &str) -> Response {
    let mut headers = HeaderMap::new();
    let cookies = state.secure_cookies;
    headers.append(header::SET_COOKIE, cookies.sign_in(&given.token));
    if let Some(device) = &given.device_cookie {
        headers.append(header::SET_COOKIE, cookies.remember_device(device));
    }
    let to = match given.recovery_codes_left {
        Some(_) => "/account?done=recovery-code",
        None => next,
    };
    (headers, Redirect::to(to)).into_response()
}
