//! What answering takes besides a transaction.

use std::fmt;
use std::sync::Arc;

use danh_directory::Directory;
use danh_keys::{KeyRing, KeyRingError, PublicKey, Signer};

use crate::pseudonym::Pseudonyms;
use crate::receipt::Receipt;

/// Answers organisations' questions and signs receipts. Cheap to clone.
#[derive(Clone)]
pub struct Exchange {
    pub(crate) directory: Arc<Directory>,
    pub(crate) pseudonyms: Pseudonyms,
    /// Signs receipts.
    signer: Signer,
    /// In whose name receipts are signed, as in `danh.example`.
    issuer: Arc<str>,
}

impl Exchange {
    /// The name of the key that signs receipts.
    pub const RECEIPT_SIGNER: &'static str = "receipts";

    /// With the keys of a ring. `issuer` is the name in which receipts are signed.
    pub fn new(
        keys: &KeyRing,
        directory: Arc<Directory>,
        issuer: &str,
    ) -> Result<Self, KeyRingError> {
        Ok(Self {
            directory,
            pseudonyms: Pseudonyms::new(keys)?,
            signer: keys.signer(Self::RECEIPT_SIGNER)?,
            issuer: issuer.into(),
        })
    }

    /// In whose name receipts are signed.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The key by which receipts are verified.
    pub fn receipt_key(&self) -> PublicKey {
        PublicKey::ed25519(self.signer.public_key())
    }

    /// The units of the country.
    pub fn directory(&self) -> &Arc<Directory> {
        &self.directory
    }

    /// Signs a receipt.
    pub fn sign(&self, receipt: &Receipt) -> String {
        receipt.sign(&self.signer)
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Exchange")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}
