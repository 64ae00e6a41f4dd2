//! Sessions: who is signed in, what is still asked of them, until when.

mod open;
mod proven;
mod renew;

use danh_store::{StoreError, Tx};
use danh_vocabulary::{OfficerId, Timestamp};

use crate::attempt::{earlier, forgotten_before};
use crate::{
    AccountChange, ChangedBy, FormKey, Login, PasswordOf, SessionToken, account_change, queries,
};

pub use open::{NewSession, session_open};
pub use proven::{NotProven, session_now, session_still_proven};
pub use renew::{TOKEN_MINUTES_MAX, TokenUse, session_prove, session_renew, session_replace_token};

/// A session without a request for so long has ended (ASVS 5.0, 7.3.1): a screen left alone.
pub const SESSION_IDLE_MINUTES_MAX: i64 = 30;
/// A session ends after so long whatever happens (ASVS 7.3.2): a working day and its overtime.
pub const SESSION_HOURS_MAX: i64 = 12;
/// A session that still owes its code ends after so long.
pub const SIGN_IN_MINUTES_MAX: i64 = 10;
/// How stale `seen_at` may be: a request writes at most so often, and reads otherwise.
const TOUCH_EVERY_SECONDS: i64 = 60;

/// Names a session among those of its account. Nobody is signed in by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub i64);

/// A session that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub login: Login,
    /// Whose, as the directory knows them.
    pub officer: OfficerId,
    /// When the password was given. It stays when the token changes.
    pub opened_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// What its forms carry.
    pub form_key: FormKey,
    /// When a one-time code was given in it.
    pub code_given_at: Option<Timestamp>,
    /// Since when the account has a second factor.
    pub second_factor_since: Option<Timestamp>,
    /// Whether an administrator knows the password.
    pub password_of: PasswordOf,
    /// The state of the token that the request carried.
    pub token: TokenState,
}

/// What is known of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenState {
    /// Since when there is this token.
    pub drawn_at: Timestamp,
    /// Whether the session goes by it, or by another that this one preceded or will follow.
    pub standing: TokenStanding,
}

/// A token among those of its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenStanding {
    /// The one in use.
    Current,
    /// Handed out and not seen until now.
    Next,
    /// Replaced some seconds ago; good for requests that were under way.
    Leaving,
}

/// What somebody whose password was right still has to do before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Give a one-time code.
    Code,
    /// Choose a password that only they know.
    NewPassword,
    /// Set up a second factor.
    SecondFactor,
}

impl Step {
    /// Every step, in the order in which they are asked for.
    pub const ALL: [Self; 3] = [Self::Code, Self::NewPassword, Self::SecondFactor];

    /// The stable name, as in `new-password`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::NewPassword => "new-password",
            Self::SecondFactor => "second-factor",
        }
    }
}

/// Whether an account must have a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactorNeed {
    /// It must.
    Required,
    /// Its owner chooses.
    Optional,
}

/// A session as its owner sees it among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSession {
    /// Which.
    pub id: SessionId,
    /// The network address that it was opened from.
    pub client: String,
    /// When the password was given.
    pub opened_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
}

impl Session {
    /// What is still asked of its owner, if anything.
    pub fn step(&self, need: SecondFactorNeed) -> Option<Step> {
        if self.owes_code() {
            return Some(Step::Code);
        }
        if matches!(self.password_of, PasswordOf::Administrator) {
            return Some(Step::NewPassword);
        }
        let has_none = self.second_factor_since.is_none();
        if has_none && matches!(need, SecondFactorNeed::Required) {
            return Some(Step::SecondFactor);
        }
        None
    }

    /// Whether a request at `now` should be noted with [`session_renew`].
    pub fn needs_renewal(&self, token_use: TokenUse, now: Timestamp) -> bool {
        self.seen_at < earlier(now, TOUCH_EVERY_SECONDS)
            || self.token.standing == TokenStanding::Next
            || (token_use == TokenUse::Browser && self.token.is_old(now))
    }

    /// Whether the password was given a moment ago, so that it need not be asked for again.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        self.opened_at >= earlier(now, SIGN_IN_MINUTES_MAX * 60)
    }

    /// Whether the account has a second factor that this session has given no code of: one that
    /// was given of the factor before proves nothing (OWASP ASVS 5.0, 7.4.3).
    fn owes_code(&self) -> bool {
        let since = self.second_factor_since;
        since.is_some_and(|since| self.code_given_at.is_none_or(|given| given < since))
    }

    fn has_ended(&self, now: Timestamp) -> bool {
        let unfinished =
            self.owes_code() && self.opened_at < earlier(now, SIGN_IN_MINUTES_MAX * 60);
        self.opened_at < opened_before(now) || self.seen_at < seen_before(now) || unfinished
    }
}

impl TokenState {
    /// Whether another should take its place.
    pub(crate) fn is_old(&self, now: Timestamp) -> bool {
        self.standing == TokenStanding::Current
            && self.drawn_at < earlier(now, TOKEN_MINUTES_MAX * 60)
    }
}

/// The session of a token, unless it has ended.
pub fn session_by_token(
    tx: &mut Tx<'_>,
    token: &SessionToken,
    now: Timestamp,
) -> Result<Option<Session>, StoreError> {
    let session = queries::session_by_hash(tx, &token.stored_hash(), now)?;
    Ok(session.filter(|session| !session.has_ended(now)))
}

/// The sessions of an account that have not ended, the latest used first.
pub fn sessions_of_account(
    tx: &mut Tx<'_>,
    login: &Login,
    now: Timestamp,
) -> Result<Vec<ListedSession>, StoreError> {
    queries::sessions_of_login(tx, login, opened_before(now), seen_before(now))
}

/// Ends a session of an account. False when it has no such session.
pub fn session_end(tx: &mut Tx<'_>, login: &Login, id: SessionId) -> Result<bool, StoreError> {
    queries::session_remove(tx, login, id)
}

/// Ends every session of an account but the one in which its owner asks for it; how many.
pub fn sessions_end_others(
    tx: &mut Tx<'_>,
    kept: &Session,
    now: Timestamp,
) -> Result<u64, NotProven> {
    let kept = session_still_proven(tx, kept, now)?;
    let ended = queries::sessions_remove_but(tx, &kept.login, kept.id)?;
    let change = AccountChange::SessionsEnded;
    account_change::note(tx, &kept.login, change, &ChangedBy::Owner, now)?;
    Ok(ended)
}

/// Removes sessions that have ended and attempts that no longer matter; how many rows. For the
/// program to call now and then.
pub fn expired_remove(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    let sessions = queries::sessions_remove_before(tx, opened_before(now), seen_before(now), now)?;
    let enrolments = crate::second_factor::enrolments_remove_old(tx, now)?;
    let attempts = queries::attempts_remove_before(tx, forgotten_before(now))?;
    Ok(sessions + enrolments + attempts)
}

fn opened_before(now: Timestamp) -> Timestamp {
    earlier(now, SESSION_HOURS_MAX * 60 * 60)
}

fn seen_before(now: Timestamp) -> Timestamp {
    earlier(now, SESSION_IDLE_MINUTES_MAX * 60)
}
