//! One attempt to sign in: counted first, then checked.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{Entropy, OfficerId, Timestamp};

use crate::queries::{self, Counted};
use crate::{Account, HashingCost, Login, Origin, PasswordHash, password};

/// Mistyping a password so often costs nobody time.
const FREE_ATTEMPTS: i64 = 5;
/// The longest wait between two attempts. Who knows a login can make its owner wait no longer
/// than this, and only where both sign in from one address and the owner never did before.
const DELAY_SECONDS_MAX: i64 = 15 * 60;
/// After so long without an attempt the count starts anew.
const FORGOTTEN_AFTER_SECONDS: i64 = 60 * 60;
/// The same in minutes: attempts are remembered as long as that.
pub const ATTEMPTS_REMEMBERED_MINUTES: u32 = 60;

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Too many attempts for this login from this client, or too many at once; nothing was checked
    /// or counted.
    #[error("too many attempts; try again in {retry_after_seconds} seconds")]
    TooManyAttempts {
        /// From when on the next attempt is looked at.
        retry_after_seconds: u64,
    },
    /// An unknown login, a disabled account or a wrong password; it is not said which.
    #[error("login or password is wrong")]
    WrongLoginOrPassword,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An attempt that was counted and may now be checked.
#[derive(Debug)]
pub struct Attempt {
    attempt_hash: [u8; 32],
    account: Option<Account>,
}

/// Proof that somebody knew an account's password; [`crate::session_open`] takes it.
#[derive(Debug, Clone)]
pub struct Verified {
    pub(crate) attempt_hash: [u8; 32],
    pub(crate) login: Login,
    pub(crate) officer: OfficerId,
    pub(crate) password: PasswordHash,
    /// The same password hashed as passwords are hashed today, if it was not.
    pub(crate) renewed: Option<PasswordHash>,
}

/// Counts an attempt and fetches what is needed to check it. To be committed before the check.
pub fn attempt_begin(
    tx: &mut Tx<'_>,
    login: &Login,
    origin: &Origin,
    now: Timestamp,
) -> Result<Attempt, SignInError> {
    let origin = origin.still_known(tx, login, now)?;
    let attempt_hash = origin.password_hash(login);
    if let Err(retry_after_seconds) = count(tx, &attempt_hash, now)? {
        return Err(SignInError::TooManyAttempts {
            retry_after_seconds,
        });
    }
    let account = queries::account_by_login(tx, login)?;
    Ok(Attempt {
        attempt_hash,
        account: account.filter(|account| account.disabled_at.is_none()),
    })
}

/// Counts an attempt, unless those before it ask for a wait: of so many seconds.
pub(crate) fn count(
    tx: &mut Tx<'_>,
    attempt_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Result<(), u64>, StoreError> {
    let before = queries::attempts_by_hash(tx, attempt_hash)?;
    let before = before.filter(|counted| !is_forgotten(counted, now));
    if let Some(seconds) = before.as_ref().and_then(|counted| wait(counted, now)) {
        return Ok(Err(seconds));
    }
    let counted = Counted {
        attempts: before.map_or(0, |counted| counted.attempts) + 1,
        last_at: now,
    };
    queries::attempts_set(tx, attempt_hash, &counted)?;
    Ok(Ok(()))
}

impl Attempt {
    /// Checks the password: tens of milliseconds and as much memory as the cost says, so on a
    /// blocking thread and outside any transaction, and by no more threads at once than there is
    /// room for.
    ///
    /// `cost` is what passwords are hashed with today; an account that does not exist takes just
    /// as long. Where the hash was made with another, the right password is hashed anew, so an
    /// account whose owner has not signed in since the cost was raised answers faster than others
    /// until then.
    pub fn verify(
        self,
        password: &str,
        cost: HashingCost,
        entropy: &dyn Entropy,
    ) -> Result<Verified, SignInError> {
        let Some(account) = self.account else {
            password::check_against_nobody(password, cost);
            return Err(SignInError::WrongLoginOrPassword);
        };
        if !account.password.is_of(password) {
            return Err(SignInError::WrongLoginOrPassword);
        }
        Ok(Verified {
            attempt_hash: self.attempt_hash,
            login: account.login,
            officer: account.officer,
            renewed: account.password.renewed(password, cost, entropy),
            password: account.password,
        })
    }
}

impl Verified {
    /// Whose password it was.
    pub const fn login(&self) -> &Login {
        &self.login
    }
}

/// Attempts that nobody was signed in by, or not yet, as far as they are remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedAttempts {
    /// How many.
    pub attempts: u64,
    /// How many different logins at different addresses they were for.
    pub clients: u64,
}

/// Attempts that led nowhere, for whoever watches over the program.
pub fn attempts_failed(tx: &mut Tx<'_>, now: Timestamp) -> Result<FailedAttempts, StoreError> {
    let (attempts, clients) = queries::attempts_since(tx, forgotten_before(now))?;
    Ok(FailedAttempts { attempts, clients })
}

/// The instant before which a count was last raised so long ago that it no longer matters.
pub(crate) fn forgotten_before(now: Timestamp) -> Timestamp {
    earlier(now, FORGOTTEN_AFTER_SECONDS)
}

fn is_forgotten(counted: &Counted, now: Timestamp) -> bool {
    counted.last_at < forgotten_before(now)
}

/// Seconds still to wait before another attempt, if any.
fn wait(counted: &Counted, now: Timestamp) -> Option<u64> {
    let passed_micros = now.micros().saturating_sub(counted.last_at.micros()).max(0);
    let left_micros = delay_seconds(counted.attempts) * 1_000_000 - passed_micros;
    u64::try_from(left_micros)
        .ok()
        .filter(|left| *left > 0)
        .map(|left| left.div_ceil(1_000_000))
}

/// How long to wait after so many attempts: 2, 4, 8 … seconds once the free ones are used up.
fn delay_seconds(attempts: i64) -> i64 {
    match attempts - FREE_ATTEMPTS {
        ..0 => 0,
        beyond @ 0..10 => (2 << beyond).min(DELAY_SECONDS_MAX),
        10.. => DELAY_SECONDS_MAX,
    }
}

pub(crate) fn earlier(now: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_micros(now.micros() - seconds * 1_000_000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_delay_doubles_after_the_free_attempts() {
        let delays: Vec<i64> = (1..=16).map(delay_seconds).collect();
        let expected = [
            0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900,
        ];
        assert_eq!(delays, expected);
        assert_eq!(delay_seconds(i64::MAX), DELAY_SECONDS_MAX);
    }

    proptest! {
        #[test]
        fn nobody_waits_longer_than_the_delay(attempts in 1..i64::MAX, last: i32, passed: i32) {
            let last_at = Timestamp::from_micros(i64::from(last) * 1_000);
            let now = Timestamp::from_micros(last_at.micros() + i64::from(passed) * 1_000);
            let left = wait(&Counted { attempts, last_at }, now).unwrap_or(0);
            prop_assert!(left <= delay_seconds(attempts).unsigned_abs());
        }
    }
}
