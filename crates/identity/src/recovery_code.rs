//! Codes for the day on which the telephone is lost: ten, each good once.
//!
//! A code has 120 random bits, so a plain hash keeps it (OWASP ASVS 5.0, 6.5.2: 112 bits and more).

use std::fmt;

use danh_vocabulary::Entropy;
use sha2::{Digest, Sha256};

use crate::Login;

/// How many an account is given at once.
pub const RECOVERY_CODES: usize = 10;
/// Letters and digits of a code, five bits each.
const LETTERS: usize = 24;
/// None that are easily mistaken for each other.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A recovery code. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// Ten new ones.
    pub fn draw(entropy: &dyn Entropy) -> Vec<Self> {
        let draw_one = |_| {
            let mut bytes = [0; LETTERS];
            entropy.fill(&mut bytes);
            let letters = bytes.map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
            Self(letters.into_iter().collect())
        };
        (0..RECOVERY_CODES).map(draw_one).collect()
    }

    /// A code as it was typed: capitals, hyphens and spaces are forgiven.
    pub fn parse(typed: &str) -> Option<Self> {
        let letters = typed.chars().filter(|it| !it.is_whitespace() && *it != '-');
        let code: String = letters.map(|it| it.to_ascii_lowercase()).collect();
        let whole = code.len() == LETTERS && code.bytes().all(|it| ALPHABET.contains(&it));
        whole.then_some(Self(code))
    }

    /// To be written down: six groups of four.
    pub fn reveal(&self) -> String {
        let groups: Vec<&str> = (0..LETTERS / 4)
            .map(|group| &self.0[group * 4..group * 4 + 4])
            .collect();
        groups.join("-")
    }

    /// What the database knows it by; another for every account.
    pub(crate) fn stored_hash(&self, login: &Login) -> [u8; 32] {
        let told = format!("danh recovery code v1\n{login}\n{}", self.0);
        Sha256::digest(told).into()
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RecoveryCode(..)")
    }
}

#[cfg(test)]
mod tests {
    use danh_vocabulary::SeededEntropy;

    use super::*;

    #[test]
    fn ten_different_codes_come_back_as_they_are_typed() {
        let codes = RecoveryCode::draw(&SeededEntropy::new(1));
        assert_eq!(codes.len(), RECOVERY_CODES);
        for (place, code) in codes.iter().enumerate() {
            assert!(!codes[..place].contains(code));
            let shown = code.reveal();
            assert_eq!(shown.len(), 29);
            assert_eq!(RecoveryCode::parse(&shown).as_ref(), Some(code));
            let typed = shown.to_uppercase().replace('-', " ");
            assert_eq!(RecoveryCode::parse(&typed).as_ref(), Some(code));
            assert_eq!(format!("{code:?}"), "RecoveryCode(..)");
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for typed in [
            "",
            "123456",
            &"o".repeat(24),
            &"a".repeat(25),
            &"ă".repeat(12),
        ] {
            assert_eq!(RecoveryCode::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn two_accounts_keep_the_same_code_differently() {
        let code = &RecoveryCode::draw(&SeededEntropy::new(1))[0];
        let [lan, minh] = ["lan.nguyen", "minh.tran"].map(|login| login.parse().unwrap());
        assert_ne!(code.stored_hash(&lan), code.stored_hash(&minh));
    }
}
