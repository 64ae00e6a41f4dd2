//! Names of members: text, and what serde users expect to become text (integers, variants).

use std::fmt;

use serde::Serialize;
use serde::ser::Impossible;

use super::CanonicalError;

/// Turns a map's key into a member's name.
pub(super) struct KeySerializer;

type NoCompound = Impossible<String, CanonicalError>;

macro_rules! as_text {
    ($($method:ident: $type:ty),+) => { $(
        fn $method(self, key: $type) -> Result<String, CanonicalError> {
            Ok(key.to_string())
        }
    )+ };
}

macro_rules! refused {
    ($($method:ident($($argument:ty),*) -> $ok:ty),+ $(,)?) => { $(
        fn $method(self, $(_: $argument),*) -> Result<$ok, CanonicalError> {
            Err(CanonicalError::NameIsNotText)
        }
    )+ };
}

impl serde::Serializer for KeySerializer {
    type Ok = String;
    type Error = CanonicalError;
    type SerializeSeq = NoCompound;
    type SerializeTuple = NoCompound;
    type SerializeTupleStruct = NoCompound;
    type SerializeTupleVariant = NoCompound;
    type SerializeMap = NoCompound;
    type SerializeStruct = NoCompound;
    type SerializeStructVariant = NoCompound;

    as_text!(
        serialize_str: &str, serialize_char: char,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    );

    fn collect_str<T: fmt::Display + ?Sized>(self, key: &T) -> Result<String, CanonicalError> {
        Ok(key.to_string())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<String, CanonicalError> {
        Ok(variant.to_owned())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        key: &T,
    ) -> Result<String, CanonicalError> {
        key.serialize(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<String, CanonicalError> {
        Err(CanonicalError::NameIsNotText)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<String, CanonicalError> {
        Err(CanonicalError::NameIsNotText)
    }

    refused!(
        serialize_bool(bool) -> String,
        serialize_f32(f32) -> String,
        serialize_f64(f64) -> String,
        serialize_bytes(&[u8]) -> String,
        serialize_none() -> String,
        serialize_unit() -> String,
        serialize_unit_struct(&'static str) -> String,
        serialize_seq(Option<usize>) -> NoCompound,
        serialize_tuple(usize) -> NoCompound,
        serialize_tuple_struct(&'static str, usize) -> NoCompound,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> NoCompound,
        serialize_map(Option<usize>) -> NoCompound,
        serialize_struct(&'static str, usize) -> NoCompound,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> NoCompound,
    );
}
