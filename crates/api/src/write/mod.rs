//! Writing through the API: what every request that writes an event goes through.
//!
//! - **Once.** The `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07) is required, for a
//!   second birth of one child is not seen by anybody. The answer is written in the transaction of the
//!   event and given again for a day, byte by byte. A refusal is looked at anew, for it wrote nothing.
//! - **Seen.** Whom an event changes stands in `If-Match` by the `ETag` that was read (RFC 9110,
//!   section 13.1.1): 428 without (RFC 6585, section 3), 412 when somebody else wrote meanwhile. The
//!   tag names the person too, so an event of two persons lists two.
//! - **Nothing is told in passing.** The [receipt](Receipt) names by handles whom the request named
//!   and who was created. What an answer tells of somebody on record, a refusal above all, is a
//!   disclosure like any other: within the jurisdiction, and recorded before it leaves.

mod fields;
mod idempotency_key;
mod if_match;
mod receipt;
mod request;
mod run;
#[cfg(test)]
mod tests;
mod write_event;

pub(crate) use fields::{Fields, Line, Unread};
pub(crate) use if_match::IfMatch;
pub(crate) use receipt::{Receipt, Warning, created, entity_tag};
pub(crate) use request::{CreateHeaders, WriteHeaders, WriteRequest};
pub(crate) use run::{Look, Stop};
pub(crate) use write_event::write_event;
