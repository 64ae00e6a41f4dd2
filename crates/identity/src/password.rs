//! Passwords' hashes: argon2id (RFC 9106), in the PHC string format.

use std::fmt;
use std::hint::black_box;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc};
use danh_vocabulary::Entropy;
use unicode_normalization::UnicodeNormalization;

use crate::HashingCost;
use crate::password_rules::{NewPassword, PASSWORD_CHARACTERS_MAX};

const SALT_BYTES: usize = 16;

/// A password's hash. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Hashes a new password under a salt of its own. Takes as long as the cost says.
    pub fn of(password: &NewPassword, cost: HashingCost, entropy: &dyn Entropy) -> Self {
        Self::salted(password.as_str(), cost, entropy)
    }

    /// Whether this is the hash of the password. Takes as long as the cost it was made with.
    pub fn is_of(&self, password: &str) -> bool {
        let password = normalised(password);
        // A hash that cannot be read lets nobody in.
        password.len() <= 4 * PASSWORD_CHARACTERS_MAX
            && HashingCost::FLOOR
                .hasher()
                .verify_password(password.as_bytes(), &*self.0)
                .is_ok()
    }

    /// The hash of the same password with today's cost, when this one was made with another. For
    /// whoever has just [checked](Self::is_of) the password; takes as long again.
    pub(crate) fn renewed(
        &self,
        password: &str,
        cost: HashingCost,
        entropy: &dyn Entropy,
    ) -> Option<Self> {
        let outdated = !cost.made(&self.0);
        outdated.then(|| Self::salted(&normalised(password), cost, entropy))
    }

    fn salted(normalised: &str, cost: HashingCost, entropy: &dyn Entropy) -> Self {
        let mut salt = [0; SALT_BYTES];
        entropy.fill(&mut salt);
        Self(hash(normalised, &salt, cost).to_string())
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
pub(crate) fn normalised(password: &str) -> String {
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
    use crate::AccountWords;

    const CHEAPEST: HashingCost = HashingCost::CHEAPEST;

    fn hashed(password: &str, cost: HashingCost) -> PasswordHash {
        let password = NewPassword::parse(password, &AccountWords::none()).unwrap();
        PasswordHash::of(&password, cost, &SeededEntropy::new(1))
    }

    #[test]
    fn only_the_same_password_fits() {
        let hash = hashed("sông Hương chảy chậm", CHEAPEST);
        assert!(hash.is_of("sông Hương chảy chậm"));
        for wrong in [
            "",
            "sông Hương chảy",
            "song huong chay cham",
            " sông Hương chảy chậm",
            &"a".repeat(100_000),
        ] {
            assert!(!hash.is_of(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_keyboard_that_composes_letters_otherwise_fits_too() {
        let hash = hashed("tiếng Việt rộn ràng", CHEAPEST);
        let decomposed: String = "tiếng Việt rộn ràng".nfd().collect();
        assert!(decomposed.chars().count() > "tiếng Việt rộn ràng".chars().count());
        assert!(hash.is_of(&decomposed));
    }

    #[test]
    fn the_same_password_has_a_hash_of_its_own_each_time() {
        let password = NewPassword::parse("thuyền xuôi bến đợi", &AccountWords::none()).unwrap();
        let entropy = SeededEntropy::new(1);
        let [first, second] = [0, 1].map(|_| PasswordHash::of(&password, CHEAPEST, &entropy));
        assert_ne!(first, second);
    }

    #[test]
    fn a_hash_says_how_it_was_made_and_is_not_shown() {
        let hash = hashed("thuyền xuôi bến đợi", HashingCost::FLOOR);
        assert!(
            hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{}",
            hash.as_str()
        );
        assert!(hash.is_of("thuyền xuôi bến đợi"));
        assert_eq!(format!("{hash:?}"), "PasswordHash(..)");
    }

    #[test]
    fn a_hash_of_another_cost_is_renewed_and_fits_the_same_password() {
        let password = "thuyền xuôi bến đợi";
        let (old, entropy) = (hashed(password, CHEAPEST), SeededEntropy::new(2));
        assert_eq!(old.renewed(password, CHEAPEST, &entropy), None);
        let new = old.renewed(password, HashingCost::FLOOR, &entropy).unwrap();
        assert!(new.is_of(password) && new.as_str().contains("m=19456,t=2"));
    }

    #[test]
    fn a_damaged_hash_lets_nobody_in() {
        for text in ["", "x", "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA"] {
            assert!(!PasswordHash::from_store(text.into()).is_of(""), "{text}");
        }
    }
}
