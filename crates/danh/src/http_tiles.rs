//! The tiles of a ledger from a web server, for verifying it from outside.

use danh_ledger::{Log, SourceError, TilePath, TileSource};

/// Ample for an entry bundle or tile of 256 entries.
const ANSWER_BYTES_MAX: u64 = 1 << 20;

/// Tiles below `{server}/ledger/{log}/`.
pub(crate) struct HttpTiles {
    base: String,
}

impl HttpTiles {
    pub(crate) fn new(server: &str, log: Log) -> Self {
        Self {
            base: format!("{}/ledger/{log}", server.trim_end_matches('/')),
        }
    }

    /// The public key the server says it signs with.
    pub(crate) fn key(&self) -> Result<Option<String>, SourceError> {
        self.text("key")
    }

    fn text(&self, path: &str) -> Result<Option<String>, SourceError> {
        self.bytes(path)?
            .map(|bytes| String::from_utf8(bytes).map_err(|error| SourceError::new(path, error)))
            .transpose()
    }

    fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let mut answer = match ureq::get(format!("{}/{path}", self.base)).call() {
            Ok(answer) => answer,
            Err(ureq::Error::StatusCode(404)) => return Ok(None),
            Err(error) => return Err(SourceError::new(path, error)),
        };
        let body = answer
            .body_mut()
            .with_config()
            .limit(ANSWER_BYTES_MAX)
            .read_to_vec();
        body.map(Some)
            .map_err(|error| SourceError::new(path, error))
    }
}

impl TileSource for HttpTiles {
    fn checkpoint(&mut self) -> Result<Option<String>, SourceError> {
        self.text("checkpoint")
    }

    fn tile(&mut self, path: TilePath) -> Result<Option<Vec<u8>>, SourceError> {
        self.bytes(&path.to_string())
    }
}
