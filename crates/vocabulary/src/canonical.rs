//! JSON with exactly one spelling (RFC 8785, JSON Canonicalization Scheme), for what is hashed.
//!
//! No space; object members sorted by the UTF-16 code units of their names; the shortest
//! escapes. Two things that RFC 8785 can write are refused, because nothing of ours has them:
//! fractions, and integers beyond ±2^53, which other implementations would round.
//!
//! The text is written in one pass. An object whose members come in order, which is how those of
//! an import are declared, costs nothing more; another is put in order when it closes.

mod key;
mod object;
mod serializer;

use std::fmt;

use serde::Serialize;

use serializer::{Output, Serializer};

/// Why a value has no canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A fraction, or a number in a floating-point type.
    #[error("canonical documents have no floating-point numbers")]
    Float,
    /// An integer that JavaScript numbers, and so RFC 8785, cannot hold exactly.
    #[error("canonical documents have no integers beyond 2^53, such as `{0}`")]
    Integer(String),
    /// Two members of one object have the same name.
    #[error("two members have the name `{0}`")]
    DuplicateName(String),
    /// A map whose keys are neither text nor integers nor enum variants.
    #[error("the name of a member is text")]
    NameIsNotText,
    /// The value itself refused to be serialised.
    #[error("{0}")]
    Value(String),
}

impl serde::ser::Error for CanonicalError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Value(message.to_string())
    }
}

/// The value as canonical JSON.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, CanonicalError> {
    let mut writer = Writer::default();
    writer.write(value)?;
    Ok(writer.0.json)
}

/// Writes one document after another into the same memory, for whoever writes thousands.
#[derive(Default)]
pub struct Writer(Output);

impl Writer {
    /// The value as canonical JSON, until the next is written.
    pub fn write<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<&str, CanonicalError> {
        let output = &mut self.0;
        output.json.clear();
        // A value that failed left the members of its open objects.
        output.members.clear();
        value.serialize(Serializer { output })?;
        Ok(&output.json)
    }
}

/// Whether the text cannot stand in a JSON string as it is.
fn needs_escapes(text: &str) -> bool {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    words
        .iter()
        .any(|word| some_must_be_escaped(u64::from_ne_bytes(*word)))
        || rest.iter().any(|byte| must_be_escaped(*byte))
}

const fn must_be_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// [`must_be_escaped`] for any of eight bytes. Less the bound, a byte below it borrows, which its highest bit tells; its
/// neighbour may look like one then too, but never without it.
const fn some_must_be_escaped(word: u64) -> bool {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);
    const fn some_below(word: u64, bound: u8) -> u64 {
        word.wrapping_sub(ONES * bound as u64) & !word
    }
    let quotes = some_below(word ^ (ONES * b'"' as u64), 1);
    let backslashes = some_below(word ^ (ONES * b'\\' as u64), 1);
    (some_below(word, 0x20) | quotes | backslashes) & HIGHEST != 0
}

/// Writes a JSON string with the escapes of RFC 8785, section 3.2.2.2.
fn write_string(json: &mut String, text: &str) {
    json.push('"');
    if needs_escapes(text) {
        write_escaped(json, text);
    } else {
        json.push_str(text);
    }
    json.push('"');
}

fn write_escaped(json: &mut String, text: &str) {
    let mut written = 0;
    for (index, byte) in text.bytes().enumerate() {
        if !must_be_escaped(byte) {
            continue;
        }
        json.push_str(&text[written..index]);
        written = index + 1;
        match byte {
            b'"' => json.push_str("\\\""),
            b'\\' => json.push_str("\\\\"),
            0x08 => json.push_str("\\b"),
            b'\t' => json.push_str("\\t"),
            b'\n' => json.push_str("\\n"),
            0x0c => json.push_str("\\f"),
            b'\r' => json.push_str("\\r"),
            _ => {
                json.push_str(if byte < 0x10 { "\\u000" } else { "\\u001" });
                json.push(char::from_digit(u32::from(byte & 0xf), 16).expect("below sixteen"));
            }
        }
    }
    json.push_str(&text[written..]);
}

#[cfg(test)]
mod tests;
