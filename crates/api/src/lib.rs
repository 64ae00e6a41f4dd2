//! The register as JSON over HTTP, and what the API and the portal share.
//!
//! A request passes the same way whatever it asks for: the [`shell()`] gives it an id, a span and a
//! time limit and writes out what goes wrong; the guard lets pass whom the route's declaration lets ([`access`]);
//! [`SignedIn`] says who asks; and an answer that tells about persons comes out of [`disclose()`],
//! which records it first. An endpoint is one file in a folder named after its capability.
//!
//! ```
//! use axum::Router;
//! use danh_api::{AppState, routes, shell};
//!
//! /// The program's own: the API with pages beside it.
//! fn app(state: &AppState, pages: Router) -> Router {
//!     shell(routes(state.clone()).merge(pages), state)
//! }
//! ```
//!
//! # What always holds
//!
//! - Nothing that tells about persons is readable without signing in, and no answer with
//!   personal data leaves before its access record is on disk.
//! - Persons are named by opaque handles. Their ids never leave; numbers, names and birth dates
//!   travel in bodies, never in an address or a log line. Personal answers are `no-store`.
//! - A route that is not in [`ROUTES`] is not reachable and fails the tests, as does one that is not in the OpenAPI
//!   document, which is made from the code (`openapi.json` beside this crate's manifest).
//! - What goes wrong is a problem document ([`problem`]) in the language of the request.
//! - This crate writes no SQL and knows no rule of civil registration.
//!
//! # How to add an endpoint
//!
//! Copy the file of a similar one, register it in `router.rs`, declare in [`ROUTES`] who may call it, whom it may be about and
//! what it tells. Then run the tests with `DANH_UPDATE_OPENAPI=1` to bring `openapi.json` up to date, and those of the portal with
//! `DANH_UPDATE_ACCESS=1` to bring the table of who may call what up to date; the difference is then part of the review.

mod accept;
pub mod access;
mod agreements;
mod body;
pub mod break_glass;
mod client_address;
mod conditional;
mod disclose;
mod events;
mod exchange;
mod handles;
pub mod http_signature;
mod in_path;
mod language;
mod ledger;
mod openapi;
mod operation;
mod password_checks;
mod persons;
pub mod problem;
pub mod proposals;
mod rate_limit;
mod router;
mod session_cookie;
mod sessions;
mod shell;
mod signed_in;
pub mod staff;
mod state;
#[cfg(test)]
mod testing;
mod write;

pub use access::{Caller, ROUTES, RouteRule, Work};
pub use client_address::ClientAddress;
pub use disclose::{About, DiscloseError, Disclosure, Reading, disclose};
pub use language::Language;
pub use openapi::openapi_document;
pub use password_checks::PasswordChecks;
pub use rate_limit::{RateLimits, RateQuota};
pub use router::{not_found, router, routes};
pub use shell::{RequestId, shell};
pub use signed_in::{NotAppointedTo, NotSignedIn, SignedIn};
pub use state::{AppParts, AppState, LedgerFace, SecureCookies};
