//! Officers' accounts.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{OfficerId, Timestamp};

use crate::{ChangedBy, Login, PasswordHash, account_change, queries};

/// An account as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The name it is signed in by.
    pub login: Login,
    /// Who it belongs to; what they may do follows from their appointments.
    pub officer: OfficerId,
    /// Of the present password.
    pub password: PasswordHash,
    /// When that password was set; before it was noted, the epoch.
    pub password_set_at: Timestamp,
    /// Who may know the password.
    pub password_of: PasswordOf,
    /// Since when it exists.
    pub created_at: Timestamp,
    /// Since when nobody may sign in with it.
    pub disabled_at: Option<Timestamp>,
}

/// An account in the list of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAccount {
    /// The name it is signed in by.
    pub login: Login,
    /// Who it belongs to.
    pub officer: OfficerId,
    /// Since when nobody may sign in with it.
    pub disabled_at: Option<Timestamp>,
    /// Who may know the password.
    pub password_of: PasswordOf,
    /// Since when it has a second factor.
    pub second_factor_since: Option<Timestamp>,
}

/// Whose secret a password is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordOf {
    /// The account's owner's alone.
    Owner,
    /// An administrator chose it and knows it, so the owner must choose another before anything
    /// else (OWASP ASVS 5.0, 6.4.1).
    Administrator,
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
    /// Who knows that password.
    pub password_of: PasswordOf,
}

/// What is done to an account beyond making it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AccountChange {
    /// It was made.
    Created,
    /// Nobody may sign in with it any more.
    Disabled,
    /// It may be signed in with again.
    Enabled,
    /// It was given another password by an administrator.
    PasswordReset,
    /// Its owner chose another password.
    PasswordChanged,
    /// Its owner set up an app for one-time codes.
    SecondFactorEnrolled,
    /// An administrator took away its second factor.
    SecondFactorReset,
    /// Its owner was given new recovery codes.
    RecoveryCodesDrawn,
    /// Its owner signed in with a recovery code.
    RecoveryCodeUsed,
    /// All its sessions were ended.
    SessionsEnded,
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

/// Why nothing was done to an account.
#[derive(Debug, thiserror::Error)]
pub enum ChangeAccountError {
    /// Nobody has that login.
    #[error("nobody signs in as `{0}`")]
    Unknown(Login),
    /// It is as it is asked to be.
    #[error("the account `{0}` is disabled already")]
    Disabled(Login),
    /// It is as it is asked to be.
    #[error("the account `{0}` is not disabled")]
    NotDisabled(Login),
    /// There is nothing to take away.
    #[error("the account `{0}` has no second factor")]
    NoSecondFactor(Login),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes an account.
pub fn account_create(
    tx: &mut Tx<'_>,
    new: &NewAccount,
    by: &ChangedBy,
    now: Timestamp,
) -> Result<(), CreateAccountError> {
    if account_by_login(tx, &new.login)?.is_some() {
        return Err(CreateAccountError::LoginTaken(new.login.clone()));
    }
    if let Some(login) = queries::login_by_officer(tx, new.officer)? {
        return Err(CreateAccountError::OfficerHasAccount(login));
    }
    queries::account_insert(tx, new, now)?;
    account_change::note(tx, &new.login, AccountChange::Created, by, now)?;
    Ok(())
}

/// The account of a login, disabled ones too.
pub fn account_by_login(tx: &mut Tx<'_>, login: &Login) -> Result<Option<Account>, StoreError> {
    queries::account_by_login(tx, login)
}

/// Every account, by login.
pub fn accounts(tx: &mut Tx<'_>) -> Result<Vec<ListedAccount>, StoreError> {
    queries::accounts(tx)
}

/// Gives an account another password by an administrator's hand and ends its sessions.
pub fn password_reset(
    tx: &mut Tx<'_>,
    login: &Login,
    password: (&PasswordHash, PasswordOf),
    by: &ChangedBy,
    now: Timestamp,
) -> Result<(), ChangeAccountError> {
    expect_account(tx, login)?;
    queries::sessions_remove(tx, login)?;
    queries::account_set_password(tx, login, password, now)?;
    account_change::note(tx, login, AccountChange::PasswordReset, by, now)?;
    Ok(())
}

/// Lets nobody sign in with an account from now on and ends its sessions.
pub fn account_disable(
    tx: &mut Tx<'_>,
    login: &Login,
    by: &ChangedBy,
    now: Timestamp,
) -> Result<(), ChangeAccountError> {
    if expect_account(tx, login)?.disabled_at.is_some() {
        return Err(ChangeAccountError::Disabled(login.clone()));
    }
    queries::sessions_remove(tx, login)?;
    queries::account_set_disabled(tx, login, Some(now))?;
    account_change::note(tx, login, AccountChange::Disabled, by, now)?;
    Ok(())
}

/// Lets an account be signed in with again, by the password and second factor that it had.
pub fn account_enable(
    tx: &mut Tx<'_>,
    login: &Login,
    by: &ChangedBy,
    now: Timestamp,
) -> Result<(), ChangeAccountError> {
    if expect_account(tx, login)?.disabled_at.is_none() {
        return Err(ChangeAccountError::NotDisabled(login.clone()));
    }
    queries::account_set_disabled(tx, login, None)?;
    account_change::note(tx, login, AccountChange::Enabled, by, now)?;
    Ok(())
}

/// Ends all sessions of an account; how many.
pub fn sessions_end(
    tx: &mut Tx<'_>,
    login: &Login,
    by: &ChangedBy,
    now: Timestamp,
) -> Result<u64, ChangeAccountError> {
    expect_account(tx, login)?;
    let ended = queries::sessions_remove(tx, login)?;
    account_change::note(tx, login, AccountChange::SessionsEnded, by, now)?;
    Ok(ended)
}

/// The account of a login, or that there is none.
pub(crate) fn expect_account(
    tx: &mut Tx<'_>,
    login: &Login,
) -> Result<Account, ChangeAccountError> {
    let account = queries::account_by_login(tx, login)?;
    account.ok_or_else(|| ChangeAccountError::Unknown(login.clone()))
}
