//! Values and arrays; objects are in `object.rs`.

use std::fmt::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeSeq, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant};

use super::object::Object;
use super::{CanonicalError, write_string};

/// The greatest integer that RFC 8785 numbers hold exactly, together with all before it.
const INTEGER_MAX: u64 = 1 << 53;

/// Writes one value at the end of `json`.
pub(super) struct Serializer<'a> {
    pub(super) json: &'a mut String,
}

impl Serializer<'_> {
    fn integer(self, is_negative: bool, magnitude: u64) -> Result<(), CanonicalError> {
        let sign = if is_negative { "-" } else { "" };
        if magnitude > INTEGER_MAX {
            return Err(CanonicalError::Integer(format!("{sign}{magnitude}")));
        }
        write!(self.json, "{sign}{magnitude}").map_err(|_| CanonicalError::Value(String::new()))
    }
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
        self.json.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), CanonicalError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), CanonicalError> {
        write_string(self.json, value);
        Ok(())
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), CanonicalError> {
        // Written in place; the rare text that needs escapes is taken back and written again.
        let start = self.json.len();
        write!(self.json, "\"{value}\"")
            .map_err(|_| CanonicalError::Value("the text could not be written".to_owned()))?;
        let text = &self.json[start + 1..self.json.len() - 1];
        if text
            .bytes()
            .any(|byte| byte < 0x20 || byte == b'"' || byte == b'\\')
        {
            let text = text.to_owned();
            self.json.truncate(start);
            write_string(self.json, &text);
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
        self.json.push_str("null");
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
        self.json.push('{');
        write_string(self.json, variant);
        self.json.push(':');
        value.serialize(Serializer { json: self.json })?;
        self.json.push('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Array<'a>, CanonicalError> {
        Ok(Array::open(self.json))
    }

    fn serialize_tuple(self, _: usize) -> Result<Array<'a>, CanonicalError> {
        Ok(Array::open(self.json))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Array<'a>, CanonicalError> {
        Ok(Array::open(self.json))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Array<'a>, CanonicalError> {
        self.json.push('{');
        write_string(self.json, variant);
        self.json.push(':');
        Ok(Array {
            end: "]}",
            ..Array::open(self.json)
        })
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Object<'a>, CanonicalError> {
        Ok(Object::open(self.json, length.unwrap_or(0)))
    }

    fn serialize_struct(
        self,
        _: &'static str,
        length: usize,
    ) -> Result<Object<'a>, CanonicalError> {
        Ok(Object::open(self.json, length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Object<'a>, CanonicalError> {
        Ok(Object::open_in_variant(self.json, variant, length))
    }
}

/// An array, open in `json`.
pub(super) struct Array<'a> {
    json: &'a mut String,
    is_empty: bool,
    end: &'static str,
}

impl<'a> Array<'a> {
    fn open(json: &'a mut String) -> Self {
        json.push('[');
        Self {
            json,
            is_empty: true,
            end: "]",
        }
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        if !self.is_empty {
            self.json.push(',');
        }
        self.is_empty = false;
        value.serialize(Serializer { json: self.json })
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
                self.json.push_str(self.end);
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
