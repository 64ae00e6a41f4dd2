//! Rows that do not fit the memory lie in a file beside the answer. It has no name: however the program
//! ends, nothing is left of it.

use std::fs::{File, OpenOptions, remove_file};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// The disk does not take or give what does not fit the memory.
#[derive(Debug, thiserror::Error)]
#[error("cannot keep beside `{}` what does not fit the memory", beside.display())]
pub struct SpillError {
    /// The file to be written.
    pub beside: PathBuf,
    /// Why.
    pub source: std::io::Error,
}

/// Where pieces of rows are kept.
#[derive(Debug)]
pub(crate) struct Spill {
    /// Made when it is needed, by one thread.
    file: OnceLock<File>,
    making: Mutex<()>,
    beside: PathBuf,
    end: AtomicU64,
    held: AtomicUsize,
    hold_at_most: usize,
}

/// A piece of rows, in memory or not.
#[derive(Debug)]
pub(crate) enum Piece {
    Held(Vec<u32>),
    Spilled { at: u64, words: usize },
}

impl Spill {
    /// Beside a file that will be written; so many bytes are held in memory, the rest is not.
    pub(crate) fn new(beside: &Path, hold_at_most: usize) -> Self {
        Self {
            file: OnceLock::new(),
            making: Mutex::new(()),
            beside: beside.to_owned(),
            end: AtomicU64::new(0),
            held: AtomicUsize::new(0),
            hold_at_most,
        }
    }

    fn file(&self) -> std::io::Result<&File> {
        let _alone = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = self.file.get() {
            return Ok(file);
        }
        let mut name = self.beside.file_name().unwrap_or_default().to_owned();
        name.push(format!(".spill-{}", std::process::id()));
        let path = self.beside.with_file_name(name);
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).truncate(true);
        let file = file.open(&path)?;
        remove_file(&path)?;
        Ok(self.file.get_or_init(|| file))
    }

    /// Keeps a piece. Which ones are held is chance; what they hold is not.
    pub(crate) fn keep(&self, mut words: Vec<u32>) -> Result<Piece, SpillError> {
        let bytes = size_of_val(words.as_slice());
        let before = self.held.fetch_add(bytes, Ordering::Relaxed);
        if before.saturating_add(bytes) <= self.hold_at_most {
            words.shrink_to_fit();
            return Ok(Piece::Held(words));
        }
        self.held.fetch_sub(bytes, Ordering::Relaxed);
        let at = self.end.fetch_add(bytes as u64, Ordering::Relaxed);
        let text: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let written = self.file().and_then(|file| file.write_all_at(&text, at));
        written.map_err(|source| self.failed(source))?;
        Ok(Piece::Spilled {
            at,
            words: words.len(),
        })
    }

    /// The words of a piece; `room` takes those that are not in memory.
    pub(crate) fn words<'a>(
        &self,
        piece: &'a Piece,
        room: &'a mut Vec<u32>,
    ) -> Result<&'a [u32], SpillError> {
        match piece {
            Piece::Held(words) => Ok(words),
            Piece::Spilled { at, words } => {
                let mut bytes = vec![0; words * size_of::<u32>()];
                let read = self
                    .file()
                    .and_then(|file| file.read_exact_at(&mut bytes, *at));
                read.map_err(|source| self.failed(source))?;
                room.clear();
                room.extend(
                    bytes
                        .chunks_exact(4)
                        .map(|it| u32::from_le_bytes(it.try_into().expect("they are four"))),
                );
                Ok(room)
            }
        }
    }

    fn failed(&self, source: std::io::Error) -> SpillError {
        SpillError {
            beside: self.beside.clone(),
            source,
        }
    }
}
