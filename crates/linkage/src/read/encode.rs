//! Columns into rows of words.

use super::cells::{Cells, Words};
use super::value::Value;
use super::{Counts, ReadError, Role};
use crate::day::Day;
use crate::layout::{Layout, Side};
use crate::lexicon::{CodeCache, GrowingLexicon, NameCache};
use crate::number::Number;

/// What one thread needs to turn columns into rows.
pub(crate) struct Encoder {
    layout: Layout,
    pub(super) side: Side,
    pub(super) plan: Vec<(Role, String)>,
    names: NameCache,
    codes: Vec<CodeCache>,
    /// Parts of names of some rows, as numbers of the cache: surname, middle, given name.
    parts: Vec<[u32; 3]>,
    pub(crate) counts: Counts,
}

impl Encoder {
    pub(super) fn new(layout: Layout, side: Side, plan: Vec<(Role, String)>) -> Self {
        let counts = Counts::new(&layout, side);
        let cache = |index: usize| {
            if index < layout.units {
                CodeCache::of_units()
            } else {
                CodeCache::default()
            }
        };
        let codes = (0..layout.coded()).map(cache).collect();
        Self {
            layout,
            side,
            plan,
            names: NameCache::default(),
            codes,
            parts: Vec::new(),
            counts,
        }
    }

    /// Adds the next rows of some columns, in the order of the plan, to others.
    pub(super) fn add(
        &mut self,
        lexicon: &GrowingLexicon,
        columns: &mut [impl Cells],
        count: usize,
        all: &mut Vec<u32>,
    ) -> Result<(), ReadError> {
        let stride = self.side.stride;
        let begin = all.len();
        all.resize(begin + count * stride, 0);
        let rows = &mut all[begin..];
        let layout = &self.layout;
        self.parts.clear();
        for (index, column) in columns.iter_mut().enumerate() {
            match self.plan[index].0 {
                Role::Name => {
                    let names = &mut self.names;
                    column.next(
                        count,
                        &mut |value| with_text(value, |text| names.name(lexicon, text).words()),
                        &mut |row, words| {
                            rows[row * stride..][..4].copy_from_slice(&words);
                        },
                    )?;
                }
                Role::NamePart(part) => {
                    self.parts.resize(count, [0; 3]);
                    let (names, parts) = (&mut self.names, &mut self.parts);
                    column.next(
                        count,
                        &mut |value| with_text(value, |text| [names.part(lexicon, text), 0, 0, 0]),
                        &mut |row, words| parts[row][part] = words[0],
                    )?;
                }
                Role::Number(number) => column.next(
                    count,
                    &mut |value| {
                        let Number(bits) = number_of(value);
                        [bits as u32, (bits >> 32) as u32, 0, 0]
                    },
                    &mut |row, words| {
                        let bits = u64::from(words[0]) | u64::from(words[1]) << 32;
                        layout.set_number(&mut rows[row * stride..], number, Number(bits));
                    },
                )?,
                role => {
                    let codes = &mut self.codes;
                    column.next(
                        count,
                        &mut |value| [code_of(role, lexicon, codes, value), 0, 0, 0],
                        &mut |row, words| set(layout, role, &mut rows[row * stride..], words[0]),
                    )?;
                }
            }
        }
        for (row, parts) in rows.chunks_exact_mut(stride).zip(&self.parts) {
            layout.set_name(row, self.names.name_of_parts(lexicon, *parts));
        }
        for row in rows.chunks_exact(stride) {
            self.counts.add(layout, row);
        }
        Ok(())
    }
}

/// What is made of a text; of anything else nothing.
#[inline]
fn with_text(value: Value<'_>, make: impl FnOnce(&[u8]) -> Words) -> Words {
    match value {
        Value::Text(text) => make(text),
        _ => Words::default(),
    }
}

#[inline]
fn number_of(value: Value<'_>) -> Number {
    match value {
        Value::Text(text) => Number::parse(text),
        Value::Integer(value) => Number::of_integer(value),
        Value::Absent | Value::Days(_) => Number(0),
    }
}

fn code_of(role: Role, lexicon: &GrowingLexicon, codes: &mut [CodeCache], value: Value<'_>) -> u32 {
    match (role, value) {
        (Role::Day, Value::Text(text)) => Day::parse(text).0,
        (Role::Day, Value::Days(days)) => Day::of_days(days).0,
        (Role::Day, Value::Integer(value)) => Day::parse(value.to_string().as_bytes()).0,
        (Role::Sex, Value::Text(text)) => sex_of(text),
        (Role::Sex, Value::Integer(value)) => sex_of(value.to_string().as_bytes()),
        (Role::Word(word), Value::Text(text)) => codes[word].code(lexicon, text.trim_ascii()),
        (Role::Word(word), Value::Integer(value)) => {
            codes[word].code(lexicon, value.to_string().as_bytes())
        }
        _ => 0,
    }
}

/// 1 for `M`, `Nam`, `male`, `1`; 2 for `F`, `Nữ`, `female`, `W`, `2` and `0`; 0 for anything else.
fn sex_of(text: &[u8]) -> u32 {
    let mut letters = text.trim_ascii().iter().map(u8::to_ascii_lowercase);
    match (letters.next(), letters.next()) {
        (Some(b'm' | b'1'), _) | (Some(b'n'), Some(b'a')) => 1,
        (Some(b'f' | b'w' | b'2' | b'0' | b'n'), _) => 2,
        _ => 0,
    }
}

fn set(layout: &Layout, role: Role, row: &mut [u32], code: u32) {
    match role {
        Role::Day => layout.set_day(row, Day(code)),
        Role::Sex => layout.set_sex(row, code),
        Role::Word(word) => layout.set_word(row, word, code),
        _ => unreachable!("other roles have columns of many values"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sexes_are_read_in_every_writing() {
        for (text, sex) in [
            ("M", 1),
            ("Nam", 1),
            ("NAM", 1),
            ("male", 1),
            ("1", 1),
            ("F", 2),
            ("Nữ", 2),
            ("nu", 2),
            ("2", 2),
            ("0", 2),
            ("", 0),
            ("?", 0),
        ] {
            assert_eq!(sex_of(text.as_bytes()), sex, "{text}");
        }
    }
}
