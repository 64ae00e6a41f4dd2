//! One JSON object while it is written: its members are put in order when it closes.

use std::cmp::Ordering;
use std::ops::Range;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct, SerializeStructVariant};

use super::key::KeySerializer;
use super::serializer::Serializer;
use super::{CanonicalError, write_string};

/// An object, open in `json`.
pub(super) struct Object<'a> {
    json: &'a mut String,
    /// Where the first member begins.
    start: usize,
    members: Vec<Member>,
    /// No member so far belongs before the one that stands before it.
    in_order: bool,
    /// The member's name, between `serialize_key` and `serialize_value`.
    pending_name: Option<String>,
    /// The object is the content of an enum variant, and an outer object closes after it.
    wrapped: bool,
}

/// A member's name, and where `"name":value` stands in the text.
struct Member {
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
    pub(super) fn open(json: &'a mut String, members_expected: usize) -> Self {
        json.push('{');
        let start = json.len();
        Self {
            json,
            start,
            members: Vec::with_capacity(members_expected),
            in_order: true,
            pending_name: None,
            wrapped: false,
        }
    }

    /// Opens `{"variant":{`.
    pub(super) fn open_in_variant(
        json: &'a mut String,
        variant: &str,
        members_expected: usize,
    ) -> Self {
        json.push('{');
        write_string(json, variant);
        json.push(':');
        Self {
            wrapped: true,
            ..Self::open(json, members_expected)
        }
    }

    fn member<T: Serialize + ?Sized>(
        &mut self,
        name: Name,
        value: &T,
    ) -> Result<(), CanonicalError> {
        if let Some(last) = self.members.last() {
            self.in_order &= utf16_order(last.name.as_str(), name.as_str()).is_lt();
            self.json.push(',');
        }
        let start = self.json.len();
        write_string(self.json, name.as_str());
        self.json.push(':');
        value.serialize(Serializer { json: self.json })?;
        self.members.push(Member {
            name,
            text: start..self.json.len(),
        });
        Ok(())
    }

    fn close(mut self) -> Result<(), CanonicalError> {
        if !self.in_order {
            self.put_in_order()?;
        }
        self.json.push_str(if self.wrapped { "}}" } else { "}" });
        Ok(())
    }

    fn put_in_order(&mut self) -> Result<(), CanonicalError> {
        self.members
            .sort_by(|a, b| utf16_order(a.name.as_str(), b.name.as_str()));
        for pair in self.members.windows(2) {
            if pair[0].name.as_str() == pair[1].name.as_str() {
                return Err(CanonicalError::DuplicateName(
                    pair[0].name.as_str().to_owned(),
                ));
            }
        }
        let mut ordered = String::with_capacity(self.json.len() - self.start);
        for member in &self.members {
            if !ordered.is_empty() {
                ordered.push(',');
            }
            ordered.push_str(&self.json[member.text.clone()]);
        }
        self.json.truncate(self.start);
        self.json.push_str(&ordered);
        Ok(())
    }
}

/// RFC 8785, section 3.2.3: by UTF-16 code units. Text order differs from it only where a
/// character outside the basic plane meets one at its end.
fn utf16_order(a: &str, b: &str) -> Ordering {
    if a.is_ascii() || b.is_ascii() {
        a.cmp(b)
    } else {
        a.encode_utf16().cmp(b.encode_utf16())
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
