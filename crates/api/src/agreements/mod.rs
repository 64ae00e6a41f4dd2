//! Agreements on sharing data, as officers see them: which organisation is told what, for how long still, and what a version changes.

mod answer;
pub(crate) mod list;
pub(crate) mod show;
