//! The secret a browser holds for the length of a session.

use std::fmt;
use std::str::FromStr;

use danh_vocabulary::Entropy;
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// 32 random bytes. Whoever holds it is signed in, so its `Debug` shows nothing of it and it is
/// written only by [`reveal`](Self::reveal), into a cookie.
#[derive(Clone)]
pub struct SessionToken([u8; 32]);

/// Why a text is not a token. It is not repeated: it may be one all the same.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no session token")]
pub struct TokenError;

impl SessionToken {
    /// A new one. With 256 random bits nobody guesses it and no two are the same.
    pub fn draw(entropy: &dyn Entropy) -> Self {
        let mut token = [0; 32];
        entropy.fill(&mut token);
        Self(token)
    }

    /// The text for the cookie: 43 characters, base64url.
    pub fn reveal(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    /// What forms of this session carry, so that no other site can send them: a hash of the
    /// token that does not lead back to it. 43 characters, base64url.
    pub fn form_token(&self) -> String {
        BASE64URL_NOPAD.encode(&self.hash_for("danh form token v1\n"))
    }

    /// Whether a form carried the [`form_token`](Self::form_token) of this session. Takes the
    /// same time wherever the two differ.
    pub fn is_form_token(&self, carried: &str) -> bool {
        self.form_token()
            .as_bytes()
            .ct_eq(carried.as_bytes())
            .into()
    }

    /// What the database knows the session by.
    pub(crate) fn stored_hash(&self) -> [u8; 32] {
        self.hash_for("danh session token v1\n")
    }

    fn hash_for(&self, purpose: &str) -> [u8; 32] {
        Sha256::new()
            .chain_update(purpose)
            .chain_update(self.0)
            .finalize()
            .into()
    }
}

impl FromStr for SessionToken {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = BASE64URL_NOPAD
            .decode(text.as_bytes())
            .map_err(|_| TokenError)?;
        Ok(Self(bytes.try_into().map_err(|_| TokenError)?))
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SessionToken(..)")
    }
}

#[cfg(test)]
mod tests {
    use danh_vocabulary::SeededEntropy;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_shows_itself_only_when_asked() {
        let token = SessionToken::draw(&SeededEntropy::new(1));
        assert_eq!(format!("{token:?}"), "SessionToken(..)");
        assert_eq!(token.reveal().len(), 43);
    }

    #[test]
    fn a_form_token_belongs_to_its_session_and_is_not_the_token() {
        let entropy = SeededEntropy::new(1);
        let [ours, other] = [0, 1].map(|_| SessionToken::draw(&entropy));
        assert!(ours.is_form_token(&ours.form_token()));
        assert!(!ours.is_form_token(&other.form_token()));
        assert!(!ours.is_form_token(""));
        assert_ne!(ours.form_token(), ours.reveal());
        assert_ne!(
            ours.form_token(),
            BASE64URL_NOPAD.encode(&ours.stored_hash())
        );
    }

    proptest! {
        #[test]
        fn tokens_come_back_from_their_cookie(bytes: [u8; 32]) {
            let token = SessionToken(bytes);
            prop_assert_eq!(token.reveal().parse::<SessionToken>().unwrap().0, bytes);
        }

        #[test]
        fn other_text_is_no_token(text in "[A-Za-z0-9_=-]{0,42}|[A-Za-z0-9_-]{44,60}|.{43}[^A-Za-z]") {
            prop_assert!(text.parse::<SessionToken>().is_err());
        }
    }
}
