//! The second factor of an account: an app on the owner's telephone that computes one-time codes,
//! and recovery codes for the day on which it is lost (OWASP ASVS 5.0, 6.3.3, 6.4.4, 6.5).
//!
//! The app's secret lies sealed in the database, bound to its account: moved to another, it does
//! not open.

use danh_keys::{SealContext, Sealer, UnsealError};
use danh_store::{StoreError, Tx};
use danh_vocabulary::{Entropy, Timestamp};

use crate::attempt::{self, earlier};
use crate::one_time_code::{CodeSecret, OneTimeCode};
use crate::{
    AccountChange, ChangeAccountError, ChangedBy, Login, NotProven, Origin, RecoveryCode, Session,
    account, account_change, queries, session_still_proven,
};

/// A secret that was shown is waited for so long to be confirmed by a code.
const ENROLMENT_MINUTES_MAX: i64 = 30;

/// An account's second factor as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SecondFactor {
    pub(crate) sealed_secret: String,
    /// The step of the last code that was taken.
    pub(crate) last_step: i64,
    pub(crate) enrolled_at: Timestamp,
}

/// What is told of a second factor to its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondFactorState {
    /// Since when there is one.
    pub enrolled_at: Timestamp,
    /// Recovery codes that were not used.
    pub recovery_codes_left: usize,
}

/// Why something about a second factor was not done.
#[derive(Debug, thiserror::Error)]
pub enum SecondFactorError {
    /// The key that sealed the secret is not there, or the row was changed.
    #[error("the secret of the second factor of `{login}` cannot be read")]
    Secret {
        /// Whose.
        login: Login,
        /// Why.
        source: UnsealError,
    },
    /// There is none to draw recovery codes for.
    #[error("the account `{0}` has no second factor")]
    None(Login),
    /// The session in which it was asked for.
    #[error(transparent)]
    Session(NotProven),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NotProven> for SecondFactorError {
    fn from(error: NotProven) -> Self {
        match error {
            NotProven::Store(error) => Self::Store(error),
            refused => Self::Session(refused),
        }
    }
}

/// What came of a code that was typed. Whatever it is, the transaction is to be committed: the
/// attempt is counted in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeOutcome {
    /// It was the app's code of now.
    Accepted,
    /// It was a recovery code, which is used up.
    AcceptedRecoveryCode {
        /// How many are left.
        left: usize,
    },
    /// It was neither, or was taken before.
    Wrong,
    /// Too many attempts; it was not looked at.
    TooManyAttempts {
        /// From when on the next attempt is looked at.
        retry_after_seconds: u64,
    },
}

/// A secret that an owner was shown, to be confirmed by a code; another one if `secret` is drawn
/// anew. What was begun before is forgotten. It is the session's alone: whoever else knows the
/// password neither sees it nor has the owner confirm one of theirs.
pub fn enrolment_begin(
    tx: &mut Tx<'_>,
    (sealer, entropy): (&Sealer, &dyn Entropy),
    session: &Session,
    secret: &CodeSecret,
    now: Timestamp,
) -> Result<(), NotProven> {
    let Session { id, login, .. } = session_still_proven(tx, session, now)?;
    let kept = sealer.seal(entropy, SealContext(&context(&login)), secret.bytes());
    Ok(queries::enrolment_set(tx, (&login, id), &kept, now)?)
}

/// The secret that waits for its code, if there is one.
pub fn enrolment_pending(
    tx: &mut Tx<'_>,
    sealer: &Sealer,
    session: &Session,
    now: Timestamp,
) -> Result<Option<CodeSecret>, SecondFactorError> {
    let (login, since) = (&session.login, earlier(now, ENROLMENT_MINUTES_MAX * 60));
    let kept = queries::enrolment_of_session(tx, (login, session.id), since)?;
    kept.map(|kept| open(sealer, login, &kept)).transpose()
}

/// Makes the secret that waits the account's second factor, if `code` is its code of now, in the
/// place of one that it had; with new recovery codes. False when it is not.
pub fn enrolment_confirm(
    tx: &mut Tx<'_>,
    sealer: &Sealer,
    session: &Session,
    (code, recovery): (OneTimeCode, &[RecoveryCode]),
    now: Timestamp,
) -> Result<bool, SecondFactorError> {
    let session = session_still_proven(tx, session, now)?;
    let login = &session.login;
    let Some(secret) = enrolment_pending(tx, sealer, &session, now)? else {
        return Ok(false);
    };
    let Some(last_step) = secret.step_of(code, now, i64::MIN) else {
        return Ok(false);
    };
    queries::second_factor_take_enrolment(tx, login, last_step, now)?;
    queries::recovery_codes_set(tx, login, &hashes(login, recovery))?;
    let change = AccountChange::SecondFactorEnrolled;
    account_change::note(tx, login, change, &ChangedBy::Owner, now)?;
    Ok(true)
}

/// Gives an account with a second factor new recovery codes; those before are worth nothing any
/// more.
pub fn recovery_codes_replace(
    tx: &mut Tx<'_>,
    session: &Session,
    codes: &[RecoveryCode],
    now: Timestamp,
) -> Result<(), SecondFactorError> {
    let session = session_still_proven(tx, session, now)?;
    let login = &session.login;
    if session.second_factor_since.is_none() {
        return Err(SecondFactorError::None(login.clone()));
    }
    queries::recovery_codes_set(tx, login, &hashes(login, codes))?;
    let change = AccountChange::RecoveryCodesDrawn;
    Ok(account_change::note(
        tx,
        login,
        change,
        &ChangedBy::Owner,
        now,
    )?)
}

/// An account's second factor, if it has one.
pub fn second_factor_state(
    tx: &mut Tx<'_>,
    login: &Login,
) -> Result<Option<SecondFactorState>, StoreError> {
    let Some(factor) = queries::second_factor_by_login(tx, login)? else {
        return Ok(None);
    };
    Ok(Some(SecondFactorState {
        enrolled_at: factor.enrolled_at,
        recovery_codes_left: queries::recovery_codes_left(tx, login)?,
    }))
}

/// Takes an account's second factor away by an administrator's hand and ends its sessions.
pub fn second_factor_reset(
    tx: &mut Tx<'_>,
    login: &Login,
    by: &ChangedBy,
    now: Timestamp,
) -> Result<(), ChangeAccountError> {
    account::expect_account(tx, login)?;
    if !queries::second_factor_remove(tx, login)? {
        return Err(ChangeAccountError::NoSecondFactor(login.clone()));
    }
    queries::sessions_remove(tx, login)?;
    account_change::note(tx, login, AccountChange::SecondFactorReset, by, now)?;
    Ok(())
}

/// Looks whether what was typed is the app's code of now, or a recovery code, of an account whose
/// password was given. Wrong ones slow down the guesser as wrong passwords do; they are counted
/// for all unknown browsers together, which all know the password.
pub fn second_factor_check(
    tx: &mut Tx<'_>,
    sealer: &Sealer,
    (login, origin): (&Login, &Origin),
    typed: &str,
    now: Timestamp,
) -> Result<CodeOutcome, SecondFactorError> {
    let origin = origin.still_known(tx, login, now)?;
    let attempt_hash = origin.code_hash(login);
    if let Err(retry_after_seconds) = attempt::count(tx, &attempt_hash, now)? {
        return Ok(CodeOutcome::TooManyAttempts {
            retry_after_seconds,
        });
    }
    let outcome = look(tx, sealer, login, typed, now)?;
    if outcome != CodeOutcome::Wrong {
        queries::attempts_remove(tx, &attempt_hash)?;
    }
    Ok(outcome)
}

fn look(
    tx: &mut Tx<'_>,
    sealer: &Sealer,
    login: &Login,
    typed: &str,
    now: Timestamp,
) -> Result<CodeOutcome, SecondFactorError> {
    let Some(factor) = queries::second_factor_by_login(tx, login)? else {
        return Ok(CodeOutcome::Wrong);
    };
    if let Some(code) = RecoveryCode::parse(typed) {
        if !queries::recovery_code_use(tx, login, &code.stored_hash(login), now)? {
            return Ok(CodeOutcome::Wrong);
        }
        let change = AccountChange::RecoveryCodeUsed;
        account_change::note(tx, login, change, &ChangedBy::Owner, now)?;
        let left = queries::recovery_codes_left(tx, login)?;
        return Ok(CodeOutcome::AcceptedRecoveryCode { left });
    }
    let Some(code) = OneTimeCode::parse(typed) else {
        return Ok(CodeOutcome::Wrong);
    };
    let secret = open(sealer, login, &factor.sealed_secret)?;
    let Some(step) = secret.step_of(code, now, factor.last_step) else {
        return Ok(CodeOutcome::Wrong);
    };
    queries::second_factor_set_step(tx, login, step)?;
    Ok(CodeOutcome::Accepted)
}

pub(crate) fn enrolments_remove_old(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    queries::enrolments_remove_before(tx, earlier(now, ENROLMENT_MINUTES_MAX * 60))
}

fn hashes(login: &Login, codes: &[RecoveryCode]) -> Vec<[u8; 32]> {
    codes.iter().map(|code| code.stored_hash(login)).collect()
}

fn open(sealer: &Sealer, login: &Login, kept: &str) -> Result<CodeSecret, SecondFactorError> {
    let opened = sealer.open(SealContext(&context(login)), kept);
    let secret =
        opened.and_then(|secret| CodeSecret::of_bytes(&secret).ok_or(UnsealError::Malformed));
    secret.map_err(|source| SecondFactorError::Secret {
        login: login.clone(),
        source,
    })
}

fn context(login: &Login) -> Vec<u8> {
    format!("danh second factor v1\n{login}").into_bytes()
}
