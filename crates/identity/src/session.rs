//! Sessions: who is signed in, until when.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{OfficerId, Timestamp};

use crate::attempt::{earlier, forgotten_before};
use crate::{Login, SessionToken, SignInError, Verified, queries};

/// A session without a request for so long has ended (ASVS 5.0, 7.3.1): a screen left alone.
pub const SESSION_IDLE_MINUTES_MAX: i64 = 30;
/// A session ends after so long whatever happens (ASVS 7.3.2): a working day and its overtime.
pub const SESSION_HOURS_MAX: i64 = 12;
/// How stale `seen_at` may be: a request writes at most so often, and reads otherwise.
const TOUCH_EVERY_SECONDS: i64 = 60;

/// A session that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub login: Login,
    /// Whose, as the directory knows them.
    pub officer: OfficerId,
    /// When the password was given.
    pub opened_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
}

impl Session {
    /// Whether a request at `now` should be noted with [`session_touch`].
    pub fn needs_touch(&self, now: Timestamp) -> bool {
        self.seen_at < earlier(now, TOUCH_EVERY_SECONDS)
    }

    fn has_ended(&self, now: Timestamp) -> bool {
        self.opened_at < opened_before(now) || self.seen_at < seen_before(now)
    }
}

/// Opens a session and forgets the attempts that led to it.
///
/// The account is looked at once more: a password that was changed, or an account disabled,
/// while the old password was being checked, opens nothing.
pub fn session_open(
    tx: &mut Tx<'_>,
    verified: &Verified,
    token: &SessionToken,
    now: Timestamp,
) -> Result<Session, SignInError> {
    let account = queries::account_by_login(tx, &verified.login)?;
    account
        .filter(|found| found.password == verified.password && found.disabled_at.is_none())
        .ok_or(SignInError::WrongLoginOrPassword)?;
    queries::attempts_remove(tx, &verified.attempt_hash)?;
    let session = Session {
        login: verified.login.clone(),
        officer: verified.officer,
        opened_at: now,
        seen_at: now,
    };
    queries::session_insert(tx, &token.stored_hash(), &session)?;
    Ok(session)
}

/// The session of a token, unless it has ended.
pub fn session_by_token(
    tx: &mut Tx<'_>,
    token: &SessionToken,
    now: Timestamp,
) -> Result<Option<Session>, StoreError> {
    let session = queries::session_by_hash(tx, &token.stored_hash())?;
    Ok(session.filter(|session| !session.has_ended(now)))
}

/// Notes that a session was used at `now`; worth a write only when it
/// [needs it](Session::needs_touch).
pub fn session_touch(
    tx: &mut Tx<'_>,
    token: &SessionToken,
    now: Timestamp,
) -> Result<(), StoreError> {
    queries::session_set_seen(tx, &token.stored_hash(), now)
}

/// Ends the session of a token. False when there is none.
pub fn sign_out(tx: &mut Tx<'_>, token: &SessionToken) -> Result<bool, StoreError> {
    queries::session_remove(tx, &token.stored_hash())
}

/// Removes sessions that have ended and attempts that no longer matter; how many rows. For the
/// program to call now and then.
pub fn expired_remove(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    let sessions = queries::sessions_remove_before(tx, opened_before(now), seen_before(now))?;
    Ok(sessions + queries::attempts_remove_before(tx, forgotten_before(now))?)
}

fn opened_before(now: Timestamp) -> Timestamp {
    earlier(now, SESSION_HOURS_MAX * 60 * 60)
}

fn seen_before(now: Timestamp) -> Timestamp {
    earlier(now, SESSION_IDLE_MINUTES_MAX * 60)
}
