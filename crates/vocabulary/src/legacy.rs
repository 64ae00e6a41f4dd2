//! Vietnamese text in the encodings of before Unicode, and how to tell which.
//!
//! Files of the nineties and two-thousands hold one byte (TCVN3, VISCII, VPS, Windows-1258) or two
//! (VNI) for an accented letter, or ASCII signs behind it (VIQR, RFC 1456). The codes are the rows
//! of `data/vn/legacy_encodings.csv`. Two things make such text common in files that call
//! themselves UTF-8: the accents were a matter of the *font*, so spreadsheets export the codes
//! as the Western characters that they look like (`NguyÔn`).
//!
//! So here a text is a `&str` of those Western characters: a file's bytes are widened with
//! [`widen`], a UTF-8 file's cells are taken as they are, and [`LegacyEncoding::decode`] makes
//! Unicode of either. [`TextEvidence`] collects words and says which encoding makes Vietnamese of
//! them, whether that is certain, and whether several are mixed.
//!
//! ```
//! use danh_vocabulary::{LegacyEncoding, Recognition, TextEvidence, TextForm};
//!
//! let mut evidence = TextEvidence::new();
//! evidence.see("NguyÔn V¨n An");
//! evidence.see("TrÇn ThÞ B×nh");
//! let tcvn3 = TextForm::Legacy(LegacyEncoding::Tcvn3);
//! assert_eq!(evidence.of_text(), Recognition::Certain(tcvn3));
//! assert_eq!(tcvn3.to_unicode("NguyÔn V¨n An"), "Nguyễn Văn An");
//! ```

mod recognise;
mod table;
mod tcvn3;
mod viqr;
mod windows_1258;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use recognise::{Recognition, TextEvidence};

/// An encoding of before Unicode. Written in lower case as in `tcvn3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LegacyEncoding {
    /// TCVN 5712:1993, third form ("ABC", fonts `.VnTime`): one byte a letter. Capitals with a
    /// tone are not in it but in fonts of their own (`.VnTimeH`), so their case is lost.
    Tcvn3,
    /// VNI for Windows (fonts `VNI-Times`): a letter, and behind it a byte for its marks.
    Vni,
    /// VIQR, RFC 1456: ASCII alone, `Vie^.t`.
    Viqr,
    /// VISCII, RFC 1456: one byte a letter, six of them control characters.
    Viscii,
    /// VPS: one byte a letter, fourteen of them control characters.
    Vps,
    /// Windows code page 1258: letters as one byte, the tone behind them as another.
    Windows1258,
}

/// How the letters of a text are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextForm {
    /// In Unicode, composed or decomposed.
    Unicode,
    /// In an older encoding whose codes look like Western characters.
    Legacy(LegacyEncoding),
}

/// Why a text is not the name of a legacy encoding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "an older encoding is `tcvn3`, `vni`, `viqr`, `viscii`, `vps` or `windows-1258`, not `{input}`"
)]
pub struct LegacyEncodingError {
    /// What was given.
    pub input: String,
}

impl LegacyEncoding {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Tcvn3,
        Self::Vni,
        Self::Viqr,
        Self::Viscii,
        Self::Vps,
        Self::Windows1258,
    ];

    /// The name, as in `tcvn3`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Viqr => "viqr",
            Self::Viscii => "viscii",
            Self::Vps => "vps",
            Self::Windows1258 => "windows-1258",
        }
    }

    /// Makes Unicode (normal form C) of a text whose characters are the encoding's bytes. What the
    /// encoding does not have stays as it is; [`LegacyEncoding::reads`] tells whether there is any.
    ///
    /// TCVN3 gives letters that lost their case the case of the letters around them, and a capital
    /// at the beginning of a word unless the text has other words that begin small.
    pub fn decode(self, text: &str) -> String {
        if self != Self::Viqr && is_plain(text) {
            return text.to_owned();
        }
        match self {
            Self::Viqr => viqr::decode(text),
            Self::Tcvn3 => tcvn3::decode(text),
            Self::Vni => table::decode_pairs(text),
            Self::Viscii | Self::Vps => table::decode_single(self, text),
            Self::Windows1258 => windows_1258::decode(text),
        }
    }

    /// Writes Unicode text in the encoding, one character a byte; `None` when a character is not
    /// in it. Of capitals with a tone TCVN3 writes the small letters.
    pub fn encode(self, text: &str) -> Option<String> {
        let composed: String = text.nfc().collect();
        match self {
            Self::Viqr => viqr::encode(&composed),
            Self::Windows1258 => windows_1258::encode(&composed),
            _ => composed.chars().map(|c| table::encode(self, c)).collect(),
        }
    }

    /// Whether every character of the text is one of the encoding's.
    pub fn reads(self, text: &str) -> bool {
        match self {
            Self::Viqr => text.is_ascii(),
            _ if is_plain(text) => true,
            _ => text.chars().all(|c| table::reads(self, c)),
        }
    }
}

impl TextForm {
    /// The text in Unicode, normal form C.
    pub fn to_unicode(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Unicode if is_nfc(text) => Cow::Borrowed(text),
            Self::Legacy(encoding) if encoding != LegacyEncoding::Viqr && is_plain(text) => {
                Cow::Borrowed(text)
            }
            Self::Unicode => Cow::Owned(text.nfc().collect()),
            Self::Legacy(encoding) => Cow::Owned(encoding.decode(text)),
        }
    }

    /// Whether the form has every character of the text.
    pub fn reads(self, text: &str) -> bool {
        match self {
            Self::Unicode => true,
            Self::Legacy(encoding) => encoding.reads(text),
        }
    }
}

/// The bytes of a file as the text that [`LegacyEncoding::decode`] takes: one character a byte.
pub fn widen(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// What Windows-1252 has between 0x80 and 0x9F.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte that a character stands for: its own code, or the code that Windows-1252 gives the
/// signs between 0x80 and 0x9F, which is what they become when such a file is read as Western.
fn byte_of(c: char) -> Option<u8> {
    u8::try_from(c).ok().or_else(|| {
        let place = WINDOWS_1252.iter().position(|sign| *sign == c)?;
        u8::try_from(0x80 + place).ok()
    })
}

/// The sign that Windows-1252 has for a byte between 0x80 and 0x9F; another character is itself.
fn typographic(c: char) -> char {
    match c {
        '\u{80}'..='\u{9f}' => WINDOWS_1252[c as usize - 0x80],
        _ => c,
    }
}

/// Whether every encoding but VIQR reads the text as it is.
fn is_plain(text: &str) -> bool {
    text.is_ascii() && !text.contains(is_control_code)
}

/// A control character that VISCII and VPS use for a letter: none of tab and line ends.
fn is_control_code(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r')
}

impl FromStr for LegacyEncoding {
    type Err = LegacyEncodingError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|encoding| encoding.as_str() == text)
            .ok_or_else(|| LegacyEncodingError {
                input: text.to_owned(),
            })
    }
}

impl fmt::Display for LegacyEncoding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Display for TextForm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unicode => formatter.pad("unicode"),
            Self::Legacy(encoding) => encoding.fmt(formatter),
        }
    }
}

#[cfg(test)]
mod tests;
