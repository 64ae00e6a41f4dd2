//! Adoption (đăng ký nuôi con nuôi) and its end: Law on Adoption 2010, art. 8, 13, 14, 22 to 27.
//!
//! The register sees to what it knows of: ages, marriages, blood. Consent, means and character are the registrar's to examine.

use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::EventBody;
use crate::event::adopters::{self, AdoptersError};
use crate::event::decision::Decision;
use crate::facts::{Dated, Fact, Thread};
use crate::person::Adoption;
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, subject};

/// From this age on nobody is adopted, but by a step-parent or by a brother or sister of their parents (art. 8.1).
const AGE_OF_CHILD_MAX: i16 = 16;
/// From this age on nobody is adopted (art. 8.2).
const AGE_OF_YOUTH_MAX: i16 = 18;

/// What the register keeps of an adoption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptionRegistered {
    /// Who was adopted.
    pub child: PersonId,
    /// By whom and since when.
    pub adoption: Adoption,
}

/// What the register keeps of the end of an adoption; it holds from the day the decision is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptionEnded {
    /// Who had been adopted.
    pub child: PersonId,
    /// The court's decision.
    pub decision: Decision,
}

/// What is declared to the registrar.
#[derive(Debug, Clone, Copy)]
pub struct AdoptionReport {
    /// Who is adopted, as the registrar saw them.
    pub child: Seen,
    /// By whom.
    pub adopters: Adopters,
    /// The day of the registration.
    pub on: Date,
}

/// Who adopts (art. 8.3: one single person, or both spouses).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adopters {
    /// Somebody who is not married.
    Single(PersonId),
    /// A husband and wife.
    Couple([PersonId; 2]),
    /// The spouse of the child's father or mother, who stays a parent.
    StepParent(PersonId),
    /// An aunt or uncle by blood who is not married. Papers prove it; the register need not know the common grandparents.
    AuntOrUncle(PersonId),
    /// An aunt or uncle by blood and their spouse.
    AuntAndUncle([PersonId; 2]),
}

/// What is decided.
#[derive(Debug, Clone)]
pub struct AdoptionEndReport {
    /// Who had been adopted, as the registrar saw them.
    pub child: Seen,
    /// The court's decision (art. 25 and 26).
    pub decision: Decision,
}

/// Why an adoption cannot be registered or ended.
#[derive(Debug, thiserror::Error)]
pub enum AdoptionError {
    /// The day is still to come, or before the child's birth.
    #[error("the day lies in the future or before the birth of the child")]
    OutsideLife,
    /// Art. 8.1 and 8.2.
    #[error(
        "the child is {age} years old; the law asks for less than {limit} (Law on Adoption 2010, art. 8)"
    )]
    TooOld {
        /// Completed years on the day.
        age: i16,
        /// Years that must not be completed.
        limit: i16,
    },
    /// Art. 8.3: a child is adopted once.
    #[error(
        "the child was adopted on {since}; a court must end that adoption first (Law on Adoption 2010, art. 8.3)"
    )]
    AlreadyAdopted {
        /// Since when.
        since: Date,
    },
    /// There is no adoption to end.
    #[error("the person is nobody's adopted child")]
    NotAdopted,
    /// The register knows of a later recognition or adoption of the child.
    #[error("the register knows of a later event of the child on {on}; correct that first")]
    LaterEvent {
        /// Its day.
        on: Date,
    },
    /// Those who want to adopt may not.
    #[error(transparent)]
    Adopters(#[from] AdoptersError),
    /// The child cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Adopters {
    /// The ages that art. 8 sets the child.
    const fn age_limit(self) -> i16 {
        match self {
            Self::Single(_) | Self::Couple(_) => AGE_OF_CHILD_MAX,
            Self::StepParent(_) | Self::AuntOrUncle(_) | Self::AuntAndUncle(_) => AGE_OF_YOUTH_MAX,
        }
    }
}

impl AdoptionRegistered {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.adoption.since, Fact::Adopted(self.adoption.clone()))
    }
}

impl AdoptionEnded {
    pub(crate) fn fact(&self) -> Dated {
        Dated::on(self.decision.on, Fact::AdoptionEnded)
    }
}

impl Register {
    /// Registers an adoption. A guardianship of the child ends by it (Civil Code 2015, art. 62.1) and is entered as an event of its own.
    pub fn register_adoption(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: AdoptionReport,
    ) -> Result<Recorded, AdoptionError> {
        let child = subject::load_living(tx, report.child)?;
        let on = report.on;
        if on > self.today() || on < child.state.identity.born.earliest() {
            return Err(AdoptionError::OutsideLife);
        }
        // Where the day or month of birth is not known, the first counts, as it does for those who marry.
        let (age, limit) = (child.state.age_at_most(on), report.adopters.age_limit());
        if age >= limit {
            return Err(AdoptionError::TooOld { age, limit });
        }
        if let Some(adoption) = &child.state.adoption {
            return Err(AdoptionError::AlreadyAdopted {
                since: adoption.since,
            });
        }
        check_order(&child, on)?;
        let [father, mother] = adopters::parents_to_be(tx, report.adopters, &child, on)?;
        let adoption = Adoption {
            father,
            mother,
            since: on,
        };
        let body = EventBody::Adoption(AdoptionRegistered {
            child: child.person,
            adoption,
        });
        Ok(self.record(tx, act, body, vec![child])?)
    }

    /// Enters that a court ended an adoption: the parents of birth are the parents again (Law on Adoption 2010, art. 27).
    pub fn end_adoption(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &AdoptionEndReport,
    ) -> Result<Recorded, AdoptionError> {
        let child = subject::load_living(tx, report.child)?;
        if report.decision.on > self.today() {
            return Err(AdoptionError::OutsideLife);
        }
        if child.state.adoption.is_none() {
            return Err(AdoptionError::NotAdopted);
        }
        check_order(&child, report.decision.on)?;
        let body = EventBody::AdoptionEnded(AdoptionEnded {
            child: child.person,
            decision: report.decision.clone(),
        });
        Ok(self.record(tx, act, body, vec![child])?)
    }
}

fn check_order(child: &LoadedSubject, on: Date) -> Result<(), AdoptionError> {
    match child.last_day_in(Thread::Parents) {
        Some(later) if later > on => Err(AdoptionError::LaterEvent { on: later }),
        _ => Ok(()),
    }
}
