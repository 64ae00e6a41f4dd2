//! VIQR (RFC 1456): ASCII signs behind a vowel, `dd` for `đ`, a backslash before what is no sign.

use unicode_normalization::UnicodeNormalization;

const TONES: [(char, char); 5] = [
    ('`', '\u{300}'),
    ('\'', '\u{301}'),
    ('~', '\u{303}'),
    ('?', '\u{309}'),
    ('.', '\u{323}'),
];
const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';
const HORN: char = '\u{31b}';

pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => decoded.push(rest.next().unwrap_or('\\')),
            'd' | 'D' if rest.next_if(|next| matches!(next, 'd' | 'D')).is_some() => {
                decoded.push(if c == 'd' { 'đ' } else { 'Đ' });
            }
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' => {
                decoded.push(c);
                if let Some(mark) = rest.peek().and_then(|sign| mark_of(c, *sign)) {
                    decoded.push(mark);
                    rest.next();
                }
                if let Some(tone) = rest.peek().and_then(|sign| tone_of(*sign)) {
                    decoded.push(tone);
                    rest.next();
                }
            }
            _ => decoded.push(c),
        }
    }
    decoded.nfc().collect()
}

/// The mark that makes another letter of a vowel.
fn mark_of(vowel: char, sign: char) -> Option<char> {
    match (vowel.to_ascii_lowercase(), sign) {
        ('a', '(') => Some(BREVE),
        ('a' | 'e' | 'o', '^') => Some(CIRCUMFLEX),
        ('o' | 'u', '+' | '*') => Some(HORN),
        _ => None,
    }
}

fn tone_of(sign: char) -> Option<char> {
    TONES
        .iter()
        .find(|(written, _)| *written == sign)
        .map(|(_, tone)| *tone)
}

/// `None` when a character is neither ASCII nor a Vietnamese letter.
pub(super) fn encode(text: &str) -> Option<String> {
    let mut written = String::with_capacity(text.len() * 2);
    let mut before = None;
    for c in text.chars() {
        match c {
            'đ' | 'Đ' => {
                keep_apart_from_stroke(&mut written, before);
                written.push_str(if c == 'đ' { "dd" } else { "DD" });
            }
            _ if c.is_ascii() => {
                if c == '\\' || is_taken_for_a_sign(&written, c) {
                    written.push('\\');
                }
                written.push(c);
            }
            _ => {
                let mut parts = c.to_string().nfd().collect::<Vec<_>>().into_iter();
                written.push(parts.next().filter(char::is_ascii_alphabetic)?);
                // The mark stands before the tone, whatever order Unicode has them in.
                let mut signs: Vec<char> = parts.map(sign_of).collect::<Option<_>>()?;
                signs.sort_by_key(|sign| tone_of(*sign).is_some());
                written.extend(signs);
            }
        }
        before = Some(c);
    }
    (decode(&written) == text).then_some(written)
}

fn sign_of(mark: char) -> Option<char> {
    match mark {
        CIRCUMFLEX => Some('^'),
        BREVE => Some('('),
        HORN => Some('+'),
        _ => TONES
            .iter()
            .find(|(_, tone)| *tone == mark)
            .map(|(sign, _)| *sign),
    }
}

/// A `d` in front of `đ` would be read as the first of the two that write it; a backslash says it stands for itself.
fn keep_apart_from_stroke(written: &mut String, before: Option<char>) {
    let Some(letter) = before.filter(|letter| matches!(letter, 'd' | 'D')) else {
        return;
    };
    let stands_for_itself = written.pop() == Some(letter) && written.ends_with('\\');
    if !stands_for_itself {
        written.push('\\');
    }
    written.push(letter);
}

/// Whether a sign behind what was written would be read as part of it.
fn is_taken_for_a_sign(written: &str, c: char) -> bool {
    let last = written.chars().next_back();
    match c {
        'd' | 'D' => matches!(last, Some('d' | 'D')),
        '`' | '\'' | '~' | '?' | '.' | '(' | '^' | '+' | '*' => {
            last.is_some_and(|last| "aeiouyAEIOUY(^+*".contains(last))
        }
        _ => false,
    }
}
