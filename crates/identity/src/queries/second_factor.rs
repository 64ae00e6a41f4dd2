//! Second factors, those that wait for their first code, and recovery codes.

use danh_store::{StoreError, Tx, params};
use danh_vocabulary::Timestamp;

use super::instant;
use crate::Login;
use crate::second_factor::SecondFactor;
use crate::session::SessionId;

pub(crate) fn second_factor_by_login(
    tx: &mut Tx<'_>,
    login: &Login,
) -> Result<Option<SecondFactor>, StoreError> {
    let row = tx.query_opt(
        "SELECT sealed_secret, last_step, enrolled_at FROM staff_second_factor WHERE login = $1",
        params![login.as_str()],
    )?;
    row.map(|row| {
        Ok(SecondFactor {
            sealed_secret: row.get(0)?,
            last_step: row.get(1)?,
            enrolled_at: instant(&row, 2)?,
        })
    })
    .transpose()
}

pub(crate) fn second_factor_set_step(
    tx: &mut Tx<'_>,
    login: &Login,
    step: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE staff_second_factor SET last_step = $1 WHERE login = $2",
        params![step, login.as_str()],
    )?;
    Ok(())
}

/// Makes what waits the second factor, in the place of one there was.
pub(crate) fn second_factor_take_enrolment(
    tx: &mut Tx<'_>,
    login: &Login,
    last_step: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM staff_second_factor WHERE login = $1",
        params![login.as_str()],
    )?;
    tx.execute(
        "INSERT INTO staff_second_factor (login, sealed_secret, last_step, enrolled_at)
         SELECT login, sealed_secret, CAST($1 AS BIGINT), CAST($2 AS BIGINT)
         FROM staff_enrolment WHERE login = $3",
        params![last_step, now.micros(), login.as_str()],
    )?;
    tx.execute(
        "DELETE FROM staff_enrolment WHERE login = $1",
        params![login.as_str()],
    )?;
    Ok(())
}

/// With its recovery codes and what waits. False when there is none.
pub(crate) fn second_factor_remove(tx: &mut Tx<'_>, login: &Login) -> Result<bool, StoreError> {
    let removed = tx.execute(
        "DELETE FROM staff_second_factor WHERE login = $1",
        params![login.as_str()],
    )?;
    tx.execute(
        "DELETE FROM staff_enrolment WHERE login = $1",
        params![login.as_str()],
    )?;
    recovery_codes_set(tx, login, &[])?;
    Ok(removed == 1)
}

pub(crate) fn enrolment_set(
    tx: &mut Tx<'_>,
    (login, session): (&Login, SessionId),
    sealed_secret: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO staff_enrolment (login, session_id, sealed_secret, begun_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (login) DO UPDATE SET session_id = excluded.session_id,
             sealed_secret = excluded.sealed_secret, begun_at = excluded.begun_at",
        params![login.as_str(), session.0, sealed_secret, now.micros()],
    )?;
    Ok(())
}

pub(crate) fn enrolment_of_session(
    tx: &mut Tx<'_>,
    (login, session): (&Login, SessionId),
    since: Timestamp,
) -> Result<Option<String>, StoreError> {
    let row = tx.query_opt(
        "SELECT sealed_secret FROM staff_enrolment
         WHERE login = $1 AND session_id = $2 AND begun_at >= $3",
        params![login.as_str(), session.0, since.micros()],
    )?;
    row.map(|row| row.get(0)).transpose()
}

pub(crate) fn enrolments_remove_before(
    tx: &mut Tx<'_>,
    begun_before: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM staff_enrolment WHERE begun_at < $1",
        params![begun_before.micros()],
    )
}

pub(crate) fn recovery_codes_set(
    tx: &mut Tx<'_>,
    login: &Login,
    hashes: &[[u8; 32]],
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM staff_recovery_code WHERE login = $1",
        params![login.as_str()],
    )?;
    for hash in hashes {
        tx.execute(
            "INSERT INTO staff_recovery_code (login, code_hash) VALUES ($1, $2)",
            params![login.as_str(), hash],
        )?;
    }
    Ok(())
}

/// Uses up a code. False when there is no such code, or it was used.
pub(crate) fn recovery_code_use(
    tx: &mut Tx<'_>,
    login: &Login,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let used = tx.execute(
        "UPDATE staff_recovery_code SET used_at = $1
         WHERE login = $2 AND code_hash = $3 AND used_at IS NULL",
        params![now.micros(), login.as_str(), hash],
    )?;
    Ok(used == 1)
}

pub(crate) fn recovery_codes_left(tx: &mut Tx<'_>, login: &Login) -> Result<usize, StoreError> {
    let row = tx.query_one(
        "SELECT COUNT(*) FROM staff_recovery_code WHERE login = $1 AND used_at IS NULL",
        params![login.as_str()],
    )?;
    let left: i64 = row.get(0)?;
    Ok(usize::try_from(left).expect("a count is not negative"))
}
