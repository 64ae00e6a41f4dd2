//! The order of the Vietnamese dictionary, for every list that people look something up in.
//!
//! The rules are those of the Vietnam Lexicography Centre (Vũ Xuân Lương, *Quy tắc sắp xếp
//! chữ cái tiếng Việt*), which Unicode's CLDR has too:
//!
//! - a syllable is compared before the next one: *tuân thủ* comes before *tuần chay*, for what
//!   stands in the second syllable no longer matters;
//! - within a syllable first the letters, a ă â b c d đ e ê … o ô ơ … u ư … y, whatever tones
//!   they bear, and then the tone: none, huyền, hỏi, ngã, sắc, nặng. On which vowel the tone is
//!   written does not matter (`hoà`, `hòa`);
//! - the shorter comes before what it begins;
//! - when all of that is the same, a small letter comes before a capital.
//!
//! Beyond them, for lists of units: figures come before letters and count as numbers, so that
//! `Phường 2` comes before `Phường 10`.
//!
//! ```
//! use danh_vocabulary::CollationKey;
//!
//! let mut names = ["Đà Nẵng", "Điện Biên", "Cần Thơ", "Cao Bằng", "Cà Mau", "Đắk Lắk"];
//! names.sort_by_cached_key(|name| CollationKey::of(name));
//! assert_eq!(names, ["Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên"]);
//! ```

use unicode_normalization::char::decompose_canonical;

use crate::name::Name;

#[cfg(test)]
mod tests;

/// Where a text stands in the dictionary. Two texts have the same key only if they are the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CollationKey {
    syllables: Vec<Syllable>,
    /// For each letter whether it is a capital.
    capitals: Vec<bool>,
    /// What decides between spellings that differ in nothing above.
    text: Box<str>,
}

/// A run of letters, or of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Syllable {
    letters: Vec<Letter>,
    tones: Vec<Tone>,
}

/// A letter without case and tone, in the order of the alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Letter {
    /// A number, by how many figures it has without leading zeros, and then by its figures.
    Figures(usize, u64),
    /// A letter of the alphabet or one that is used beside it (f j w z), by its place.
    Alphabet(u8),
    /// A letter of another alphabet.
    Foreign(char),
}

/// A tone mark, in the order of the dictionary; no mark comes before all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tone {
    Huyen,
    Hoi,
    Nga,
    Sac,
    Nang,
    /// A mark that Vietnamese does not have.
    Foreign(char),
}

/// The alphabet with its modified letters, and the four letters of foreign words where Latin
/// has them. What follows a letter here is its base and the mark that makes it.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

const BREVE: char = '\u{306}';
const CIRCUMFLEX: char = '\u{302}';
const HORN: char = '\u{31b}';

impl CollationKey {
    /// Where a text stands.
    pub fn of(text: &str) -> Self {
        let mut reader = Reader::default();
        for char in text.chars() {
            decompose_canonical(char, |part| reader.take(part));
        }
        reader.end_syllable();
        Self {
            syllables: reader.syllables,
            capitals: reader.capitals,
            text: text.into(),
        }
    }

    /// Where a person stands in a list: by given name, as Vietnamese lists are, then surname,
    /// then what stands between.
    ///
    /// ```
    /// use danh_vocabulary::CollationKey;
    ///
    /// let key = |name: &str| CollationKey::of_name(&name.parse().expect("a name"));
    /// assert!(key("Trần Văn An") < key("Lê Thị Bình"));
    /// assert!(key("Lê Văn An") < key("Trần Thị An"));
    /// ```
    pub fn of_name(name: &Name) -> Self {
        let parts = name.parts();
        let ordered = [parts.given, parts.surname, parts.middle];
        let ordered: Vec<&str> = ordered.into_iter().filter(|it| !it.is_empty()).collect();
        Self {
            text: name.as_str().into(),
            ..Self::of(&ordered.join(" "))
        }
    }
}

#[derive(Default)]
struct Reader {
    syllables: Vec<Syllable>,
    capitals: Vec<bool>,
    syllable: Syllable,
    figures: String,
}

impl Reader {
    /// Takes the next character of the decomposed text.
    fn take(&mut self, part: char) {
        if part.is_ascii_digit() {
            if self.figures.is_empty() {
                self.end_syllable();
            }
            self.figures.push(part);
        } else if let Some(tone) = tone(part) {
            self.syllable.tones.push(tone);
        } else if matches!(part, BREVE | CIRCUMFLEX | HORN) {
            self.modify(part);
        } else if part.is_alphabetic() {
            if !self.figures.is_empty() {
                self.end_syllable();
            }
            self.capitals.push(part.is_uppercase());
            let small = part.to_lowercase().next().unwrap_or(part);
            self.syllable.letters.push(place(small));
        } else if crate::folding::is_apostrophe(part) || crate::folding::is_invisible(part) {
            // `H'Hen` stands where `HHen` would.
        } else if unicode_normalization::char::is_combining_mark(part) {
            self.syllable.tones.push(Tone::Foreign(part));
        } else {
            self.end_syllable();
        }
    }

    /// Makes ă of a, ơ of o; on a letter that takes no such mark it is a foreign mark.
    fn modify(&mut self, mark: char) {
        let modified = match (self.syllable.letters.last(), mark) {
            (Some(&last), BREVE) if last == place('a') => place('ă'),
            (Some(&last), CIRCUMFLEX) if last == place('a') => place('â'),
            (Some(&last), CIRCUMFLEX) if last == place('e') => place('ê'),
            (Some(&last), CIRCUMFLEX) if last == place('o') => place('ô'),
            (Some(&last), HORN) if last == place('o') => place('ơ'),
            (Some(&last), HORN) if last == place('u') => place('ư'),
            _ => return self.syllable.tones.push(Tone::Foreign(mark)),
        };
        self.syllable.letters.pop();
        self.syllable.letters.push(modified);
    }

    fn end_syllable(&mut self) {
        if !self.figures.is_empty() {
            let figures = std::mem::take(&mut self.figures);
            let figures = figures.trim_start_matches('0');
            let value = figures.parse().unwrap_or(u64::MAX);
            let number = Letter::Figures(figures.len(), value);
            self.syllable.letters.push(number);
        }
        let syllable = std::mem::take(&mut self.syllable);
        if syllable != Syllable::default() {
            self.syllables.push(syllable);
        }
    }
}

/// The place of a small letter without tone.
fn place(letter: char) -> Letter {
    let place = ALPHABET.chars().position(|it| it == letter);
    place
        .and_then(|place| u8::try_from(place).ok())
        .map_or(Letter::Foreign(letter), Letter::Alphabet)
}

const fn tone(mark: char) -> Option<Tone> {
    Some(match mark {
        '\u{300}' => Tone::Huyen,
        '\u{309}' => Tone::Hoi,
        '\u{303}' => Tone::Nga,
        '\u{301}' => Tone::Sac,
        '\u{323}' => Tone::Nang,
        _ => return None,
    })
}
