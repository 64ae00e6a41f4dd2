//! From compared pairs to one answer for each record.

mod calibrate;
mod candidates;
mod fit;
mod probability;
mod trial;
mod unlinkable;

pub(crate) use calibrate::calibrate;
pub(crate) use candidates::Candidates;
pub(crate) use probability::{Settled, learn_rest, settle};
pub(crate) use trial::Bins;
pub use trial::{Trial, TrialBin};
pub(crate) use unlinkable::share_unlinkable;
