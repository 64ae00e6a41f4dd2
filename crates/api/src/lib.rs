//! The register as JSON over HTTP, and what the API and the portal share.
mod disclose;
mod language;
pub mod problem;
mod session_cookie;
mod sign_in;
mod signed_in;
mod state;

pub use disclose::{DiscloseError, Disclosure, disclose};
pub use sign_in::{sign_in, sign_out};
pub use signed_in::{NotSignedIn, SignedIn};
pub use state::{AppParts, AppState, LedgerFace, PasswordChecks, SecureCookies};
