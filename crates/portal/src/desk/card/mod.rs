//! Identity cards: the card officer's forms. Law on Identification 2023, art. 18 to 29.

pub mod issue;
pub mod revocation;

/// The field of whose card it is.
const HOLDER: &str = "holder";
