//! Replies: what a request that wrote something was answered (draft-ietf-httpapi-idempotency-key-header-07).
//!
//! A caller who hears no answer does not know whether anything was written, and sends the request
//! again under the same key. The reply is written in the transaction of what it tells of, so either
//! both are there or neither: a server that is killed between the commit and the answer has kept
//! the answer. A refusal is not kept, for it wrote nothing: it is looked at anew.

mod in_flight;
mod queries;
#[cfg(test)]
mod tests;

use danh_store::StoreError;
use danh_vocabulary::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub(crate) use in_flight::InFlight;
pub use in_flight::UnderWay;
pub(crate) use queries::{TABLE, oldest};

/// So long a reply is kept.
const HOURS_KEPT: i64 = 24;

/// Names a request that may be sent again: a hash of who sends it and of the key they chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReplyKey([u8; 32]);

/// What a request says, so that the same key is not used for something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestDigest([u8; 32]);

/// A request under its key, at the time it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// Who sent it under which key.
    pub key: ReplyKey,
    /// What it says.
    pub digest: RequestDigest,
    /// When it came.
    pub at: Timestamp,
}

/// An answer as it left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Names and values of the headers that belong to the answer, in their order.
    pub headers: Vec<(String, String)>,
    /// The body, byte by byte.
    pub body: Vec<u8>,
}

/// Why there is no answering again.
#[derive(Debug, thiserror::Error)]
pub enum ReplyError {
    /// The key was used for a request that said something else.
    #[error("the key was used for another request")]
    OtherRequest,
    /// The reply was changed in the database, or its sealing key is gone.
    #[error("the reply that was kept cannot be read: {detail}")]
    Unreadable {
        /// Why.
        detail: String,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ReplyKey {
    /// The key of a caller. Two callers may choose the same words.
    pub fn of(caller: &str, chosen: &str) -> Self {
        Self(hash(&[caller.as_bytes(), chosen.as_bytes()]))
    }
}

impl RequestDigest {
    /// The digest of a request, part by part.
    pub fn of(parts: &[&[u8]]) -> Self {
        Self(hash(parts))
    }
}

/// Each part with its length before it, so that no two lists of parts run together alike.
fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}
