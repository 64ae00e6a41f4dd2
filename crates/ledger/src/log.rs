//! Which log: the ledger keeps several trees apart.

use std::fmt;

use serde::{Serialize, Serializer};

/// One of the logs of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Log(&'static str);

impl Log {
    /// The civil events: what the register is made of.
    pub const JOURNAL: Self = Self("journal");

    /// The access records: who was told what about whom.
    pub const ACCESS: Self = Self("access");

    /// Its name, as it stands in the database and in addresses.
    pub const fn name(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Log {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}
