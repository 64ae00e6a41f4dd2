//! Civil events: written and read by officers. A file for each kind; those of one sort in a folder.

pub(crate) mod annulments;
pub(crate) mod births;
pub(crate) mod cards;
mod change;
pub(crate) mod changes;
pub(crate) mod corrections;
pub(crate) mod deaths;
mod decision;
pub(crate) mod declarations;
pub(crate) mod divorces;
pub(crate) mod family;
pub(crate) mod households;
mod marriage_end;
pub(crate) mod marriages;
pub(crate) mod residences;
pub(crate) mod show;
#[cfg(test)]
mod tests;
pub(crate) mod whereabouts;
