//! The decision of a court or authority that an event carries out.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A decision or judgment in force, as its own heading names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Its number, such as `12/2024/QĐST-HNGĐ`.
    pub number: String,
    /// Who made it.
    pub by: String,
    /// The day from which it is in force.
    pub on: Date,
}
