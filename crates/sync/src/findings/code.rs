//! The codes under which an agency is told what it has wrong. They are stable: agencies' programs read them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What an agency has wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingCode {
    /// The record counts, the person is dead.
    DeadButActive,
    /// Another birth date.
    BirthDateDiffers,
    /// Less of the birth date than is known.
    BirthDateIncomplete,
    /// No number at all.
    NumberMissing,
    /// A number the person held before.
    NumberFormer,
    /// A number that was never the person's.
    NumberDiffers,
    /// Another name, or another spelling of it.
    NameDiffers,
    /// The other sex.
    SexDiffers,
    /// A commune that is no more.
    UnitRenamed,
    /// Nobody in the register.
    UnknownPerson,
    /// Another record of the same person.
    DuplicateRecord,
}

impl FindingCode {
    /// As it stands in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DeadButActive => "dead-but-active",
            Self::BirthDateDiffers => "birth-date-differs",
            Self::BirthDateIncomplete => "birth-date-incomplete",
            Self::NumberMissing => "number-missing",
            Self::NumberFormer => "number-former",
            Self::NumberDiffers => "number-differs",
            Self::NameDiffers => "name-differs",
            Self::SexDiffers => "sex-differs",
            Self::UnitRenamed => "unit-renamed",
            Self::UnknownPerson => "unknown-person",
            Self::DuplicateRecord => "duplicate-record",
        }
    }
}

impl fmt::Display for FindingCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
