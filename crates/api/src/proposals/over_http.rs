//! Proposals as endpoints: what waits and what became of it, proposing, deciding.

pub(crate) mod answer;
mod body;
pub(crate) mod list;
pub(crate) mod make;
pub(crate) mod show;
pub(crate) mod verdict;

#[cfg(test)]
mod tests;
