//! Who asks: the officer behind a request.
//!
//! Endpoints and pages take a [`SignedIn`] as an argument; without one nothing that tells about
//! persons can be written. The API takes it as an extractor and refuses with a problem; the
//! portal asks [`SignedIn::of_headers`] and leads to its sign-in page instead.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use danh_directory::{Appointment, Officer, Role, appointments_in_force, officer_by_id};
use danh_exchange::{AccessRecordError, BreakGlass, break_glass_open_of_session};
use danh_identity::{Login, Session, SessionToken, Step, TokenUse};
use danh_register::{Act, Actor, Viewer};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{OfficerId, PersonId, Timestamp};

use crate::access::{Reach, RouteRule, Work};
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
    /// When the session was opened.
    pub session_opened_at: Timestamp,
    /// The emergency readings that count in this session.
    pub break_glasses: Vec<BreakGlass>,
    session: Session,
    /// What is still asked of them before they may do anything else.
    step: Option<Step>,
    /// The token that takes the place of the one they came with.
    renewed: Option<SessionToken>,
    /// The declaration of the route by which they came, once the guard has let them pass.
    rule: Option<&'static RouteRule>,
}

/// The officer holds no appointment today that allows a kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no appointment of today allows the work `{}`", .0.as_str())]
pub struct NotAppointedTo(pub Work);

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
        Self::of(state, headers, TokenUse::Program).await
    }

    /// Who sent these headers from a browser, which can be handed [another token](Self::renewed)
    /// with the answer.
    pub async fn of_browser(state: &AppState, headers: &HeaderMap) -> Result<Self, NotSignedIn> {
        let is_program = headers.contains_key(header::AUTHORIZATION);
        let token_use = if is_program {
            TokenUse::Program
        } else {
            TokenUse::Browser
        };
        Self::of(state, headers, token_use).await
    }

    async fn of(
        state: &AppState,
        headers: &HeaderMap,
        token_use: TokenUse,
    ) -> Result<Self, NotSignedIn> {
        let token = presented(state, headers).ok_or(NotSignedIn::NoSession)?;
        let now = state.clock.now();
        let (asked, parts) = (token.clone(), state.clone());
        let found = state
            .store
            .read(move |tx| look_up(tx, &parts, &asked, now))
            .await?;
        let mut signed_in = found.ok_or(NotSignedIn::NoSession)?;
        let renewing = state.staff.renew(&signed_in.session, &token, token_use);
        signed_in.renewed = renewing.await?;
        Ok(signed_in)
    }

    /// What is still asked of them before they may do anything else.
    pub const fn step(&self) -> Option<Step> {
        self.step
    }

    /// Their session.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// The token that takes the place of the one they came with, to be handed out with the answer.
    pub const fn renewed(&self) -> Option<&SessionToken> {
        self.renewed.as_ref()
    }

    /// What forms of this session carry, so that no other site can send them.
    pub fn form_token(&self) -> String {
        self.session.form_key.reveal()
    }

    /// Whether a form carried the token of this session.
    pub fn is_form_token(&self, carried: &str) -> bool {
        self.session.form_key.is(carried)
    }

    /// For whom the register answers: it hides protected persons from who is not named.
    pub fn viewer(&self) -> Viewer {
        Viewer::Officer(self.officer)
    }

    /// Whether they may do that work today, somewhere.
    pub fn may(&self, work: Work) -> bool {
        work == Work::BeSignedIn || self.appointment_for(work).is_some()
    }

    /// The appointment that allows the work, the earliest given if there are several.
    pub fn appointment_for(&self, work: Work) -> Option<&Appointment> {
        let mut appointments = self.appointments.iter();
        appointments.find(|appointment| work.is_allowed_to(appointment.role))
    }

    /// How far they reach with the appointments that allow the work.
    pub fn reach(&self, state: &AppState, work: Work) -> Reach {
        let appointments = self.appointments.iter();
        let allowing = appointments.filter(|appointment| work.is_allowed_to(appointment.role));
        Reach {
            directory: state.directory.clone(),
            appointments: allowing.cloned().collect(),
            today: state.register.today(),
        }
    }

    /// The appointment in whose name they do that work about some persons: see [`Reach::appointment_to_act`].
    pub async fn appointment_to_act(
        &self,
        state: &AppState,
        work: Work,
        persons: Vec<PersonId>,
    ) -> Result<Option<Appointment>, StoreError> {
        let reach = self.reach(state, work);
        if reach.appointments.len() < 2 || persons.is_empty() {
            return Ok(reach.appointments.into_iter().next());
        }
        let found = move |tx: &mut Tx<'_>| {
            let found = reach.appointment_to_act(tx, &persons)?;
            Ok(found.cloned())
        };
        state.store.read(found).await
    }

    /// An act of theirs about nobody on record, in the name of the authority of the earliest appointment that allows the work.
    pub fn act_for(&self, state: &AppState, work: Work) -> Result<Act, NotAppointedTo> {
        let appointment = self.appointment_for(work).ok_or(NotAppointedTo(work))?;
        self.act_under(state, work, appointment)
    }

    /// An act of theirs in the name of the authority of one of their appointments, which allows the work.
    pub fn act_under(
        &self,
        state: &AppState,
        work: Work,
        appointment: &Appointment,
    ) -> Result<Act, NotAppointedTo> {
        let (officer, authority) = (self.officer, appointment.authority.to_string());
        let act = state.register.act(Actor::Officer(officer), &authority);
        // An appointment ends with its authority, which may have been today.
        act.map_err(|error| {
            tracing::warn!(%officer, %error, "refused: no authority to act in the name of");
            NotAppointedTo(work)
        })
    }

    /// The declaration of the route by which they came.
    pub(crate) const fn rule(&self) -> Option<&'static RouteRule> {
        self.rule
    }

    /// Notes by which route they came.
    pub(crate) const fn came_by(&mut self, rule: &'static RouteRule) {
        self.rule = Some(rule);
    }
}

/// Whether a request claims to be somebody's, rightly or not.
pub(crate) fn presents_token(state: &AppState, headers: &HeaderMap) -> bool {
    headers.contains_key(header::AUTHORIZATION)
        || headers.contains_key("signature")
        || state.secure_cookies.token(headers).is_some()
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
    state: &AppState,
    token: &SessionToken,
    now: Timestamp,
) -> Result<Option<SignedIn>, StoreError> {
    let Some(session) = state.staff.session(tx, token, now)? else {
        return Ok(None);
    };
    // Rights end with the authority they were given at.
    let today = now.date_in_viet_nam();
    let appointments = appointments_in_force(tx, &state.directory, session.officer, today)?;
    let roles: Vec<Role> = appointments.iter().map(|given| given.role).collect();
    Ok(Some(SignedIn {
        officer: session.officer,
        profile: officer_by_id(tx, session.officer)?,
        break_glasses: break_glasses(tx, &session, now)?,
        login: session.login.clone(),
        appointments,
        session_opened_at: session.opened_at,
        step: state.staff.step(&session, &roles),
        session,
        renewed: None,
        rule: None,
    }))
}

fn break_glasses(
    tx: &mut Tx<'_>,
    session: &Session,
    now: Timestamp,
) -> Result<Vec<BreakGlass>, StoreError> {
    let open = break_glass_open_of_session(tx, session.officer, session.opened_at, now);
    open.map_err(|error| match error {
        AccessRecordError::Store(error) => error,
        unreadable @ AccessRecordError::Unreadable { .. } => StoreError::Corrupt {
            detail: unreadable.to_string(),
        },
    })
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
        let found = Self::of_headers(&AppState::from_ref(state), &parts.headers).await?;
        // Whoever comes round the guard has done all that is asked.
        match found.step {
            Some(step) => Err(step.into()),
            None => Ok(found),
        }
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

impl From<Step> for Problem {
    fn from(asked: Step) -> Self {
        Self::new(match asked {
            Step::Code => ProblemKind::SecondFactorRequired,
            Step::NewPassword => ProblemKind::NewPasswordRequired,
            Step::SecondFactor => ProblemKind::EnrolmentRequired,
        })
    }
}

impl From<NotAppointedTo> for Problem {
    fn from(error: NotAppointedTo) -> Self {
        tracing::warn!(%error, "refused");
        Self::new(ProblemKind::NotAppointed)
    }
}

#[cfg(test)]
mod tests;
