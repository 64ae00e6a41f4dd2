//! The cells of a Parquet column as text: what the same value would be in a CSV file.

use std::fmt::Display;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use jiff::Span;
use jiff::civil::{Date, date};

use crate::cells::Cells;

/// Whether a column of this type can be read: strings, integers, floats, booleans, dates.
/// Floats are here because a table tool that knows no empty integer writes `1950.0`.
pub(super) fn is_text_type(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Utf8 | DataType::Binary | DataType::Boolean | DataType::Date32 | DataType::Null
    ) || data_type.is_integer()
        || matches!(data_type, DataType::Float32 | DataType::Float64)
}

/// Adds the text of row `index` to `cells`; an absent value is an empty cell.
/// The column's type is one that [`is_text_type`] let through.
pub(super) fn push_cell(column: &ArrayRef, index: usize, cells: &mut Cells) -> Result<(), String> {
    if column.is_null(index) {
        cells.push("");
        return Ok(());
    }
    match column.data_type() {
        DataType::Utf8 => cells.push(column.as_string::<i32>().value(index)),
        DataType::Binary => cells.push(utf8(column.as_binary::<i32>().value(index))?),
        DataType::Boolean => cells.push_display(column.as_boolean().value(index)),
        DataType::Int8 => push_value::<Int8Type>(column, index, cells),
        DataType::Int16 => push_value::<Int16Type>(column, index, cells),
        DataType::Int32 => push_value::<Int32Type>(column, index, cells),
        DataType::Int64 => push_value::<Int64Type>(column, index, cells),
        DataType::UInt8 => push_value::<UInt8Type>(column, index, cells),
        DataType::UInt16 => push_value::<UInt16Type>(column, index, cells),
        DataType::UInt32 => push_value::<UInt32Type>(column, index, cells),
        DataType::UInt64 => push_value::<UInt64Type>(column, index, cells),
        DataType::Float32 => push_value::<Float32Type>(column, index, cells),
        DataType::Float64 => push_value::<Float64Type>(column, index, cells),
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(index);
            cells.push_display(date_after_1970(days)?);
        }
        _ => cells.push(""),
    }
    Ok(())
}

fn push_value<T: ArrowPrimitiveType<Native: Display>>(
    column: &ArrayRef,
    index: usize,
    cells: &mut Cells,
) {
    cells.push_display(column.as_primitive::<T>().value(index));
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|_| "a string that is not UTF-8".to_owned())
}

fn date_after_1970(days: i32) -> Result<Date, String> {
    Span::new()
        .try_days(days)
        .and_then(|span| date(1970, 1, 1).checked_add(span))
        .map_err(|_| format!("{days} days after 1970 is no date"))
}
