//! Where tiles come from: the database, a web server, a folder of files.

use std::error::Error;

use thiserror::Error;

use crate::tile::TilePath;

/// Hands over the checkpoint and the tiles of one log, as bytes.
///
/// What comes out of a source is not trusted: whoever reads it checks it against a signed
/// checkpoint.
pub trait TileSource {
    /// The newest checkpoint, a signed note; `None` if the log has none yet.
    fn checkpoint(&mut self) -> Result<Option<String>, SourceError>;

    /// The bytes of one tile or entry bundle at exactly the width that `path` names; `None` if the
    /// log has no such tile, or not yet that wide.
    fn tile(&mut self, path: TilePath) -> Result<Option<Vec<u8>>, SourceError>;
}

/// The source itself failed, so nothing is known about what it holds.
#[derive(Debug, Error)]
#[error("cannot read `{what}` of the ledger")]
pub struct SourceError {
    /// What was being read.
    pub what: String,
    /// Why it could not be.
    #[source]
    pub cause: Box<dyn Error + Send + Sync>,
}

impl SourceError {
    /// Reading `what` failed because of `cause`.
    pub fn new(what: impl Into<String>, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            what: what.into(),
            cause: cause.into(),
        }
    }
}
