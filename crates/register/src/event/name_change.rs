//! Change of name (thay đổi họ, chữ đệm, tên): Civil Code 2015, art. 27 and 28; Law on Civil Status 2014, art. 26 to 28.
//!
//! A change is not a correction: until its day the person bore the earlier name, and rightly. That there is a reason the law
//! accepts, and that a child of nine years or more agrees, the registrar examines; the personal number stays the same.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{Name, PersonId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::EventBody;
use crate::facts::{Dated, Fact, Thread};
use crate::record::Recorded;
use crate::subject::{Seen, SubjectError};
use crate::{Register, subject};

/// What the register keeps of a change of name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameChanged {
    /// Whose name.
    pub person: PersonId,
    /// The name borne until then.
    pub was: Name,
    /// The name borne from then on.
    pub now: Name,
    /// From when.
    pub on: Date,
}

/// What is declared to the registrar.
#[derive(Debug, Clone)]
pub struct NameChangeReport {
    /// Whose name, as the registrar saw them.
    pub person: Seen,
    /// The name from then on.
    pub name: Name,
    /// The day of the registration.
    pub on: Date,
}

/// Why a name cannot be changed.
#[derive(Debug, thiserror::Error)]
pub enum NameChangeError {
    /// The day is still to come, or before the birth.
    #[error("the day lies in the future or before the birth")]
    OutsideLife,
    /// The person bears it already.
    #[error("the person bears this name already")]
    SameName,
    /// The name was changed later.
    #[error("the name was changed on {on}, which is later; correct that first")]
    LaterEvent {
        /// Its day.
        on: Date,
    },
    /// The person cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl NameChanged {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::Renamed(self.now.clone()))
    }
}

impl Register {
    /// Registers a change of name.
    pub fn change_name(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &NameChangeReport,
    ) -> Result<Recorded, NameChangeError> {
        let bearer = subject::load_living(tx, report.person)?;
        let identity = &bearer.state.identity;
        if report.on > self.today() || report.on < identity.born.earliest() {
            return Err(NameChangeError::OutsideLife);
        }
        if report.name == identity.name {
            return Err(NameChangeError::SameName);
        }
        if let Some(later) = bearer
            .last_day_in(Thread::Name)
            .filter(|day| *day > report.on)
        {
            return Err(NameChangeError::LaterEvent { on: later });
        }
        let body = EventBody::NameChanged(NameChanged {
            person: bearer.person,
            was: identity.name.clone(),
            now: report.name.clone(),
            on: report.on,
        });
        Ok(self.record(tx, act, body, vec![bearer])?)
    }
}
