//! Whether a file is still the one a stored position was taken from.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

const EDGE_BYTES: u64 = 64 * 1024;

/// FNV-1a over the length, the first and the last 64 KiB. Leaves the file at its beginning.
pub(super) fn of_file(file: &mut File) -> io::Result<u64> {
    let length = file.metadata()?.len();
    let mut edges = length.to_le_bytes().to_vec();
    file.rewind()?;
    file.take(EDGE_BYTES).read_to_end(&mut edges)?;
    file.seek(SeekFrom::Start(length.saturating_sub(EDGE_BYTES)))?;
    file.take(EDGE_BYTES).read_to_end(&mut edges)?;
    file.rewind()?;
    Ok(edges.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    }))
}
