//! Absence declared and ended (khai báo tạm vắng): Law on Residence 2020, art. 31.

use danh_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};
use crate::person::Absence;

/// What the register keeps of a declared absence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbsenceDeclared {
    /// Who is away.
    pub person: PersonId,
    /// Since when and until when.
    pub absence: Absence,
}

/// What the register keeps of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbsenceEnded {
    /// Who is back.
    pub person: PersonId,
    /// Since when.
    pub on: Date,
}

impl AbsenceDeclared {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.absence.since, Fact::Absent(self.absence.clone()))
    }
}

impl AbsenceEnded {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::AbsenceEnded(self.on))
    }
}
