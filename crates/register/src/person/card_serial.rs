//! The serial of a card: what tells one piece of plastic from every other.

use std::fmt;
use std::str::FromStr;

/// A card's serial: 1 to 32 letters and digits of ASCII, as they are printed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CardSerial(Box<str>);

/// The text is no serial.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{input}` is no serial: 1 to 32 letters and digits")]
pub struct CardSerialError {
    input: String,
}

impl CardSerial {
    /// Serials of all kinds are shorter.
    pub const LENGTH_MAX: usize = 32;

    /// The serial.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CardSerial {
    type Err = CardSerialError;

    fn from_str(text: &str) -> Result<Self, CardSerialError> {
        let fits = (1..=Self::LENGTH_MAX).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        fits.then(|| Self(text.into()))
            .ok_or_else(|| CardSerialError {
                input: text.to_owned(),
            })
    }
}

impl fmt::Display for CardSerial {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
