//! Corrections of what an event says in more than one word: a parent, a marital status, a residence.
//!
//! Whoever corrects writes what an answer showed them, such as the parent's name, and not all that the register keeps of it. So what
//! stands there is read from the event, in the transaction that writes, and compared with what they wrote.

use danh_directory::AddressedUnit;
use danh_register::person_queries::{is_relative_visible, person_by_id};
use danh_register::{
    Act, Actor, Change, CorrectionError, CorrectionReport, EventBody, MaritalStatus, Parent,
    Recorded, Register, Relative, Residence, Seen, SubjectError, View, Viewer, timeline,
};
use danh_store::Tx;
use danh_vocabulary::{EventId, Name, PartialDate, PersonId};
use jiff::civil::Date;

use crate::events::change;

/// A correction as it was asked for.
pub(super) struct Wanted {
    pub(super) person: Seen,
    pub(super) of: EventId,
    pub(super) change: WantedChange,
}

/// What was wrong and what is right, as it was asked for.
pub(super) enum WantedChange {
    /// All of it.
    Whole(Box<Change>),
    /// A parent.
    Parent {
        which: Parent,
        was: Option<String>,
        now: Option<Whom>,
    },
    /// The marital status that an earlier file gave.
    Marital { was: String, now: WantedStatus },
    /// Where somebody lives; of the household and the place in it nothing changes.
    Residence {
        was: Option<String>,
        now: Option<WantedPlace>,
    },
}

/// Somebody who is right.
#[derive(Clone)]
pub(super) enum Whom {
    /// Whom the register knows.
    Known(PersonId),
    /// Of whom only the name is known.
    Named(Name),
}

/// A marital status that is right.
pub(super) enum WantedStatus {
    Unknown,
    Single,
    Married {
        since: Option<PartialDate>,
        spouse: Option<Whom>,
    },
    Widowed {
        spouse: Option<Whom>,
    },
    Divorced,
}

/// A residence that is right.
pub(super) struct WantedPlace {
    pub(super) place: AddressedUnit,
    pub(super) detail: Option<String>,
    pub(super) since: Option<Date>,
}

/// Corrects, once it is read what the event says now.
pub(super) fn correct(
    register: &Register,
    tx: &mut Tx<'_>,
    act: &Act,
    wanted: &Wanted,
) -> Result<Recorded, CorrectionError> {
    let (person, of) = (wanted.person, wanted.of);
    let change = match &wanted.change {
        WantedChange::Whole(change) => (**change).clone(),
        wanted => {
            let entries = timeline(tx, person.person, View::PRESENT)?.into_iter();
            let mut entries = entries.filter(|entry| entry.event.id == of);
            let entry = entries.next().ok_or(CorrectionError::UnknownEvent { of })?;
            change_of(tx, act, &entry.says, wanted)?
        }
    };
    register.correct(tx, act, CorrectionReport { person, of, change })
}

fn change_of(
    tx: &mut Tx<'_>,
    act: &Act,
    says: &EventBody,
    wanted: &WantedChange,
) -> Result<Change, CorrectionError> {
    match wanted {
        WantedChange::Whole(change) => Ok((**change).clone()),
        WantedChange::Parent { which, was, now } => {
            let stands = parent_in(says, *which)?;
            if let Some(parent) = &stands
                && !is_relative_visible(tx, parent, viewer(act))?
            {
                return Err(SubjectError::Withheld.into());
            }
            insist(stands.as_ref().map(change::relative) == *was)?;
            let now = now.clone().map(|whom| relative(tx, whom)).transpose()?;
            Ok(match which {
                Parent::Father => Change::Father { was: stands, now },
                Parent::Mother => Change::Mother { was: stands, now },
            })
        }
        WantedChange::Marital { was, now } => {
            let EventBody::Enrolment(enrolment) = says else {
                return Err(CorrectionError::DoesNotFit);
            };
            insist(change::marital(&enrolment.marital) == *was)?;
            Ok(Change::Marital {
                was: Box::new(enrolment.marital.clone()),
                now: Box::new(status(tx, now)?),
            })
        }
        WantedChange::Residence { was, now } => {
            let stands = residence_in(says)?;
            insist(stands.map(change::residence) == *was)?;
            let now = match (now, stands) {
                (None, _) => None,
                // A household is not made by a correction.
                (Some(_), None) => return Err(CorrectionError::HouseholdChanged),
                (Some(right), Some(stands)) => Some(Box::new(Residence {
                    place: right.place,
                    detail: right.detail.clone(),
                    since: right.since,
                    ..stands.clone()
                })),
            };
            Ok(Change::Residence {
                was: stands.cloned().map(Box::new),
                now,
            })
        }
    }
}

fn insist(fits: bool) -> Result<(), CorrectionError> {
    if fits {
        Ok(())
    } else {
        Err(CorrectionError::DoesNotFit)
    }
}

fn viewer(act: &Act) -> Viewer {
    match act.actor() {
        Actor::Officer(officer) => Viewer::Officer(*officer),
        Actor::Program(_) => Viewer::Register,
        Actor::Organisation(_) => Viewer::Outsider,
    }
}

/// The parent whom an event names, if it is one that names parents.
fn parent_in(says: &EventBody, which: Parent) -> Result<Option<Relative>, CorrectionError> {
    let identity = match says {
        EventBody::Birth(birth) => &birth.identity,
        EventBody::Enrolment(enrolment) => &enrolment.identity,
        _ => return Err(CorrectionError::DoesNotFit),
    };
    Ok(match which {
        Parent::Father => identity.father.clone(),
        Parent::Mother => identity.mother.clone(),
    })
}

/// The residence that an event gives, if it is one that gives any.
fn residence_in(says: &EventBody) -> Result<Option<&Residence>, CorrectionError> {
    match says {
        EventBody::Enrolment(enrolment) => Ok(enrolment.residence.as_ref()),
        EventBody::ResidenceRegistered(registered) => Ok(Some(&registered.residence)),
        EventBody::ResidenceMoved(moved) => Ok(Some(&moved.residence)),
        _ => Err(CorrectionError::DoesNotFit),
    }
}

fn relative(tx: &mut Tx<'_>, whom: Whom) -> Result<Relative, CorrectionError> {
    match whom {
        Whom::Known(person) => {
            let (_, state) = person_by_id(tx, person)?.ok_or(SubjectError::Unknown)?;
            Ok(state.as_relative(person))
        }
        Whom::Named(name) => Ok(Relative {
            name,
            number: None,
            person: None,
        }),
    }
}

fn status(tx: &mut Tx<'_>, wanted: &WantedStatus) -> Result<MaritalStatus, CorrectionError> {
    let mut spouse_of = |spouse: &Option<Whom>| {
        let spouse = spouse.clone();
        spouse.map(|whom| relative(tx, whom)).transpose()
    };
    Ok(match wanted {
        WantedStatus::Unknown => MaritalStatus::Unknown,
        WantedStatus::Single => MaritalStatus::Single,
        WantedStatus::Married { since, spouse } => MaritalStatus::Married {
            since: *since,
            spouse: spouse_of(spouse)?,
        },
        WantedStatus::Widowed { spouse } => MaritalStatus::Widowed {
            spouse: spouse_of(spouse)?,
        },
        WantedStatus::Divorced => MaritalStatus::Divorced,
    })
}
