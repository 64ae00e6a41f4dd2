//! Blocking: which pairs are worth comparing.
//!
//! A *mark* is something of a row that two records of one person often share: the given name, the
//! day with month and day in either order, the smallest unit ... A *rule* is one to three marks; rows that agree in
//! all of them are compared. Which rules are used is worked out from the data: a rule must not
//! make too many pairs, and together they should find whatever can be found.
//!
//! The keys of the records that are still open lie in tables, one a rule; the register streams past them,
//! all rules at a time, so that a pair found by several of them is compared once. Records that do not fit the
//! memory are taken one part after the other, each with a stream of its own.

mod choose;
mod fetch;
mod marks;
mod numbers;
mod rule;
mod search;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use choose::{Choice, choose, mark_agreements};
pub(crate) use marks::Marks;
pub(crate) use numbers::Numbers;
pub(crate) use rule::Rule;
pub(crate) use search::{BY_NUMBER, Found, Scratch, Search};
