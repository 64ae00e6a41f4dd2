//! The codes of `data/vn/legacy_encodings.csv`, in both directions.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{LegacyEncoding, byte_of, typographic, windows_1258};
use crate::text::table_rows;

/// One encoding's codes.
struct Codes {
    /// What a byte is alone; `None` where the table says nothing.
    single: [Option<char>; 256],
    /// What a letter and the byte behind it are together.
    pairs: HashMap<(u8, u8), char>,
    /// Which bytes are the second of two.
    marks: [bool; 256],
    /// How a letter is written, one character a byte.
    written: HashMap<char, String>,
}

impl Codes {
    fn new() -> Self {
        Self {
            single: [None; 256],
            pairs: HashMap::new(),
            marks: [false; 256],
            written: HashMap::new(),
        }
    }

    fn add(&mut self, codes: &[u8], letter: char) {
        match codes {
            [byte] => self.single[usize::from(*byte)] = Some(letter),
            [base, mark] => {
                self.pairs.insert((*base, *mark), letter);
                self.marks[usize::from(*mark)] = true;
                // A capital with a small mark behind it is typed too: `Aù` for `AÙ`.
                if base.is_ascii_uppercase() || (0xc0..=0xde).contains(base) {
                    self.pairs.entry((*base, mark | 0x20)).or_insert(letter);
                    self.marks[usize::from(mark | 0x20)] = true;
                }
            }
            _ => unreachable!("a row has one code or two"),
        }
        // The first row of a letter is how it is written.
        let text = codes.iter().map(|byte| char::from(*byte)).collect();
        self.written.entry(letter).or_insert(text);
    }
}

/// The tables in the order of [`LegacyEncoding::ALL`]; VIQR's and Windows-1258's stay empty.
fn tables() -> &'static [Codes; LegacyEncoding::ALL.len()] {
    static TABLES: OnceLock<Box<[Codes; LegacyEncoding::ALL.len()]>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Box::new(LegacyEncoding::ALL.map(|_| Codes::new()));
        for (encoding, codes, letter) in rows() {
            tables[encoding as usize].add(&codes, letter);
        }
        tables
    })
}

/// The rows: encoding, codes, letter.
pub(super) fn rows() -> Vec<(LegacyEncoding, Vec<u8>, char)> {
    table_rows(
        "legacy_encodings.csv",
        "encoding,codes,letter",
        include_str!("../../../../data/vn/legacy_encodings.csv"),
        |line| {
            let mut fields = line.split(',');
            let encoding = fields.next()?.parse().ok()?;
            let codes = fields
                .next()?
                .split(' ')
                .map(|code| u8::from_str_radix(code, 16).ok());
            let codes: Vec<u8> = codes.collect::<Option<_>>()?;
            let mut letters = fields.next()?.chars();
            let letter = letters.next().filter(|_| letters.next().is_none())?;
            matches!(codes.len(), 1 | 2).then_some((encoding, codes, letter))
        },
    )
}

fn of(encoding: LegacyEncoding) -> &'static Codes {
    &tables()[encoding as usize]
}

/// The letter that a character stands for, when the table says.
pub(super) fn single(encoding: LegacyEncoding, c: char) -> Option<char> {
    of(encoding).single[usize::from(byte_of(c)?)]
}

pub(super) fn decode_single(encoding: LegacyEncoding, text: &str) -> String {
    text.chars()
        .map(|c| single(encoding, c).unwrap_or_else(|| typographic(c)))
        .collect()
}

/// VNI: the longer reading wins.
pub(super) fn decode_pairs(text: &str) -> String {
    let codes = of(LegacyEncoding::Vni);
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let pair = byte_of(c).zip(rest.peek().copied().and_then(byte_of));
        if let Some(letter) = pair.and_then(|pair| codes.pairs.get(&pair)) {
            decoded.push(*letter);
            rest.next();
        } else {
            decoded.push(single(LegacyEncoding::Vni, c).unwrap_or_else(|| typographic(c)));
        }
    }
    decoded
}

/// The codes of a letter; `None` when the encoding does not have it.
pub(super) fn encode(encoding: LegacyEncoding, c: char) -> Option<String> {
    let codes = of(encoding);
    if let Some(text) = codes.written.get(&c) {
        return Some(text.clone());
    }
    if encoding == LegacyEncoding::Tcvn3 {
        let mut small = c.to_lowercase();
        let small = small.next().filter(|_| small.next().is_none());
        if let Some(text) = small
            .filter(|small| *small != c)
            .and_then(|small| codes.written.get(&small))
        {
            return Some(text.clone());
        }
    }
    // What the tables leave out stands where Latin-1 has it, unless a letter took that place.
    let byte = u8::try_from(c).ok()?;
    let is_free = codes.single[usize::from(byte)].is_none() && is_shared(encoding, c);
    is_free.then(|| c.to_string())
}

/// Whether a character is one of the encoding's, alone or as the second of two.
pub(super) fn reads(encoding: LegacyEncoding, c: char) -> bool {
    if encoding == LegacyEncoding::Windows1258 {
        return windows_1258::reads(c);
    }
    let Some(byte) = byte_of(c) else { return false };
    let (codes, byte) = (of(encoding), usize::from(byte));
    codes.single[byte].is_some() || codes.marks[byte] || is_shared(encoding, c)
}

/// Whether the encoding has the character where Latin-1 or Windows-1252 has it: ASCII, the no-break
/// space and typographic signs, and for VISCII and VPS the letters that they left in place.
fn is_shared(encoding: LegacyEncoding, c: char) -> bool {
    let left_in_place = match encoding {
        LegacyEncoding::Viscii => "àáãâèéêìíòóõôùúýÀÁÃÂÈÉÊÌÍÒÓÔÙÚÝ",
        LegacyEncoding::Vps => "àáãâèéêìíòóõôùúÁÂÉÊÔÚÝ",
        _ => "",
    };
    let is_plain = c.is_ascii() && (!c.is_ascii_control() || matches!(c, '\t' | '\n' | '\r'));
    is_plain
        || matches!(
            typographic(c),
            '\u{a0}' | '…' | '‘' | '’' | '“' | '”' | '•' | '–' | '—'
        )
        || left_in_place.contains(c)
}
