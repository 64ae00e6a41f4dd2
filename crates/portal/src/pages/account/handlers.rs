//! Showing an account, and ending its sessions.

use axum::extract::{Extension, Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use danh_api::problem::{Problem, ProblemKind};
use danh_api::staff::{AccountOverview, OwnAccounts, ProofError, Renewed, TypedBy};
use danh_api::{AppState, SignedIn};
use danh_identity::{AccountChange, ChangedBy, ListedSession, NotedChange, SessionId, SignInError};
use serde::Deserialize;

use super::{
    AccountMistake, AccountView, ChangeShown, Done, Kept, SecondFactorShown, SessionShown, Whose,
};
use crate::messages::Key;
use crate::moments::in_viet_nam;
use crate::page::{Visit, respond};
use crate::pages::second_factor::{SecondFactorView, Stage};

/// What the address may say.
#[derive(Deserialize)]
pub(crate) struct Asked {
    done: Option<String>,
}

/// A form about sessions or recovery codes.
#[derive(Deserialize)]
pub(crate) struct Sent {
    #[serde(default)]
    form_token: String,
    /// A session, by its id; without one, all others.
    session: Option<i64>,
    #[serde(default)]
    password: String,
}

/// `GET /account`
pub(crate) async fn show(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let mut view = account(&state, &signed_in).await?;
    view.done = asked.done.as_deref().and_then(Done::parse);
    Ok(respond(&visit, StatusCode::OK, &view))
}

/// `POST /account/sessions/end`
pub(crate) async fn end_sessions(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let accounts = accounts(&state)?;
    if !signed_in.is_form_token(&sent.form_token) {
        return again(&state, &visit, &signed_in, AccountMistake::Stale).await;
    }
    let done = if let Some(ended) = sent.session {
        let ended = SessionId(ended);
        accounts.end_session(signed_in.session(), ended).await?;
        "/account?done=session-ended"
    } else {
        accounts.end_other_sessions(signed_in.session()).await?;
        "/account?done=others-ended"
    };
    Ok(Redirect::to(done).into_response())
}

/// `POST /account/recovery-codes`: ten new ones, shown once.
pub(crate) async fn new_recovery_codes(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    signed_in: SignedIn,
    by: TypedBy,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let accounts = accounts(&state)?;
    if !signed_in.is_form_token(&sent.form_token) {
        return again(&state, &visit, &signed_in, AccountMistake::Stale).await;
    }
    let drawn = accounts.new_recovery_codes(signed_in.session(), sent.password, by);
    match drawn.await {
        Ok(drawn) => {
            let codes = drawn.recovery_codes;
            let view = SecondFactorView::at(Stage::Done { codes });
            let page = respond(&visit, StatusCode::OK, &view);
            Ok((cookies(&state, &drawn.renewed), page).into_response())
        }
        Err(refused) => again(&state, &visit, &signed_in, mistake(refused)?).await,
    }
}

/// What a browser holds from now on in which somebody has proven again who they are.
pub(crate) fn cookies(state: &AppState, renewed: &Renewed) -> HeaderMap {
    let (cookies, mut headers) = (state.secure_cookies, HeaderMap::new());
    headers.append(header::SET_COOKIE, cookies.sign_in(&renewed.token));
    if let Some(device) = &renewed.device_cookie {
        headers.append(header::SET_COOKIE, cookies.remember_device(device));
    }
    headers
}

/// The accounts, where they are looked after here.
pub(crate) fn accounts(state: &AppState) -> Result<&dyn OwnAccounts, Problem> {
    let accounts = state.staff.own_accounts();
    accounts.ok_or_else(|| Problem::new(ProblemKind::NotFound))
}

/// What to say of a password that was asked for again and is not right.
pub(crate) fn mistake(refused: ProofError) -> Result<AccountMistake, Problem> {
    match refused {
        ProofError::Password(SignInError::WrongLoginOrPassword) => {
            Ok(AccountMistake::WrongPassword)
        }
        ProofError::Password(SignInError::TooManyAttempts {
            retry_after_seconds,
        }) => Ok(AccountMistake::TooManyTries {
            retry_after_minutes: retry_after_seconds.div_ceil(60).max(1),
        }),
        ProofError::Password(SignInError::Store(error)) => Err(error.into()),
        ProofError::SecondFactor(error) => Err(error.into()),
    }
}

async fn again(
    state: &AppState,
    visit: &Visit,
    signed_in: &SignedIn,
    mistake: AccountMistake,
) -> Result<Response, Problem> {
    let mut view = account(state, signed_in).await?;
    view.mistake = Some(mistake);
    Ok(respond(visit, StatusCode::UNPROCESSABLE_ENTITY, &view))
}

async fn account(state: &AppState, signed_in: &SignedIn) -> Result<AccountView, Problem> {
    let session = signed_in.session();
    let kept = match state.staff.own_accounts() {
        Some(accounts) => Some(kept(accounts.overview(session).await?, session.id)),
        None => None,
    };
    Ok(AccountView {
        login: signed_in.login.to_string(),
        done: None,
        kept,
        mistake: None,
    })
}

fn kept(overview: AccountOverview, this: SessionId) -> Kept {
    let second_factor = overview.second_factor.map(|state| SecondFactorShown {
        enrolled_at: in_viet_nam(state.enrolled_at),
        recovery_codes_left: state.recovery_codes_left as u64,
    });
    let sessions = overview.sessions.into_iter();
    Kept {
        password_set_at: overview.password_set_at.map(in_viet_nam),
        second_factor,
        sessions: sessions.map(|session| shown(session, this)).collect(),
        changes: overview.changes.iter().map(changed).collect(),
    }
}

fn shown(session: ListedSession, this: SessionId) -> SessionShown {
    SessionShown {
        id: session.id.0.to_string(),
        client: session.client,
        opened_at: in_viet_nam(session.opened_at),
        seen_at: in_viet_nam(session.seen_at),
        whose: if session.id == this {
            Whose::This
        } else {
            Whose::Another
        },
    }
}

fn changed(noted: &NotedChange) -> ChangeShown {
    ChangeShown {
        what: match noted.change {
            AccountChange::Created => Key("account-change-created"),
            AccountChange::Disabled => Key("account-change-disabled"),
            AccountChange::Enabled => Key("account-change-enabled"),
            AccountChange::PasswordReset => Key("account-change-password-reset"),
            AccountChange::PasswordChanged => Key("account-change-password-changed"),
            AccountChange::SecondFactorEnrolled => Key("account-change-enrolled"),
            AccountChange::SecondFactorReset => Key("account-change-factor-reset"),
            AccountChange::RecoveryCodesDrawn => Key("account-change-codes-drawn"),
            AccountChange::RecoveryCodeUsed => Key("account-change-code-used"),
            AccountChange::SessionsEnded => Key("account-change-sessions-ended"),
        },
        by: match noted.by {
            ChangedBy::Owner => Key("account-by-owner"),
            ChangedBy::Machine(_) => Key("account-by-machine"),
        },
        at: in_viet_nam(noted.at),
    }
}
