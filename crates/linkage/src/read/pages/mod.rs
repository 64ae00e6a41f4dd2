//! Parquet columns read page by page, without making arrays of them.
//!
//! What is wanted of a cell is a few words of a row, so a page's bytes are looked at where they
//! lie: no text is copied or checked to be UTF-8 (what is not becomes replacement characters when
//! a word is learnt), and what stands in a page's dictionary is encoded once. Read are flat columns of
//! bytes, integers and doubles, plain or by dictionary, which is what nearly all writers make; the
//! rest is left to the `arrow` reader, which is four times as much work.

mod codec;
mod hybrid;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_schema::{DataType, TimeUnit};
use parquet::basic::{Compression, Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;

use super::ReadError;
use super::cells::{Cells, Words};
use super::value::Value;
use codec::{Buffer, Codec};
use hybrid::Hybrid;

/// What is wrong with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Broken(&'static str);

/// A column of a row group.
pub(super) struct PageCells {
    path: PathBuf,
    name: String,
    pages: SerializedPageReader<File>,
    codec: Codec,
    kind: Kind,
    /// Whether cells may be absent.
    is_optional: bool,
    page: Option<DataPage>,
    dictionary: Option<Dictionary>,
}

/// What values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bytes,
    /// Four or eight bytes, and whether a sign is among them.
    Integers {
        wide: bool,
        signed: bool,
    },
    /// So many to a day.
    Days {
        wide: bool,
        to_a_day: i64,
    },
    Doubles,
}

struct DataPage {
    buffer: Buffer,
    /// Cells, absent ones included, that were not handed over yet.
    left: usize,
    levels: Option<Hybrid>,
    values: Values,
}

enum Values {
    /// Where the next one begins.
    Plain(usize),
    Coded(Hybrid),
}

struct Dictionary {
    buffer: Buffer,
    count: usize,
    /// Where each value begins.
    begins: Vec<usize>,
    /// What each value is encoded as, once one was asked for.
    known: Vec<Words>,
}

/// Cells looked at together.
const BLOCK: usize = 1024;

/// Whether a column can be read so.
pub(super) fn is_readable(column: &ColumnChunkMetaData, data_type: &DataType) -> bool {
    let plain = |it: Encoding| {
        matches!(
            it,
            Encoding::PLAIN | Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY | Encoding::RLE
        )
    };
    let of = column.column_descr();
    of.max_rep_level() == 0
        && of.max_def_level() <= 1
        && column.encodings().all(plain)
        && Codec::of(column).is_some()
        && Kind::of(of.physical_type(), data_type).is_some()
}

impl Kind {
    fn of(physical: Type, data_type: &DataType) -> Option<Self> {
        let wide = match physical {
            Type::BYTE_ARRAY => {
                let is_text = matches!(
                    data_type,
                    DataType::Utf8 | DataType::LargeUtf8 | DataType::Binary | DataType::LargeBinary
                );
                return is_text.then_some(Self::Bytes);
            }
            Type::DOUBLE => return Some(Self::Doubles),
            Type::INT32 => false,
            Type::INT64 => true,
            _ => return None,
        };
        let seconds = 86_400;
        let to_a_day = match data_type {
            DataType::Date32 => 1,
            DataType::Date64 | DataType::Timestamp(TimeUnit::Millisecond, _) => seconds * 1000,
            DataType::Timestamp(TimeUnit::Microsecond, _) => seconds * 1_000_000,
            DataType::Timestamp(TimeUnit::Nanosecond, _) => seconds * 1_000_000_000,
            it if it.is_integer() => {
                let signed = it.is_signed_integer();
                return Some(Self::Integers { wide, signed });
            }
            _ => return None,
        };
        Some(Self::Days { wide, to_a_day })
    }

    /// The value that begins at a place, and where the next one does.
    #[inline]
    fn value(self, bytes: &[u8], at: usize) -> Result<(Value<'_>, usize), Broken> {
        let wide = match self {
            Self::Bytes => {
                let begin = at + 4;
                let length = four(bytes, at)? as usize;
                let text = bytes.get(begin..begin + length);
                let text = text.ok_or(Broken("a text without end"))?;
                return Ok((Value::Text(text), begin + length));
            }
            Self::Doubles => true,
            Self::Integers { wide, .. } | Self::Days { wide, .. } => wide,
        };
        let (number, next) = if wide {
            let bytes = bytes.get(at..at + 8).ok_or(TOO_FEW)?;
            (
                i64::from_le_bytes(bytes.try_into().expect("they are eight")),
                at + 8,
            )
        } else {
            let number = four(bytes, at)?;
            let signed = !matches!(self, Self::Integers { signed: false, .. });
            let number = if signed {
                i64::from(number as i32)
            } else {
                i64::from(number)
            };
            (number, at + 4)
        };
        let value = match self {
            Self::Days { to_a_day, .. } => Value::Days(number.div_euclid(to_a_day)),
            Self::Doubles => Value::Integer(f64::from_bits(number as u64) as i64),
            _ => Value::Integer(number),
        };
        Ok((value, next))
    }
}

const TOO_FEW: Broken = Broken("fewer values than cells");

#[inline]
fn four(bytes: &[u8], at: usize) -> Result<u32, Broken> {
    let bytes = bytes.get(at..at + 4).ok_or(TOO_FEW)?;
    Ok(u32::from_le_bytes(bytes.try_into().expect("they are four")))
}

impl PageCells {
    /// The column of a row group of so many rows; [`is_readable`] says that it can be.
    pub(super) fn open(
        path: &Path,
        file: &Arc<File>,
        column: &ColumnChunkMetaData,
        (data_type, rows): (&DataType, usize),
    ) -> Result<Self, ReadError> {
        let name = column.column_path().string();
        let damaged = |reason: String| ReadError::Damaged {
            file: path.to_owned(),
            reason: format!("column `{name}`: {reason}"),
        };
        let of = column.column_descr();
        let codec = Codec::of(column);
        let kind = Kind::of(of.physical_type(), data_type);
        let (Some(codec), Some(kind)) = (codec, kind) else {
            return Err(damaged("it changes its kind".into()));
        };
        let as_read = if codec == Codec::Read {
            Ok(column.clone())
        } else {
            let column = column.clone().into_builder();
            column.set_compression(Compression::UNCOMPRESSED).build()
        };
        let pages = as_read
            .and_then(|column| SerializedPageReader::new(Arc::clone(file), &column, rows, None));
        Ok(Self {
            pages: pages.map_err(|error| damaged(error.to_string()))?,
            is_optional: of.max_def_level() > 0,
            path: path.to_owned(),
            name,
            codec,
            kind,
            page: None,
            dictionary: None,
        })
    }

    /// Brings the next page with cells.
    fn turn(&mut self) -> Result<(), Broken> {
        loop {
            let page = self.pages.get_next_page();
            let page = page.map_err(|_| Broken("a page that cannot be read"))?;
            let page = page.ok_or(Broken("fewer cells than the file has rows"))?;
            let cells = page.num_values() as usize;
            let (encoding, levels) = match &page {
                Page::DictionaryPage { .. } => {
                    self.dictionary = Some(Dictionary {
                        buffer: self.codec.large(page)?,
                        count: cells,
                        begins: Vec::new(),
                        known: Vec::new(),
                    });
                    continue;
                }
                Page::DataPage { encoding, .. } => (*encoding, None),
                Page::DataPageV2 {
                    encoding,
                    def_levels_byte_len,
                    rep_levels_byte_len,
                    ..
                } => {
                    let from = *rep_levels_byte_len as usize;
                    (*encoding, Some(from..from + *def_levels_byte_len as usize))
                }
            };
            if cells == 0 {
                continue;
            }
            let buffer = self.codec.large(page)?;
            self.page = Some(self.data_page(buffer, cells, encoding, levels)?);
            return Ok(());
        }
    }

    fn data_page(
        &self,
        buffer: Buffer,
        cells: usize,
        encoding: Encoding,
        levels: Option<std::ops::Range<usize>>,
    ) -> Result<DataPage, Broken> {
        let bytes = buffer.bytes();
        let (levels, at) = match levels {
            // Version 2 says where the levels are, version 1 has their length in front.
            Some(range) => (range.clone(), range.end),
            None if self.is_optional => {
                let end = four(bytes, 0)? as usize + 4;
                (4..end, end)
            }
            None => (0..0, 0),
        };
        if at > bytes.len() {
            return Err(Broken("a page without values"));
        }
        let levels = self.is_optional.then(|| Hybrid::new(levels, 1));
        let levels = levels.transpose()?;
        let values = match encoding {
            Encoding::PLAIN => Values::Plain(at),
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => match bytes.get(at) {
                Some(width) => Values::Coded(Hybrid::new(at + 1..bytes.len(), u32::from(*width))?),
                // No value in the page.
                None => Values::Coded(Hybrid::new(at..at, 0)?),
            },
            _ => return Err(Broken("an encoding the file did not announce")),
        };
        Ok(DataPage {
            buffer,
            left: cells,
            levels,
            values,
        })
    }

    /// Hands the next cells to a sink.
    fn pour(&mut self, rows: usize, sink: &mut impl Sink) -> Result<(), Broken> {
        let (mut places, mut codes) = ([0_u32; BLOCK], [0_u32; BLOCK]);
        let mut row = 0;
        while row < rows {
            if self.page.as_ref().is_none_or(|page| page.left == 0) {
                self.turn()?;
            }
            let page = self.page.as_mut().expect("there is one now");
            let count = (rows - row).min(page.left).min(BLOCK);
            let present = page.places(row, &mut places[..count])?;
            let (places, bytes) = (&places[..present], page.buffer.bytes());
            match &mut page.values {
                Values::Plain(at) => {
                    for place in places {
                        let (value, next) = self.kind.value(bytes, *at)?;
                        *at = next;
                        sink.value(*place as usize, value);
                    }
                }
                Values::Coded(hybrid) => {
                    let codes = &mut codes[..present];
                    hybrid.fill(bytes, codes)?;
                    let dictionary = self.dictionary.as_mut();
                    let dictionary = dictionary.ok_or(Broken("codes without a dictionary"))?;
                    dictionary.find_values(self.kind)?;
                    sink.codes(places, codes, (dictionary, self.kind))?;
                }
            }
            page.left -= count;
            row += count;
        }
        Ok(())
    }

    fn broken(&self, Broken(what): Broken) -> ReadError {
        ReadError::Damaged {
            file: self.path.clone(),
            reason: format!("column `{}` has {what}", self.name),
        }
    }

    /// Hands over the next cells as they are, absent ones too.
    pub(super) fn each_value(
        &mut self,
        rows: usize,
        take: impl FnMut(Value<'_>),
    ) -> Result<(), ReadError> {
        let mut each = Each { next: 0, take };
        let poured = self.pour(rows, &mut each);
        each.absent_until(rows);
        poured.map_err(|broken| self.broken(broken))
    }
}

/// Where cells go. Places ascend.
trait Sink {
    fn value(&mut self, place: usize, value: Value<'_>);
    fn codes(
        &mut self,
        places: &[u32],
        codes: &[u32],
        of: (&mut Dictionary, Kind),
    ) -> Result<(), Broken>;
}

/// Every value is encoded, those of a dictionary once.
struct Encoded<'a, E, S> {
    encode: &'a mut E,
    set: &'a mut S,
}

impl<E: FnMut(Value<'_>) -> Words, S: FnMut(usize, Words)> Sink for Encoded<'_, E, S> {
    #[inline]
    fn value(&mut self, place: usize, value: Value<'_>) {
        (self.set)(place, (self.encode)(value));
    }

    fn codes(
        &mut self,
        places: &[u32],
        codes: &[u32],
        (dictionary, kind): (&mut Dictionary, Kind),
    ) -> Result<(), Broken> {
        while dictionary.known.len() < dictionary.begins.len() {
            let value = dictionary.value(kind, dictionary.known.len())?;
            let words = (self.encode)(value);
            dictionary.known.push(words);
        }
        for (place, code) in places.iter().zip(codes) {
            let words = dictionary.known.get(*code as usize).ok_or(NO_VALUE)?;
            (self.set)(*place as usize, *words);
        }
        Ok(())
    }
}

/// Every value as it is.
struct Each<T> {
    next: usize,
    take: T,
}

impl<T: FnMut(Value<'_>)> Each<T> {
    fn absent_until(&mut self, place: usize) {
        (self.next..place).for_each(|_| (self.take)(Value::Absent));
        self.next = place;
    }
}

impl<T: FnMut(Value<'_>)> Sink for Each<T> {
    #[inline]
    fn value(&mut self, place: usize, value: Value<'_>) {
        self.absent_until(place);
        (self.take)(value);
        self.next += 1;
    }

    fn codes(
        &mut self,
        places: &[u32],
        codes: &[u32],
        (dictionary, kind): (&mut Dictionary, Kind),
    ) -> Result<(), Broken> {
        for (place, code) in places.iter().zip(codes) {
            self.value(*place as usize, dictionary.value(kind, *code as usize)?);
        }
        Ok(())
    }
}

impl DataPage {
    /// The places of those of the next cells that are there, counted from `row`; how many they are.
    fn places(&mut self, row: usize, places: &mut [u32]) -> Result<usize, Broken> {
        let Some(levels) = &mut self.levels else {
            for (at, place) in places.iter_mut().enumerate() {
                *place = (row + at) as u32;
            }
            return Ok(places.len());
        };
        levels.fill(self.buffer.bytes(), places)?;
        let mut present = 0;
        for at in 0..places.len() {
            let is_there = places[at] != 0;
            places[present] = (row + at) as u32;
            present += usize::from(is_there);
        }
        Ok(present)
    }
}

const NO_VALUE: Broken = Broken("a code without a value");

impl Dictionary {
    /// Where its values begin, found once.
    fn find_values(&mut self, kind: Kind) -> Result<(), Broken> {
        let mut at = 0;
        while self.begins.len() < self.count {
            let (_, next) = kind.value(self.buffer.bytes(), at)?;
            self.begins.push(at);
            at = next;
        }
        Ok(())
    }

    fn value(&self, kind: Kind, code: usize) -> Result<Value<'_>, Broken> {
        let at = self.begins.get(code).ok_or(NO_VALUE)?;
        Ok(kind.value(self.buffer.bytes(), *at)?.0)
    }
}

impl Cells for PageCells {
    fn next(
        &mut self,
        rows: usize,
        encode: &mut impl FnMut(Value<'_>) -> Words,
        set: &mut impl FnMut(usize, Words),
    ) -> Result<(), ReadError> {
        let poured = self.pour(rows, &mut Encoded { encode, set });
        poured.map_err(|broken| self.broken(broken))
    }
}
