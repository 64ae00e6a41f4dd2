//! What passes through the seam.

use danh_identity::{
    Client, ListedSession, Login, NotProven, NotedChange, PasswordChangeError, PasswordError,
    SecondFactorError, SecondFactorState, SessionToken, SignInError, Step,
};
use danh_store::StoreError;
use danh_vocabulary::Timestamp;

/// What somebody typed to sign in.
pub struct Credentials {
    /// The login.
    pub login: Login,
    /// The password.
    pub password: String,
    /// How what else is asked comes.
    pub way: Way,
}

/// How what is asked beside the password comes.
#[derive(Clone)]
pub enum Way {
    /// Page by page, after the session is opened.
    PageByPage,
    /// Now or never, as a program signs in: a session of which something would still be asked is
    /// not opened.
    AtOnce {
        /// The one-time code, or a recovery code.
        code: Option<String>,
    },
}

/// Whose hands typed something, as far as slowing down guesses needs to know.
#[derive(Debug, Clone)]
pub struct TypedBy {
    /// The network address.
    pub client: Client,
    /// The browser's cookie that says who signed in there before.
    pub device_cookie: Option<String>,
}

/// A session was opened.
pub struct Opened {
    /// What its owner holds from now on.
    pub token: SessionToken,
    /// What their browser is to remember, if anything.
    pub device_cookie: Option<String>,
}

/// A code was right.
pub struct CodeGiven {
    /// What the session's owner holds from now on.
    pub token: SessionToken,
    /// What their browser is to remember, if anything.
    pub device_cookie: Option<String>,
    /// How many recovery codes are left, if it was one.
    pub recovery_codes_left: Option<usize>,
}

/// How an account stands.
#[derive(Debug, Clone)]
pub struct AccountOverview {
    /// When the password was set; nothing where that was not noted.
    pub password_set_at: Option<Timestamp>,
    /// The second factor, if there is one.
    pub second_factor: Option<SecondFactorState>,
    /// The open sessions, the latest used first.
    pub sessions: Vec<ListedSession>,
    /// What became of the account lately, the newest first.
    pub changes: Vec<NotedChange>,
}

/// A secret that waits for its code.
pub struct PendingSecondFactor {
    /// The secret, as it is typed into an app.
    pub secret: String,
    /// The same and what it is for, as an app reads it from a QR code.
    pub address: String,
}

/// Somebody has proven again who they are.
pub struct Renewed {
    /// What the session's owner holds from now on.
    pub token: SessionToken,
    /// What their browser is to remember, if anything.
    pub device_cookie: Option<String>,
}

/// Recovery codes were drawn.
pub struct RecoveryCodesDrawn {
    /// What the session's owner holds from now on.
    pub renewed: Renewed,
    /// Ten, to be shown once.
    pub recovery_codes: Vec<String>,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInRefused {
    /// Too often, or login and password do not belong together.
    #[error(transparent)]
    Password(#[from] SignInError),
    /// The password was right, the code was not.
    #[error(transparent)]
    Code(#[from] CodeRefused),
    /// Something is asked that was not given.
    #[error("`{}` is still asked for", .0.as_str())]
    StillAsked(Step),
}

/// Why a code was not taken.
#[derive(Debug, thiserror::Error)]
pub enum CodeRefused {
    /// Too many attempts; it was not looked at.
    #[error("too many attempts; try again in {retry_after_seconds} seconds")]
    TooManyAttempts {
        /// From when on the next attempt is looked at.
        retry_after_seconds: u64,
    },
    /// It is not the app's code of now and no recovery code, or was used before.
    #[error("the code is wrong")]
    Wrong,
    /// The secret, or the database.
    #[error(transparent)]
    SecondFactor(#[from] SecondFactorError),
}

/// Why something about an account was not done that asks for a proof of who asks.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// The password that was given.
    #[error(transparent)]
    Password(#[from] SignInError),
    /// The secret, the session, or the database.
    #[error(transparent)]
    SecondFactor(#[from] SecondFactorError),
}

/// Why a password was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    /// The present password.
    #[error(transparent)]
    Current(#[from] SignInError),
    /// The new password is none to choose.
    #[error(transparent)]
    New(#[from] PasswordError),
    /// The new password is the present one.
    #[error("the new password is the present one")]
    Same,
    /// The session in which it was asked for.
    #[error(transparent)]
    Session(NotProven),
}

impl From<PasswordChangeError> for ChangePasswordError {
    fn from(error: PasswordChangeError) -> Self {
        match error {
            PasswordChangeError::SignIn(error) => Self::Current(error),
            PasswordChangeError::Session(refused) => Self::Session(refused),
        }
    }
}

impl From<NotProven> for CodeRefused {
    fn from(error: NotProven) -> Self {
        Self::SecondFactor(error.into())
    }
}

impl From<NotProven> for ProofError {
    fn from(error: NotProven) -> Self {
        Self::SecondFactor(error.into())
    }
}

impl From<StoreError> for SignInRefused {
    fn from(error: StoreError) -> Self {
        Self::Password(error.into())
    }
}

impl From<StoreError> for CodeRefused {
    fn from(error: StoreError) -> Self {
        Self::SecondFactor(error.into())
    }
}

impl From<SecondFactorError> for SignInRefused {
    fn from(error: SecondFactorError) -> Self {
        Self::Code(error.into())
    }
}

impl From<StoreError> for ProofError {
    fn from(error: StoreError) -> Self {
        Self::Password(error.into())
    }
}

impl From<StoreError> for ChangePasswordError {
    fn from(error: StoreError) -> Self {
        Self::Current(error.into())
    }
}
