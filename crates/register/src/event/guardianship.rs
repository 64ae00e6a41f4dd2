//! Guardianship (đăng ký giám hộ) and its end: Civil Code 2015, art. 46 to 63; Law on Civil Status 2014, art. 19 to 23.
//!
//! A guardianship ends when the ward can act for themselves, is adopted or dies, and another guardian takes over when the first
//! dies or can no longer be one (art. 60 and 62). The law has the end entered by itself (Law on Civil Status 2014, art. 22), so
//! none of these events ends it silently: the record names the guardian until the end is registered, also where one of the two
//! has died by then. Whether a guardian of a minor still stands for them on a day, [`PersonState::guardians_on`] says.

use danh_store::{StoreError, Tx};
use danh_vocabulary::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::EventBody;
use crate::event::decision::Decision;
use crate::event::kinship::{self, BloodTie};
use crate::facts::{Dated, Fact, Thread};
use crate::person::{Guardianship, GuardianshipGround, PersonState, Relative};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, person_queries, subject};

/// From this age on one acts for oneself (Civil Code 2015, art. 20).
const FULL_AGE: i16 = 18;

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
    /// What makes the guardian necessary: the finding of a court, or the paper by which parents are not to look after their child.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
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

/// What is declared to the registrar.
#[derive(Debug, Clone)]
pub struct GuardianshipReport {
    /// Who is looked after, as the registrar saw them.
    pub ward: Seen,
    /// Who stands for them, as the registrar saw them.
    pub guardian: Seen,
    /// Why the ward needs a guardian.
    pub ground: GuardianshipGround,
    /// The day of the registration.
    pub on: Date,
    /// The finding of the court on the ward; for a minor whose parents live, the decision that restricts them or their own
    /// written request (art. 47.1b).
    pub decision: Option<Decision>,
}

/// What is declared of its end.
#[derive(Debug, Clone, Copy)]
pub struct GuardianshipEndReport {
    /// Who was looked after, as the registrar saw them.
    pub ward: Seen,
    /// Who stood for them, as the registrar saw them.
    pub guardian: Seen,
    /// From when.
    pub on: Date,
}

/// Why a guardianship cannot be registered or ended.
#[derive(Debug, thiserror::Error)]
pub enum GuardianshipError {
    /// The day is still to come, or before a birth.
    #[error("the day lies in the future or before a birth")]
    OutsideLife,
    /// One and the same person.
    #[error("nobody is their own guardian")]
    Oneself,
    /// Art. 49: a guardian is of age and can act for themselves.
    #[error(
        "`{name}` is not of age, is missing or cannot act for themselves (Civil Code 2015, art. 49)"
    )]
    GuardianWithoutCapacity {
        /// The guardian.
        name: String,
    },
    /// Who is of age needs no guardian for being a minor.
    #[error("the ward is {age} years old and no minor (Civil Code 2015, art. 21)")]
    OfAge {
        /// Completed years on the day.
        age: i16,
    },
    /// Art. 47.1: a parent looks after a minor.
    #[error(
        "`{name}`, a parent, can look after the minor; name the decision or request that says otherwise (Civil Code 2015, art. 47.1)"
    )]
    HasParent {
        /// The parent; whoever may not know of them is told [`SubjectError::Withheld`].
        name: String,
    },
    /// Art. 22 and 23: only a court finds that somebody cannot act for themselves.
    #[error(
        "a court finds that somebody cannot act for themselves; name its decision (Civil Code 2015, art. 22 and 23)"
    )]
    CourtFinds,
    /// The decision is not in force yet.
    #[error("the decision is in force from {on} only")]
    DecisionNotInForce {
        /// From when.
        on: Date,
    },
    /// Art. 47.2: one guardian, or both parents, or both grandparents of one side.
    #[error(
        "`{name}` is the guardian already; end that guardianship first (Civil Code 2015, art. 47.2)"
    )]
    HasGuardian {
        /// The guardian on record; whoever may not know of them is told [`SubjectError::Withheld`].
        name: String,
    },
    /// There is nothing to end.
    #[error("the one is not the guardian of the other")]
    NotGuardian,
    /// The register knows of a later beginning or end of a guardianship.
    #[error("the register knows of a later event of the ward on {on}; correct that first")]
    LaterEvent {
        /// Its day.
        on: Date,
    },
    /// One of the two cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
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

impl PersonState {
    /// The guardians who stand for the person on a day: nobody for the dead, and for who came of age none that they had as a
    /// minor. Whether a guardian lives, their own record says.
    pub fn guardians_on(&self, on: Date) -> impl Iterator<Item = &Guardianship> {
        let is_alive = self
            .death
            .as_ref()
            .is_none_or(|death| death.on.earliest() > on);
        let is_minor = self.age_at_most(on) < FULL_AGE;
        self.guardians.iter().filter(move |guardianship| {
            let is_needed = is_minor || guardianship.ground != GuardianshipGround::Minor;
            is_alive && is_needed && guardianship.since <= on
        })
    }

    /// Whether the person is of age on a day and no court found that they cannot act for themselves, nor that they are missing.
    pub(super) fn acts_for_themselves(&self, on: Date) -> bool {
        self.age_at_most(on) >= FULL_AGE
            && self.missing.is_none()
            && self.guardians_on(on).next().is_none()
    }
}

impl Register {
    /// Registers a guardianship; the states of ward and guardian change by one event.
    pub fn register_guardianship(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: &GuardianshipReport,
    ) -> Result<Recorded, GuardianshipError> {
        if report.ward.person == report.guardian.person {
            return Err(GuardianshipError::Oneself);
        }
        let ward = subject::load_living(tx, report.ward)?;
        let guardian = subject::load_living(tx, report.guardian)?;
        for one in [&ward, &guardian] {
            self.check_day_of_guardianship(one, report.on)?;
        }
        if !guardian.state.acts_for_themselves(report.on) {
            return Err(GuardianshipError::GuardianWithoutCapacity {
                name: guardian.state.identity.name.to_string(),
            });
        }
        check_ground(tx, act, report, &ward)?;
        check_only_guardian(tx, act, &ward, &guardian)?;
        check_order(&ward, report.on)?;
        let body = EventBody::Guardianship(GuardianshipRegistered {
            ward: ward.state.as_relative(ward.person),
            guardian: guardian.state.as_relative(guardian.person),
            ground: report.ground,
            on: report.on,
            decision: report.decision.clone(),
        });
        Ok(self.record(tx, act, body, vec![ward, guardian])?)
    }

    /// Registers the end of a guardianship, also of the dead.
    pub fn end_guardianship(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: GuardianshipEndReport,
    ) -> Result<Recorded, GuardianshipError> {
        let ward = subject::load_unmerged(tx, report.ward)?;
        let guardian = subject::load_unmerged(tx, report.guardian)?;
        for one in [&ward, &guardian] {
            self.check_day_of_guardianship(one, report.on)?;
        }
        let is_theirs =
            |guardianship: &Guardianship| guardianship.guardian.person == Some(guardian.person);
        if !ward.state.guardians.iter().any(is_theirs) {
            return Err(GuardianshipError::NotGuardian);
        }
        check_order(&ward, report.on)?;
        let body = EventBody::GuardianshipEnded(GuardianshipEnded {
            ward: ward.person,
            guardian: guardian.person,
            on: report.on,
        });
        Ok(self.record(tx, act, body, vec![ward, guardian])?)
    }

    fn check_day_of_guardianship(
        &self,
        one: &LoadedSubject,
        on: Date,
    ) -> Result<(), GuardianshipError> {
        if on > self.today() || on < one.state.identity.born.earliest() {
            return Err(GuardianshipError::OutsideLife);
        }
        Ok(())
    }
}

fn check_ground(
    tx: &mut Tx<'_>,
    act: &Act,
    report: &GuardianshipReport,
    ward: &LoadedSubject,
) -> Result<(), GuardianshipError> {
    match &report.decision {
        Some(decision) if decision.on > report.on => {
            return Err(GuardianshipError::DecisionNotInForce { on: decision.on });
        }
        None if report.ground != GuardianshipGround::Minor => {
            return Err(GuardianshipError::CourtFinds);
        }
        _ => {}
    }
    if report.ground == GuardianshipGround::Minor {
        let age = ward.state.age_at_most(report.on);
        if age >= FULL_AGE {
            return Err(GuardianshipError::OfAge { age });
        }
        if report.decision.is_none()
            && let Some(parent) = able_parent(tx, ward, report.on)?
        {
            if !parent.is_visible_to(act.viewer()) {
                return Err(SubjectError::Withheld.into());
            }
            return Err(GuardianshipError::HasParent {
                name: parent.identity.name.to_string(),
            });
        }
    }
    Ok(())
}

/// A parent before the law who lives, is of age and can act; as far as the register knows them.
fn able_parent(
    tx: &mut Tx<'_>,
    ward: &LoadedSubject,
    on: Date,
) -> Result<Option<PersonState>, StoreError> {
    for parent in ward.state.legal_parents().into_iter().flatten() {
        if let Some(person) = person_queries::person_of_relative(tx, parent)?
            && let Some((_, state)) = person_queries::person_by_id(tx, person)?
            && state.death.is_none()
            && state.acts_for_themselves(on)
        {
            return Ok(Some(state));
        }
    }
    Ok(None)
}

/// Both parents may stand for their child, and both grandparents for their grandchild; nobody else together.
fn check_only_guardian(
    tx: &mut Tx<'_>,
    act: &Act,
    ward: &LoadedSubject,
    guardian: &LoadedSubject,
) -> Result<(), GuardianshipError> {
    for guardianship in &ward.state.guardians {
        let on_record = &guardianship.guardian;
        let tie_of_first = match on_record.person {
            Some(person) if person != guardian.person && ward.state.guardians.len() == 1 => {
                elder_tie(tx, person, ward)?
            }
            _ => None,
        };
        if tie_of_first.is_none() || elder_tie(tx, guardian.person, ward)? != tie_of_first {
            return Err(GuardianshipError::HasGuardian {
                name: person_queries::relative_name_told(tx, on_record, act.viewer())?,
            });
        }
    }
    Ok(())
}

/// Whether somebody is a parent or a grandparent of the ward, by blood.
fn elder_tie(
    tx: &mut Tx<'_>,
    person: PersonId,
    ward: &LoadedSubject,
) -> Result<Option<BloodTie>, StoreError> {
    let Some((_, state)) = person_queries::person_by_id(tx, person)? else {
        return Ok(None);
    };
    let tie = kinship::blood_tie(tx, (person, &state), &ward.state)?;
    Ok(tie.filter(|tie| *tie != BloodTie::Sibling))
}

/// What the guardian's record says of this ward mirrors the ward's, and what it says of other wards does not matter here.
fn check_order(ward: &LoadedSubject, on: Date) -> Result<(), GuardianshipError> {
    match ward.last_day_in(Thread::Guardians) {
        Some(later) if later > on => Err(GuardianshipError::LaterEvent { on: later }),
        _ => Ok(()),
    }
}
