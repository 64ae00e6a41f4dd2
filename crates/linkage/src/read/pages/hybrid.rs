//! Runs of one number and numbers packed by bits in between: how Parquet writes whether a cell is
//! there and where in the dictionary its value stands (Encodings.md, "RLE / Bit-Packing Hybrid").

use super::Broken;

/// Where the reading of one such sequence is.
#[derive(Clone, Debug)]
pub(super) struct Hybrid {
    at: usize,
    end: usize,
    width: u32,
    run: Run,
}

#[derive(Clone, Copy, Debug)]
enum Run {
    Same { value: u32, left: usize },
    Packed { at_bit: usize, left: usize },
}

impl Hybrid {
    /// A sequence of numbers of so many bits in a part of a page.
    pub(super) fn new(range: std::ops::Range<usize>, width: u32) -> Result<Self, Broken> {
        if width > 32 {
            return Err(Broken("numbers of more than 32 bits"));
        }
        Ok(Self {
            at: range.start,
            end: range.end,
            width,
            run: Run::Same { value: 0, left: 0 },
        })
    }

    /// The next numbers, as many as there is room for.
    pub(super) fn fill(&mut self, bytes: &[u8], mut out: &mut [u32]) -> Result<(), Broken> {
        while !out.is_empty() {
            match &mut self.run {
                Run::Same { left: 0, .. } | Run::Packed { left: 0, .. } => self.begin(bytes)?,
                Run::Same { value, left } => {
                    let count = out.len().min(*left);
                    let (now, later) = out.split_at_mut(count);
                    now.fill(*value);
                    *left -= count;
                    out = later;
                }
                Run::Packed { at_bit, left } => {
                    let count = out.len().min(*left);
                    let (now, later) = out.split_at_mut(count);
                    unpack(&bytes[..self.end], at_bit, self.width, now);
                    *left -= count;
                    out = later;
                }
            }
        }
        Ok(())
    }

    fn begin(&mut self, bytes: &[u8]) -> Result<(), Broken> {
        let header = self.header(bytes)?;
        let count = usize::try_from(header >> 1).map_err(|_| Broken("a run without end"))?;
        if header & 1 == 0 {
            let width = self.width.div_ceil(8) as usize;
            let value = bytes[..self.end].get(self.at..self.at + width);
            let value = value.ok_or(Broken("a run without its number"))?;
            let value = value
                .iter()
                .rev()
                .fold(0, |all, byte| all << 8 | u32::from(*byte));
            self.at += width;
            self.run = Run::Same { value, left: count };
        } else {
            let length = count.saturating_mul(self.width as usize);
            // The last group of a page may be cut off behind its last number.
            let length = length.min(self.end - self.at);
            let in_page = if self.width == 0 {
                usize::MAX
            } else {
                length * 8 / self.width as usize
            };
            self.run = Run::Packed {
                at_bit: self.at * 8,
                left: count.saturating_mul(8).min(in_page),
            };
            self.at += length;
        }
        match self.run {
            Run::Same { left: 0, .. } | Run::Packed { left: 0, .. } => {
                Err(Broken("a run of nothing"))
            }
            _ => Ok(()),
        }
    }

    fn header(&mut self, bytes: &[u8]) -> Result<u64, Broken> {
        let mut header = 0;
        for shift in (0..35).step_by(7) {
            let byte = bytes[..self.end].get(self.at);
            let byte = *byte.ok_or(Broken("fewer numbers than cells"))?;
            self.at += 1;
            header |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(header);
            }
        }
        Err(Broken("a run without end"))
    }
}

/// Unpacks numbers of `width` bits, the lowest bit first, from a bit on.
#[inline]
fn unpack(bytes: &[u8], at_bit: &mut usize, width: u32, out: &mut [u32]) {
    let mask = ((1_u64 << width) - 1) as u32;
    for value in out {
        let (byte, shift) = (*at_bit >> 3, *at_bit & 7);
        let word = match bytes.get(byte..byte + 8) {
            Some(word) => u64::from_le_bytes(word.try_into().expect("they are eight")),
            None => last_word(bytes, byte),
        };
        *value = (word >> shift) as u32 & mask;
        *at_bit += width as usize;
    }
}

#[cold]
fn last_word(bytes: &[u8], from: usize) -> u64 {
    let rest = bytes.get(from..).unwrap_or(&[]);
    let mut word = [0; 8];
    word[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_packed_numbers_follow_each_other() {
        // Nine fours, then 0 to 7 in three bits (the standard's example), then a run to its end.
        let bytes = [0xff, 9 << 1, 4, 0b11, 0x88, 0xc6, 0xfa, 3 << 1, 7];
        let mut hybrid = Hybrid::new(1..bytes.len(), 3).unwrap();
        let mut numbers = [0; 20];
        let (first, rest) = numbers.split_at_mut(5);
        hybrid.fill(&bytes, first).unwrap();
        hybrid.fill(&bytes, rest).unwrap();
        let expected = [4, 4, 4, 4, 4, 4, 4, 4, 4, 0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7];
        assert_eq!(numbers, expected);
        assert!(hybrid.fill(&bytes, &mut [0]).is_err());
        assert!(Hybrid::new(0..0, 33).is_err());
    }

    #[test]
    fn nothing_wide_and_nothing_there() {
        let mut hybrid = Hybrid::new(0..1, 0).unwrap();
        let mut numbers = [9; 2];
        hybrid.fill(&[2 << 1], &mut numbers).unwrap();
        assert_eq!(numbers, [0, 0]);
        assert!(Hybrid::new(0..1, 8).unwrap().fill(&[2], &mut [0]).is_err());
        let endless = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80];
        assert!(
            Hybrid::new(0..6, 8)
                .unwrap()
                .fill(&endless, &mut [0])
                .is_err()
        );
    }
}
