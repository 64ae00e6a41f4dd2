//! HTTP message signatures (RFC 9421) with digests of the body (RFC 9530): by which an organisation's request is known to be its
//! own, and unchanged.
//!
//! What is taken of the standard: signatures over derived components of a request and over header fields as they came, by
//! Ed25519 or ECDSA on P-256. Components with parameters (`;sf`, `;req` and the like) are refused rather than half understood.

mod base;
pub(crate) mod content_digest;
mod message;
mod presented;
mod sign;
mod structured;

pub(crate) use self::message::Message;
pub(crate) use self::presented::{Presented, PresentedError};
pub use self::sign::{RequestToSign, sign_request};

#[cfg(test)]
mod vectors;
