//! Households that change without anyone moving.

pub(crate) mod heads;
mod member;
pub(crate) mod merges;
pub(crate) mod splits;
#[cfg(test)]
mod tests;
