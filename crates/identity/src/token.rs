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

    /// What the database knows the session by.
    pub(crate) fn stored_hash(&self) -> [u8; 32] {
        Sha256::new()
            .chain_update("danh session token v1\n")
            .chain_update(self.0)
            .finalize()
            .into()
    }
}

/// What forms of a session carry, so that no other site can send them (OWASP ASVS 5.0, 3.5.1): drawn with
/// the session and kept beside it, so that a form filled in while the token changes is still ours.
/// Nobody is signed in by it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FormKey([u8; 32]);

impl FormKey {
    /// A new one.
    pub fn draw(entropy: &dyn Entropy) -> Self {
        let mut key = [0; 32];
        entropy.fill(&mut key);
        Self(key)
    }

    /// The text for the forms: 43 characters, base64url.
    pub fn reveal(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    /// Whether a form carried it. Takes the same time wherever the two differ.
    pub fn is(&self, carried: &str) -> bool {
        self.reveal().as_bytes().ct_eq(carried.as_bytes()).into()
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) const fn of_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl FromStr for FormKey {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        bytes_of(text).map(Self)
    }
}

impl fmt::Debug for FormKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FormKey(..)")
    }
}

impl FromStr for SessionToken {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        bytes_of(text).map(Self)
    }
}

fn bytes_of(text: &str) -> Result<[u8; 32], TokenError> {
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes());
    let bytes = bytes.map_err(|_| TokenError)?;
    bytes.try_into().map_err(|_| TokenError)
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
    fn a_form_carries_the_key_of_its_own_session() {
        let entropy = SeededEntropy::new(1);
        let [ours, other] = [0, 1].map(|_| FormKey::draw(&entropy));
        assert!(ours.is(&ours.reveal()));
        assert!(!ours.is(&other.reveal()) && !ours.is(""));
        assert_eq!(FormKey::of_bytes(*ours.bytes()), ours);
        assert_eq!(ours.reveal().parse(), Ok(ours));
        assert_eq!(format!("{ours:?}"), "FormKey(..)");
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
