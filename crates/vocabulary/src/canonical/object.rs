//! One JSON object while it is written: its members are put in order when it closes.

use std::cmp::Ordering;
use std::ops::Range;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct, SerializeStructVariant};

use super::key::KeySerializer;
use super::serializer::{Output, Serializer};
use super::{CanonicalError, needs_escapes, write_string};

/// An object, open in the text. Its members are the last of [`Output::members`], from `first` on.
pub(super) struct Object<'a> {
    output: &'a mut Output,
    /// Where the first member begins in the text.
    start: usize,
    first: usize,
    /// No member so far belongs before the one that stands before it.
    in_order: bool,
    /// The member's name, between `serialize_key` and `serialize_value`.
    pending_name: Option<String>,
    /// The object is the content of an enum variant, and an outer object closes after it.
    wrapped: bool,
}

/// A member's name, and where `"name":value` stands in the text.
pub(super) struct Member {
    name: Name,
    text: Range<usize>,
}

/// Names of fields are known to the compiler; names in a map are not.
enum Name {
    Field(&'static str),
    Key(String),
}

impl Name {
    fn as_str(&self) -> &str {
        match self {
            Self::Field(name) => name,
            Self::Key(name) => name,
        }
    }
}

impl<'a> Object<'a> {
    pub(super) fn open(output: &'a mut Output) -> Self {
        output.json.push('{');
        Self {
            start: output.json.len(),
            first: output.members.len(),
            output,
            in_order: true,
            pending_name: None,
            wrapped: false,
        }
    }

    /// An object after which another closes.
    pub(super) fn open_in_variant(output: &'a mut Output) -> Self {
        Self {
            wrapped: true,
            ..Self::open(output)
        }
    }

    fn member<T: Serialize + ?Sized>(
        &mut self,
        name: Name,
        value: &T,
    ) -> Result<(), CanonicalError> {
        let output = &mut *self.output;
        if let Some(last) = output.members[self.first..].last() {
            self.in_order = self.in_order && utf16_order(last.name.as_str(), name.as_str()).is_lt();
            output.json.push(',');
        }
        let start = output.json.len();
        match &name {
            Name::Field(name) => {
                debug_assert!(!needs_escapes(name), "names of fields are plain words");
                output.json.push('"');
                output.json.push_str(name);
                output.json.push_str("\":");
            }
            Name::Key(name) => {
                write_string(&mut output.json, name);
                output.json.push(':');
            }
        }
        value.serialize(Serializer { output })?;
        let text = start..output.json.len();
        output.members.push(Member { name, text });
        Ok(())
    }

    fn close(mut self) -> Result<(), CanonicalError> {
        if !self.in_order {
            self.put_in_order()?;
        }
        self.output.members.truncate(self.first);
        let end = if self.wrapped { "}}" } else { "}" };
        self.output.json.push_str(end);
        Ok(())
    }

    fn put_in_order(&mut self) -> Result<(), CanonicalError> {
        let Output {
            json,
            members,
            ordered,
        } = &mut *self.output;
        let members = &mut members[self.first..];
        members.sort_by(|a, b| utf16_order(a.name.as_str(), b.name.as_str()));
        for pair in members.windows(2) {
            if pair[0].name.as_str() == pair[1].name.as_str() {
                return Err(CanonicalError::DuplicateName(
                    pair[0].name.as_str().to_owned(),
                ));
            }
        }
        ordered.clear();
        for member in members {
            if !ordered.is_empty() {
                ordered.push(',');
            }
            ordered.push_str(&json[member.text.clone()]);
        }
        json.truncate(self.start);
        json.push_str(ordered);
        Ok(())
    }
}

/// RFC 8785, section 3.2.3: by UTF-16 code units. The bytes of UTF-8 sort otherwise only where a character outside the
/// basic plane, whose first byte is 0xF0 or more, meets one at its end, whose first byte is 0xEE or 0xEF.
fn utf16_order(a: &str, b: &str) -> Ordering {
    match a.bytes().zip(b.bytes()).find(|(a, b)| a != b) {
        Some((0xEE | 0xEF, 0xF0..)) => Ordering::Greater,
        Some((0xF0.., 0xEE | 0xEF)) => Ordering::Less,
        Some((a, b)) => a.cmp(&b),
        None => a.len().cmp(&b.len()),
    }
}

impl SerializeStruct for Object<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        self.member(Name::Field(name), value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.close()
    }
}

impl SerializeStructVariant for Object<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        self.member(Name::Field(name), value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.close()
    }
}

impl SerializeMap for Object<'_> {
    type Ok = ();
    type Error = CanonicalError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), CanonicalError> {
        self.pending_name = Some(key.serialize(KeySerializer)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        let name = self
            .pending_name
            .take()
            .ok_or(CanonicalError::NameIsNotText)?;
        self.member(Name::Key(name), value)
    }

    fn end(self) -> Result<(), CanonicalError> {
        self.close()
    }
}
