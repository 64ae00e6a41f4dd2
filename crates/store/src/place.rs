//! Where the database is, as far as that matters to whoever uses it.

use std::path::{Path, PathBuf};

use crate::StoreConfig;

/// What an engine's place means for those who work with it.
pub(crate) struct Place {
    pub(crate) scratch_folder: PathBuf,
    pub(crate) is_exclusive: bool,
}

impl Place {
    pub(crate) fn of(config: &StoreConfig) -> Self {
        match config {
            StoreConfig::Sqlite { path, .. } => Self {
                scratch_folder: folder_of(path).to_owned(),
                is_exclusive: true,
            },
            StoreConfig::Postgres { .. } => Self {
                scratch_folder: std::env::temp_dir(),
                is_exclusive: false,
            },
        }
    }
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
