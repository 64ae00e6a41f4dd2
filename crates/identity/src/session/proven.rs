//! Whether a session still is what it was when its request was let in.
//!
//! Between the look at a session that lets a request in and the transaction in which the request changes its account lie
//! milliseconds, a check of a password even tens of them. In the meantime the session may have been ended, the account
//! disabled, a second factor set up that nobody in this session has given a code of. So whatever changes an account by its
//! owner's hand looks again, in the transaction that changes it.

use danh_store::{StoreError, Tx};
use danh_vocabulary::Timestamp;

use crate::{Session, queries};

/// Why a session is not good for what its owner wants to do.
#[derive(Debug, thiserror::Error)]
pub enum NotProven {
    /// It has ended, or its account is disabled.
    #[error("the session has ended")]
    Ended,
    /// The account has a second factor of which no code was given in it.
    #[error("the session owes a one-time code")]
    OwesCode,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A session as it is now, unless it has ended. Its token is not looked at.
pub fn session_now(
    tx: &mut Tx<'_>,
    session: &Session,
    now: Timestamp,
) -> Result<Session, NotProven> {
    let found = queries::session_again(tx, session)?;
    let standing = found.filter(|session| !session.has_ended(now));
    standing.ok_or(NotProven::Ended)
}

/// A session as it is now, in which everything was proven that its account asks for.
pub fn session_still_proven(
    tx: &mut Tx<'_>,
    session: &Session,
    now: Timestamp,
) -> Result<Session, NotProven> {
    let session = session_now(tx, session, now)?;
    if session.owes_code() {
        return Err(NotProven::OwesCode);
    }
    Ok(session)
}
