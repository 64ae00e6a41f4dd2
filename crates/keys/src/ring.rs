//! The folder of keys.

use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use danh_vocabulary::{Entropy, Timestamp};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::handle::HandleKey;
use crate::key_file::{self, KeyFileError, SECRET_LENGTH};
use crate::sealer::Sealer;
use crate::signer::Signer;

/// Keeps fresh secrets apart from anything else ever hashed.
const CREATION_DOMAIN: &[u8] = b"danh new key v1\n";

/// The file that holds the secret all handle keys are derived from.
const HANDLE_SECRET: &str = "handles.secret";

const NAME_LENGTH_MAX: usize = 64;

/// A folder of keys, each in a file of its own.
///
/// `NAME.ed25519` holds the private key of the signer called `NAME`, `handles.secret` the
/// secret all handle keys are derived from, `NAME.seal-1`, `NAME.seal-2` ... the keys of the sealer
/// called `NAME`, the newest last; each is 32 raw bytes. Whoever has these files can sign as this
/// register and read what it sealed: back them up apart from the data.
#[derive(Clone)]
pub struct KeyRing {
    folder: PathBuf,
    /// What new keys are made from; without it, none are.
    creation_secret: Option<[u8; SECRET_LENGTH]>,
    handle_secret: Arc<OnceLock<[u8; SECRET_LENGTH]>>,
}

/// Why a key is not to be had.
#[derive(Debug, Error)]
pub enum KeyRingError {
    /// The folder cannot be opened or made.
    #[error("cannot use the key folder `{}`", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The name could not be the name of a file.
    #[error("`{name}` is no key name: one to 64 of a-z, 0-9, `-` and `_`")]
    Name {
        /// What was asked for.
        name: String,
    },
    /// The ring makes no keys, and this one is not there.
    #[error("there is no key file `{}`", path.display())]
    Missing {
        /// The file the key would be in.
        path: PathBuf,
    },
    /// A sealer has 255 keys at the most.
    #[error("the sealer has 255 keys already")]
    KeysUsedUp,
    /// The key's file cannot be used.
    #[error(transparent)]
    File(#[from] KeyFileError),
}

impl KeyRing {
    /// Opens the ring in `folder`, making the folder (mode 0700) if it is not there. Keys that
    /// are asked for later and do not exist are made then.
    ///
    /// `entropy` is read once, here, for 32 bytes that stay in memory; a new key is a hash of
    /// them and of its name. So no random source needs to be carried along.
    pub fn open_or_create(folder: &Path, entropy: &dyn Entropy) -> Result<Self, KeyRingError> {
        if !folder.is_dir() {
            fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(folder)
                .and_then(|()| key_file::sync_folder_of(folder))
                .map_err(|source| KeyRingError::Folder {
                    path: folder.to_owned(),
                    source,
                })?;
        }
        let mut secret = [0; SECRET_LENGTH];
        entropy.fill(&mut secret);
        Ok(Self {
            creation_secret: Some(secret),
            ..Self::open(folder)?
        })
    }

    /// Opens the ring in `folder` to use the keys that are in it. A missing key is an error: a
    /// program that only checks must not make the key it checks against.
    pub fn open(folder: &Path) -> Result<Self, KeyRingError> {
        fs::read_dir(folder).map_err(|source| KeyRingError::Folder {
            path: folder.to_owned(),
            source,
        })?;
        Ok(Self {
            folder: folder.to_owned(),
            creation_secret: None,
            handle_secret: Arc::default(),
        })
    }

    /// The Ed25519 signer called `name` (one to 64 of a-z, 0-9, `-` and `_`).
    pub fn signer(&self, name: &str) -> Result<Signer, KeyRingError> {
        check_name(name)?;
        let seed = self.secret(&format!("{name}.ed25519"))?;
        Ok(Signer::from_seed(&seed))
    }

    /// The key that seals handles for `audience`: any text that names who will hold them.
    pub fn handles(&self, audience: &str) -> Result<HandleKey, KeyRingError> {
        let secret = match self.handle_secret.get() {
            Some(secret) => *secret,
            None => *self.handle_secret.get_or_init({
                let secret = self.secret(HANDLE_SECRET)?;
                move || secret
            }),
        };
        Ok(HandleKey::derive(&secret, audience))
    }

    /// The sealer called `name` (as of a signer), with all its keys; the newest one seals.
    ///
    /// Keys are numbered from 1 without a gap. The first is made when there is none.
    pub fn sealer(&self, name: &str) -> Result<Sealer, KeyRingError> {
        check_name(name)?;
        let mut keys = vec![self.secret(&sealing_key_file(name, 1))?];
        for number in 2..=u8::MAX {
            let path = self.folder.join(sealing_key_file(name, number));
            match key_file::read(&path)? {
                Some(key) => keys.push(key),
                None => break,
            }
        }
        Ok(Sealer::of_keys(&keys))
    }

    /// Gives the sealer called `name` one key more, which seals from then on wherever the sealer is asked for anew. What
    /// older keys sealed opens as long as their files are kept.
    pub fn add_sealing_key(&self, name: &str) -> Result<Sealer, KeyRingError> {
        let keys = self.sealer(name)?.key_count();
        let number = keys.checked_add(1).ok_or(KeyRingError::KeysUsedUp)?;
        self.secret(&sealing_key_file(name, number))?;
        self.sealer(name)
    }

    fn secret(&self, file_name: &str) -> Result<[u8; SECRET_LENGTH], KeyRingError> {
        let path = self.folder.join(file_name);
        if let Some(secret) = key_file::read(&path)? {
            return Ok(secret);
        }
        let Some(creation_secret) = &self.creation_secret else {
            return Err(KeyRingError::Missing { path });
        };
        let fresh = Sha256::new()
            .chain_update(CREATION_DOMAIN)
            .chain_update(creation_secret)
            .chain_update(file_name.as_bytes())
            .finalize();
        Ok(key_file::create(&path, &fresh.into())?)
    }
}

fn check_name(name: &str) -> Result<(), KeyRingError> {
    let allowed = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    if name.is_empty() || name.len() > NAME_LENGTH_MAX || !name.bytes().all(allowed) {
        return Err(KeyRingError::Name {
            name: name.to_owned(),
        });
    }
    Ok(())
}

fn sealing_key_file(name: &str, number: u8) -> String {
    format!("{name}.seal-{number}")
}

/// A file of a key ring, as whoever looks after it needs to know it. What is in it is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFile {
    /// Its name.
    pub name: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Whether others than its owner may read or change it.
    pub is_open: bool,
}

/// The files in a folder of keys, by name.
pub fn key_files(folder: &Path) -> Result<Vec<KeyFile>, KeyRingError> {
    let refused = |source| KeyRingError::Folder {
        path: folder.to_owned(),
        source,
    };
    let entries = fs::read_dir(folder).map_err(refused)?;
    let files = entries.map(|entry| {
        let entry = entry?;
        let metadata = entry.metadata()?;
        let seconds = metadata.mtime();
        Ok(metadata.is_file().then(|| KeyFile {
            name: entry.file_name().to_string_lossy().into_owned(),
            made_at: Timestamp::from_micros(seconds.saturating_mul(1_000_000)),
            is_open: metadata.mode() & 0o077 != 0,
        }))
    });
    let files: Result<Vec<Option<KeyFile>>, io::Error> = files.collect();
    let mut files: Vec<KeyFile> = files.map_err(refused)?.into_iter().flatten().collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

/// Shows the folder only.
impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRing")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[path = "ring_tests.rs"]
mod tests;
