//! Signing in with a password and a one-time code, with accounts that are kept here.

mod accounts;
mod at_once;
mod checking;

use std::sync::Arc;

use danh_directory::{Directory, Role};
use danh_identity::{
    CodeOutcome, KnownDevice, Login, NewSession, Origin, Session, SessionToken, SignInError, Step,
    TokenUse, second_factor_check, session_by_token, session_end, session_now, session_open,
    session_prove, session_renew,
};
use danh_keys::Sealer;
use danh_store::{Store, StoreError, Tx};
use danh_vocabulary::{Clock, Entropy, Timestamp};

use super::{
    CodeGiven, CodeRefused, Credentials, Later, Opened, OwnAccounts, SecondFactorPolicy,
    SignInRefused, StaffSignIn, TypedBy, Way,
};
use crate::password_checks::PasswordChecks;

/// Passwords and one-time codes. Cheap to clone.
#[derive(Clone)]
pub struct PasswordSignIn(Arc<PasswordSignInParts>);

/// What a [`PasswordSignIn`] is made of.
pub struct PasswordSignInParts {
    /// The one database.
    pub store: Store,
    /// Authorities, for the roles of today and the names of officers.
    pub directory: Arc<Directory>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Chance: tokens, salts, secrets.
    pub entropy: Arc<dyn Entropy>,
    /// Seals the secrets of second factors, and what browsers remember.
    pub sealer: Sealer,
    /// How passwords are checked.
    pub password_checks: PasswordChecks,
    /// Who must have a second factor.
    pub policy: SecondFactorPolicy,
    /// What an authenticator app calls this system.
    pub issuer: String,
}

impl PasswordSignIn {
    /// The name of the sealing key.
    pub const SEALER: &'static str = "sign-in";

    /// Signing in as the parts say.
    pub fn new(parts: PasswordSignInParts) -> Self {
        Self(Arc::new(parts))
    }

    fn origin(&self, login: &Login, by: &TypedBy) -> Origin {
        let cookie = by.device_cookie.as_deref();
        Origin {
            client: by.client,
            device: cookie.and_then(|it| KnownDevice::of_cookie(&self.0.sealer, login, it)),
        }
    }

    /// What a browser is to remember of somebody who has proven who they are.
    fn remembered(&self, login: &Login, by: &TypedBy) -> String {
        let tools = (&self.0.sealer, &*self.0.entropy);
        let (before, now) = (by.device_cookie.as_deref(), self.0.clock.now());
        KnownDevice::remember(tools, login, before, now)
    }

    async fn open(&self, given: Credentials, by: TypedBy) -> Result<Opened, SignInRefused> {
        let verified = self.verify(&given.login, given.password, &by).await?;
        let new = NewSession::draw(&*self.0.entropy, by.client);
        match given.way {
            Way::AtOnce { code } => self.open_at_once(verified, new, code, by).await,
            Way::PageByPage => {
                let (token, now) = (new.token.clone(), self.0.clock.now());
                let opened = self
                    .0
                    .store
                    .write(move |tx| session_open(tx, &verified, &new, now));
                let session = opened.await?;
                // Whoever still owes a code is remembered once they have given it.
                let proven = session.second_factor_since.is_none();
                Ok(Opened {
                    token,
                    device_cookie: proven.then(|| self.remembered(&session.login, &by)),
                })
            }
        }
    }

    async fn take_code(
        &self,
        session: &Session,
        typed: String,
        by: TypedBy,
    ) -> Result<CodeGiven, CodeRefused> {
        let (token, now) = (SessionToken::draw(&*self.0.entropy), self.0.clock.now());
        let (proven, next) = (session.clone(), token.clone());
        let (sealer, origin) = (self.0.sealer.clone(), self.origin(&session.login, &by));
        let write = move |tx: &mut Tx<'_>| {
            // Nobody uses up a code for a session that was ended meanwhile.
            session_now(tx, &proven, now)?;
            let whose = (&proven.login, &origin);
            let outcome = second_factor_check(tx, &sealer, whose, &typed, now)?;
            if matches!(
                outcome,
                CodeOutcome::Accepted | CodeOutcome::AcceptedRecoveryCode { .. }
            ) {
                session_prove(tx, &proven, &next, now)?;
            }
            Ok::<_, CodeRefused>(outcome)
        };
        let recovery_codes_left = left_of(self.0.store.write(write).await?)?;
        Ok(CodeGiven {
            token,
            device_cookie: Some(self.remembered(&session.login, &by)),
            recovery_codes_left,
        })
    }
}

/// How many recovery codes are left, if the code was one; or why it was not taken.
fn left_of(outcome: CodeOutcome) -> Result<Option<usize>, CodeRefused> {
    match outcome {
        CodeOutcome::Accepted => Ok(None),
        CodeOutcome::AcceptedRecoveryCode { left } => Ok(Some(left)),
        CodeOutcome::Wrong => Err(CodeRefused::Wrong),
        CodeOutcome::TooManyAttempts {
            retry_after_seconds,
        } => Err(CodeRefused::TooManyAttempts {
            retry_after_seconds,
        }),
    }
}

/// The outcome is logged (OWASP ASVS 5.0, 16.3.1). Who was refused is named by address alone:
/// people type passwords where the login belongs.
impl StaffSignIn for PasswordSignIn {
    fn sign_in(&self, given: Credentials, by: TypedBy) -> Later<'_, Result<Opened, SignInRefused>> {
        Box::pin(async move {
            let (login, client) = (given.login.clone(), by.client);
            let at_once = matches!(given.way, Way::AtOnce { .. });
            let outcome = self.open(given, by).await;
            match &outcome {
                // Page by page a code may still be owed.
                Ok(opened) if at_once || opened.device_cookie.is_some() => {
                    tracing::info!(%login, %client, "signed in");
                }
                Ok(_) => tracing::info!(%login, %client, "password given"),
                Err(refusal) if is_no(refusal) => {
                    tracing::warn!(%client, %refusal, "not signed in");
                }
                // Asking too often costs the caller nothing, so it must not fill the log; what the
                // database said is logged where it becomes an answer.
                Err(refusal) => tracing::debug!(%client, %refusal, "not signed in"),
            }
            outcome
        })
    }

    fn session(
        &self,
        tx: &mut Tx<'_>,
        token: &SessionToken,
        now: Timestamp,
    ) -> Result<Option<Session>, StoreError> {
        session_by_token(tx, token, now)
    }

    fn step(&self, session: &Session, roles: &[Role]) -> Option<Step> {
        session.step(self.0.policy.need(roles))
    }

    fn renew<'a>(
        &'a self,
        session: &'a Session,
        token: &'a SessionToken,
        token_use: TokenUse,
    ) -> Later<'a, Result<Option<SessionToken>, StoreError>> {
        Box::pin(async move {
            let now = self.0.clock.now();
            if !session.needs_renewal(token_use, now) {
                return Ok(None);
            }
            let (shown, next) = (token.clone(), SessionToken::draw(&*self.0.entropy));
            let given = next.clone();
            let renew = move |tx: &mut Tx<'_>| session_renew(tx, &shown, token_use, &given, now);
            Ok(self.0.store.write(renew).await?.then_some(next))
        })
    }

    fn give_code<'a>(
        &'a self,
        session: &'a Session,
        typed: String,
        by: TypedBy,
    ) -> Later<'a, Result<CodeGiven, CodeRefused>> {
        Box::pin(async move {
            let (login, client) = (&session.login, by.client);
            let outcome = self.take_code(session, typed, by).await;
            match &outcome {
                Ok(_) => tracing::info!(%login, %client, "signed in"),
                Err(refusal @ CodeRefused::Wrong) => {
                    tracing::warn!(%login, %client, %refusal, "not signed in");
                }
                Err(refusal) => tracing::debug!(%login, %client, %refusal, "not signed in"),
            }
            outcome
        })
    }

    fn sign_out<'a>(&'a self, session: &'a Session) -> Later<'a, Result<(), StoreError>> {
        Box::pin(async move {
            let (login, id) = (session.login.clone(), session.id);
            let end = move |tx: &mut Tx<'_>| session_end(tx, &login, id);
            self.0.store.write(end).await?;
            tracing::info!(login = %session.login, "signed out");
            Ok(())
        })
    }

    fn own_accounts(&self) -> Option<&dyn OwnAccounts> {
        Some(self)
    }
}

/// Whether somebody was refused for what they typed.
const fn is_no(refusal: &SignInRefused) -> bool {
    matches!(
        refusal,
        SignInRefused::Password(SignInError::WrongLoginOrPassword)
            | SignInRefused::Code(CodeRefused::Wrong)
    )
}
