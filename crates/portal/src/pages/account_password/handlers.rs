//! Taking a new password.

use axum::extract::{Extension, Form, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::Problem;
use danh_api::staff::{ChangePasswordError, TypedBy};
use danh_api::{AppState, SignedIn};
use danh_identity::{PasswordError, SignInError, Step};
use serde::Deserialize;

use super::{PasswordMistake, PasswordView, Reason};
use crate::address;
use crate::page::{Visit, respond};
use crate::pages::account::handlers::{accounts, cookies};

/// What the address may say.
#[derive(Deserialize)]
pub(crate) struct Asked {
    next: Option<String>,
}

/// The form as it was sent.
#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    current: String,
    #[serde(default)]
    chosen: String,
    #[serde(default)]
    again: String,
    next: Option<String>,
    #[serde(default)]
    form_token: String,
}

/// `GET /account/password`
pub(crate) async fn form(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    accounts(&state)?;
    Ok(respond(
        &visit,
        StatusCode::OK,
        &view(&signed_in, asked.next),
    ))
}

/// `POST /account/password`
pub(crate) async fn change(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    by: TypedBy,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let accounts = accounts(&state)?;
    let mut view = view(&signed_in, sent.next.clone());
    let mistake = if !signed_in.is_form_token(&sent.form_token) {
        Some(PasswordMistake::Stale)
    } else if sent.current.is_empty() {
        Some(PasswordMistake::Current)
    } else if sent.chosen != sent.again {
        Some(PasswordMistake::Differs)
    } else {
        None
    };
    if mistake.is_some() {
        view.mistake = mistake;
        return Ok(respond(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view));
    }
    let changed = accounts.change_password(signed_in.session(), sent.current, sent.chosen, by);
    match changed.await {
        Ok(renewed) => {
            let to = match view.reason {
                Reason::Asked => address::next(sent.next.as_deref()),
                Reason::Wanted => "/account?done=password",
            };
            Ok((cookies(&state, &renewed), Redirect::to(to)).into_response())
        }
        Err(refused) => {
            view.mistake = Some(mistake_of(refused)?);
            Ok(respond(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view))
        }
    }
}

fn view(signed_in: &SignedIn, next: Option<String>) -> PasswordView {
    let reason = match signed_in.step() {
        Some(Step::NewPassword) => Reason::Asked,
        _ => Reason::Wanted,
    };
    PasswordView {
        next,
        reason,
        mistake: None,
    }
}

fn mistake_of(refused: ChangePasswordError) -> Result<PasswordMistake, Problem> {
    Ok(match refused {
        ChangePasswordError::Current(SignInError::WrongLoginOrPassword) => PasswordMistake::Current,
        ChangePasswordError::Current(SignInError::TooManyAttempts {
            retry_after_seconds,
        }) => PasswordMistake::TooManyTries {
            retry_after_minutes: retry_after_seconds.div_ceil(60).max(1),
        },
        ChangePasswordError::Current(SignInError::Store(error)) => return Err(error.into()),
        ChangePasswordError::Session(refused) => return Err(refused.into()),
        ChangePasswordError::Same => PasswordMistake::Same,
        ChangePasswordError::New(PasswordError::TooShort) => PasswordMistake::TooShort,
        ChangePasswordError::New(PasswordError::TooLong) => PasswordMistake::TooLong,
        ChangePasswordError::New(PasswordError::Common) => PasswordMistake::Common,
        ChangePasswordError::New(PasswordError::Pattern) => PasswordMistake::Pattern,
        ChangePasswordError::New(PasswordError::AboutAccount) => PasswordMistake::AboutAccount,
    })
}
