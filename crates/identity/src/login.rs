//! The name an officer signs in by.

use std::fmt;
use std::str::FromStr;

/// A login: 3 to 64 of `a` to `z`, `0` to `9`, `.`, `-` and `_`.
///
/// Typed capitals and spaces around it are forgiven, so that one account has one spelling.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Login(String);

/// Why a text is not a login. What was typed is not repeated: people type passwords here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a login has 3 to 64 letters a to z, digits, dots, hyphens or underscores")]
pub struct LoginError;

impl Login {
    /// As it is kept: lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Login {
    type Err = LoginError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let login = text.trim().to_ascii_lowercase();
        let fits = (3..=64).contains(&login.len());
        let plain = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_');
        if fits && login.bytes().all(plain) {
            Ok(Self(login))
        } else {
            Err(LoginError)
        }
    }
}

impl fmt::Display for Login {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_account_has_one_spelling() {
        let login: Login = " Lan.Nguyen ".parse().unwrap();
        assert_eq!(login.as_str(), "lan.nguyen");
        assert_eq!(login.to_string().parse(), Ok(login));
    }

    #[test]
    fn other_text_is_refused() {
        let long = "a".repeat(65);
        for text in ["", "ab", "lan nguyen", "lân", "lan@example", "a\0bc", &long] {
            assert_eq!(text.parse::<Login>(), Err(LoginError), "{text}");
        }
    }
}
