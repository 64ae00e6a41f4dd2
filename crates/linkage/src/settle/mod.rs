//! From compared pairs to one answer for each record.

mod calibrate;
mod candidates;
mod probability;

pub(crate) use calibrate::calibrate;
pub(crate) use candidates::Candidates;
pub(crate) use probability::{Settled, learn_rest, settle};
