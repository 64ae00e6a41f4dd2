//! Where people are besides their permanent residence, and the end of one.

pub(crate) mod abodes;
pub(crate) mod absence_ends;
pub(crate) mod absences;
mod day;
pub(crate) mod extensions;
mod place;
pub(crate) mod residence_deletions;
pub(crate) mod stays;
pub(crate) mod temporary_residence_deletions;
pub(crate) mod temporary_residences;
#[cfg(test)]
mod tests;
