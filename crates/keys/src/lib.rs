//! Keys by name: signing keys and handle keys, kept in a folder of small files.
//!
//! Callers name a key and get something that can use it; the key itself never leaves this
//! crate, and neither do the types of the cryptographic libraries: what crosses the border
//! is bytes and text. So a key can one day live in a hardware module (PKCS#11) without a
//! caller noticing.
//!
//! - [`KeyRing`] is the folder. Each key is a file of its own, readable by its owner alone
//!   (mode 0600), written once and atomically. A key that is asked for and does not exist
//!   yet is made, unless the ring was opened with [`KeyRing::open`].
//! - [`Signer`] signs with Ed25519 (RFC 8032); [`verify`] checks such a signature.
//! - [`HandleKey`] turns an internal number into an opaque handle and back. The handle is
//!   the same every time for one audience and unrelated between audiences.
//! - [`PublicKey`] is somebody else's key as a JSON Web Key (RFC 7517): Ed25519 (RFC 8037) or P-256, for which ES256 is
//!   verified and never made here; [`Jws`] is a signed text in compact form (RFC 7515).
//! - [`Sealer`] seals short texts for the database, such as a telephone number, and opens them again.
//!
//! This crate knows nothing of who signs what. It reads no clock and no random source:
//! randomness comes in as a [`danh_vocabulary::Entropy`].
//!
//! # Example
//!
//! ```
//! use danh_keys::{KeyRing, verify};
//! use danh_vocabulary::SeededEntropy;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let ring = KeyRing::open_or_create(&folder.path().join("keys"), &SeededEntropy::new(7))?;
//!
//! // The first use makes the key, every later one reads it.
//! let signer = ring.signer("ledger-journal")?;
//! let signature = signer.sign(b"a checkpoint");
//! assert!(verify(&signer.public_key(), b"a checkpoint", &signature));
//! assert!(!verify(&signer.public_key(), b"another text", &signature));
//!
//! // An internal number leaves the system only as a handle.
//! let handles = ring.handles("api")?;
//! let handle = handles.seal(4711);
//! assert_eq!(handles.open(&handle), Some(4711));
//! assert_eq!(ring.handles("hospital-01")?.open(&handle), None);
//! # Ok(())
//! # }
//! ```

mod handle;
mod jws;
mod key_file;
mod public_key;
mod ring;
mod sealer;
mod signer;

pub use handle::HandleKey;
pub use jws::{Jws, JwsError, sign_jws};
pub use key_file::KeyFileError;
pub use public_key::{Algorithm, JwkError, PublicKey};
pub use ring::{KeyFile, KeyRing, KeyRingError, key_files};
pub use sealer::{SealContext, Sealer, UnsealError};
pub use signer::{Signer, verify};
