//! Signing in and out.

use axum::extract::{Extension, Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::Problem;
use danh_api::staff::{Credentials, Opened, SignInRefused, TypedBy, Way};
use danh_api::{AppState, ClientAddress, SignedIn};
use danh_identity::SignInError;
use serde::Deserialize;

use super::visitor::Visitor;
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
    #[serde(default)]
    visitor_token: String,
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
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Response {
    let why = match (&asked.signed_out, &asked.next) {
        (Some(_), _) => SignInState::SignedOut,
        (None, Some(next)) if next != "/" => SignInState::SignInFirst,
        (None, _) => SignInState::Fresh,
    };
    let view = SignInView {
        login: String::new(),
        next: asked.next,
        state: why,
        visitor_token: visitor.token(),
        is_demo: state.installation.is_demo,
    };
    visitor.greet(&state, respond(&visit, StatusCode::OK, &view))
}

/// `POST /sign-in`. A session that the browser had before ends (OWASP ASVS 5.0, 7.2.4).
pub(crate) async fn sign_in(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    before: Option<Extension<SignedIn>>,
    (visitor, by, from): (Visitor, TypedBy, ClientAddress),
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let refused = match credentials(&sent, &visitor) {
        Ok(given) => match enter(&state, given, by, from).await? {
            Ok(opened) => {
                if let Some(Extension(before)) = before {
                    state.staff.sign_out(before.session()).await?;
                }
                // What is still asked is asked there.
                let next = address::next(sent.next.as_deref());
                let cookies = entered(&state, &opened);
                return Ok((cookies, Redirect::to(next)).into_response());
            }
            Err(refused) => refused,
        },
        Err(why) => Refused {
            why,
            retry_after_seconds: None,
        },
    };
    let view = SignInView {
        login: sent.login,
        next: sent.next,
        state: refused.why,
        visitor_token: visitor.token(),
        is_demo: state.installation.is_demo,
    };
    let mut answer = respond(&visit, refused.status(), &view);
    if let Some(seconds) = refused.retry_after_seconds {
        let retry_after = seconds.into();
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, retry_after);
    }
    Ok(visitor.greet(&state, answer))
}

/// Why the form is shown again.
struct Refused {
    why: SignInState,
    retry_after_seconds: Option<u64>,
}

impl Refused {
    fn too_many(retry_after_seconds: u64) -> Self {
        let retry_after_minutes = retry_after_seconds.div_ceil(60).max(1);
        Self {
            why: SignInState::TooManyTries {
                retry_after_minutes,
            },
            retry_after_seconds: Some(retry_after_seconds),
        }
    }

    const fn status(&self) -> StatusCode {
        match self.why {
            SignInState::Wrong => StatusCode::UNAUTHORIZED,
            SignInState::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

/// What was typed, or why it cannot be looked at.
fn credentials(sent: &Sent, visitor: &Visitor) -> Result<Credentials, SignInState> {
    if !visitor.was_given(&sent.visitor_token) {
        return Err(SignInState::Stale);
    }
    let (login_missing, password_missing) =
        (sent.login.trim().is_empty(), sent.password.is_empty());
    if login_missing || password_missing {
        return Err(SignInState::Incomplete {
            login_missing,
            password_missing,
        });
    }
    // What cannot be a login belongs to no account; the answer is that of a wrong password.
    let login = sent.login.parse().map_err(|_| SignInState::Wrong)?;
    Ok(Credentials {
        login,
        password: sent.password.clone(),
        way: Way::PageByPage,
    })
}

/// Looks at what was typed, unless too much was tried from there.
async fn enter(
    state: &AppState,
    given: Credentials,
    by: TypedBy,
    from: ClientAddress,
) -> Result<Result<Opened, Refused>, Problem> {
    let now = state.clock.now();
    if let Err(seconds) = state.rate_limits.count_sign_in(from, now) {
        return Ok(Err(Refused::too_many(seconds)));
    }
    match state.staff.sign_in(given, by).await {
        Ok(opened) => Ok(Ok(opened)),
        Err(SignInRefused::Password(SignInError::WrongLoginOrPassword)) => Ok(Err(Refused {
            why: SignInState::Wrong,
            retry_after_seconds: None,
        })),
        Err(SignInRefused::Password(SignInError::TooManyAttempts {
            retry_after_seconds,
        })) => Ok(Err(Refused::too_many(retry_after_seconds))),
        Err(refused) => Err(refused.into()),
    }
}

/// What a browser holds from now on in which somebody has signed in.
fn entered(state: &AppState, opened: &Opened) -> HeaderMap {
    let (cookies, mut headers) = (state.secure_cookies, HeaderMap::new());
    headers.append(header::SET_COOKIE, cookies.sign_in(&opened.token));
    if let Some(device) = &opened.device_cookie {
        headers.append(header::SET_COOKIE, cookies.remember_device(device));
    }
    headers
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
