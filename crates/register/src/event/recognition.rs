//! Recognition of a parent and child (đăng ký nhận cha, mẹ, con): Law on Civil Status 2014, art. 24 and 25; Law on Marriage and
//! Family 2014, art. 88 to 92.

use danh_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::Parent;
use crate::facts::{Dated, Fact};
use crate::person::Relative;

/// What the register keeps of a recognition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParentRecognised {
    /// Whose parent.
    pub child: PersonId,
    /// Which parent.
    pub parent: Parent,
    /// The parent, as they stood in the register.
    pub relative: Relative,
    /// The day of the registration.
    pub on: Date,
}

impl ParentRecognised {
    pub(crate) fn fact(&self) -> Dated {
        let fact = Fact::ParentRecognised(self.parent, self.relative.clone());
        Dated::on(self.on, fact)
    }
}
