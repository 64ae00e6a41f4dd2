//! Officers' accounts.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{OfficerId, Timestamp};

use crate::{Login, PasswordHash, queries};

/// An account as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The name it is signed in by.
    pub login: Login,
    /// Who it belongs to; what they may do follows from their appointments.
    pub officer: OfficerId,
    /// Of the present password.
    pub password: PasswordHash,
    /// Since when it exists.
    pub created_at: Timestamp,
    /// Since when nobody may sign in with it.
    pub disabled_at: Option<Timestamp>,
}

/// An account to be.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The name it will be signed in by.
    pub login: Login,
    /// Who it will belong to.
    pub officer: OfficerId,
    /// Of the first password.
    pub password: PasswordHash,
}

/// Why an account was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateAccountError {
    /// The login is somebody's.
    #[error("the login `{0}` is taken")]
    LoginTaken(Login),
    /// An officer has one account.
    #[error("this officer has the account `{0}` already")]
    OfficerHasAccount(Login),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes an account.
pub fn account_create(
    tx: &mut Tx<'_>,
    new: &NewAccount,
    now: Timestamp,
) -> Result<(), CreateAccountError> {
    if account_by_login(tx, &new.login)?.is_some() {
        return Err(CreateAccountError::LoginTaken(new.login.clone()));
    }
    if let Some(login) = queries::login_by_officer(tx, new.officer)? {
        return Err(CreateAccountError::OfficerHasAccount(login));
    }
    Ok(queries::account_insert(tx, new, now)?)
}

/// The account of a login, disabled ones too.
pub fn account_by_login(tx: &mut Tx<'_>, login: &Login) -> Result<Option<Account>, StoreError> {
    queries::account_by_login(tx, login)
}

/// Gives an account another password and ends its sessions. False when there is no such account.
pub fn set_password(
    tx: &mut Tx<'_>,
    login: &Login,
    password: &PasswordHash,
) -> Result<bool, StoreError> {
    queries::sessions_remove(tx, login)?;
    queries::account_set_password(tx, login, password)
}

/// Lets nobody sign in with an account from now on and ends its sessions. False when there is no
/// such account, or it was disabled before.
pub fn account_disable(tx: &mut Tx<'_>, login: &Login, now: Timestamp) -> Result<bool, StoreError> {
    queries::sessions_remove(tx, login)?;
    queries::account_set_disabled(tx, login, now)
}
