//! A column of a row group, encoded as it will lie in the file.
//!
//! Levels are small numbers already; making texts of them so that the writer finds out which are alike
//! would be most of the work of writing.

use bytes::Bytes;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{CompressedPage, Page, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;

use super::hybrid;

/// An encoded column of a row group.
pub(super) struct Chunk {
    pub(super) bytes: Bytes,
    pub(super) close: ColumnCloseResult,
}

/// A column of a row group while it is filled: which cells are there, and their values.
#[derive(Debug, Default)]
pub(super) struct Column {
    present: Vec<u8>,
    values: Values,
}

#[derive(Debug)]
enum Values {
    /// As they lie in the file.
    Plain(Vec<u8>),
    /// Places in a dictionary.
    Coded(Vec<u8>),
}

impl Default for Values {
    fn default() -> Self {
        Self::Plain(Vec::new())
    }
}

impl Column {
    /// A column of places in a dictionary.
    pub(super) const fn coded() -> Self {
        Self {
            present: Vec::new(),
            values: Values::Coded(Vec::new()),
        }
    }

    pub(super) fn text(&mut self, text: Option<&[u8]>) {
        let length = text.map(|text| (text.len() as u32).to_le_bytes());
        self.add(text.is_some(), |out| {
            out.extend_from_slice(&length.unwrap_or_default());
            out.extend_from_slice(text.unwrap_or_default());
        });
    }

    /// A number, as its bytes from the lowest on.
    pub(super) fn number<const N: usize>(&mut self, bytes: Option<[u8; N]>) {
        self.add(bytes.is_some(), |out| {
            out.extend_from_slice(&bytes.unwrap_or([0; N]));
        });
    }

    pub(super) fn code(&mut self, code: Option<u8>) {
        self.add(code.is_some(), |out| out.push(code.unwrap_or_default()));
    }

    #[inline]
    fn add(&mut self, is_there: bool, put: impl FnOnce(&mut Vec<u8>)) {
        self.present.push(u8::from(is_there));
        let (Values::Plain(values) | Values::Coded(values)) = &mut self.values;
        if is_there {
            put(values);
        }
    }

    /// Encodes the column; what is coded has its place in `dictionary`.
    pub(super) fn encode(self, of: &ColumnDescPtr, dictionary: &[String]) -> Result<Chunk> {
        let rows = self.present.len();
        let mut page = vec![0; 4];
        hybrid::write(&self.present, 1, &mut page);
        let levels = (page.len() - 4) as u32;
        page[..4].copy_from_slice(&levels.to_le_bytes());
        let mut written = Written::default();
        let (encoding, compression) = match self.values {
            Values::Plain(values) => {
                page.extend_from_slice(&values);
                (Encoding::PLAIN, Compression::SNAPPY)
            }
            Values::Coded(codes) => {
                let width = dictionary.len().next_power_of_two().trailing_zeros();
                page.push(width as u8);
                hybrid::write(&codes, width, &mut page);
                written.dictionary(dictionary)?;
                (Encoding::RLE_DICTIONARY, Compression::UNCOMPRESSED)
            }
        };
        written.data(page, rows, (encoding, compression))?;
        written.chunk(of, rows, (encoding, compression))
    }
}

/// Pages one behind the other.
struct Written {
    sink: TrackedWrite<Vec<u8>>,
    large: usize,
    dictionary: Option<i64>,
    data: i64,
}

impl Default for Written {
    fn default() -> Self {
        Self {
            sink: TrackedWrite::new(Vec::new()),
            large: 0,
            dictionary: None,
            data: 0,
        }
    }
}

impl Written {
    fn page(&mut self, page: Page, large: usize) -> Result<i64> {
        let written = SerializedPageWriter::new(&mut self.sink)
            .write_page(CompressedPage::new(page, large))?;
        // What a page's header takes is added, as nothing makes it smaller.
        self.large += written.uncompressed_size;
        Ok(written.offset as i64)
    }

    fn dictionary(&mut self, texts: &[String]) -> Result<()> {
        let mut buf = Vec::new();
        for text in texts {
            buf.extend_from_slice(&(text.len() as u32).to_le_bytes());
            buf.extend_from_slice(text.as_bytes());
        }
        let large = buf.len();
        let page = Page::DictionaryPage {
            buf: buf.into(),
            num_values: texts.len() as u32,
            encoding: Encoding::PLAIN,
            is_sorted: false,
        };
        self.dictionary = Some(self.page(page, large)?);
        Ok(())
    }

    fn data(
        &mut self,
        buf: Vec<u8>,
        rows: usize,
        (encoding, compression): (Encoding, Compression),
    ) -> Result<()> {
        let large = buf.len();
        let buf = match compression {
            Compression::SNAPPY => snap::raw::Encoder::new()
                .compress_vec(&buf)
                .map_err(|error| ParquetError::External(error.into()))?,
            _ => buf,
        };
        let page = Page::DataPage {
            buf: buf.into(),
            num_values: rows as u32,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        };
        self.data = self.page(page, large)?;
        Ok(())
    }

    fn chunk(
        self,
        of: &ColumnDescPtr,
        rows: usize,
        (encoding, compression): (Encoding, Compression),
    ) -> Result<Chunk> {
        let bytes: Bytes = self.sink.into_inner()?.into();
        let mut encodings = vec![Encoding::PLAIN, Encoding::RLE];
        if encoding != Encoding::PLAIN {
            encodings.push(encoding);
        }
        let metadata = ColumnChunkMetaData::builder(of.clone())
            .set_compression(compression)
            .set_encodings(encodings)
            .set_num_values(rows as i64)
            .set_total_compressed_size(bytes.len() as i64)
            .set_total_uncompressed_size(self.large as i64)
            .set_data_page_offset(self.data)
            .set_dictionary_page_offset(self.dictionary)
            .build()?;
        Ok(Chunk {
            close: ColumnCloseResult {
                bytes_written: bytes.len() as u64,
                rows_written: rows as u64,
                metadata,
                bloom_filter: None,
                column_index: None,
                offset_index: None,
            },
            bytes,
        })
    }
}
