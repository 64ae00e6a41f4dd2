//! Ethnic group and sex determined anew (xác định lại dân tộc, xác định lại giới tính): Civil Code 2015, art. 29, 36 and 37; Law on
//! Civil Status 2014, art. 26 to 29 and 46.

use danh_store::{StoreError, Tx};
use danh_vocabulary::{Ethnicity, PersonId, Sex};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::EventBody;
use crate::event::decision::Decision;
use crate::facts::{Dated, Fact, Thread};
use crate::person::{MaritalStatus, PersonState};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, person_queries, subject};

/// What the register keeps of an ethnic group determined anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EthnicityDetermined {
    /// Whose.
    pub person: PersonId,
    /// What stood there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Ethnicity>,
    /// What it is from then on.
    pub now: Ethnicity,
    /// From when.
    pub on: Date,
    /// The decision, where the group is that of neither parent on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// What the register keeps of a sex determined anew; the personal number is cancelled and re-established by events of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SexDetermined {
    /// Whose.
    pub person: PersonId,
    /// What it is from then on.
    pub now: Sex,
    /// From when.
    pub on: Date,
}

/// What is declared of an ethnic group.
#[derive(Debug, Clone)]
pub struct EthnicityReport {
    /// Whose, as the registrar saw them.
    pub person: Seen,
    /// The group from then on.
    pub ethnicity: Ethnicity,
    /// The day of the registration.
    pub on: Date,
    /// The decision, where the group is that of neither parent on record.
    pub decision: Option<Decision>,
}

/// What is declared of a sex, with the finding of the clinic shown to the registrar.
#[derive(Debug, Clone, Copy)]
pub struct SexReport {
    /// Whose, as the registrar saw them.
    pub person: Seen,
    /// The sex from then on.
    pub sex: Sex,
    /// The day of the registration.
    pub on: Date,
}

/// Why an ethnic group or a sex cannot be determined anew.
#[derive(Debug, thiserror::Error)]
pub enum DeterminationError {
    /// The day is still to come, or before the birth.
    #[error("the day lies in the future or before the birth")]
    OutsideLife,
    /// It stands there already.
    #[error("this is what the register says already")]
    Same,
    /// Civil Code, art. 29.3: the group is that of the father or the mother by blood.
    #[error(
        "neither parent on record belongs to `{ethnicity}`; name the decision that says so (Civil Code 2015, art. 29.3)"
    )]
    NotOfParents {
        /// The group asked for.
        ethnicity: Ethnicity,
    },
    /// The decision is not in force yet.
    #[error("the decision is in force from {on} only")]
    DecisionNotInForce {
        /// From when.
        on: Date,
    },
    /// Law on Marriage and Family, art. 8.2: the marriage would be between persons of the same sex.
    #[error(
        "the person is married, and the law recognises marriage between a man and a woman only (Law on Marriage and Family 2014, art. 8.2)"
    )]
    Married,
    /// It was determined later.
    #[error("the register knows of a later event on {on}; correct that first")]
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

impl EthnicityDetermined {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::EthnicityDetermined(self.now))
    }
}

impl SexDetermined {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.on, Fact::SexDetermined(self.now))
    }
}

impl Register {
    /// Registers an ethnic group determined anew.
    pub fn determine_ethnicity(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &EthnicityReport,
    ) -> Result<Recorded, DeterminationError> {
        let person = subject::load_living(tx, report.person)?;
        self.check_day_of_determination(&person, Thread::Ethnicity, report.on)?;
        let was = person.state.identity.ethnicity;
        if was == Some(report.ethnicity) {
            return Err(DeterminationError::Same);
        }
        match &report.decision {
            Some(decision) if decision.on > report.on => {
                return Err(DeterminationError::DecisionNotInForce { on: decision.on });
            }
            None if !may_be_of(tx, &person, report.ethnicity)? => {
                return Err(DeterminationError::NotOfParents {
                    ethnicity: report.ethnicity,
                });
            }
            _ => {}
        }
        let body = EventBody::EthnicityDetermined(EthnicityDetermined {
            person: person.person,
            was,
            now: report.ethnicity,
            on: report.on,
            decision: report.decision.clone(),
        });
        Ok(self.record(tx, act, body, vec![person])?)
    }

    /// Registers a sex determined anew. The personal number, which says the sex, is to be cancelled and re-established next.
    pub fn determine_sex(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: SexReport,
    ) -> Result<Recorded, DeterminationError> {
        let person = subject::load_living(tx, report.person)?;
        self.check_day_of_determination(&person, Thread::Sex, report.on)?;
        if person.state.identity.sex == report.sex {
            return Err(DeterminationError::Same);
        }
        let on_the_day = person.life.state(Some(report.on));
        let is_married =
            |state: &PersonState| matches!(state.marital, MaritalStatus::Married { .. });
        if is_married(&person.state) || on_the_day.is_some_and(|state| is_married(&state)) {
            return Err(DeterminationError::Married);
        }
        let body = EventBody::SexDetermined(SexDetermined {
            person: person.person,
            now: report.sex,
            on: report.on,
        });
        Ok(self.record(tx, act, body, vec![person])?)
    }

    fn check_day_of_determination(
        &self,
        person: &LoadedSubject,
        thread: Thread,
        on: Date,
    ) -> Result<(), DeterminationError> {
        if on > self.today() || on < person.state.identity.born.earliest() {
            return Err(DeterminationError::OutsideLife);
        }
        match person.last_day_in(thread) {
            Some(later) if later > on => Err(DeterminationError::LaterEvent { on: later }),
            _ => Ok(()),
        }
    }
}

/// Whether one of the parents by blood who are on record belongs to a group, or may do so: papers know more of a parent whose
/// group the register does not know.
fn may_be_of(
    tx: &mut Tx<'_>,
    person: &LoadedSubject,
    ethnicity: Ethnicity,
) -> Result<bool, StoreError> {
    let identity = &person.state.identity;
    for parent in [&identity.father, &identity.mother].into_iter().flatten() {
        let of_parent = match person_queries::person_of_relative(tx, parent)? {
            Some(parent) => person_queries::person_by_id(tx, parent)?
                .and_then(|(_, state)| state.identity.ethnicity),
            None => None,
        };
        if of_parent.is_none_or(|of_parent| of_parent == ethnicity) {
            return Ok(true);
        }
    }
    Ok(false)
}
