//! Names that stay: a new name in a folder is on disk once the folder is.

use std::fs::File;
use std::io;
use std::path::Path;

/// Brings the folder that `path` is in to the disk.
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_is_in_the_working_folder() {
        assert_eq!(folder_of(Path::new("persons.csv")), Path::new("."));
        assert_eq!(folder_of(Path::new("out/persons.csv")), Path::new("out"));
        assert_eq!(folder_of(Path::new("/persons.csv")), Path::new("/"));
    }
}
