//! Correction of an error (cải chính): Law on Civil Status 2014, art. 26 to 28.
//!
//! Nothing is erased. A correction is an event of its own that names the event in error, what it said and what it should have
//! said. The fold lets it change the earlier event from the day the correction is known; before that, the register answers as it
//! knew. A correction of a correction corrects the same earlier event again.

use danh_directory::AddressedUnit;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{Ethnicity, EventId, Name, PartialDate, PersonId, Sex};
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::{Event, EventBody};
use crate::fold::{self, FoldError, View};
use crate::person::{Identity, MaritalStatus, Relative};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, subject};

/// What the register keeps of a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The event in error.
    pub of: EventId,
    /// What it said and what it should have said.
    pub change: Change,
}

/// One thing that an event said wrongly, with what it said and what is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// The name.
    Name {
        /// As it stood.
        was: Name,
        /// As it is.
        now: Name,
    },
    /// The birth date.
    Born {
        /// As it stood.
        was: PartialDate,
        /// As it is.
        now: PartialDate,
    },
    /// The sex.
    Sex {
        /// As it stood.
        was: Sex,
        /// As it is.
        now: Sex,
    },
    /// The ethnic group.
    Ethnicity {
        /// As it stood.
        was: Option<Ethnicity>,
        /// As it is.
        now: Option<Ethnicity>,
    },
    /// The place of birth.
    BirthPlace {
        /// As it stood.
        was: Option<AddressedUnit>,
        /// As it is.
        now: Option<AddressedUnit>,
    },
    /// The father.
    Father {
        /// As it stood.
        was: Option<Relative>,
        /// As it is.
        now: Option<Relative>,
    },
    /// The mother.
    Mother {
        /// As it stood.
        was: Option<Relative>,
        /// As it is.
        now: Option<Relative>,
    },
    /// The day of death.
    DiedOn {
        /// As it stood.
        was: PartialDate,
        /// As it is.
        now: PartialDate,
    },
    /// The day of marriage.
    MarriedOn {
        /// As it stood.
        was: PartialDate,
        /// As it is.
        now: PartialDate,
    },
}

/// What is decided.
#[derive(Debug, Clone)]
pub struct CorrectionReport {
    /// Whose event, as the registrar saw them.
    pub person: Seen,
    /// The event in error.
    pub of: EventId,
    /// What it said and what is right.
    pub change: Change,
}

/// Why a correction cannot be recorded.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionError {
    /// The person has no such event, or it is itself a correction.
    #[error("the person has no event `{of}` that can be corrected")]
    UnknownEvent {
        /// The event named.
        of: EventId,
    },
    /// The event does not say what the correction says it says.
    #[error(
        "the event does not say what is to be corrected; someone may have corrected it already"
    )]
    DoesNotFit,
    /// The corrected date is not a whole day where the event needs one.
    #[error("a marriage is on a day; give the whole date")]
    NotADay,
    /// With the correction the dates of the life no longer fit together.
    #[error(
        "with this correction a date would lie before the birth, after the death or in the future"
    )]
    DatesDoNotFit,
    /// A person whom the event concerns cannot be changed.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Change {
    /// Lets the change act on what an event says; false when it does not fit.
    pub(crate) fn apply(&self, body: &mut EventBody) -> bool {
        match self {
            Self::Name { was, now } => identity(body).is_some_and(|i| swap(&mut i.name, was, now)),
            Self::Born { was, now } => identity(body).is_some_and(|i| swap(&mut i.born, was, now)),
            Self::Sex { was, now } => identity(body).is_some_and(|i| swap(&mut i.sex, was, now)),
            Self::Ethnicity { was, now } => {
                identity(body).is_some_and(|i| swap(&mut i.ethnicity, was, now))
            }
            Self::BirthPlace { was, now } => {
                identity(body).is_some_and(|i| swap(&mut i.birth_place, was, now))
            }
            Self::Father { was, now } => {
                identity(body).is_some_and(|i| swap(&mut i.father, was, now))
            }
            Self::Mother { was, now } => {
                identity(body).is_some_and(|i| swap(&mut i.mother, was, now))
            }
            Self::DiedOn { was, now } => died_on(body).is_some_and(|on| swap(on, was, now)),
            Self::MarriedOn { was, now } => change_marriage_day(body, *was, *now),
        }
    }
}

fn swap<T: PartialEq + Clone>(place: &mut T, was: &T, now: &T) -> bool {
    let fits = place == was && was != now;
    if fits {
        place.clone_from(now);
    }
    fits
}

fn identity(body: &mut EventBody) -> Option<&mut Identity> {
    match body {
        EventBody::Enrolment(enrolment) => Some(&mut enrolment.identity),
        EventBody::Birth(birth) => Some(&mut birth.identity),
        _ => None,
    }
}

fn died_on(body: &mut EventBody) -> Option<&mut PartialDate> {
    match body {
        EventBody::Enrolment(enrolment) => enrolment.death.as_mut().map(|death| &mut death.on),
        EventBody::Death(death) => Some(&mut death.death.on),
        _ => None,
    }
}

fn change_marriage_day(body: &mut EventBody, was: PartialDate, now: PartialDate) -> bool {
    match body {
        EventBody::Marriage(marriage) if now.is_day() => {
            let mut on = PartialDate::of_day(marriage.on);
            let fits = swap(&mut on, &was, &now);
            marriage.on = on.earliest();
            fits
        }
        EventBody::Enrolment(enrolment) => match &mut enrolment.marital {
            MaritalStatus::Married {
                since: Some(since), ..
            } => swap(since, &was, &now),
            _ => false,
        },
        _ => false,
    }
}

impl Register {
    /// Records that an event said something wrong. Everyone whom that event concerns is concerned by the correction.
    pub fn correct(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        report: CorrectionReport,
    ) -> Result<Recorded, CorrectionError> {
        let person = subject::load_as_seen(tx, report.person)?;
        let corrected = correctable(&person.events, report.of)?;
        if let (EventBody::Marriage(_), Change::MarriedOn { now, .. }) =
            (&corrected.body, &report.change)
            && !now.is_day()
        {
            return Err(CorrectionError::NotADay);
        }
        let others: Vec<PersonId> = corrected
            .subjects
            .iter()
            .map(|subject| subject.person)
            .filter(|other| *other != person.person)
            .collect();
        let mut subjects = vec![person];
        for other in others {
            subjects.push(subject::load(tx, other)?);
        }
        let correction = Correction {
            of: report.of,
            change: report.change,
        };
        for subject in &subjects {
            self.check_corrected(subject, &correction)?;
        }
        Ok(self.record(tx, act, EventBody::Correction(correction), subjects)?)
    }

    fn check_corrected(
        &self,
        subject: &LoadedSubject,
        correction: &Correction,
    ) -> Result<(), CorrectionError> {
        let corrected = self.draft(subject, EventBody::Correction(correction.clone()));
        let state = match fold::fold(subject.person, &corrected, View::PRESENT) {
            Ok(state) => state.ok_or(CorrectionError::DatesDoNotFit)?,
            Err(FoldError::CorrectionDoesNotFit { .. }) => return Err(CorrectionError::DoesNotFit),
            Err(error @ FoldError::CorrectionOfUnknown { .. }) => {
                return Err(SubjectError::from(error).into());
            }
        };
        let today = self.today();
        let born = state.identity.born.earliest();
        let outside = |on: PartialDate| on.latest() < born || on.earliest() > today;
        let died = state.death.as_ref().map(|death| death.on);
        let married = match &state.marital {
            MaritalStatus::Married { since, .. } => *since,
            _ => None,
        };
        let after_death = |on: PartialDate| died.is_some_and(|died| on.earliest() > died.latest());
        if born > today
            || died.is_some_and(outside)
            || married.is_some_and(|on| outside(on) || after_death(on))
        {
            return Err(CorrectionError::DatesDoNotFit);
        }
        Ok(())
    }
}

fn correctable(events: &[Event], of: EventId) -> Result<&Event, CorrectionError> {
    events
        .iter()
        .find(|event| event.id == of && !matches!(event.body, EventBody::Correction(_)))
        .ok_or(CorrectionError::UnknownEvent { of })
}
