//! The database as a file: who may read it, and what it is called when nobody writes to it.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::OpenError;

/// Makes the file if there is none, for its owner alone; the engine gives the files beside it the same mode.
pub(super) fn make_private(path: &Path) -> Result<(), OpenError> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match made {
        Err(source) if source.kind() != ErrorKind::AlreadyExists => Err(OpenError::Io {
            path: path.to_owned(),
            source,
        }),
        _ => Ok(()),
    }
}

/// Whether nobody has the file open to write: then it has no log beside it.
pub(super) fn is_at_rest(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    path.exists() && !Path::new(&log).exists()
}

/// The name of a file that cannot change while it is open: a backup on a disk or in a folder that is not to be written,
/// where the engine has no place for the memory it shares with writers.
pub(super) fn immutable(path: &Path) -> PathBuf {
    let mut name = String::from("file:");
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                name.push(char::from(*byte));
            }
            _ => write!(name, "%{byte:02x}").expect("writing to a string cannot fail"),
        }
    }
    name.push_str("?immutable=1");
    name.into()
}
