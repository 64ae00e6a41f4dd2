//! A name as a machine-readable zone prints it (ICAO Doc 9303-3, section 4.6 and section 6,
//! table A): capital letters without accents, words with `<` between, the surname apart by `<<`.
//!
//! Vietnamese letters lose every mark and `Đ` becomes `D`. Apostrophes vanish, hyphens become
//! `<`. Letters for which the table asks for two (`Ä`, `Å`, `Ö`, `Ü`, `Æ`, `Ø`, `Œ`, `ẞ`, `Þ`) get
//! both.
//!
//! The first word is taken for the surname, whatever custom the name follows: that is how the
//! cards of Viet Nam print it (`NGUYEN<<VAN<AN`).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

use crate::folding::{is_apostrophe, without_stroke};

/// The name without filler at the end, however long: `NGUYEN<<VAN<AN`.
pub(super) fn whole(name: &str) -> String {
    let letters: String = name.nfc().map(transliterated).collect();
    let words: Vec<&str> = letters
        .split([' ', '<'])
        .filter(|word| !word.is_empty())
        .collect();
    match words.split_first() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((surname, others)) => format!("{surname}<<{}", others.join("<")),
    }
}

/// The name in a field of `width` characters: filled up with `<`, or cut so that its last
/// character is a letter, which tells a reader that it was cut.
pub(super) fn field(name: &str, width: usize) -> String {
    let mut whole = whole(name);
    while whole.len() > width && whole.as_bytes()[..width].ends_with(b"<") {
        // The cut falls on a filler. A letter less before it moves a letter into its place.
        let Some(shortened) = without_a_letter(&whole, width) else {
            break;
        };
        whole = shortened;
    }
    whole.truncate(width);
    format!("{whole:<<width$}")
}

/// Takes the last letter from the longest word before `width`.
fn without_a_letter(whole: &str, width: usize) -> Option<String> {
    let mut begin = 0;
    let mut longest = 0..0;
    for word in whole[..width].split('<') {
        if word.len() > longest.len() {
            longest = begin..begin + word.len();
        }
        begin += word.len() + 1;
    }
    (longest.len() > 1).then(|| format!("{}{}", &whole[..longest.end - 1], &whole[longest.end..]))
}

/// The capital letters for one character of a composed text; nothing for what is left out.
fn transliterated(c: char) -> String {
    let two = match c {
        'Ä' | 'ä' | 'Æ' | 'æ' => "AE",
        'Å' | 'å' => "AA",
        'Ö' | 'ö' | 'Ø' | 'ø' | 'Œ' | 'œ' => "OE",
        'Ü' | 'ü' => "UE",
        'Þ' | 'þ' => "TH",
        'ẞ' | 'ß' => "SS",
        'Ĳ' | 'ĳ' => "IJ",
        'Ŋ' | 'ŋ' => "N",
        'ĸ' => "Q",
        ' ' | '-' | '‐' | '‑' => " ",
        _ => "",
    };
    if !two.is_empty() || is_apostrophe(c) {
        return two.to_owned();
    }
    let mut letters = String::new();
    decompose_compatible(c, |part| match without_stroke(part) {
        Some(plain) => letters.push_str(&plain.to_ascii_uppercase()),
        None => letters.extend(part.to_uppercase().filter(char::is_ascii_uppercase)),
    });
    letters
}
