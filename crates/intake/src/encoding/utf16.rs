//! UTF-16 as UTF-8, block by block, so that rows are found in it as in any other file.

/// What is left between two blocks: half a unit, or the first of two surrogates.
#[derive(Debug)]
pub(crate) struct Utf16 {
    big_endian: bool,
    pending: Vec<u8>,
}

impl Utf16 {
    pub(crate) fn new(big_endian: bool) -> Self {
        Self {
            big_endian,
            pending: Vec::new(),
        }
    }

    /// Appends what `block` holds to `text` as UTF-8, and says whether it could be understood; if
    /// not, what stands before the fault was appended. An empty block is the end of the file.
    pub(crate) fn append(&mut self, block: &[u8], text: &mut Vec<u8>) -> bool {
        self.pending.extend_from_slice(block);
        let (mut at, mut understood) = (0, true);
        while let Some(first) = self.unit(at) {
            let (c, length) = match (first, self.unit(at + 2)) {
                (0xd800..=0xdbff, None) => break,
                (0xd800..=0xdbff, Some(second @ 0xdc00..=0xdfff)) => {
                    let code = 0x1_0000
                        + ((u32::from(first) - 0xd800) << 10)
                        + (u32::from(second) - 0xdc00);
                    (char::from_u32(code), 4)
                }
                _ => (char::from_u32(u32::from(first)), 2),
            };
            let Some(c) = c else {
                understood = false;
                break;
            };
            text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            at += length;
        }
        self.pending.drain(..at);
        understood && (!block.is_empty() || self.pending.is_empty())
    }

    fn unit(&self, at: usize) -> Option<u16> {
        let bytes = self.pending.get(at..at + 2)?.try_into().ok()?;
        Some(if self.big_endian {
            u16::from_be_bytes(bytes)
        } else {
            u16::from_le_bytes(bytes)
        })
    }
}

/// How many bytes of UTF-16 became these bytes of UTF-8.
pub(crate) fn source_bytes(text: &[u8]) -> usize {
    let units = text.iter().map(|byte| match byte {
        0x80..=0xbf => 0,
        0xf0.. => 2,
        _ => 1,
    });
    units.sum::<usize>() * 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str, big_endian: bool) -> Vec<u8> {
        let bytes = |unit: u16| {
            if big_endian {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        text.encode_utf16().flat_map(bytes).collect()
    }

    proptest! {
        #[test]
        fn it_is_read_in_blocks_of_any_size(text in any::<String>(), block in 1..7_usize, big_endian: bool) {
            let bytes = written(&text, big_endian);
            let (mut reader, mut read) = (Utf16::new(big_endian), Vec::new());
            for block in bytes.chunks(block) {
                prop_assert!(reader.append(block, &mut read));
            }
            prop_assert!(reader.append(&[], &mut read));
            prop_assert_eq!(std::str::from_utf8(&read).unwrap(), &text);
            prop_assert_eq!(source_bytes(&read), bytes.len());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>()) {
            let (mut reader, mut read) = (Utf16::new(false), Vec::new());
            let understood = reader.append(&bytes, &mut read) && reader.append(&[], &mut read);
            prop_assert!(std::str::from_utf8(&read).is_ok());
            prop_assert!(!understood || source_bytes(&read) == bytes.len());
        }
    }

    #[test]
    fn half_a_character_is_refused() {
        let mut read = Vec::new();
        assert!(!Utf16::new(false).append(b"a\0\x00\xdcb\0", &mut read));
        assert_eq!(read, b"a");
        let mut odd = Utf16::new(false);
        assert!(odd.append(b"a\0b", &mut read));
        assert!(!odd.append(&[], &mut read));
    }
}
