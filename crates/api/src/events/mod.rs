//! Civil events: written and read by officers. A file for each kind.

pub(crate) mod annulments;
pub(crate) mod births;
mod change;
pub(crate) mod corrections;
pub(crate) mod deaths;
mod decision;
pub(crate) mod divorces;
mod marriage_end;
pub(crate) mod marriages;
pub(crate) mod residences;
pub(crate) mod show;
#[cfg(test)]
mod tests;
