//! One secret in one file: written once, whole or not at all, readable by its owner alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use thiserror::Error;

/// Every secret in the ring has this many bytes.
pub(crate) const SECRET_LENGTH: usize = 32;

/// Why a key file could not be used.
#[derive(Debug, Error)]
pub enum KeyFileError {
    /// The file is there and cannot be read.
    #[error("cannot read the key file `{}`", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("cannot write the key file `{}`", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The file was cut off, or is something else.
    #[error(
        "the key file `{}` has {length} bytes where a key has {SECRET_LENGTH}; put it back from \
         a backup", path.display()
    )]
    WrongLength {
        /// The file.
        path: PathBuf,
        /// Its length in bytes.
        length: u64,
    },
    /// Others than its owner may read or change the file.
    #[error(
        "the key file `{}` is open to others (mode {mode:04o}); make it private with \
         `chmod 600`, and consider the key known", path.display()
    )]
    TooOpen {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
}

/// The secret in `path`, or `None` if there is no such file.
pub(crate) fn read(path: &Path) -> Result<Option<[u8; SECRET_LENGTH]>, KeyFileError> {
    let unreadable = |source| KeyFileError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let metadata = file.metadata().map_err(unreadable)?;
    let mode = metadata.permissions().mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(KeyFileError::TooOpen {
            path: path.to_owned(),
            mode,
        });
    }
    if metadata.len() != SECRET_LENGTH as u64 {
        return Err(KeyFileError::WrongLength {
            path: path.to_owned(),
            length: metadata.len(),
        });
    }
    let mut secret = [0; SECRET_LENGTH];
    file.read_exact(&mut secret).map_err(unreadable)?;
    Ok(Some(secret))
}

/// Puts `secret` into `path` unless a file is there already, and returns what is there then.
///
/// The file appears under its name only when it is complete and on disk, and never replaces
/// another: of two processes that make the same key at once, one wins and both use that one.
pub(crate) fn create(
    path: &Path,
    secret: &[u8; SECRET_LENGTH],
) -> Result<[u8; SECRET_LENGTH], KeyFileError> {
    let unwritable = |source| KeyFileError::Unwritable {
        path: path.to_owned(),
        source,
    };
    let draft = draft_path(path);
    let outcome = write_new(&draft, secret).and_then(|()| fs::hard_link(&draft, path));
    // The draft is gone either way; a failure to remove it hides no key.
    let removed = fs::remove_file(&draft);
    match outcome {
        Ok(()) => {
            removed.map_err(unwritable)?;
            sync_folder_of(path).map_err(unwritable)?;
            Ok(*secret)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            read(path)?.ok_or_else(|| unwritable(error))
        }
        Err(error) => Err(unwritable(error)),
    }
}

fn write_new(path: &Path, secret: &[u8; SECRET_LENGTH]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(secret)?;
    file.sync_all()
}

/// A name no other process and no other thread of this one uses.
fn draft_path(path: &Path) -> PathBuf {
    static DRAFTS: AtomicU64 = AtomicU64::new(0);
    let draft = DRAFTS.fetch_add(1, Ordering::Relaxed);
    path.with_extension(format!("draft-{}-{draft}", std::process::id()))
}

/// A new name in a folder is durable once the folder is.
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
