//! One cell, whatever a file's types are.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, PrimitiveArray};
use arrow_schema::{DataType, TimeUnit};

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Absent,
    Text(&'a [u8]),
    Integer(i64),
    /// Days after 1 January 1970.
    Days(i64),
}

const DAY_SECONDS: i64 = 86_400;

/// Whether cells of a type can be read.
pub(super) fn is_readable(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(key, values) => **key == DataType::Int32 && is_readable(values),
        DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Binary
        | DataType::LargeBinary
        | DataType::Boolean
        | DataType::Null
        | DataType::Date32
        | DataType::Date64
        | DataType::Float32
        | DataType::Float64
        | DataType::Timestamp(..) => true,
        other => other.is_integer(),
    }
}

/// Hands over every cell with its place. The type [`is_readable`] and is no dictionary.
pub(super) fn each<'a>(array: &'a ArrayRef, mut take: impl FnMut(usize, Value<'a>)) {
    match array.data_type() {
        DataType::Utf8 => {
            let texts = array.as_string::<i32>();
            each_of(array, take, |row| Value::Text(texts.value(row).as_bytes()));
        }
        DataType::LargeUtf8 => {
            let texts = array.as_string::<i64>();
            each_of(array, take, |row| Value::Text(texts.value(row).as_bytes()));
        }
        DataType::Binary => {
            let texts = array.as_binary::<i32>();
            each_of(array, take, |row| Value::Text(texts.value(row)));
        }
        DataType::LargeBinary => {
            let texts = array.as_binary::<i64>();
            each_of(array, take, |row| Value::Text(texts.value(row)));
        }
        DataType::Boolean => {
            let values = array.as_boolean();
            each_of(array, take, |row| {
                Value::Integer(i64::from(values.value(row)))
            });
        }
        DataType::Int8 => integers::<Int8Type>(array, take, i64::from),
        DataType::Int16 => integers::<Int16Type>(array, take, i64::from),
        DataType::Int32 => integers::<Int32Type>(array, take, i64::from),
        DataType::Int64 => integers::<Int64Type>(array, take, |it| it),
        DataType::UInt8 => integers::<UInt8Type>(array, take, i64::from),
        DataType::UInt16 => integers::<UInt16Type>(array, take, i64::from),
        DataType::UInt32 => integers::<UInt32Type>(array, take, i64::from),
        DataType::UInt64 => integers::<UInt64Type>(array, take, |it| it as i64),
        // A table tool that knows no empty integer writes `1950.0`.
        DataType::Float32 => integers::<Float32Type>(array, take, |it| it as i64),
        DataType::Float64 => integers::<Float64Type>(array, take, |it| it as i64),
        DataType::Date32 => days::<Date32Type>(array, take, i64::from),
        DataType::Date64 => days::<Date64Type>(array, take, |it| it.div_euclid(DAY_SECONDS * 1000)),
        DataType::Timestamp(unit, _) => timestamps(array, *unit, take),
        _ => (0..array.len()).for_each(|row| take(row, Value::Absent)),
    }
}

fn timestamps<'a>(array: &'a ArrayRef, unit: TimeUnit, take: impl FnMut(usize, Value<'a>)) {
    match unit {
        TimeUnit::Second => {
            days::<TimestampSecondType>(array, take, |it| it.div_euclid(DAY_SECONDS));
        }
        TimeUnit::Millisecond => {
            days::<TimestampMillisecondType>(array, take, |it| it.div_euclid(DAY_SECONDS * 1_000));
        }
        TimeUnit::Microsecond => days::<TimestampMicrosecondType>(array, take, |it| {
            it.div_euclid(DAY_SECONDS * 1_000_000)
        }),
        TimeUnit::Nanosecond => days::<TimestampNanosecondType>(array, take, |it| {
            it.div_euclid(DAY_SECONDS * 1_000_000_000)
        }),
    }
}

#[inline]
fn each_of<'a>(
    array: &'a ArrayRef,
    mut take: impl FnMut(usize, Value<'a>),
    value: impl Fn(usize) -> Value<'a>,
) {
    if array.null_count() == 0 {
        (0..array.len()).for_each(|row| take(row, value(row)));
        return;
    }
    for row in 0..array.len() {
        let cell = if array.is_null(row) {
            Value::Absent
        } else {
            value(row)
        };
        take(row, cell);
    }
}

fn integers<'a, T: ArrowPrimitiveType>(
    array: &'a ArrayRef,
    take: impl FnMut(usize, Value<'a>),
    convert: impl Fn(T::Native) -> i64,
) {
    let values: &PrimitiveArray<T> = array.as_primitive();
    each_of(array, take, |row| {
        Value::Integer(convert(values.value(row)))
    });
}

fn days<'a, T: ArrowPrimitiveType>(
    array: &'a ArrayRef,
    take: impl FnMut(usize, Value<'a>),
    convert: impl Fn(T::Native) -> i64,
) {
    let values: &PrimitiveArray<T> = array.as_primitive();
    each_of(array, take, |row| Value::Days(convert(values.value(row))));
}
