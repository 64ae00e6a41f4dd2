//! Who belongs to whom: recognition, adoption, guardianship; and who is missing or back.

pub(crate) mod adoption_ends;
pub(crate) mod adoptions;
mod decided;
pub(crate) mod guardianship_ends;
pub(crate) mod guardianships;
pub(crate) mod missing;
pub(crate) mod recognitions;
pub(crate) mod returns;
#[cfg(test)]
mod tests;
