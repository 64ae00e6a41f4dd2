//! Changing a session's token while it goes on (OWASP ASVS 5.0, 7.2.4): after every proof of who
//! somebody is, and every quarter of an hour of use.
//!
//! A browser may lose the answer that brings the next token. So the old one stays good until the
//! next is seen, and some seconds longer, for the requests that were under way.

use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use super::{Session, TOUCH_EVERY_SECONDS, TokenStanding, session_by_token};
use crate::attempt::earlier;
use crate::{SessionToken, queries};

/// A browser's token is replaced after so many minutes of use.
pub const TOKEN_MINUTES_MAX: i64 = 15;
/// A token that was replaced is good for so long, and one that was handed out and not seen is not
/// handed out again within it: requests that were sent together.
const LEAVING_SECONDS: i64 = 10;

/// Who holds a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenUse {
    /// A browser, whose cookie can be replaced with any answer.
    Browser,
    /// A program, which keeps what it was given when it signed in.
    Program,
}

/// Notes that a session was used at `now` with its token; worth a write only when it
/// [needs it](Session::needs_renewal). True when `next` was taken for the session's next token and
/// must be handed out.
pub fn session_renew(
    tx: &mut Tx<'_>,
    token: &SessionToken,
    token_use: TokenUse,
    next: &SessionToken,
    now: Timestamp,
) -> Result<bool, StoreError> {
    // Another request may have been here since the session was looked at.
    let Some(session) = session_by_token(tx, token, now)? else {
        return Ok(false);
    };
    if session.seen_at < earlier(now, TOUCH_EVERY_SECONDS) {
        queries::session_set_seen(tx, session.id, now)?;
    }
    let hash = token.stored_hash();
    if session.token.standing == TokenStanding::Next {
        queries::session_set_token(tx, session.id, &hash)?;
        let ends_at = earlier(now, -LEAVING_SECONDS);
        queries::tokens_end_but(tx, session.id, &hash, ends_at)?;
    }
    if token_use == TokenUse::Program || !session.token.is_old(now) {
        return Ok(false);
    }
    let handed_out = queries::next_token_drawn_at(tx, session.id, &hash)?;
    if handed_out.is_some_and(|drawn_at| drawn_at > earlier(now, LEAVING_SECONDS)) {
        return Ok(false);
    }
    // Whoever was sent the one before never showed it: the answer was lost.
    queries::next_tokens_remove(tx, session.id, &hash)?;
    queries::token_insert(tx, session.id, &next.stored_hash(), now)?;
    Ok(true)
}

/// Gives a session another token at once; the tokens before it open nothing any more.
pub fn session_replace_token(
    tx: &mut Tx<'_>,
    session: &Session,
    next: &SessionToken,
    now: Timestamp,
) -> Result<(), StoreError> {
    queries::tokens_remove(tx, session.id)?;
    queries::token_insert(tx, session.id, &next.stored_hash(), now)?;
    queries::session_set_token(tx, session.id, &next.stored_hash())
}

/// Notes that a one-time code was given in a session, and gives it another token.
pub fn session_prove(
    tx: &mut Tx<'_>,
    session: &Session,
    next: &SessionToken,
    now: Timestamp,
) -> Result<(), StoreError> {
    queries::session_set_code_given(tx, session.id, now)?;
    session_replace_token(tx, session, next, now)
}
