//! The seam behind which staff sign in: what the faces need of it, and no more.
//!
//! Today's implementation is [`PasswordSignIn`] over `danh_identity`. Another one, such as a
//! ministry's own sign-in, takes its place in [`AppParts::staff`](crate::AppParts::staff) and no
//! page or endpoint notices; `staff/tests.rs` drives the faces with one.

mod answers;
mod cookies;
mod own;
mod policy;

use std::future::Future;
use std::pin::Pin;

use danh_directory::Role;
use danh_identity::{NotProven, Session, SessionId, SessionToken, Step, TokenUse};
use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

pub use answers::{
    AccountOverview, ChangePasswordError, CodeGiven, CodeRefused, Credentials, Opened,
    PendingSecondFactor, ProofError, RecoveryCodesDrawn, Renewed, SignInRefused, TypedBy, Way,
};
pub use own::{PasswordSignIn, PasswordSignInParts};
pub use policy::SecondFactorPolicy;

/// An answer that comes later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// How staff sign in.
pub trait StaffSignIn: Send + Sync {
    /// Looks at what somebody typed and opens a session, of which something may
    /// [still be asked](Self::step).
    fn sign_in(&self, given: Credentials, by: TypedBy) -> Later<'_, Result<Opened, SignInRefused>>;

    /// The session of a token, unless it has ended; in the transaction in which the request reads
    /// who its officer is.
    fn session(
        &self,
        tx: &mut Tx<'_>,
        token: &SessionToken,
        now: Timestamp,
    ) -> Result<Option<Session>, StoreError>;

    /// What is still asked of a session's owner, who holds these roles today.
    fn step(&self, session: &Session, roles: &[Role]) -> Option<Step>;

    /// Notes that a session was used; the token to use from now on, if it is another.
    fn renew<'a>(
        &'a self,
        session: &'a Session,
        token: &'a SessionToken,
        token_use: TokenUse,
    ) -> Later<'a, Result<Option<SessionToken>, StoreError>>;

    /// Takes the code that a session [still asks](Step::Code) for.
    fn give_code<'a>(
        &'a self,
        session: &'a Session,
        typed: String,
        by: TypedBy,
    ) -> Later<'a, Result<CodeGiven, CodeRefused>>;

    /// Ends a session. Ending one that has ended is no error.
    fn sign_out<'a>(&'a self, session: &'a Session) -> Later<'a, Result<(), StoreError>>;

    /// The accounts, where they are kept here and their owners look after them here.
    fn own_accounts(&self) -> Option<&dyn OwnAccounts> {
        None
    }
}

/// What somebody who has signed in may do about their own account.
pub trait OwnAccounts: Send + Sync {
    /// How it stands.
    fn overview<'a>(
        &'a self,
        session: &'a Session,
    ) -> Later<'a, Result<AccountOverview, StoreError>>;

    /// Chooses another password. Every other session ends, and other browsers are strangers.
    fn change_password<'a>(
        &'a self,
        session: &'a Session,
        current: String,
        chosen: String,
        by: TypedBy,
    ) -> Later<'a, Result<Renewed, ChangePasswordError>>;

    /// Draws the secret of a second factor, to be confirmed by its code. Whoever is not just
    /// being led to it gives the password again (OWASP ASVS 5.0, 7.5.1) and is given another token
    /// for it (7.2.4).
    fn begin_second_factor<'a>(
        &'a self,
        session: &'a Session,
        password: Option<String>,
        by: TypedBy,
    ) -> Later<'a, Result<Option<SessionToken>, ProofError>>;

    /// The secret that waits for its code.
    fn pending_second_factor<'a>(
        &'a self,
        session: &'a Session,
    ) -> Later<'a, Result<Option<PendingSecondFactor>, ProofError>>;

    /// Confirms the secret that waits. Nothing when it was not its code.
    fn confirm_second_factor<'a>(
        &'a self,
        session: &'a Session,
        typed: String,
        by: TypedBy,
    ) -> Later<'a, Result<Option<RecoveryCodesDrawn>, ProofError>>;

    /// Ten new recovery codes in the place of those before, to be shown once.
    fn new_recovery_codes<'a>(
        &'a self,
        session: &'a Session,
        password: String,
        by: TypedBy,
    ) -> Later<'a, Result<RecoveryCodesDrawn, ProofError>>;

    /// Ends one of the owner's sessions. Ending one that has ended is no error.
    fn end_session<'a>(
        &'a self,
        session: &'a Session,
        ended: SessionId,
    ) -> Later<'a, Result<(), StoreError>>;

    /// Ends every session of the owner's but this one.
    fn end_other_sessions<'a>(&'a self, session: &'a Session) -> Later<'a, Result<(), NotProven>>;
}

#[cfg(test)]
mod tests;
