//! Windows code page 1258: Windows-1252 but for fourteen places, five of which are tones that
//! stand behind their letter.

use unicode_normalization::UnicodeNormalization;

use super::{byte_of, typographic};

/// Where it differs from Windows-1252 (the index `windows-1258` of the Encoding Standard).
const DIFFERENT: [(u8, char); 14] = [
    (0xc3, 'Ă'),
    (0xcc, '\u{300}'),
    (0xd0, 'Đ'),
    (0xd2, '\u{309}'),
    (0xd5, 'Ơ'),
    (0xdd, 'Ư'),
    (0xde, '\u{303}'),
    (0xe3, 'ă'),
    (0xec, '\u{301}'),
    (0xf0, 'đ'),
    (0xf2, '\u{323}'),
    (0xf5, 'ơ'),
    (0xfd, 'ư'),
    (0xfe, '₫'),
];

fn different(byte: u8) -> Option<char> {
    DIFFERENT
        .iter()
        .find(|(code, _)| *code == byte)
        .map(|(_, c)| *c)
}

pub(super) fn decode(text: &str) -> String {
    let decoded = text.chars().map(|c| {
        byte_of(c)
            .and_then(different)
            .unwrap_or_else(|| typographic(c))
    });
    decoded.nfc().collect()
}

/// As Windows' Vietnamese keyboard writes: letters with circumflex, breve and horn as one byte,
/// the tone as another. The result is `None` for what the code page does not have.
pub(super) fn encode(text: &str) -> Option<String> {
    let mut written = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        let (letter, tone) = without_tone(c);
        written.push(code(letter)?);
        if let Some(tone) = tone {
            written.push(code(tone)?);
        }
    }
    Some(written)
}

fn without_tone(c: char) -> (char, Option<char>) {
    let is_tone = |mark: &char| {
        matches!(
            mark,
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'
        )
    };
    let (tones, letter): (Vec<char>, Vec<char>) = std::iter::once(c).nfd().partition(is_tone);
    let mut composed = letter.into_iter().nfc();
    match (composed.next(), composed.next(), &tones[..]) {
        (Some(letter), None, [tone]) => (letter, Some(*tone)),
        _ => (c, None),
    }
}

/// The byte of a character, as a character.
fn code(c: char) -> Option<char> {
    if let Some((code, _)) = DIFFERENT.iter().find(|(_, different)| *different == c) {
        return Some(char::from(*code));
    }
    byte_of(c)
        .filter(|byte| different(*byte).is_none())
        .map(char::from)
}

pub(super) fn reads(c: char) -> bool {
    let is_control = |byte: u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r');
    byte_of(c).is_some_and(|byte| !is_control(byte))
}
