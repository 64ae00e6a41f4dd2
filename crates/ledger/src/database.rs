//! The tiles of a log, read from the database.

use danh_store::{Store, StoreError, Tx};

use crate::log::Log;
use crate::proof::ProofError;
use crate::queries::head::checkpoint;
use crate::queries::tile::tile;
use crate::source::{SourceError, TileSource};
use crate::tile::TilePath;

/// Reads one log from a database, each tile in a transaction of its own.
///
/// The log may grow meanwhile: a tile is handed over at the width that was asked for.
#[derive(Clone)]
pub struct DatabaseSource {
    store: Store,
    log: Log,
}

impl DatabaseSource {
    /// Reads `log` from `store`.
    pub fn new(store: Store, log: Log) -> Self {
        Self { store, log }
    }
}

impl TileSource for DatabaseSource {
    fn checkpoint(&mut self) -> Result<Option<String>, SourceError> {
        let log = self.log;
        let read = self.store.read(move |tx| checkpoint(tx, log)).wait();
        read.map(|head| head.map(|head| head.note))
            .map_err(checkpoint_unreadable)
    }

    fn tile(&mut self, path: TilePath) -> Result<Option<Vec<u8>>, SourceError> {
        let log = self.log;
        let read = self.store.read(move |tx| tile(tx, log, path)).wait();
        read.map_err(|error| tile_unreadable(path, error))
    }
}

/// Reads one log inside a transaction.
pub(crate) struct TxSource<'tx, 'session> {
    pub(crate) tx: &'tx mut Tx<'session>,
    pub(crate) log: Log,
}

impl TileSource for TxSource<'_, '_> {
    fn checkpoint(&mut self) -> Result<Option<String>, SourceError> {
        let head = checkpoint(self.tx, self.log).map_err(checkpoint_unreadable)?;
        Ok(head.map(|head| head.note))
    }

    fn tile(&mut self, path: TilePath) -> Result<Option<Vec<u8>>, SourceError> {
        tile(self.tx, self.log, path).map_err(|error| tile_unreadable(path, error))
    }
}

/// So that a closure over a transaction can ask for proofs and for anything else.
impl From<StoreError> for ProofError {
    fn from(error: StoreError) -> Self {
        Self::Source(SourceError::new("database", error))
    }
}

fn checkpoint_unreadable(error: StoreError) -> SourceError {
    SourceError::new("checkpoint", error)
}

fn tile_unreadable(path: TilePath, error: StoreError) -> SourceError {
    SourceError::new(path.to_string(), error)
}
