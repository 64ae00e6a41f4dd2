//! Small numbers as Parquet keeps them: runs of one number, and numbers packed by bits in between
//! (Encodings.md, "RLE / Bit-Packing Hybrid").

/// A run of at least so many begins one, wherever it may.
const RUN_MIN: usize = 16;

/// Writes numbers of at most `width` bits, which is at most eight.
pub(super) fn write(numbers: &[u8], width: u32, out: &mut Vec<u8>) {
    let mut rest = numbers;
    while !rest.is_empty() {
        let run = run_of(rest);
        if run >= RUN_MIN {
            header((run as u64) << 1, out);
            if width > 0 {
                out.push(rest[0]);
            }
            rest = &rest[run..];
            continue;
        }
        let mut length = 8;
        while length < rest.len() && run_of(&rest[length..]) < RUN_MIN {
            length += 8;
        }
        let length = length.min(rest.len());
        let (packed, later) = rest.split_at(length);
        header((length.div_ceil(8) as u64) << 1 | 1, out);
        pack(packed, width, out);
        rest = later;
    }
}

/// How long the first run is; long ones only are counted to their end.
fn run_of(numbers: &[u8]) -> usize {
    let Some(first) = numbers.first() else {
        return 0;
    };
    let mut run = numbers.iter().take_while(|it| *it == first);
    run.by_ref().count()
}

fn header(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Groups of eight numbers in `width` bytes each, the last one filled up with zeros.
fn pack(numbers: &[u8], width: u32, out: &mut Vec<u8>) {
    for group in numbers.chunks(8) {
        let mut word = 0_u64;
        for (place, number) in group.iter().enumerate() {
            word |= u64::from(*number) << (place as u32 * width);
        }
        out.extend_from_slice(&word.to_le_bytes()[..width as usize]);
    }
}
