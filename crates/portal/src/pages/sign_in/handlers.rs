//! Signing in and out.

use axum::extract::{Extension, Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::Problem;
use danh_api::staff::{Credentials, SignInRefused, TypedBy, Way};
use danh_api::{AppState, SignedIn};
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
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    Query(asked): Query<Asked>,
) -> Response {
    let is_demo = state.installation.is_demo;
    let state = match (&asked.signed_out, &asked.next) {
        (Some(_), _) => SignInState::SignedOut,
        (None, Some(next)) if next != "/" => SignInState::SignInFirst,
        (None, _) => SignInState::Fresh,
    };
    let view = SignInView {
        login: String::new(),
        next: asked.next,
        state,
        is_demo,
    };
    respond(&visit, StatusCode::OK, &view)
}

/// `POST /sign-in`. A session that the browser had before ends (OWASP ASVS 5.0, 7.2.4).
pub(crate) async fn sign_in(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    before: Option<Extension<SignedIn>>,
    by: TypedBy,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let next = address::next(sent.next.as_deref()).to_owned();
    let again = |why: SignInState, status| {
        let view = SignInView {
            login: sent.login.clone(),
            next: sent.next.clone(),
            state: why,
            is_demo: state.installation.is_demo,
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
    let given = Credentials {
        login,
        password: sent.password.clone(),
        way: Way::PageByPage,
    };
    match state.staff.sign_in(given, by).await {
        Ok(opened) => {
            if let Some(Extension(before)) = before {
                state.staff.sign_out(before.session()).await?;
            }
            let mut headers = HeaderMap::new();
            let cookies = state.secure_cookies;
            headers.append(header::SET_COOKIE, cookies.sign_in(&opened.token));
            if let Some(device) = &opened.device_cookie {
                headers.append(header::SET_COOKIE, cookies.remember_device(device));
            }
            // What is still asked is asked there.
            Ok((headers, Redirect::to(&next)).into_response())
        }
        Err(SignInRefused::Password(SignInError::WrongLoginOrPassword)) => {
            again(SignInState::Wrong, StatusCode::UNAUTHORIZED)
        }
        Err(SignInRefused::Password(SignInError::TooManyAttempts {
            retry_after_seconds,
        })) => {
            let why = SignInState::TooManyTries {
                retry_after_minutes: retry_after_seconds.div_ceil(60).max(1),
            };
            let mut response = again(why, StatusCode::TOO_MANY_REQUESTS)?;
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, retry_after_seconds.into());
            Ok(response)
        }
        Err(refused) => Err(refused.into()),
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
        return Ok(Redirect::to("/").into_response());
    }
    state.staff.sign_out(signed_in.session()).await?;
    let cookie = state.secure_cookies.sign_out();
    let headers = [(header::SET_COOKIE, cookie)];
    Ok((headers, Redirect::to("/sign-in?signed_out=1")).into_response())
}
