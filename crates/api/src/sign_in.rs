//! Signing in, the same way for the API and the portal.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use danh_identity::{Client, Login, SessionToken, SignInError, attempt_begin, session_open};
use danh_store::StoreError;
use tokio::task::spawn_blocking;

use crate::state::AppState;

/// Checks a password and opens a session.
///
/// The attempt is counted first; the check, which takes a core for tens of milliseconds, waits
/// until one is free. The token goes into the caller's cookie or answer and nowhere else.
pub async fn sign_in(
    state: &AppState,
    login: Login,
    password: String,
    client: Client,
) -> Result<SessionToken, SignInError> {
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
    Ok(())
}

/// The address a request comes from, for slowing down guesses of passwords.
///
/// The program serves with `into_make_service_with_connect_info::<SocketAddr>()`; without that,
/// all callers are one client.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

impl From<ClientAddress> for Client {
    fn from(address: ClientAddress) -> Self {
        address.0.into()
    }
}

impl<S: Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(peer.map_or(
            Ipv4Addr::UNSPECIFIED.into(),
            |ConnectInfo(address)| address.ip(),
        )))
    }
}
