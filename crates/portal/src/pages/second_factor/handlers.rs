//! Setting up a second factor.

use axum::extract::{Extension, Form, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::Problem;
use danh_api::staff::{PendingSecondFactor, TypedBy};
use danh_api::{AppState, SignedIn};
use danh_identity::Step;
use serde::Deserialize;

use super::{FactorMistake, Proof, Required, SecondFactorView, Stage};
use crate::address;
use crate::page::{Visit, respond};
use crate::pages::account::AccountMistake;
use crate::pages::account::handlers::{accounts, cookies, mistake};
use crate::qr::QrCode;

/// What the address may say.
#[derive(Deserialize)]
pub(crate) struct Asked {
    next: Option<String>,
    /// Whether the page is to begin anew, whatever waits.
    anew: Option<String>,
}

/// A form as it was sent.
#[derive(Deserialize)]
pub(crate) struct Sent {
    password: Option<String>,
    #[serde(default)]
    code: String,
    next: Option<String>,
    #[serde(default)]
    form_token: String,
}

/// `GET /account/second-factor`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let pending = match asked.anew {
        Some(_) => None,
        None => pending(&state, &signed_in).await?,
    };
    let view = view(&state, &signed_in, asked.next, pending);
    Ok(respond(&visit, StatusCode::OK, &view))
}

/// `POST /account/second-factor/begin`
pub(crate) async fn begin(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    by: TypedBy,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let accounts = accounts(&state)?;
    let mut view = view(&state, &signed_in, sent.next.clone(), None);
    if !signed_in.is_form_token(&sent.form_token) {
        view.mistake = Some(FactorMistake::Password(AccountMistake::Stale));
        return Ok(respond(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view));
    }
    let begun = accounts.begin_second_factor(signed_in.session(), sent.password, by);
    let token = match begun.await {
        Ok(token) => token,
        Err(refused) => {
            view.mistake = Some(FactorMistake::Password(mistake(refused)?));
            return Ok(respond(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view));
        }
    };
    let to = match sent.next.as_deref() {
        Some(next) => address::with_next("/account/second-factor", address::next(Some(next))),
        None => "/account/second-factor".to_owned(),
    };
    let mut answer = Redirect::to(&to).into_response();
    if let Some(token) = token {
        let cookie = state.secure_cookies.sign_in(&token);
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// `POST /account/second-factor`: the app's first code. The answer shows the recovery codes, which are told nowhere else.
pub(crate) async fn confirm(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    by: TypedBy,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let accounts = accounts(&state)?;
    let waits = pending(&state, &signed_in).await?;
    let mut view = view(&state, &signed_in, sent.next.clone(), waits);
    if !signed_in.is_form_token(&sent.form_token) {
        view.mistake = Some(FactorMistake::Password(AccountMistake::Stale));
        return Ok(respond(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view));
    }
    if !matches!(view.stage, Stage::Confirm { .. }) {
        // Too late: it begins anew.
        return Ok(respond(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view));
    }
    let confirmed = accounts.confirm_second_factor(signed_in.session(), sent.code, by);
    let Some(set_up) = confirmed.await.map_err(problem)? else {
        view.mistake = Some(FactorMistake::Code);
        return Ok(respond(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view));
    };
    let done = SecondFactorView {
        next: sent.next.map(|next| address::next(Some(&next)).to_owned()),
        ..SecondFactorView::at(Stage::Done {
            codes: set_up.recovery_codes,
        })
    };
    let page = respond(&visit, StatusCode::OK, &done);
    Ok((cookies(&state, &set_up.renewed), page).into_response())
}

async fn pending(
    state: &AppState,
    signed_in: &SignedIn,
) -> Result<Option<PendingSecondFactor>, Problem> {
    let waits = accounts(state)?.pending_second_factor(signed_in.session());
    waits.await.map_err(problem)
}

fn view(
    state: &AppState,
    signed_in: &SignedIn,
    next: Option<String>,
    pending: Option<PendingSecondFactor>,
) -> SecondFactorView {
    let session = signed_in.session();
    let proven = session.second_factor_since.is_none() && session.is_fresh(state.clock.now());
    let proof = if proven { Proof::None } else { Proof::Password };
    SecondFactorView {
        next,
        stage: match pending {
            None => Stage::Begin { proof },
            Some(pending) => Stage::Confirm {
                secret: in_groups(&pending.secret),
                qr: QrCode::of(&pending.address),
            },
        },
        required: match signed_in.step() {
            Some(Step::SecondFactor) => Required::Now,
            _ => Required::No,
        },
        mistake: None,
    }
}

/// Groups of four, as a person types them.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups = letters
        .chunks(4)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

fn problem(error: danh_api::staff::ProofError) -> Problem {
    match error {
        danh_api::staff::ProofError::Password(error) => error.into(),
        danh_api::staff::ProofError::SecondFactor(error) => error.into(),
    }
}
