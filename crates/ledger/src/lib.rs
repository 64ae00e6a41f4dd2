//! The ledger: makes an append-only log tamper-evident, without knowing what its entries mean.
//!
//! The register hands over a salted [`Commitment`] for every record it writes, in the same
//! transaction ([`append`]). An [`Integrator`] gives these entries their positions, in the order
//! in which they were committed and without gaps, extends a Merkle tree over them (RFC 6962,
//! SHA-256) and signs its root. Anyone can then be shown, with a few hashes, that an entry is in
//! the log ([`InclusionProof`]) and that today's log is a continuation of an earlier one
//! ([`ConsistencyProof`]), and can walk the whole of it ([`verify`]). A record that is changed or
//! taken out behind the register's back no longer fits what was signed; one that is put in has no
//! entry ([`verify::first_unlogged`]).
//!
//! # Layout
//!
//! - What is served follows C2SP tlog-tiles: [`TilePath`] names tiles and entry bundles, [`tile()`]
//!   hands over their bytes, [`checkpoint()`] the signed note. All of it can be public: a commitment
//!   tells nothing to someone who does not have the record and its salt.
//! - A checkpoint is a signed note (C2SP signed-note and tlog-checkpoint, Ed25519; [`note`]). The
//!   name of the key is the origin of the log, such as `danh.example/ledger/journal`.
//! - A database has several logs, kept apart: [`Log`].
//!
//! # What always holds
//!
//! 1. An entry is pending or has exactly one position; which, changes in one transaction together
//!    with the tiles and the checkpoint. A process that is killed loses nothing.
//! 2. Positions have no gaps, and there are as many as the newest checkpoint says. The integrator
//!    checks it before and after each step, recomputes the signed root from the right edge of the
//!    stored tree, and stops rather than build on something that does not fit.
//! 3. Writers never wait for the integrator, nor for each other.
//! 4. What was once served stays servable: a partial tile is a prefix of what it grows into.
//! 5. Hashing, proofs and verification read tiles from any [`TileSource`] and know no database.
//!
//! # Example
//!
//! ```
//! use std::sync::Arc;
//!
//! use danh_keys::KeyRing;
//! use danh_ledger::note::NoteSigner;
//! use danh_ledger::{
//!     DatabaseSource, Integrator, IntegratorOptions, Log, ProofError, append, checkpoint,
//!     commitment, inclusion_proof, position_of, verify,
//! };
//! use danh_store::{Store, StoreConfig};
//! use danh_vocabulary::{ManualClock, SeededEntropy, Timestamp};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let store =
//!     Store::open(&StoreConfig::sqlite(folder.path().join("danh.db")), &[danh_ledger::MIGRATIONS])?;
//! let ring = KeyRing::open_or_create(&folder.path().join("keys"), &SeededEntropy::new(1))?;
//! let signer =
//!     NoteSigner::new("danh.example/ledger/journal".parse()?, ring.signer("ledger-journal")?);
//!
//! // The register writes an event and, in the same transaction, its commitment.
//! let committed = commitment(b"sixteen byte salt"[..16].try_into()?, br#"{"event":"birth"}"#);
//! store.write(move |tx| append(tx, Log::JOURNAL, 4711, &committed)).wait()?;
//!
//! // A thread of the program integrates; here, one step does.
//! let integrator = Integrator::new(
//!     store.clone(),
//!     IntegratorOptions {
//!         log: Log::JOURNAL,
//!         signer: signer.clone(),
//!         clock: Arc::new(ManualClock::new(Timestamp::from_micros(0))),
//!         holder: "this process".to_owned(),
//!         lease_duration: IntegratorOptions::LEASE_DURATION,
//!         batch_size: IntegratorOptions::BATCH_SIZE,
//!     },
//! );
//! assert_eq!(integrator.step()?.size, 1);
//!
//! // Somebody is shown that the event is in the journal.
//! let (head, proof) = store
//!     .read(|tx| {
//!         let head = checkpoint(tx, Log::JOURNAL)?.expect("the log is signed");
//!         let position = position_of(tx, Log::JOURNAL, 4711)?.expect("the entry is placed");
//!         let proof = inclusion_proof(tx, Log::JOURNAL, position, head.size)?;
//!         Ok::<_, ProofError>((head, proof))
//!     })
//!     .wait()?;
//! proof.verify(&committed.leaf_hash(), &head.root)?;
//!
//! // And an auditor walks the whole of it.
//! let mut source = DatabaseSource::new(store, Log::JOURNAL);
//! let verified = verify::walk(&mut source, signer.verifier_key(), &mut |_| ())?;
//! assert_eq!(verified.checkpoint.root, head.root);
//! # Ok(())
//! # }
//! ```

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
pub use integrator::{IntegrateError, Integrator, IntegratorOptions, Step};
pub use log::Log;
pub use merkle::TreeHash;
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
