//! By what an import knows its file again.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};

use danh_intake::Source;
use sha2::{Digest, Sha256};

const BLOCK: usize = 1 << 20;

/// What identifies a file: its length and edges, by which it is recognised after a change in its middle, and all of its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) edges: String,
    content: String,
}

/// The edges in a key as it was written.
pub(super) fn edges_of(key: &str) -> &str {
    key.split_once('-').map_or(key, |(edges, _)| edges)
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.edges, self.content)
    }
}

/// Reads the whole file.
pub(super) fn key_of(source: &Source) -> io::Result<Key> {
    let mut file = File::open(source.path())?;
    let (mut hasher, mut block) = (Sha256::new(), vec![0; BLOCK]);
    loop {
        match file.read(&mut block)? {
            0 => break,
            read => hasher.update(&block[..read]),
        }
    }
    let digest = hasher.finalize();
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    Ok(Key {
        edges: format!("{:016x}", source.fingerprint()),
        content: format!("{:032x}", u128::from_be_bytes(half)),
    })
}
