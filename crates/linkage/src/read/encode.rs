//! Columns into rows of words.

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;

use super::value::{Value, each};
use super::{Counts, Role};
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
    /// For each column: the dictionary read last and what its values are.
    dictionaries: Vec<Option<(ArrayRef, Vec<u32>)>>,
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
            dictionaries: vec![None; plan.len()],
            layout,
            side,
            plan,
            names: NameCache::default(),
            codes,
            counts,
        }
    }

    /// Adds the rows of some columns, in the order of the plan, to a chunk.
    pub(super) fn add(
        &mut self,
        lexicon: &GrowingLexicon,
        columns: &[ArrayRef],
        chunk: &mut Vec<u32>,
    ) {
        let Some(first) = columns.first() else { return };
        let stride = self.side.stride;
        let begin = chunk.len();
        chunk.resize(begin + first.len() * stride, 0);
        let rows = &mut chunk[begin..];
        let mut parts: [Option<&ArrayRef>; 3] = [None; 3];
        for (index, column) in columns.iter().enumerate() {
            match self.plan[index].0 {
                Role::Name => self.names(lexicon, column, rows),
                Role::Surname => parts[0] = Some(column),
                Role::MiddleName => parts[1] = Some(column),
                Role::GivenName => parts[2] = Some(column),
                Role::Number(number) => self.numbers(number, column, rows),
                Role::Day | Role::Sex | Role::Word(_) => self.coded(lexicon, index, column, rows),
            }
        }
        if parts.iter().any(Option::is_some) {
            self.names_of_parts(lexicon, parts, rows);
        }
        for row in rows.chunks_exact(stride) {
            self.counts.add(&self.layout, row);
        }
    }

    fn names(&mut self, lexicon: &GrowingLexicon, column: &ArrayRef, rows: &mut [u32]) {
        let stride = self.side.stride;
        each(column, |row, value| {
            if let Value::Text(text) = value {
                let name = self.names.name(lexicon, text);
                self.layout.set_name(&mut rows[row * stride..], name);
            }
        });
    }

    fn names_of_parts(
        &mut self,
        lexicon: &GrowingLexicon,
        parts: [Option<&ArrayRef>; 3],
        rows: &mut [u32],
    ) {
        let stride = self.side.stride;
        let texts = parts.map(|part| part.map_or_else(Vec::new, texts));
        for (row, words) in rows.chunks_exact_mut(stride).enumerate() {
            let part = |index: usize| texts[index].get(row).copied().unwrap_or(b"");
            let name = self
                .names
                .name_of_parts(lexicon, [part(0), part(1), part(2)]);
            self.layout.set_name(words, name);
        }
    }

    fn numbers(&self, number: usize, column: &ArrayRef, rows: &mut [u32]) {
        let stride = self.side.stride;
        each(column, |row, value| {
            let parsed = match value {
                Value::Text(text) => Number::parse(text),
                Value::Integer(value) => Number::of_integer(value),
                Value::Absent | Value::Days(_) => return,
            };
            self.layout
                .set_number(&mut rows[row * stride..], number, parsed);
        });
    }

    /// Columns with few values: each value of a dictionary is looked at once.
    fn coded(
        &mut self,
        lexicon: &GrowingLexicon,
        index: usize,
        column: &ArrayRef,
        rows: &mut [u32],
    ) {
        let role = self.plan[index].0;
        let stride = self.side.stride;
        if !matches!(column.data_type(), DataType::Dictionary(..)) {
            each(column, |row, value| {
                let code = code_of(role, lexicon, &mut self.codes, value);
                set(&self.layout, role, &mut rows[row * stride..], code);
            });
            return;
        }
        let dictionary = column.as_dictionary::<Int32Type>();
        let values = dictionary.values();
        let known = match self.dictionaries[index].take() {
            Some((of, known)) if of.to_data().ptr_eq(&values.to_data()) => known,
            _ => {
                let mut known = vec![0; values.len()];
                each(values, |at, value| {
                    known[at] = code_of(role, lexicon, &mut self.codes, value);
                });
                known
            }
        };
        for (row, key) in dictionary.keys().iter().enumerate() {
            if let Some(key) = key {
                let code = known[usize::try_from(key).expect("keys are not negative")];
                set(&self.layout, role, &mut rows[row * stride..], code);
            }
        }
        self.dictionaries[index] = Some((values.clone(), known));
    }
}

fn texts(column: &ArrayRef) -> Vec<&[u8]> {
    let mut texts: Vec<&[u8]> = vec![b""; column.len()];
    each(column, |row, value| {
        if let Value::Text(text) = value {
            texts[row] = text;
        }
    });
    texts
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
