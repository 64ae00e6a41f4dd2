//! Sessions of officers.

pub(crate) mod close;
pub(crate) mod open;
