//! The least that answers a question.

use serde::{Deserialize, Serialize};

/// What is said of one thing that an asker wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// The register does not know.
    Unknown,
}

impl Verdict {
    /// Yes or no.
    pub const fn of(is_so: bool) -> Self {
        if is_so { Self::Yes } else { Self::No }
    }
}
