//! Which passwords may be chosen: long ones that nobody guesses first. Nothing is asked of which
//! letters they are made (NIST SP 800-63B, section 3.1.1.2; OWASP ASVS 5.0, 6.2).

mod guessable;

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Login;
use crate::password::normalised;

/// ASVS 6.2.1 asks for 8 at least and recommends 15; with a second factor beside it, 12.
pub const PASSWORD_CHARACTERS_MIN: usize = 12;
/// ASVS 6.2.9 wants at least 64 to be possible; the bound keeps a request from being a load.
pub const PASSWORD_CHARACTERS_MAX: usize = 128;
/// Shorter parts of names stand in too much.
const WORD_LETTERS_MIN: usize = 3;

/// A password that may be chosen, in one spelling. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

/// What somebody would guess first at an account: its login, its owner's name, this system's.
#[derive(Debug, Clone, Default)]
pub struct AccountWords(Vec<String>);

/// Why a text may not become somebody's password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too easy to guess.
    #[error("a password has at least {PASSWORD_CHARACTERS_MIN} characters")]
    TooShort,
    /// Longer than anybody types.
    #[error("a password has at most {PASSWORD_CHARACTERS_MAX} characters")]
    TooLong,
    /// On the list of what many people choose, perhaps with digits and signs around it.
    #[error("this password is one that many people choose")]
    Common,
    /// One piece again and again, or a walk over the keyboard.
    #[error("this password repeats itself or follows the keys of a keyboard")]
    Pattern,
    /// Little but the login, the owner's name or the system's.
    #[error("this password is made of the login, the name or the name of this system")]
    AboutAccount,
}

impl AccountWords {
    /// The words of an account; the name is empty when nobody knows it.
    pub fn of(login: &Login, name: &str) -> Self {
        let parts = |text: &str| {
            let folded = folded(text);
            let parts = folded.split(|it: char| !it.is_alphanumeric());
            let mut words: Vec<String> = parts.map(str::to_owned).collect();
            words.push(folded.chars().filter(|it| it.is_alphanumeric()).collect());
            words
        };
        let mut words = [parts(login.as_str()), parts(name), parts("danh")].concat();
        words.retain(|word| word.len() >= WORD_LETTERS_MIN);
        // The longest first, so that a part of it is not taken out of its middle.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.dedup();
        Self(words)
    }

    /// Of no account.
    pub fn none() -> Self {
        Self::default()
    }
}

impl NewPassword {
    /// The password, if it may be chosen for such an account.
    pub fn parse(password: &str, words: &AccountWords) -> Result<Self, PasswordError> {
        let password = normalised(password);
        match password.chars().count() {
            PASSWORD_CHARACTERS_MIN..=PASSWORD_CHARACTERS_MAX => {}
            ..PASSWORD_CHARACTERS_MIN => return Err(PasswordError::TooShort),
            _ => return Err(PasswordError::TooLong),
        }
        guessable::check(&folded(&password), &words.0)?;
        Ok(Self(password))
    }

    /// Whether somebody typed the same password, however their keyboard composes its letters.
    pub fn is_typed_as(&self, typed: &str) -> bool {
        self.0 == normalised(typed)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NewPassword(..)")
    }
}

/// As the lists are written: lower case, without accents. Spaces and signs stay.
fn folded(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    let bare = lower.nfd().filter(|it| !is_combining_mark(*it));
    bare.map(|it| if it == 'đ' { 'd' } else { it }).collect()
}

#[cfg(test)]
mod tests;
