//! Signing in and out.

use axum::extract::{Extension, Form, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::Problem;
use danh_api::{AppState, ClientAddress, SignedIn};
use danh_identity::SignInError;
use serde::Deserialize;

use super::{SignInState, SignInView};
use crate::address;
use crate::page::{Visit, respond};

/// What the address of the sign-in page may say.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    next: Option<String>,
    signed_out: Option<String>,
}

/// The sign-in form as it was sent.
#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    next: Option<String>,
}

/// A form that says nothing but that it is ours.
#[derive(Deserialize)]
pub(crate) struct Token {
    #[serde(default)]
    form_token: String,
}

/// `GET /sign-in`
pub(crate) async fn form(
    Extension(visit): Extension<Visit>,
    Query(asked): Query<Asked>,
) -> Response {
    let state = match (&asked.signed_out, &asked.next) {
        (Some(_), _) => SignInState::SignedOut,
        (None, Some(next)) if next != "/" => SignInState::SignInFirst,
        (None, _) => SignInState::Fresh,
    };
    let view = SignInView {
        login: String::new(),
        next: asked.next,
        state,
    };
    respond(&visit, StatusCode::OK, &view)
}

/// `POST /sign-in`. A session that the browser had before ends (OWASP ASVS 5.0, 7.2.4).
pub(crate) async fn sign_in(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    before: Option<Extension<SignedIn>>,
    address: ClientAddress,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let next = address::next(sent.next.as_deref()).to_owned();
    let again = |why: SignInState, status| {
        let view = SignInView {
            login: sent.login.clone(),
            next: sent.next.clone(),
            state: why,
        };
        Ok(respond(&visit, status, &view))
    };
    let (login_missing, password_missing) =
        (sent.login.trim().is_empty(), sent.password.is_empty());
    if login_missing || password_missing {
        let why = SignInState::Incomplete {
            login_missing,
            password_missing,
        };
        return again(why, StatusCode::UNPROCESSABLE_ENTITY);
    }
    // What cannot be a login belongs to no account; the answer is that of a wrong password.
    let Ok(login) = sent.login.parse() else {
        return again(SignInState::Wrong, StatusCode::UNAUTHORIZED);
    };
    match danh_api::sign_in(&state, login, sent.password.clone(), address.into()).await {
        Ok(token) => {
            if let Some(Extension(before)) = before {
                danh_api::sign_out(&state, before.token()).await?;
            }
            let cookie = state.secure_cookies.sign_in(&token);
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&next)).into_response())
        }
        Err(SignInError::WrongLoginOrPassword) => {
            again(SignInState::Wrong, StatusCode::UNAUTHORIZED)
        }
        Err(SignInError::TooManyAttempts {
            retry_after_seconds,
        }) => {
            let why = SignInState::TooManyTries {
                retry_after_minutes: retry_after_seconds.div_ceil(60).max(1),
            };
            let mut response = again(why, StatusCode::TOO_MANY_REQUESTS)?;
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, retry_after_seconds.into());
            Ok(response)
        }
        Err(SignInError::Store(error)) => Err(error.into()),
    }
}

/// `POST /sign-out`
pub(crate) async fn sign_out(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Form(sent): Form<Token>,
) -> Result<Response, Problem> {
    if !signed_in.is_form_token(&sent.form_token) {
        // A page of an earlier session; the present one goes on.
        return Ok(Redirect::to("/search").into_response());
    }
    danh_api::sign_out(&state, signed_in.token()).await?;
    let cookie = state.secure_cookies.sign_out();
    let headers = [(header::SET_COOKIE, cookie)];
    Ok((headers, Redirect::to("/sign-in?signed_out=1")).into_response())
}
