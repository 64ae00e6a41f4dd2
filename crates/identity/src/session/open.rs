//! Opening a session.

use danh_store::Tx;
use danh_vocabulary::{Entropy, Timestamp};

use super::{SessionId, TokenStanding, TokenState};
use crate::{Client, FormKey, Session, SessionToken, SignInError, Verified, queries};

/// A session to be: what is drawn for it, and where it is opened from.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// What its owner will hold.
    pub token: SessionToken,
    pub(crate) id: SessionId,
    pub(crate) form_key: FormKey,
    pub(crate) client: Client,
}

impl NewSession {
    /// Draws a session.
    pub fn draw(entropy: &dyn Entropy, client: Client) -> Self {
        let mut id = [0; 8];
        entropy.fill(&mut id);
        Self {
            token: SessionToken::draw(entropy),
            id: SessionId(i64::from_be_bytes(id) & i64::MAX),
            form_key: FormKey::draw(entropy),
            client,
        }
    }
}

/// Opens a session and forgets the attempts that led to it.
///
/// The account is looked at once more: a password that was changed, or an account disabled,
/// while the old password was being checked, opens nothing. Whether something is
/// [still asked](Session::step) is the session's to say.
pub fn session_open(
    tx: &mut Tx<'_>,
    verified: &Verified,
    new: &NewSession,
    now: Timestamp,
) -> Result<Session, SignInError> {
    let account = queries::account_by_login(tx, &verified.login)?;
    let account = account
        .filter(|found| found.password == verified.password && found.disabled_at.is_none())
        .ok_or(SignInError::WrongLoginOrPassword)?;
    if let Some(renewed) = &verified.renewed {
        queries::account_renew_hash(tx, &verified.login, renewed)?;
    }
    queries::attempts_remove(tx, &verified.attempt_hash)?;
    let session = Session {
        id: new.id,
        login: verified.login.clone(),
        officer: verified.officer,
        opened_at: now,
        seen_at: now,
        form_key: new.form_key,
        code_given_at: None,
        second_factor_since: queries::second_factor_by_login(tx, &verified.login)?
            .map(|factor| factor.enrolled_at),
        password_of: account.password_of,
        token: TokenState {
            drawn_at: now,
            standing: TokenStanding::Current,
        },
    };
    queries::session_insert(tx, &session, &new.client, &new.token.stored_hash())?;
    Ok(session)
}
