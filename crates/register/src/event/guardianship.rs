//! Guardianship (đăng ký giám hộ) and its end: Civil Code 2015, art. 46 to 63; Law on Civil Status 2014, art. 19 to 23.

use danh_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::facts::{Dated, Fact};
use crate::person::{Guardianship, GuardianshipGround, Relative};

/// What the register keeps of a guardianship.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardianshipRegistered {
    /// Who is looked after, as they stood in the register.
    pub ward: Relative,
    /// Who stands for them, as they stood in the register.
    pub guardian: Relative,
    /// Why the ward needs a guardian.
    pub ground: GuardianshipGround,
    /// From when.
    pub on: Date,
}

/// What the register keeps of the end of a guardianship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardianshipEnded {
    /// Who was looked after.
    pub ward: PersonId,
    /// Who stood for them.
    pub guardian: PersonId,
    /// From when.
    pub on: Date,
}

impl GuardianshipRegistered {
    pub(crate) fn fact(&self, person: PersonId) -> Dated {
        let fact = if self.ward.person == Some(person) {
            Fact::Guarded(Guardianship {
                guardian: self.guardian.clone(),
                ground: self.ground,
                since: self.on,
            })
        } else {
            Fact::Guards(self.ward.clone())
        };
        Dated::on(self.on, fact)
    }
}

impl GuardianshipEnded {
    pub(crate) fn fact(&self, person: PersonId) -> Dated {
        let fact = if self.ward == person {
            Fact::GuardianLeft(self.guardian)
        } else {
            Fact::WardLeft(self.ward)
        };
        Dated::on(self.on, fact)
    }
}
