//! The ledger.

mod bell;
mod bundle;
mod checkpoint;
mod commitment;
mod database;
mod edge;
mod growth;
mod integrator;
mod log;
mod merkle;
pub mod note;
mod proof;
mod queries;
mod reading;
mod source;
#[cfg(test)]
mod testing;
mod tile;
pub mod verify;

pub use bell::Bell;
pub use checkpoint::{Checkpoint, CheckpointError};
pub use commitment::{Commitment, commitment};
pub use database::DatabaseSource;
pub use edge::RightEdge;
pub use integrator::{IntegrateError, Integrator, IntegratorOptions, Step};
pub use log::Log;
pub use merkle::{TreeHash, empty_root, leaf_hash, node_hash};
pub use proof::{ConsistencyProof, InclusionProof, ProofError, ProofRefused};
pub use queries::MIGRATIONS;
pub use queries::entry::{PlacedEntry, entries_from, position_of};
pub use queries::head::{Head, checkpoint};
pub use queries::lease::Lease;
pub use queries::pending::{append, append_many};
pub use queries::tile::tile;
pub use reading::{Status, consistency_proof, inclusion_proof, status};
pub use source::{SourceError, TileSource};
pub use tile::{TileKind, TilePath, TilePathError};
