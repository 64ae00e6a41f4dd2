//! Correction of an error (cải chính): Law on Civil Status 2014, art. 26 to 28.
//!
//! Nothing is erased. A correction is an event of its own that names the event in error, what it said and what it should have
//! said. The fold lets it change the earlier event from the day the correction is known; before that, the register answers as it
//! knew. A correction of a correction corrects the same earlier event again.

use danh_directory::AddressedUnit;
use danh_store::{StoreError, Tx};
use danh_vocabulary::{Ethnicity, EventId, Name, PartialDate, PersonId, Sex, UnitCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::act::Act;
use crate::event::{Event, EventBody, Parent};
use crate::facts::Fact;
use crate::fold::{FoldError, Life};
use crate::person::{Identity, MaritalStatus, PersonState, Relative};
use crate::record::Recorded;
use crate::subject::{LoadedSubject, Seen, SubjectError};
use crate::{Register, person_queries, subject};

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
    /// The event should never have been recorded, or should have after all (thu hồi, huỷ bỏ; Law on Civil Status 2014, art. 70).
    Withdrawn {
        /// Whether it says nothing from now on.
        now: bool,
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
    /// A unit did not exist on the day it was written down.
    #[error("there was no unit `{unit}` on {on}")]
    UnknownUnit {
        /// The code given.
        unit: UnitCode,
        /// The day asked about.
        on: Date,
    },
    /// The parent named is of the other sex, or was not born before the child.
    #[error("the {parent} named is of the other sex, or was not born before the child")]
    ParentDoesNotFit {
        /// Mother or father.
        parent: Parent,
    },
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
            // It changes nothing that the event says, but whether it says it; the fold knows.
            Self::Withdrawn { .. } => false,
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
            let state = self.check_corrected(subject, &correction)?;
            self.check_corrected_place(&correction.change)?;
            check_corrected_parents(tx, subject.person, &state, &correction.change)?;
        }
        Ok(self.record(tx, act, EventBody::Correction(correction), subjects)?)
    }

    /// The state that the correction leads to.
    fn check_corrected(
        &self,
        subject: &LoadedSubject,
        correction: &Correction,
    ) -> Result<PersonState, CorrectionError> {
        let draft = self.draft(subject, EventBody::Correction(correction.clone()));
        let life = match Life::of(subject.person, &draft, None) {
            Ok(life) => life.ok_or(SubjectError::Unknown)?,
            Err(FoldError::CorrectionDoesNotFit { .. }) => return Err(CorrectionError::DoesNotFit),
            Err(error @ FoldError::CorrectionOfUnknown { .. }) => {
                return Err(SubjectError::from(error).into());
            }
        };
        // A name is corrected also in a life whose dates never fitted.
        let moves_a_date = matches!(
            correction.change,
            Change::Born { .. } | Change::DiedOn { .. } | Change::MarriedOn { .. }
        );
        if moves_a_date && !dates_fit(&life, self.today()) {
            return Err(CorrectionError::DatesDoNotFit);
        }
        Ok(life.state(None).ok_or(SubjectError::Unknown)?)
    }

    fn check_corrected_place(&self, change: &Change) -> Result<(), CorrectionError> {
        match change {
            Change::BirthPlace {
                now: Some(place), ..
            } if self
                .directory()
                .unit(place.code, place.written_on)
                .is_none() =>
            {
                Err(CorrectionError::UnknownUnit {
                    unit: place.code,
                    on: place.written_on,
                })
            }
            _ => Ok(()),
        }
    }
}

/// Whether a life's dates follow one another: nothing in the future, no marriage before the birth, nothing but burial after
/// the death, and each marriage after the end of the one before it.
///
/// A residence or a number from before the birth is let pass and holds from the birth: neither has a correction of its own.
fn dates_fit(life: &Life, today: Date) -> bool {
    let (mut born, mut died) = (Date::MIN, Date::MAX);
    for (_, dated) in life.facts() {
        match &dated.fact {
            Fact::Born(identity) => born = identity.born.earliest(),
            Fact::Died(death) => died = death.on.latest(),
            _ => {}
        }
    }
    let last = died.min(today);
    let mut last_marital = born;
    let marital_in_order = life.facts().all(|(day, dated)| {
        let (follows, ends_before) = match (&dated.fact, dated.since.earliest()) {
            (Fact::Marital(MaritalStatus::Married { .. }), Some(first)) => {
                (dated.since.latest() >= last_marital, first <= last)
            }
            (Fact::SpouseDied(_), Some(first)) => {
                (dated.since.latest() >= last_marital, first <= today)
            }
            (Fact::Resides(_), Some(first)) => (true, first <= last),
            _ => return true,
        };
        if !matches!(dated.fact, Fact::Resides(_)) {
            last_marital = last_marital.max(day);
        }
        follows && ends_before
    });
    let death_in_life = life.facts().all(|(_, dated)| match &dated.fact {
        Fact::Died(death) => death.on.latest() >= born && death.on.earliest() <= today,
        _ => true,
    });
    born <= today && marital_in_order && death_in_life
}

/// Parents whom the register knows must be of the right sex and older, when the correction is about them or the birth.
fn check_corrected_parents(
    tx: &mut Tx<'_>,
    child: PersonId,
    state: &PersonState,
    change: &Change,
) -> Result<(), CorrectionError> {
    let identity = &state.identity;
    let (father, mother) = match change {
        Change::Father { .. } => (identity.father.as_ref(), None),
        Change::Mother { .. } => (None, identity.mother.as_ref()),
        Change::Born { .. } => (identity.father.as_ref(), identity.mother.as_ref()),
        _ => (None, None),
    };
    let named = [(Parent::Father, father), (Parent::Mother, mother)];
    for (parent, relative) in named {
        let Some(relative) = relative else { continue };
        let Some(person) = person_queries::person_of_relative(tx, relative)? else {
            continue;
        };
        let (_, of_parent) = person_queries::person_by_id(tx, person)?
            .ok_or(CorrectionError::Subject(SubjectError::Unknown))?;
        if person == child || !parent.fits(&of_parent, identity.born.latest()) {
            return Err(CorrectionError::ParentDoesNotFit { parent });
        }
    }
    Ok(())
}

fn correctable(events: &[Event], of: EventId) -> Result<&Event, CorrectionError> {
    events
        .iter()
        .find(|event| event.id == of && !matches!(event.body, EventBody::Correction(_)))
        .ok_or(CorrectionError::UnknownEvent { of })
}
