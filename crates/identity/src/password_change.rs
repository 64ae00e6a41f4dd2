//! An owner's own change of password.

use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use crate::{
    AccountChange, ChangedBy, NotProven, PasswordHash, PasswordOf, Session, SessionToken,
    SignInError, Verified, account_change, queries, session_replace_token, session_still_proven,
};

/// Why a password stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum PasswordChangeError {
    /// The present password, or the account.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// The session in which it was asked for.
    #[error(transparent)]
    Session(#[from] NotProven),
}

impl From<StoreError> for PasswordChangeError {
    fn from(error: StoreError) -> Self {
        Self::SignIn(error.into())
    }
}

/// Gives an account the password that its owner chose, after the one before was
/// [verified](crate::Attempt::verify). Every other session ends; this one goes on under another
/// token (OWASP ASVS 5.0, 6.2.3, 7.4.3).
pub fn password_change(
    tx: &mut Tx<'_>,
    (session, verified): (&Session, &Verified),
    password: &PasswordHash,
    next: &SessionToken,
    now: Timestamp,
) -> Result<(), PasswordChangeError> {
    let session = session_still_proven(tx, session, now)?;
    attempt_forget(tx, verified)?;
    let login = &session.login;
    queries::account_set_password(tx, login, (password, PasswordOf::Owner), now)?;
    queries::sessions_remove_but(tx, login, session.id)?;
    session_replace_token(tx, &session, next, now)?;
    let change = AccountChange::PasswordChanged;
    account_change::note(tx, login, change, &ChangedBy::Owner, now)?;
    Ok(())
}

/// Forgets the attempts that led to a right password, for what asks for it within a session. The
/// account is looked at once more, as when a session is opened.
pub fn attempt_forget(tx: &mut Tx<'_>, verified: &Verified) -> Result<(), SignInError> {
    let account = queries::account_by_login(tx, &verified.login)?;
    account
        .filter(|found| found.password == verified.password && found.disabled_at.is_none())
        .ok_or(SignInError::WrongLoginOrPassword)?;
    let forgotten: Result<(), StoreError> = queries::attempts_remove(tx, &verified.attempt_hash);
    Ok(forgotten?)
}
