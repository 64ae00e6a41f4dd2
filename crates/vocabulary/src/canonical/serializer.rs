//! Values and arrays; objects are in `object.rs`.

use std::fmt::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeSeq, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant};

use super::object::{Member, Object};
use super::{CanonicalError, needs_escapes, write_string};
use crate::text::as_text;

/// The greatest integer that RFC 8785 numbers hold exactly, together with all before it.
const INTEGER_MAX: u64 = 1 << 53;

/// Digits of the greatest 64-bit number.
const DIGITS_MAX: usize = 20;

/// The text, and what the objects that are open in it need to be put in order.
pub(super) struct Output {
    pub(super) json: String,
    /// The members of all open objects, those of the innermost last: one list for all of them, so that an object costs no
    /// memory of its own.
    pub(super) members: Vec<Member>,
    /// Where members are put in order.
    pub(super) ordered: String,
}

impl Default for Output {
    /// With room for a document of usual size.
    fn default() -> Self {
        Self {
            json: String::with_capacity(1024),
            members: Vec::with_capacity(32),
            ordered: String::new(),
        }
    }
}

/// Writes one value at the end of the text.
pub(super) struct Serializer<'a> {
    pub(super) output: &'a mut Output,
}

impl Serializer<'_> {
    fn integer(self, is_negative: bool, magnitude: u64) -> Result<(), CanonicalError> {
        if magnitude > INTEGER_MAX {
            let sign = if is_negative { "-" } else { "" };
            return Err(CanonicalError::Integer(format!("{sign}{magnitude}")));
        }
        if is_negative {
            self.output.json.push('-');
        }
        push_decimal(&mut self.output.json, magnitude);
        Ok(())
    }
}

fn push_decimal(json: &mut String, mut value: u64) {
    let (mut digits, mut first) = ([b'0'; DIGITS_MAX], DIGITS_MAX);
    loop {
        first -= 1;
        digits[first] += u8::try_from(value % 10).expect("a digit is below ten");
        value /= 10;
        if value == 0 {
            break;
        }
    }
    json.push_str(as_text(&digits[first..]));
}

macro_rules! integers {
    ($($signed:ident: $i:ty, $unsigned:ident: $u:ty);+) => { $(
        fn $signed(self, value: $i) -> Result<(), CanonicalError> {
            self.integer(value < 0, value.unsigned_abs().into())
        }

        fn $unsigned(self, value: $u) -> Result<(), CanonicalError> {
            self.integer(false, value.into())
        }
    )+ };
}

impl<'a> serde::Serializer for Serializer<'a> {
    type Ok = ();
    type Error = CanonicalError;
    type SerializeSeq = Array<'a>;
    type SerializeTuple = Array<'a>;
    type SerializeTupleStruct = Array<'a>;
    type SerializeTupleVariant = Array<'a>;
    type SerializeMap = Object<'a>;
    type SerializeStruct = Object<'a>;
    type SerializeStructVariant = Object<'a>;

    integers!(
        serialize_i8: i8, serialize_u8: u8;
        serialize_i16: i16, serialize_u16: u16;
        serialize_i32: i32, serialize_u32: u32;
        serialize_i64: i64, serialize_u64: u64
    );

    fn serialize_i128(self, value: i128) -> Result<(), CanonicalError> {
        match u64::try_from(value.unsigned_abs()) {
            Ok(magnitude) => self.integer(value < 0, magnitude),
            Err(_) => Err(CanonicalError::Integer(value.to_string())),
        }
    }

    fn serialize_u128(self, value: u128) -> Result<(), CanonicalError> {
        match u64::try_from(value) {
            Ok(magnitude) => self.integer(false, magnitude),
            Err(_) => Err(CanonicalError::Integer(value.to_string())),
        }
    }

    fn serialize_f32(self, _: f32) -> Result<(), CanonicalError> {
        Err(CanonicalError::Float)
    }

    fn serialize_f64(self, _: f64) -> Result<(), CanonicalError> {
        Err(CanonicalError::Float)
    }

    fn serialize_bool(self, value: bool) -> Result<(), CanonicalError> {
        self.output
            .json
            .push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), CanonicalError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), CanonicalError> {
        write_string(&mut self.output.json, value);
        Ok(())
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), CanonicalError> {
        // Written in place; the rare text that needs escapes is taken back and written again.
        let json = &mut self.output.json;
        let start = json.len();
        json.push('"');
        write!(json, "{value}")
            .map_err(|_| CanonicalError::Value("the text could not be written".to_owned()))?;
        if needs_escapes(&json[start + 1..]) {
            let text = json[start + 1..].to_owned();
            json.truncate(start);
            write_string(json, &text);
        } else {
            json.push('"');
        }
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), CanonicalError> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<(), CanonicalError> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), CanonicalError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), CanonicalError> {
        self.output.json.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), CanonicalError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), CanonicalError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), CanonicalError> {
        open_variant(&mut self.output.json, variant);
        value.serialize(Serializer {
            output: self.output,
        })?;
        self.output.json.push('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Array<'a>, CanonicalError> {
        Ok(Array::open(self.output))
    }

    fn serialize_tuple(self, _: usize) -> Result<Array<'a>, CanonicalError> {
        Ok(Array::open(self.output))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Array<'a>, CanonicalError> {
        Ok(Array::open(self.output))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Array<'a>, CanonicalError> {
        open_variant(&mut self.output.json, variant);
        Ok(Array {
            end: "]}",
            ..Array::open(self.output)
        })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object<'a>, CanonicalError> {
        Ok(Object::open(self.output))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'a>, CanonicalError> {
        Ok(Object::open(self.output))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Object<'a>, CanonicalError> {
        open_variant(&mut self.output.json, variant);
        Ok(Object::open_in_variant(self.output))
    }
}

/// Writes `{"variant":`.
fn open_variant(json: &mut String, variant: &str) {
    json.push('{');
    write_string(json, variant);
    json.push(':');
}

/// An array, open in the text.
pub(super) struct Array<'a> {
    output: &'a mut Output,
    is_empty: bool,
    end: &'static str,
}

impl<'a> Array<'a> {
    fn open(output: &'a mut Output) -> Self {
        output.json.push('[');
        Self {
            output,
            is_empty: true,
            end: "]",
        }
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        if !self.is_empty {
            self.output.json.push(',');
        }
        self.is_empty = false;
        value.serialize(Serializer {
            output: self.output,
        })
    }
}

macro_rules! arrays {
    ($($trait:ident::$method:ident),+) => { $(
        impl $trait for Array<'_> {
            type Ok = ();
            type Error = CanonicalError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
                self.element(value)
            }

            fn end(self) -> Result<(), CanonicalError> {
                self.output.json.push_str(self.end);
                Ok(())
            }
        }
    )+ };
}

arrays!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);
