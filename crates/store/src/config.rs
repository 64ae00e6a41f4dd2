//! Where the data is.

use std::path::PathBuf;

/// Which engine keeps the data, and how many connections may read at once.
#[derive(Debug, Clone)]
pub enum StoreConfig {
    /// One file in the data folder; the default.
    Sqlite {
        /// The database file. Its folder must exist; `-wal`, `-shm` and `.lock` files appear beside it.
        path: PathBuf,
        /// Reader threads, each with its own connection.
        readers: usize,
    },
    /// A `PostgreSQL` 15 or later, shared by as many processes as needed.
    Postgres {
        /// A `postgres://` URL.
        url: String,
        /// Connections of this process, each with its own thread.
        connections: usize,
    },
}

impl StoreConfig {
    /// An `SQLite` file with four reader threads.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self::Sqlite {
            path: path.into(),
            readers: 4,
        }
    }

    /// A `PostgreSQL` database with sixteen connections.
    pub fn postgres(url: impl Into<String>) -> Self {
        Self::Postgres {
            url: url.into(),
            connections: 16,
        }
    }
}
