//! Who asks: the officer behind a request.
//!
//! Endpoints and pages take a [`SignedIn`] as an argument; without one nothing that tells about
//! persons can be written. The API takes it as an extractor and refuses with a problem; the
//! portal asks [`SignedIn::of_headers`] and leads to its sign-in page instead.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use danh_directory::{Appointment, Directory, Officer, Role, appointments_in_force, officer_by_id};
use danh_identity::{Login, SessionToken, session_by_token, session_touch};
use danh_register::Viewer;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{OfficerId, Timestamp};

use crate::problem::{Problem, ProblemKind};
use crate::state::AppState;

/// An officer with a session that has not ended.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who.
    pub officer: OfficerId,
    /// Their name and more, unless the directory lost them.
    pub profile: Option<Officer>,
    /// What they signed in as.
    pub login: Login,
    /// What they are appointed to today, in the order in which it was given.
    pub appointments: Vec<Appointment>,
    token: SessionToken,
}

/// Why nobody is behind a request.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// No token, or one whose session has ended.
    #[error("nobody is signed in")]
    NoSession,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SignedIn {
    /// Who sent these headers, by `Authorization: Bearer` or by cookie. Notes at most once a
    /// minute that the session was used.
    pub async fn of_headers(state: &AppState, headers: &HeaderMap) -> Result<Self, NotSignedIn> {
        let token = presented(state, headers).ok_or(NotSignedIn::NoSession)?;
        let now = state.clock.now();
        let asked = token.clone();
        let directory = state.directory.clone();
        let found = state
            .store
            .read(move |tx| look_up(tx, &directory, &asked, now))
            .await?;
        let (signed_in, needs_touch) = found.ok_or(NotSignedIn::NoSession)?;
        if needs_touch {
            let touch = state
                .store
                .write(move |tx| session_touch(tx, &token, now))
                .await;
            touch?;
        }
        Ok(signed_in)
    }

    /// What forms of this session carry, so that no other site can send them.
    pub fn form_token(&self) -> String {
        self.token.form_token()
    }

    /// Whether a form carried the token of this session.
    pub fn is_form_token(&self, carried: &str) -> bool {
        self.token.is_form_token(carried)
    }

    /// The token, for ending the session.
    pub fn token(&self) -> &SessionToken {
        &self.token
    }

    /// For whom the register answers: it hides protected persons from who is not named.
    pub fn viewer(&self) -> Viewer {
        Viewer::Officer(self.officer)
    }

    /// The appointment under which the officer may read persons, the earliest given if there
    /// are several.
    pub fn reads_persons_as(&self) -> Option<&Appointment> {
        self.appointments
            .iter()
            .find(|appointment| reads_persons(appointment.role))
    }
}

/// Statisticians read counts; agencies and administrators have no business with a person's file.
const fn reads_persons(role: Role) -> bool {
    match role {
        Role::Registrar
        | Role::ResidenceOfficer
        | Role::CardOfficer
        | Role::Reviewer
        | Role::Auditor
        | Role::Inspector => true,
        Role::Statistician | Role::AgencyDataOfficer | Role::Administrator => false,
    }
}

fn presented(state: &AppState, headers: &HeaderMap) -> Option<SessionToken> {
    let Some(authorization) = headers.get(header::AUTHORIZATION) else {
        return state.secure_cookies.token(headers);
    };
    let (scheme, token) = authorization.to_str().ok()?.split_once(' ')?;
    let token = scheme.eq_ignore_ascii_case("bearer").then_some(token)?;
    token.trim().parse().ok()
}

fn look_up(
    tx: &mut Tx<'_>,
    directory: &Directory,
    token: &SessionToken,
    now: Timestamp,
) -> Result<Option<(SignedIn, bool)>, StoreError> {
    let Some(session) = session_by_token(tx, token, now)? else {
        return Ok(None);
    };
    let needs_touch = session.needs_touch(now);
    let signed_in = SignedIn {
        officer: session.officer,
        profile: officer_by_id(tx, session.officer)?,
        login: session.login,
        // Rights end with the authority they were given at.
        appointments: appointments_in_force(
            tx,
            directory,
            session.officer,
            now.date_in_viet_nam(),
        )?,
        token: token.clone(),
    };
    Ok(Some((signed_in, needs_touch)))
}

impl<S> FromRequestParts<S> for SignedIn
where
    AppState: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        // The guard of the officers' routes has looked already.
        if let Some(signed_in) = parts.extensions.get::<Self>() {
            return Ok(signed_in.clone());
        }
        Ok(Self::of_headers(&AppState::from_ref(state), &parts.headers).await?)
    }
}

impl From<NotSignedIn> for Problem {
    fn from(error: NotSignedIn) -> Self {
        match error {
            NotSignedIn::NoSession => Self::new(ProblemKind::NotSignedIn),
            NotSignedIn::Store(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests;
