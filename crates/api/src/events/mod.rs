//! Civil events: written and read by officers. A file for each kind.

pub(crate) mod births;
mod change;
pub(crate) mod deaths;
pub(crate) mod show;
#[cfg(test)]
mod tests;
