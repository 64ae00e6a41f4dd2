//! Files that are there as a whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// The path with something after its name, also where it was typed with a slash at its end.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.components().as_path().as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Writes a file for its owner alone, brings it to the disk, and only then gives it its name.
pub(crate) fn write_whole(file: &Path, content: &[u8]) -> io::Result<()> {
    let draft = beside(file, ".new");
    let mut options = OpenOptions::new();
    options.create(true).truncate(true).write(true).mode(0o600);
    let mut out = options.open(&draft)?;
    out.write_all(content)?;
    out.sync_all()?;
    fs::rename(draft, file)?;
    sync_folder(folder_of(file))
}

/// Makes a folder that only its owner can enter.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

/// Brings the names in a folder to the disk.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// The folder that a file is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Whether there is nothing at a path, or a folder with nothing in it.
pub(crate) fn is_free(path: &Path) -> bool {
    match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beside_a_folder_is_not_inside_of_it() {
        for typed in ["/backup/monday", "/backup/monday/", "/backup/monday//"] {
            let beside = beside(Path::new(typed), ".unfinished");
            assert_eq!(beside, Path::new("/backup/monday.unfinished"), "{typed}");
        }
    }
}
