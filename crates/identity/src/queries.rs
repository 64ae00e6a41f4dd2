//! The SQL of this capability.

use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{OfficerId, Timestamp};

use crate::{Account, Login, NewAccount, PasswordHash, Session};

/// Attempts for one login from one client.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) attempts: i64,
    pub(crate) last_at: Timestamp,
}

pub(crate) fn account_by_login(
    tx: &mut Tx<'_>,
    login: &Login,
) -> Result<Option<Account>, StoreError> {
    let row = tx.query_opt(
        "SELECT officer_id, password_hash, created_at, disabled_at
         FROM staff_account WHERE login = $1",
        params![login.as_str()],
    )?;
    row.map(|row| {
        Ok(Account {
            login: login.clone(),
            officer: OfficerId::from_i64(row.get(0)?),
            password: PasswordHash::from_store(row.get(1)?),
            created_at: instant(&row, 2)?,
            disabled_at: row.get::<Option<i64>>(3)?.map(Timestamp::from_micros),
        })
    })
    .transpose()
}

pub(crate) fn login_by_officer(
    tx: &mut Tx<'_>,
    officer: OfficerId,
) -> Result<Option<Login>, StoreError> {
    let row = tx.query_opt(
        "SELECT login FROM staff_account WHERE officer_id = $1",
        params![officer.as_i64()],
    )?;
    row.map(|row| stored_login(&row, 0)).transpose()
}

pub(crate) fn account_insert(
    tx: &mut Tx<'_>,
    new: &NewAccount,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO staff_account (login, officer_id, password_hash, created_at)
         VALUES ($1, $2, $3, $4)",
        params![
            new.login.as_str(),
            new.officer.as_i64(),
            new.password.as_str(),
            now.micros()
        ],
    )?;
    Ok(())
}

pub(crate) fn account_set_password(
    tx: &mut Tx<'_>,
    login: &Login,
    password: &PasswordHash,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE staff_account SET password_hash = $1 WHERE login = $2",
        params![password.as_str(), login.as_str()],
    )?;
    Ok(changed == 1)
}

pub(crate) fn account_set_disabled(
    tx: &mut Tx<'_>,
    login: &Login,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE staff_account SET disabled_at = $1 WHERE login = $2 AND disabled_at IS NULL",
        params![now.micros(), login.as_str()],
    )?;
    Ok(changed == 1)
}

pub(crate) fn attempts_by_hash(
    tx: &mut Tx<'_>,
    attempt_hash: &[u8; 32],
) -> Result<Option<Counted>, StoreError> {
    let row = tx.query_opt(
        "SELECT attempts, last_at FROM sign_in_attempt WHERE attempt_hash = $1",
        params![attempt_hash],
    )?;
    row.map(|row| {
        Ok(Counted {
            attempts: row.get(0)?,
            last_at: instant(&row, 1)?,
        })
    })
    .transpose()
}

pub(crate) fn attempts_set(
    tx: &mut Tx<'_>,
    attempt_hash: &[u8; 32],
    counted: &Counted,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO sign_in_attempt (attempt_hash, attempts, last_at) VALUES ($1, $2, $3)
         ON CONFLICT (attempt_hash)
         DO UPDATE SET attempts = excluded.attempts, last_at = excluded.last_at",
        params![attempt_hash, counted.attempts, counted.last_at.micros()],
    )?;
    Ok(())
}

pub(crate) fn attempts_remove(tx: &mut Tx<'_>, attempt_hash: &[u8; 32]) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM sign_in_attempt WHERE attempt_hash = $1",
        params![attempt_hash],
    )?;
    Ok(())
}

pub(crate) fn attempts_remove_before(
    tx: &mut Tx<'_>,
    last_before: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM sign_in_attempt WHERE last_at < $1",
        params![last_before.micros()],
    )
}

/// How many attempts are counted for how many clients whose last one was then or later.
pub(crate) fn attempts_since(
    tx: &mut Tx<'_>,
    last_from: Timestamp,
) -> Result<(u64, u64), StoreError> {
    let row = tx.query_one(
        "SELECT CAST(COALESCE(SUM(attempts), 0) AS BIGINT), COUNT(*)
         FROM sign_in_attempt WHERE last_at >= $1",
        params![last_from.micros()],
    )?;
    let (attempts, clients): (i64, i64) = (row.get(0)?, row.get(1)?);
    Ok((attempts.unsigned_abs(), clients.unsigned_abs()))
}

pub(crate) fn session_insert(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    session: &Session,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO staff_session (token_hash, login, opened_at, seen_at)
         VALUES ($1, $2, $3, $4)",
        params![
            token_hash,
            session.login.as_str(),
            session.opened_at.micros(),
            session.seen_at.micros(),
        ],
    )?;
    Ok(())
}

pub(crate) fn session_by_hash(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
) -> Result<Option<Session>, StoreError> {
    let row = tx.query_opt(
        "SELECT s.login, a.officer_id, s.opened_at, s.seen_at
         FROM staff_session s JOIN staff_account a ON a.login = s.login
         WHERE s.token_hash = $1 AND a.disabled_at IS NULL",
        params![token_hash],
    )?;
    row.map(|row| {
        Ok(Session {
            login: stored_login(&row, 0)?,
            officer: OfficerId::from_i64(row.get(1)?),
            opened_at: instant(&row, 2)?,
            seen_at: instant(&row, 3)?,
        })
    })
    .transpose()
}

pub(crate) fn session_set_seen(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE staff_session SET seen_at = $1 WHERE token_hash = $2",
        params![now.micros(), token_hash],
    )?;
    Ok(())
}

pub(crate) fn session_remove(tx: &mut Tx<'_>, token_hash: &[u8; 32]) -> Result<bool, StoreError> {
    let removed = tx.execute(
        "DELETE FROM staff_session WHERE token_hash = $1",
        params![token_hash],
    )?;
    Ok(removed == 1)
}

pub(crate) fn sessions_remove(tx: &mut Tx<'_>, login: &Login) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM staff_session WHERE login = $1",
        params![login.as_str()],
    )?;
    Ok(())
}

pub(crate) fn sessions_remove_before(
    tx: &mut Tx<'_>,
    opened_before: Timestamp,
    seen_before: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM staff_session WHERE opened_at < $1 OR seen_at < $2",
        params![opened_before.micros(), seen_before.micros()],
    )
}

fn instant(row: &Row, index: usize) -> Result<Timestamp, StoreError> {
    row.get(index).map(Timestamp::from_micros)
}

/// Logins are checked on their way in; one that is not a login any more is a damaged row.
fn stored_login(row: &Row, index: usize) -> Result<Login, StoreError> {
    row.get::<String>(index)?
        .parse()
        .map_err(|_| StoreError::Corrupt {
            detail: "a stored login is not a login".to_owned(),
        })
}
