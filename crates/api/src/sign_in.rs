//! Signing in, the same way for the API and the portal.

use danh_identity::{Client, Login, SessionToken, SignInError, attempt_begin, session_open};
use danh_store::StoreError;
use tokio::task::spawn_blocking;

use crate::state::AppState;

/// Checks a password and opens a session.
///
/// The attempt is counted first; the check, which takes a core for tens of milliseconds, waits
/// until one is free, and a client with many checks under way is sent away before anything is
/// written. The token goes into the caller's cookie or answer and nowhere else.
///
/// The outcome is logged (OWASP ASVS 5.0, 16.3.1). Who was refused is named by address alone:
/// people type passwords where the login belongs.
pub async fn sign_in(
    state: &AppState,
    login: Login,
    password: String,
    client: Client,
) -> Result<SessionToken, SignInError> {
    let outcome = check_and_open(state, login.clone(), password, client).await;
    match &outcome {
        Ok(_) => tracing::info!(%login, %client, "signed in"),
        Err(refusal @ SignInError::WrongLoginOrPassword) => {
            tracing::warn!(%client, %refusal, "not signed in");
        }
        // Asking too often costs the caller nothing, so it must not fill the log; what the database
        // said is logged where it becomes an answer.
        Err(refusal) => tracing::debug!(%client, %refusal, "not signed in"),
    }
    outcome
}

async fn check_and_open(
    state: &AppState,
    login: Login,
    password: String,
    client: Client,
) -> Result<SessionToken, SignInError> {
    let place = state.password_checks.place(client);
    let _place = place.ok_or(SignInError::TooManyAttempts {
        retry_after_seconds: 1,
    })?;
    let now = state.clock.now();
    let attempt = state
        .store
        .write(move |tx| attempt_begin(tx, &login, &client, now))
        .await?;
    let (cost, permits) = (
        state.password_checks.cost,
        state.password_checks.permits.clone(),
    );
    let permit = permits.acquire_owned().await;
    let checked = spawn_blocking(move || {
        let verified = attempt.verify(&password, cost);
        drop(permit);
        verified
    });
    // A check that panics is a fault of ours, not a wrong password.
    let verified = checked.await.map_err(|_| StoreError::Closed)??;
    let token = SessionToken::draw(&*state.entropy);
    let (opening, now) = (token.clone(), state.clock.now());
    state
        .store
        .write(move |tx| session_open(tx, &verified, &opening, now))
        .await?;
    Ok(token)
}

/// Ends a session. Ending one that has ended is no error.
pub async fn sign_out(state: &AppState, token: &SessionToken) -> Result<(), StoreError> {
    let token = token.clone();
    state
        .store
        .write(move |tx| danh_identity::sign_out(tx, &token))
        .await?;
    tracing::info!("signed out");
    Ok(())
}
