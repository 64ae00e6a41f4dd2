//! Identity cards, issued and taken out of force.

pub(crate) mod issues;
pub(crate) mod revocations;
#[cfg(test)]
mod tests;
