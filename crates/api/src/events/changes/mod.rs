//! What changes of a person themselves: name, ethnic group, sex, nationality.

pub(crate) mod ethnic_groups;
pub(crate) mod names;
pub(crate) mod nationalities;
pub(crate) mod sexes;
#[cfg(test)]
mod tests;
