//! Sessions and their tokens.

use danh_store::{Row, StoreError, Tx, params};
use danh_vocabulary::{OfficerId, Timestamp};

use super::account::password_of;
use super::{instant, instant_opt, stored_login};
use crate::session::{ListedSession, SessionId, TokenStanding, TokenState};
use crate::{Client, FormKey, Login, Session};

pub(crate) fn session_insert(
    tx: &mut Tx<'_>,
    session: &Session,
    client: &Client,
    token_hash: &[u8; 32],
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO staff_session
         (session_id, login, token_hash, form_key, client, opened_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            session.id.0,
            session.login.as_str(),
            token_hash,
            session.form_key.bytes(),
            &client.to_string(),
            session.opened_at.micros(),
            session.seen_at.micros(),
        ],
    )?;
    token_insert(tx, session.id, token_hash, session.opened_at)
}

pub(crate) fn session_by_hash(
    tx: &mut Tx<'_>,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Session>, StoreError> {
    let row = tx.query_opt(
        "SELECT s.session_id, s.login, a.officer_id, s.opened_at, s.seen_at, s.form_key,
                s.code_given_at, f.enrolled_at, a.password_is_temporary,
                s.token_hash, t.drawn_at, t.ends_at
         FROM staff_session_token t
         JOIN staff_session s ON s.session_id = t.session_id
         JOIN staff_account a ON a.login = s.login
         LEFT JOIN staff_second_factor f ON f.login = s.login
         WHERE t.token_hash = $1 AND a.disabled_at IS NULL",
        params![token_hash],
    )?;
    let Some(row) = row else {
        return Ok(None);
    };
    let Some(token) = token_state(&row, token_hash, now)? else {
        return Ok(None);
    };
    Ok(Some(Session {
        id: SessionId(row.get(0)?),
        login: stored_login(&row, 1)?,
        officer: OfficerId::from_i64(row.get(2)?),
        opened_at: instant(&row, 3)?,
        seen_at: instant(&row, 4)?,
        form_key: FormKey::of_bytes(row.get(5)?),
        code_given_at: instant_opt(&row, 6)?,
        second_factor_since: instant_opt(&row, 7)?,
        password_of: password_of(row.get(8)?),
        token,
    }))
}

/// A session by its id, with the account and its second factor as they are now.
pub(crate) fn session_again(
    tx: &mut Tx<'_>,
    session: &Session,
) -> Result<Option<Session>, StoreError> {
    let row = tx.query_opt(
        "SELECT s.opened_at, s.seen_at, s.code_given_at, f.enrolled_at, a.password_is_temporary
         FROM staff_session s
         JOIN staff_account a ON a.login = s.login
         LEFT JOIN staff_second_factor f ON f.login = s.login
         WHERE s.session_id = $1 AND s.login = $2 AND a.disabled_at IS NULL",
        params![session.id.0, session.login.as_str()],
    )?;
    row.map(|row| {
        Ok(Session {
            opened_at: instant(&row, 0)?,
            seen_at: instant(&row, 1)?,
            code_given_at: instant_opt(&row, 2)?,
            second_factor_since: instant_opt(&row, 3)?,
            password_of: password_of(row.get(4)?),
            ..session.clone()
        })
    })
    .transpose()
}

/// Nothing when the token is good no longer.
fn token_state(
    row: &Row,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<TokenState>, StoreError> {
    let standing = match instant_opt(row, 11)? {
        Some(ends_at) if ends_at < now => return Ok(None),
        Some(_) => TokenStanding::Leaving,
        None if row.get::<[u8; 32]>(9)? == *token_hash => TokenStanding::Current,
        None => TokenStanding::Next,
    };
    let drawn_at = instant(row, 10)?;
    Ok(Some(TokenState { drawn_at, standing }))
}

pub(crate) fn sessions_of_login(
    tx: &mut Tx<'_>,
    login: &Login,
    opened_since: Timestamp,
    seen_since: Timestamp,
) -> Result<Vec<ListedSession>, StoreError> {
    let rows = tx.query(
        "SELECT session_id, client, opened_at, seen_at FROM staff_session
         WHERE login = $1 AND opened_at >= $2 AND seen_at >= $3
         ORDER BY seen_at DESC, session_id",
        params![login.as_str(), opened_since.micros(), seen_since.micros()],
    )?;
    let listed = rows.iter().map(|row| {
        Ok(ListedSession {
            id: SessionId(row.get(0)?),
            client: row.get(1)?,
            opened_at: instant(row, 2)?,
            seen_at: instant(row, 3)?,
        })
    });
    listed.collect()
}

pub(crate) fn session_set_seen(
    tx: &mut Tx<'_>,
    id: SessionId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE staff_session SET seen_at = $1 WHERE session_id = $2",
        params![now.micros(), id.0],
    )?;
    Ok(())
}

pub(crate) fn session_set_token(
    tx: &mut Tx<'_>,
    id: SessionId,
    token_hash: &[u8; 32],
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE staff_session SET token_hash = $1 WHERE session_id = $2",
        params![token_hash, id.0],
    )?;
    Ok(())
}

pub(crate) fn session_set_code_given(
    tx: &mut Tx<'_>,
    id: SessionId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE staff_session SET code_given_at = $1 WHERE session_id = $2",
        params![now.micros(), id.0],
    )?;
    Ok(())
}

pub(crate) fn token_insert(
    tx: &mut Tx<'_>,
    id: SessionId,
    token_hash: &[u8; 32],
    drawn_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO staff_session_token (token_hash, session_id, drawn_at) VALUES ($1, $2, $3)",
        params![token_hash, id.0, drawn_at.micros()],
    )?;
    Ok(())
}

/// When the token was drawn that was handed out and not seen, if there is one.
pub(crate) fn next_token_drawn_at(
    tx: &mut Tx<'_>,
    id: SessionId,
    current: &[u8; 32],
) -> Result<Option<Timestamp>, StoreError> {
    let row = tx.query_one(
        "SELECT MAX(drawn_at) FROM staff_session_token
         WHERE session_id = $1 AND token_hash <> $2 AND ends_at IS NULL",
        params![id.0, current],
    )?;
    instant_opt(&row, 0)
}

pub(crate) fn next_tokens_remove(
    tx: &mut Tx<'_>,
    id: SessionId,
    current: &[u8; 32],
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM staff_session_token
         WHERE session_id = $1 AND token_hash <> $2 AND ends_at IS NULL",
        params![id.0, current],
    )?;
    Ok(())
}

/// Lets every token but one end then, those that end anyway excepted.
pub(crate) fn tokens_end_but(
    tx: &mut Tx<'_>,
    id: SessionId,
    kept: &[u8; 32],
    ends_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE staff_session_token SET ends_at = $1
         WHERE session_id = $2 AND token_hash <> $3 AND ends_at IS NULL",
        params![ends_at.micros(), id.0, kept],
    )?;
    Ok(())
}

pub(crate) fn tokens_remove(tx: &mut Tx<'_>, id: SessionId) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM staff_session_token WHERE session_id = $1",
        params![id.0],
    )?;
    Ok(())
}

pub(crate) fn session_remove(
    tx: &mut Tx<'_>,
    login: &Login,
    id: SessionId,
) -> Result<bool, StoreError> {
    let removed = tx.execute(
        "DELETE FROM staff_session WHERE session_id = $1 AND login = $2",
        params![id.0, login.as_str()],
    )?;
    if removed == 1 {
        tokens_remove(tx, id)?;
    }
    Ok(removed == 1)
}

pub(crate) fn sessions_remove(tx: &mut Tx<'_>, login: &Login) -> Result<u64, StoreError> {
    // No session has that id: ids are not negative.
    sessions_remove_but(tx, login, SessionId(-1))
}

pub(crate) fn sessions_remove_but(
    tx: &mut Tx<'_>,
    login: &Login,
    kept: SessionId,
) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM staff_session_token WHERE session_id IN
         (SELECT session_id FROM staff_session WHERE login = $1 AND session_id <> $2)",
        params![login.as_str(), kept.0],
    )?;
    tx.execute(
        "DELETE FROM staff_session WHERE login = $1 AND session_id <> $2",
        params![login.as_str(), kept.0],
    )
}

pub(crate) fn sessions_remove_before(
    tx: &mut Tx<'_>,
    opened_before: Timestamp,
    seen_before: Timestamp,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let removed = tx.execute(
        "DELETE FROM staff_session WHERE opened_at < $1 OR seen_at < $2",
        params![opened_before.micros(), seen_before.micros()],
    )?;
    tx.execute(
        "DELETE FROM staff_session_token WHERE ends_at < $1",
        params![now.micros()],
    )?;
    tx.execute(
        "DELETE FROM staff_session_token
         WHERE session_id NOT IN (SELECT session_id FROM staff_session)",
        params![],
    )?;
    Ok(removed)
}
