//! Pages made small by a codec that the `parquet` crate would read with C code or not at all: they are read as if
//! they were not, and made large again here.

use std::io::Read;

use parquet::basic::Compression;
use parquet::column::page::Page;
use parquet::file::metadata::ColumnChunkMetaData;

use super::Broken;

/// How pages are made small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Codec {
    /// Not at all, or as `parquet` undoes by itself.
    Read,
    Gzip,
    Lz4,
    Zstd,
}

/// A page's bytes.
pub(super) enum Buffer {
    AsRead(Page),
    Large(Vec<u8>),
}

impl Buffer {
    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::AsRead(page) => page.buffer(),
            Self::Large(bytes) => bytes,
        }
    }
}

impl Codec {
    /// The codec of a column, if it can be read.
    pub(super) fn of(column: &ColumnChunkMetaData) -> Option<Self> {
        match column.compression() {
            Compression::UNCOMPRESSED | Compression::SNAPPY => Some(Self::Read),
            Compression::GZIP(_) => Some(Self::Gzip),
            Compression::LZ4_RAW => Some(Self::Lz4),
            Compression::ZSTD(_) => Some(Self::Zstd),
            _ => None,
        }
    }

    /// The bytes of a page, of which the first ones are as they are.
    pub(super) fn large(self, page: Page) -> Result<Buffer, Broken> {
        let plain = match &page {
            Page::DataPageV2 {
                is_compressed: false,
                ..
            } => return Ok(Buffer::AsRead(page)),
            Page::DataPageV2 {
                def_levels_byte_len,
                rep_levels_byte_len,
                ..
            } => (def_levels_byte_len + rep_levels_byte_len) as usize,
            _ => 0,
        };
        if self == Self::Read {
            return Ok(Buffer::AsRead(page));
        }
        let bytes = page.buffer();
        let small = bytes.get(plain..).ok_or(Broken("a page without values"))?;
        let mut large = bytes[..plain].to_vec();
        if small.is_empty() {
            return Ok(Buffer::Large(large));
        }
        match self {
            Self::Read => {}
            Self::Gzip => {
                let mut decoder = flate2::read::MultiGzDecoder::new(small);
                let read = decoder.read_to_end(&mut large);
                read.map_err(|_| Broken("a page that is no gzip"))?;
            }
            Self::Zstd => {
                let decoder = ruzstd::decoding::StreamingDecoder::new(small);
                let mut decoder = decoder.map_err(|_| Broken("a page that is no zstd"))?;
                let read = decoder.read_to_end(&mut large);
                read.map_err(|_| Broken("a page that is no zstd"))?;
            }
            Self::Lz4 => unpack_lz4(small, &mut large)?,
        }
        Ok(Buffer::Large(large))
    }
}

/// Nothing says how long it will be, so that room is doubled until it is enough.
fn unpack_lz4(small: &[u8], large: &mut Vec<u8>) -> Result<(), Broken> {
    // No byte becomes more than 255.
    let (mut room, most) = (small.len() * 4 + 64, small.len() * 255 + 64);
    let plain = large.len();
    loop {
        large.resize(plain + room, 0);
        match lz4_flex::block::decompress_into(small, &mut large[plain..]) {
            Ok(length) => {
                large.truncate(plain + length);
                return Ok(());
            }
            Err(lz4_flex::block::DecompressError::OutputTooSmall { .. }) if room < most => {
                room = (room * 2).min(most);
            }
            Err(_) => return Err(Broken("a page that is no lz4")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use parquet::basic::Encoding;

    use super::*;

    /// A page of version 2, of which seven bytes are as they are.
    fn page(small: &[u8]) -> Page {
        Page::DataPageV2 {
            buf: [b"levels ", small].concat().into(),
            num_values: 1,
            encoding: Encoding::PLAIN,
            num_nulls: 0,
            num_rows: 1,
            def_levels_byte_len: 5,
            rep_levels_byte_len: 2,
            is_compressed: true,
            statistics: None,
        }
    }

    #[test]
    fn pages_become_as_large_as_they_were() {
        let text = b"An Binh Chi Dung An Binh Chi Dung ".repeat(3_000);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(&text).unwrap();
        let zstd = ruzstd::encoding::compress_to_vec(
            text.as_slice(),
            ruzstd::encoding::CompressionLevel::Fastest,
        );
        for (codec, small) in [
            (Codec::Gzip, gzip.finish().unwrap()),
            (Codec::Lz4, lz4_flex::block::compress(&text)),
            (Codec::Zstd, zstd),
        ] {
            assert!(small.len() < text.len() / 2, "{codec:?}");
            let large = codec.large(page(&small)).unwrap();
            assert!(
                large.bytes() == [b"levels ", &text[..]].concat(),
                "{codec:?}"
            );
            assert!(codec.large(page(b"no such thing")).is_err(), "{codec:?}");
            assert_eq!(codec.large(page(b"")).unwrap().bytes(), b"levels ");
        }
    }
}
