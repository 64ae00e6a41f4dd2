//! What the text-like value types share: serde as their `Display` text, digits in fixed arrays.

use std::ops::{Add, Mul};

/// Implements `Serialize` through `Display`, or through a method that gives the same text with less work, and
/// `Deserialize` through `FromStr`.
macro_rules! serde_as_text {
    ($type:ty, $expecting:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        $crate::text::serde_as_text!(deserialize $type, $expecting);
    };
    ($type:ty, $expecting:literal, $text:ident) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.$text())
            }
        }

        $crate::text::serde_as_text!(deserialize $type, $expecting);
    };
    (deserialize $type:ty, $expecting:literal) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl serde::de::Visitor<'_> for Text {
                    type Value = $type;

                    fn expecting(
                        &self,
                        formatter: &mut std::fmt::Formatter<'_>,
                    ) -> std::fmt::Result {
                        formatter.write_str($expecting)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Text)
            }
        }
    };
}

pub(crate) use serde_as_text;

/// The rows of a table of `data/vn/` that is compiled in. Its cells hold no commas, so it needs no quotes.
///
/// # Panics
///
/// When the header is not `header`, or `parse` gives nothing for a row: with file and line, for whoever edited the table.
pub(crate) fn table_rows<T>(
    file: &str,
    header: &str,
    text: &'static str,
    parse: impl Fn(&'static str) -> Option<T>,
) -> Vec<T> {
    let mut lines = text.lines();
    assert_eq!(
        lines.next(),
        Some(header),
        "`data/vn/{file}`, line 1: the header"
    );
    let rows = lines.zip(2..).map(|(line, number)| {
        parse(line).unwrap_or_else(|| {
            panic!("`data/vn/{file}`, line {number}: no row of {header}: `{line}`")
        })
    });
    rows.collect()
}

/// The text as exactly `N` ASCII digits, or nothing.
pub(crate) fn digits<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits: [u8; N] = text.as_bytes().try_into().ok()?;
    digits.iter().all(u8::is_ascii_digit).then_some(digits)
}

/// Digits that were checked by [`digits`], as text.
pub(crate) fn as_text(digits: &[u8]) -> &str {
    std::str::from_utf8(digits).expect("ASCII digits are UTF-8")
}

/// Digits that were checked by [`digits`], as a number of a type that holds so many digits.
pub(crate) fn value<T>(digits: &[u8]) -> T
where
    T: From<u8> + Add<Output = T> + Mul<Output = T>,
{
    let append = |value, digit: &u8| value * T::from(10) + T::from(digit - b'0');
    digits.iter().fold(T::from(0), append)
}

#[cfg(test)]
mod tests {
    use super::table_rows;

    fn numbers(text: &'static str) -> Vec<u8> {
        table_rows("numbers.csv", "number", text, |line| line.parse().ok())
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        assert_eq!(numbers("number\n1\n2\n"), [1, 2]);
    }

    #[test]
    #[should_panic(expected = "`data/vn/numbers.csv`, line 3: no row of number: `zwei`")]
    fn a_bad_row_is_named() {
        numbers("number\n1\nzwei\n");
    }

    #[test]
    #[should_panic(expected = "`data/vn/numbers.csv`, line 1: the header")]
    fn another_header_is_named() {
        numbers("1\n2\n");
    }
}
