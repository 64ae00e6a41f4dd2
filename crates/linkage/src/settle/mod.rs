//! From compared pairs to one answer for each record.

mod candidates;
mod probability;

pub(crate) use candidates::Candidates;
pub(crate) use probability::{Settled, learn_rest, settle};
