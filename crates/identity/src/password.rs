//! Passwords and their hashes: argon2id (RFC 9106), in the PHC string format.

use std::fmt;
use std::hint::black_box;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc};
use argon2::{Argon2, Params};
use danh_vocabulary::Entropy;
use unicode_normalization::UnicodeNormalization;

/// OWASP ASVS 5.0, 6.2.1: at least 8 characters; 15 and more are what it recommends.
const PASSWORD_CHARACTERS_MIN: usize = 8;
/// ASVS 6.2.9 wants at least 64 to be possible; the bound keeps a request from being a load.
const PASSWORD_CHARACTERS_MAX: usize = 128;
const SALT_BYTES: usize = 16;

/// How much work a hash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashingCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl HashingCost {
    /// For every password of a real person: 19 MiB, two passes, one lane.
    ///
    /// Of the equally strong settings of ASVS 5.0 (appendix C) the one in the middle: it takes
    /// about 30 ms of one core here, and twenty officers who sign in at once take 400 MiB, not
    /// the gigabyte of the setting with 46 MiB and one pass.
    pub const STANDARD: Self = Self {
        memory_kib: 19 * 1024,
        passes: 2,
        lanes: 1,
    };

    /// As little as argon2id allows: for tests, which sign in thousands of times.
    pub const CHEAPEST: Self = Self {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    fn hasher(self) -> Argon2<'static> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, None);
        params
            .expect("both costs are within argon2id's bounds")
            .into()
    }
}

/// A password's hash. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

/// Why a text may not become somebody's password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too easy to guess.
    #[error("a password has at least {PASSWORD_CHARACTERS_MIN} characters")]
    TooShort,
    /// Longer than anybody types.
    #[error("a password has at most {PASSWORD_CHARACTERS_MAX} characters")]
    TooLong,
}

impl PasswordHash {
    /// Hashes a new password under a salt of its own. Takes as long as the cost says.
    pub fn of(
        password: &str,
        cost: HashingCost,
        entropy: &dyn Entropy,
    ) -> Result<Self, PasswordError> {
        let password = normalised(password);
        match password.chars().count() {
            PASSWORD_CHARACTERS_MIN..=PASSWORD_CHARACTERS_MAX => {}
            ..PASSWORD_CHARACTERS_MIN => return Err(PasswordError::TooShort),
            _ => return Err(PasswordError::TooLong),
        }
        let mut salt = [0; SALT_BYTES];
        entropy.fill(&mut salt);
        Ok(Self(hash(&password, &salt, cost).to_string()))
    }

    /// Whether this is the hash of the password. Takes as long as the cost it was made with.
    pub fn is_of(&self, password: &str) -> bool {
        let password = normalised(password);
        // A hash that cannot be read lets nobody in.
        password.len() <= 4 * PASSWORD_CHARACTERS_MAX
            && HashingCost::STANDARD
                .hasher()
                .verify_password(password.as_bytes(), &*self.0)
                .is_ok()
    }

    pub(crate) fn from_store(text: String) -> Self {
        Self(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PasswordHash(..)")
    }
}

/// Takes as long as checking a password of an account that exists, and finds it wrong.
pub(crate) fn check_against_nobody(password: &str, cost: HashingCost) {
    let password = normalised(password);
    if password.len() <= 4 * PASSWORD_CHARACTERS_MAX {
        black_box(hash(&password, &[0; SALT_BYTES], cost));
    }
}

fn hash(password: &str, salt: &[u8; SALT_BYTES], cost: HashingCost) -> phc::PasswordHash {
    let hash = cost
        .hasher()
        .hash_password_with_salt(password.as_bytes(), salt);
    hash.expect("password and salt are within argon2id's bounds")
}

/// One spelling of the same letters: keyboards write `ế` as one, two or three characters.
fn normalised(password: &str) -> String {
    // More than this no password has; the rest would only cost time.
    password
        .chars()
        .take(4 * PASSWORD_CHARACTERS_MAX + 1)
        .nfc()
        .collect()
}

#[cfg(test)]
mod tests {
    use danh_vocabulary::SeededEntropy;

    use super::*;

    const CHEAPEST: HashingCost = HashingCost::CHEAPEST;

    fn hashed(password: &str) -> Result<PasswordHash, PasswordError> {
        PasswordHash::of(password, CHEAPEST, &SeededEntropy::new(1))
    }

    #[test]
    fn only_the_same_password_fits() {
        let hash = hashed("sông Hương chảy chậm").unwrap();
        assert!(hash.is_of("sông Hương chảy chậm"));
        for wrong in [
            "",
            "sông Hương chảy",
            "song huong chay cham",
            " sông Hương chảy chậm",
        ] {
            assert!(!hash.is_of(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_keyboard_that_composes_letters_otherwise_fits_too() {
        let hash = hashed("tiếng Việt").unwrap();
        let decomposed: String = "tiếng Việt".nfd().collect();
        assert!(decomposed.chars().count() > "tiếng Việt".chars().count());
        assert!(hash.is_of(&decomposed));
    }

    #[test]
    fn short_and_endless_passwords_are_refused() {
        assert_eq!(hashed("1234567"), Err(PasswordError::TooShort));
        assert!(hashed(&"ế".repeat(128)).unwrap().is_of(&"ế".repeat(128)));
        assert_eq!(hashed(&"a".repeat(129)), Err(PasswordError::TooLong));
        assert_eq!(hashed(&"a".repeat(100_000)), Err(PasswordError::TooLong));
        assert!(!hashed("12345678").unwrap().is_of(&"a".repeat(100_000)));
    }

    #[test]
    fn the_same_password_has_a_hash_of_its_own_each_time() {
        let entropy = SeededEntropy::new(1);
        let [first, second] = [0, 1].map(|_| PasswordHash::of("12345678", CHEAPEST, &entropy));
        assert_ne!(first.unwrap(), second.unwrap());
    }

    #[test]
    fn a_hash_says_how_it_was_made_and_is_not_shown() {
        let hash = PasswordHash::of("12345678", HashingCost::STANDARD, &SeededEntropy::new(1));
        let hash = hash.unwrap();
        assert!(
            hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{}",
            hash.as_str()
        );
        assert!(hash.is_of("12345678"));
        assert_eq!(format!("{hash:?}"), "PasswordHash(..)");
    }

    #[test]
    fn a_damaged_hash_lets_nobody_in() {
        for text in ["", "x", "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA"] {
            assert!(!PasswordHash::from_store(text.into()).is_of(""), "{text}");
        }
    }
}
