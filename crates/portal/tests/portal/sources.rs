//! The crate's own files, as the tests read them.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the crate.
pub(crate) struct Source {
    /// Its path inside the crate.
    pub(crate) path: PathBuf,
    /// What stands in it.
    pub(crate) text: String,
}

/// Every file below `folder` of the crate whose name ends in `.extension`, in order.
pub(crate) fn sources(folder: &str, extension: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the crate's folder is there") {
            let path = entry.expect("a folder's entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).expect("a source file is text");
                found.push(Source {
                    path: path
                        .strip_prefix(root)
                        .expect("it lies in the crate")
                        .to_owned(),
                    text,
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no .{extension} in {folder}");
    found
}

/// What stands between each `before` and the next `after`.
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before)
        .skip(1)
        .filter_map(|rest| rest.split_once(after))
        .map(|(it, _)| it)
        .collect()
}
